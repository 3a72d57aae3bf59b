"""The customers as a table: what it shows, what is done with many, the way to a card and back."""

from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import i18n
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers, tags
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.customers.table import CustomerTable
from mcsys_desktop.ui.customers.tabled import MODE, NAME
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui.accessibility import clipped, walk
from tests.ui.customers_screen import opened_page, some_people

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # off screen
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    some_people()
    return opened_page(work, live, qtbot)


def tabled(page: CustomersPage, qtbot: QtBot) -> CustomerTable:
    QTest.keyClick(page, Qt.Key.Key_L, BOTH)
    table = page.tabled.table
    assert table is not None
    qtbot.waitUntil(lambda: table.model.rowCount() > 0)
    return table


def names(table: CustomerTable) -> list[str]:
    return [table.model.at(at).name for at in range(table.model.rowCount())]


def choose(table: CustomerTable, *rows: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    for at in rows:
        table.table.selectionModel().select(table.model.index(at, 0), flag.Select | flag.Rows)


def test_one_key_shows_the_table_and_the_same_key_the_cards(
    page: CustomersPage, qtbot: QtBot, qtmodeltester: Any
) -> None:
    kept: list[tuple[str, str]] = []
    page.tabled.remembered.connect(lambda name, told: kept.append((name, told)))
    table = tabled(page, qtbot)
    qtmodeltester.check(table.model)
    assert names(table) == [
        "Bakkerij De Vries",
        "De Gouden Leeuw",
        "Karin de Vries",
        "Pieter van der Wal",
    ]
    assert table.width() == page.width()
    assert page.list.isHidden()
    QTest.keyClick(page, Qt.Key.Key_L, BOTH)
    assert page.list.isVisible()
    assert table.isHidden()
    assert kept == [(MODE, "table"), (MODE, "cards")]


def test_what_was_chosen_last_comes_back(page: CustomersPage, qtbot: QtBot) -> None:
    table = tabled(page, qtbot)
    with qtbot.waitSignal(page.tabled.remembered) as kept:
        table.narrow("kind", "business")
    qtbot.waitUntil(lambda: table.model.rowCount() == 2)
    assert kept.args is not None
    assert kept.args[0] == NAME
    told = {MODE: "table", NAME: kept.args[1]}
    page.tabled.toggle()
    page.tabled.table = None
    page.tabled.restore(told)
    again = page.tabled.table
    assert again is not None
    qtbot.waitUntil(lambda: again.model.rowCount() == 2)
    assert page.tabled.on


def test_enter_opens_the_card_and_escape_leads_back(page: CustomersPage, qtbot: QtBot) -> None:
    table = tabled(page, qtbot)
    table.table.setCurrentIndex(table.model.index(2, 0))
    QTest.keyClick(table.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.header.name.text() == "Karin de Vries")
    assert page.list.isVisible()
    assert not page.tabled.on
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.tabled.on
    assert table.model.row(table.table.currentIndex()).name == "Karin de Vries"


def test_a_customer_that_another_desk_adds_appears(
    page: CustomersPage, qtbot: QtBot, live: Live, at_desk: AtDesk
) -> None:
    table = tabled(page, qtbot)
    choose(table, 3)
    qtbot.waitUntil(lambda: table.model.complete)
    qtbot.wait(200)  # until nobody asks: the other desk needs the database
    at_desk(make.customer, "Aannemer Aa")
    live.hear({"customer"})
    qtbot.waitUntil(lambda: table.model.rowCount() == 5)
    (first, last) = table.table.ranges()[0]
    assert first == last
    assert table.model.at(first).name == "Pieter van der Wal"
    assert table.head.count.text() == "5"


def test_many_are_archived_at_once_and_brought_back(page: CustomersPage, qtbot: QtBot) -> None:
    table = tabled(page, qtbot)
    choose(table, 0, 2)
    with qtbot.waitSignal(table.undoable) as told:
        table.bar.acts[1].click()
    assert told.args is not None
    assert told.args[0] == "2 customers archived."
    assert customers.count() == 2
    assert page.tabled.toast is not None
    qtbot.wait(200)
    page.undo()
    qtbot.waitUntil(lambda: customers.count() == 4)


def test_many_are_tagged_at_once_and_the_tag_is_a_filter(page: CustomersPage, qtbot: QtBot) -> None:
    tag_id = tags.make("Onderhoud")
    table = tabled(page, qtbot)
    qtbot.waitUntil(lambda: bool(table._tags))
    choose(table, 0, 3)
    table.bar.acts[0].click()
    qtbot.waitUntil(lambda: any(menu.actions() for menu in table.findChildren(QMenu)))
    (menu,) = table.findChildren(QMenu)
    with qtbot.waitSignal(table.undoable) as told:
        menu.actions()[0].trigger()
    menu.close()
    assert told.args is not None
    assert told.args[0] == "2 customers tagged “Onderhoud”."
    table.narrow("tag", tag_id)
    qtbot.waitUntil(lambda: table.model.rowCount() == 2)
    assert names(table) == ["Bakkerij De Vries", "Pieter van der Wal"]
    assert table.head.chips.taken["tag"].text() == "Tag: Onderhoud"
    assert table.model.at(0).tags == ("Onderhoud",)


def test_whoever_only_reads_is_offered_no_acts(page: CustomersPage, qtbot: QtBot) -> None:
    page.set_rights(Rights(Group.READER))
    table = tabled(page, qtbot)
    choose(table, 0)
    assert table.bar.isVisible()
    assert all(button.isHidden() for button in table.bar.acts)
    page.set_rights(Rights(Group.DESK))
    assert all(button.isVisible() for button in table.bar.acts)


def test_at_the_counter_the_table_names_nobody(page: CustomersPage, qtbot: QtBot) -> None:
    page.set_counter(True)
    table = tabled(page, qtbot)
    assert table.model.index(0, 1).data() == ""
    page.set_counter(False)
    assert table.model.index(0, 1).data() == "Bakkerij De Vries"


def test_the_search_field_of_the_table_has_the_key_of_the_list(
    page: CustomersPage, qtbot: QtBot
) -> None:
    table = tabled(page, qtbot)
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert table.head.search.hasFocus()
    QTest.keyClicks(table.head.search, "leeuw")
    qtbot.waitUntil(lambda: table.model.rowCount() == 1)
    assert names(table) == ["De Gouden Leeuw"]


def test_the_table_fits_a_small_screen_with_large_text(
    db: Office, work: Work, live: Live, qtbot: QtBot
) -> None:
    from mcsys_desktop.ui.style import style

    i18n.use("nl")
    make.customer("Bakker")
    style().apply("light", "normal", 1.3)
    try:
        page = opened_page(work, live, qtbot)
        page.resize(1366 - 64, 640)
        table = tabled(page, qtbot)
        table.head.filters.click()
        choose(table, 0)
        qtbot.wait(50)
        assert walk(table) == []
        assert clipped(table) == []
        assert table.minimumSizeHint().width() <= 1366 - 64
        assert page.width() == 1366 - 64
        for button in (table.head.views, table.head.export, table.head.columns, *table.bar.acts):
            assert button.width() >= button.sizeHint().width()
    finally:
        style().apply("light", "normal", 1.0)


def test_a_customer_that_is_gone_is_no_row(page: CustomersPage, qtbot: QtBot, live: Live) -> None:
    table = tabled(page, qtbot)
    one = Customer.get(Customer.name == "De Gouden Leeuw")
    customers.archive(one.id)
    live.hear({"customer"})
    qtbot.waitUntil(lambda: table.model.rowCount() == 3)
    assert "De Gouden Leeuw" not in names(table)
