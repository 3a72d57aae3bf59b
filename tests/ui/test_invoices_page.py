"""The page of invoices: the list, the editor by keyboard alone, and what comes of a draft."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.models import base
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import articles, invoices, payments
from mcsys_desktop.services.invoices import DraftHead, DraftLine, Status, tables
from mcsys_desktop.ui.invoices import InvoicesPage
from mcsys_desktop.ui.invoices.cells import DESCRIPTION, DISCOUNT, PRICE, QUANTITY, UNIT, VAT
from mcsys_desktop.ui.invoices.completing import Completing
from mcsys_desktop.ui.invoices.giving_back import CreditForm
from mcsys_desktop.ui.invoices.lines_model import EDIT, WRONG, LinesModel
from mcsys_desktop.ui.invoices.paying import PaymentForm
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import billing
from tests.conftest import AtDesk, Office
from tests.ui import accessibility

pytestmark = [  # off screen there is neither
    pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True),
    pytest.mark.qt_log_ignore("does not support raise", extend=True),
]
ENTER, ALT, CONTROL = (
    Qt.Key.Key_Return,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def customer(db: Office) -> Customer:
    billing.company()
    return billing.customer()


@pytest.fixture
def page(
    customer: Customer, work: Work, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[InvoicesPage]:
    monkeypatch.setattr(base, "on_news", live.hear)
    style().apply("light")
    page = InvoicesPage(work, live)
    qtbot.addWidget(page)
    page.resize(1366, 760)
    with qtbot.waitActive(page):
        page.show()
    yield page
    work.stop()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def write(said: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, said)


def begin(page: InvoicesPage, customer: Customer, qtbot: QtBot) -> None:
    page.start_new(customer.id)
    qtbot.waitUntil(lambda: page.editor.head.buyer is not None and page.editor.isVisible())
    qtbot.waitUntil(lambda: page.editor.lines.view.hasFocus())


def typed_line(page: InvoicesPage, *cells: str) -> None:
    """Type a line as somebody does who only has a keyboard; an empty text leaves a cell alone."""
    view = page.editor.lines.view
    view.setCurrentIndex(view.lines.index(len(view.lines.lines), 0))
    press(ENTER)
    for cell in cells:
        if cell:
            write(cell)
        press(ENTER)


def test_a_line_is_typed_from_cell_to_cell_and_kept_by_itself(
    page: InvoicesPage, customer: Customer, qtbot: QtBot
) -> None:
    begin(page, customer, qtbot)
    typed_line(page, "Onderzoek kassa-pc", "1,5", "uur", "67,50")
    model = page.editor.lines.model
    (line,) = model.lines
    assert (line.description, line.quantity, line.unit, line.price) == (
        "Onderzoek kassa-pc",
        1500,
        "hour",
        675_000,
    )
    press(ENTER)  # from the last cell to a new line
    assert page.editor.lines.view.currentIndex().row() == 1
    assert page.editor.lines.sums.accessibleName().replace("\u00a0", " ").endswith("€ 122,51")
    qtbot.waitUntil(lambda: page.editor.typing.id is not None and not page.editor.typing.unsaved)
    there = invoices.get(page.editor.typing.id or 0)
    assert there is not None
    assert there.lines == (line if line.points else there.lines[0],)
    assert there.head.customer_id == customer.id
    assert not page.work.drafts.all_of()


def test_lines_are_doubled_moved_and_taken_away_by_keys(
    page: InvoicesPage, customer: Customer, qtbot: QtBot
) -> None:
    begin(page, customer, qtbot)
    model, view = page.editor.lines.model, page.editor.lines.view
    model.put([billing.line("een"), billing.line("twee")])
    view.setFocus()
    view.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_D, CONTROL)
    assert [line.description for line in model.lines] == ["een", "een", "twee"]
    view.setCurrentIndex(model.index(2, 0))
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    assert [line.description for line in model.lines] == ["een", "twee", "een"]
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert [line.description for line in model.lines] == ["een", "een"]
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    assert [line.description for line in model.lines] == ["een", "twee", "een"]


def test_what_is_not_understood_stays_and_is_said(
    page: InvoicesPage, customer: Customer, qtbot: QtBot
) -> None:
    begin(page, customer, qtbot)
    model = page.editor.lines.model
    model.put([billing.line("een")])
    cell = model.index(0, PRICE)
    assert model.setData(cell, "twaalf", EDIT)
    assert cell.data() == "twaalf"
    assert "1.234,50" in cell.data(WRONG)
    assert "1.234,50" in page.editor.lines.trouble.text()
    page.editor.finishing.begin()
    assert "1.234,50" in page.editor.missing.text()
    assert model.setData(cell, "1.234,50", EDIT)
    assert model.lines[0].price == 12_345_000
    assert not page.editor.lines.trouble.isVisible()


def test_a_draft_becomes_final_and_is_paid_by_keys(
    page: InvoicesPage, customer: Customer, qtbot: QtBot
) -> None:
    begin(page, customer, qtbot)
    typed_line(page, "SSD 500 GB", "1", "", "229,84")
    QTest.keyClick(page.editor.lines.view, ENTER, CONTROL)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.final, timeout=10_000)
    qtbot.waitUntil(lambda: page.final.whole is not None and page.final.pay.isVisible())
    (row,) = tables.rows([page.editor.typing.id or 0])
    assert (row.status, row.total) == (Status.FINAL, 27_811)
    assert row.number in page.final.title.text()
    page.final.pay.click()
    form = page.final.form
    assert isinstance(form, PaymentForm)
    form.amount.setText("100")
    form.amount.textEdited.emit("100")
    assert "178,11" in form.understood.text()
    form.save.click()
    qtbot.waitUntil(lambda: "178,11" in page.final.state.text())
    (paid,) = payments.of_invoice(row.id)
    assert paid.amount == 10_000
    assert page.toast.act()
    qtbot.waitUntil(lambda: "278,11" in page.final.state.text())


def test_what_is_missing_is_said_and_no_number_is_taken(
    page: InvoicesPage, customer: Customer, qtbot: QtBot
) -> None:
    begin(page, customer, qtbot)
    page.editor.finishing.begin()
    qtbot.waitUntil(lambda: bool(page.editor.missing.text()))
    assert page.editor.finalise.isEnabled()
    assert not tables.between(tables.Sought(part="open"), tables.order("made"), None, None, 9)


def test_an_article_is_found_while_one_types_at_the_price_of_this_customer(
    page: InvoicesPage, customer: Customer, qtbot: QtBot
) -> None:
    article = articles.Article("SSD-500", {"nl": "SSD 500 GB, NVMe"}, price=743_400)
    articles.agree(customer.id, article_id=articles.save(article), price=700_000)
    begin(page, customer, qtbot)
    press(ENTER)
    write("ssd")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    (done,) = field.findChildren(Completing)
    popup = done.completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, ENTER)
    model = page.editor.lines.model
    qtbot.waitUntil(lambda: bool(model.lines))
    assert (model.lines[0].description, model.lines[0].price) == ("SSD 500 GB, NVMe", 700_000)
    assert page.editor.lines.view.currentIndex().column() == QUANTITY


def test_another_desk_is_seen_and_nothing_is_lost_unasked(
    page: InvoicesPage, customer: Customer, qtbot: QtBot, at_desk: AtDesk
) -> None:
    made, version = billing.draft(customer)
    page.open_invoice(made)
    qtbot.waitUntil(lambda: page.editor.typing.id == made)
    head = DraftHead(customer.id, reference="van Bob")
    version = at_desk(invoices.save, made, version, head, [billing.line("van Bob")])
    page.refresh()
    qtbot.waitUntil(lambda: page.editor.head.reference.text() == "van Bob")
    page.editor.typing._soon.setInterval(60_000)
    page.editor.typing._at_last.setInterval(60_000)
    page.editor.head.reference.setText("van mij")
    page.editor.head.reference.textEdited.emit("van mij")
    at_desk(invoices.save, made, version, head, [])
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.editor.meanwhile.band.sentence))
    assert page.editor.head.reference.text() == "van mij"
    page.editor.meanwhile.mine.click()
    qtbot.waitUntil(lambda: not page.editor.typing.unsaved)
    there = invoices.get(made)
    assert there is not None
    assert there.head.reference == "van mij"


def test_a_line_is_credited_and_the_draft_opens(
    page: InvoicesPage, customer: Customer, qtbot: QtBot
) -> None:
    done = billing.final(customer, billing.line("een", 2000), billing.line("twee"))
    page.open_invoice(done.id)
    qtbot.waitUntil(lambda: page.final.credit.isVisible())
    page.final.credit.click()
    form = page.final.form
    assert isinstance(form, CreditForm)
    first, second = form.fields.values()
    first.setText("1")
    second.setText("0")
    form.save.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.editor)
    qtbot.waitUntil(lambda: len(page.editor.lines.model.lines) == 1)
    assert page.editor.lines.model.lines[0].quantity == 1000


def test_everything_has_a_name_and_the_models_are_sound(
    page: InvoicesPage, customer: Customer, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    begin(page, customer, qtbot)
    page.editor.head.further.show()
    assert accessibility.walk(page) == []
    page.show_articles()
    page.catalogue.start_new()
    assert accessibility.walk(page) == []
    model = LinesModel()
    model.show([billing.line("een"), DraftLine("twee", discount=1000)])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.price_as(PriceMode.INCL, 500)
    shown = [model.index(1, at).data() for at in (DESCRIPTION, UNIT, DISCOUNT, VAT)]
    assert shown == ["twee", "st", "10%", "21%"]
