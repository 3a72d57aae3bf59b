"""The page of agreements: what waits becomes drafts, and what was agreed on is typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.services import agreements
from mcsys_desktop.services.agreements import Agreement, Line, PriceChange
from mcsys_desktop.ui.agreements import AgreementsPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import billing
from tests.conftest import AtDesk, Office

TODAY = date(2026, 12, 7)


@pytest.fixture
def page(
    db: Office,
    work: Work,
    live: Live,
    qtbot: QtBot,
    at_desk: AtDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> AgreementsPage:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    at_desk(billing.company, login="carla")
    agreements.save(
        Agreement(
            billing.customer().id, date(2026, 11, 30), (Line("Webhosting", 1000, 120_000),), "Web"
        )
    )
    made = AgreementsPage(work, live)
    qtbot.addWidget(made)
    for table in (made.waiting.table, made.all.table):
        QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.resize(1200, 900)
    made.show()
    qtbot.waitUntil(lambda: made.waiting.table.rowCount() == 1 and made.all.table.rowCount() == 1)
    return made


def test_what_waits_becomes_drafts_by_one_button(page: AgreementsPage, qtbot: QtBot) -> None:
    assert page.ready.text() == "1 invoice ready, €\u00a014,52"
    page.make.click()
    qtbot.waitUntil(lambda: page.waiting.table.rowCount() == 0)
    assert page.toast.sentence == "1 draft was made."
    assert page.ready.text() == "Nothing waits to be invoiced."
    assert Invoice.select().count() == 1
    with qtbot.waitSignal(page.drafts_wanted):
        page.drafts.click()


def test_a_period_is_left_out_and_comes_back(page: AgreementsPage, qtbot: QtBot) -> None:
    page.hold.click()
    assert "Choose first" in page.toast.sentence
    page.waiting.selectRow(0)
    page.hold.click()
    qtbot.waitUntil(lambda: page.waiting.table.rowCount() == 0)
    page.toast.act()
    qtbot.waitUntil(lambda: page.waiting.table.rowCount() == 1)


def test_an_agreement_is_changed_with_a_price_from_a_day(
    page: AgreementsPage, qtbot: QtBot
) -> None:
    page.all.setFocus()
    page.all.selectRow(0)
    QTest.keyClick(page.all, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.form)
    form = page.form
    form.fields.every.setText("drie")
    form.save()
    assert "1 to 120" in form.fields.labelled["every"].note.text()
    form.fields.every.setText("3")
    form.fields.rise.setText("2,5")
    form.fields.days["rise_from"].setText("1-1-2028")
    form.prices.price.setText("13,50")
    form.prices.day.setText("1-1-2027")
    form.lines.view.setCurrentIndex(form.lines.model.index(0, 0))
    form.prices.add.click()
    assert "13,50" in form.prices.known.text()
    assert page.unsaved() == 1
    form.save()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 0)
    (row,) = agreements.listing(TODAY)
    kept = row.agreement
    assert (kept.every, kept.rise.points, kept.rise.from_day) == (3, 250, date(2028, 1, 1))
    assert kept.lines[0].changes == (PriceChange(date(2027, 1, 1), 135_000),)


def test_a_new_one_begins_with_its_customer(page: AgreementsPage, qtbot: QtBot) -> None:
    customer = billing.customer("Slagerij Jansen", private=True)
    page.start_new()
    assert page.form.finder.isVisible()
    assert not page.form.keep.isVisible()
    page.form._picked(_Picked(customer.id, customer.name))  # type: ignore[arg-type]  # as found
    qtbot.waitUntil(lambda: page.form.fields.isVisible())
    page.form.save()
    qtbot.waitUntil(lambda: page.form.wrong.text() == "There are no lines yet.")


class _Picked:
    def __init__(self, number: int, name: str) -> None:
        self.id, self.name = number, name


def test_nothing_is_shown_at_a_counter_and_everything_has_a_name(page: AgreementsPage) -> None:
    page.set_counter(True)
    assert page.waiting.table.rowCount() == page.all.table.rowCount() == 0
    assert "hidden" in page.ready.text()
    page.set_counter(False)
    assert page.all.table.rowCount() == 1
    page.set_only_reads("You may only read.")
    assert not page.make.isVisible()
    parts: list[QWidget] = [page.waiting, page.all, *page.form.fields.days.values()]
    assert all(part.accessibleName() for part in parts)
