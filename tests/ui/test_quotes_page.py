"""The page of quotes: typed, sent, answered and turned into an invoice."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.services import quotes
from mcsys_desktop.services.quotes import Choice, Line, State
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.quotes import QuotesPage
from mcsys_desktop.ui.quotes.answering import AcceptForm, InvoiceForm
from mcsys_desktop.ui.work import Work
from tests import billing
from tests.conftest import AtDesk, Office

pytestmark = [
    pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True),
    pytest.mark.qt_log_ignore("does not support raise", extend=True),
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True),
]
LINES = (
    Line("Laptop", 1000, 8_500_000),
    Line("Garantie", 1000, 900_000, choice=Choice.OPTION, chosen=False),
    Line("Tas", 1000, 600_000),
)


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot, at_desk: AtDesk) -> QuotesPage:
    at_desk(billing.company, login="carla")
    version_id = quotes.begin(billing.customer().id)
    found = quotes.get(version_id)
    assert found is not None
    quotes.save(version_id, found.version, found.head, LINES, title="Werkplek")
    made = QuotesPage(work, live)
    qtbot.addWidget(made)
    for model in (made.list.table, made.editor.lines.model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.resize(1400, 900)
    made.show()
    qtbot.waitUntil(lambda: made.list.table.rowCount() == 1)
    made.open_version(version_id)
    qtbot.waitUntil(lambda: made.editor.shown is not None and made.editor.isVisible())
    return made


def test_options_are_marked_and_stand_outside_the_sum(page: QuotesPage, qtbot: QtBot) -> None:
    editor = page.editor
    model = editor.lines.model
    assert model.data(model.index(1, 0)) == "Option: Garantie"
    assert model.totals.total == (850_00 + 60_00) * 121 // 100
    editor.lines.view.setCurrentIndex(model.index(2, 0))
    editor.choices[Choice.OPTION].click()
    assert model.totals.total == 850_00 * 121 // 100
    editor.choices[Choice.FIXED].click()
    qtbot.waitUntil(lambda: not page.unsaved() and editor.state.text() == "Kept")
    kept = quotes.get(editor.keeping.id)
    assert kept is not None
    assert [line.choice for line in kept.lines] == [Choice.FIXED, Choice.OPTION, Choice.FIXED]


def test_sent_agreed_and_invoiced(page: QuotesPage, qtbot: QtBot) -> None:
    editor = page.editor
    editor.called.setText("Werkplek balie")
    editor.called.textEdited.emit("Werkplek balie")
    editor.send_it()
    qtbot.waitUntil(lambda: editor.accept.isVisible())
    assert "stays as it is" in page.toast.sentence
    flags = editor.lines.model.flags(editor.lines.model.index(0, 0))
    assert not flags & Qt.ItemFlag.ItemIsEditable
    version_id = editor.keeping.id
    editor.accept.click()
    form = editor.form
    assert isinstance(form, AcceptForm)
    form.who.setText("J. de Vries")
    next(iter(form.checks.values())).setChecked(True)
    form.save.click()
    qtbot.waitUntil(lambda: editor.invoice.isVisible())
    assert "J. de Vries" in editor.past.text()
    editor.invoice.click()
    asked = editor.form
    assert isinstance(asked, InvoiceForm)
    assert len(asked.fields) == 3
    with qtbot.waitSignal(page.invoice_wanted) as told:
        asked.save.click()
    assert Invoice.get_by_id(told.args[0]).from_quote == version_id
    (row,) = quotes.listing()
    assert (row.state, row.version.title) == (State.INVOICED, "Werkplek balie")


def test_a_new_version_stands_beside_the_old_one(page: QuotesPage, qtbot: QtBot) -> None:
    editor = page.editor
    editor.send_it()
    qtbot.waitUntil(lambda: editor.revise.isVisible())
    first = editor.keeping.id
    editor.revise.click()
    qtbot.waitUntil(lambda: editor.keeping.id != first and editor.send.isVisible())
    assert editor.title.text().endswith("-2")
    old = quotes.get(first)
    assert old is not None
    assert old.state(clock.today()) is State.REPLACED


def test_somebody_elses_change_is_said_and_nothing_typed_is_lost(
    page: QuotesPage, qtbot: QtBot, at_desk: AtDesk
) -> None:
    editor = page.editor
    there = quotes.get(editor.keeping.id)
    assert there is not None
    head = replace(there.head, remark="Van de collega")
    at_desk(quotes.save, there.id, there.version, head, there.lines)
    editor.called.setText("Van mij")
    editor.called.textEdited.emit("Van mij")
    qtbot.waitUntil(lambda: "changed" in editor.wrong.text())
    assert editor.called.text() == "Van mij"
    assert page.unsaved() == 1


def test_nothing_is_shown_at_a_counter_and_everything_has_a_name(page: QuotesPage) -> None:
    page.set_counter(True)
    assert page.stack.currentIndex() == 0
    assert page.list.table.rowCount() == 0
    page.set_counter(False)
    editor = page.editor
    parts: list[QWidget] = [page.list, editor.called, editor.until]
    assert all(part.accessibleName() for part in parts)
