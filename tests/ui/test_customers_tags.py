"""Tags on screens: put on with the keyboard, shown as chips, renamed and coloured in one place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import tags
from mcsys_desktop.services.tags import Colour
from mcsys_desktop.ui import tokens
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui.customers_screen import idle, open_card, opened_page, press

# A window that closes by itself grabs the keyboard, which no screen is there for.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    return opened_page(work, live, qtbot)


@pytest.fixture
def bakery(db: Office) -> Customer:
    for name, colour in (("Onderhoud", Colour.TEAL), ("Webshop", Colour.PINK)):
        tags.make(name, colour)
    return make.customer("Bakkerij De Vries")


def open_picker(page: CustomersPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_T, ALT)
    picker = page.besides.picker
    qtbot.waitUntil(lambda: picker.isVisible() and bool(picker.model.rows))


def worn(customer: Customer) -> list[str]:
    return [tag.name for tag in tags.tags_of([customer.id]).get(customer.id, ())]


def test_a_tag_is_put_on_and_taken_off_with_the_keyboard(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    open_picker(page, qtbot)
    field = page.besides.picker.field
    QTest.keyClicks(field, "web")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.header.tags.names == ["Webshop"])
    assert page.card.header.tags.accessibleName() == "Tags: Webshop"

    field.clear()
    QTest.keyClicks(field, "w")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.header.tags.names == [])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not page.besides.picker.isVisible()


def test_what_is_no_tag_yet_is_made_and_put_on(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    open_picker(page, qtbot)
    field = page.besides.picker.field
    QTest.keyClicks(field, "Route oost")
    assert [row.id for row in page.besides.picker.model.rows] == [0]
    QTest.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.card.header.tags.names == ["Route oost"])
    assert worn(bakery) == ["Route oost"]


def test_arrows_go_through_the_tags(page: CustomersPage, qtbot: QtBot, bakery: Customer) -> None:
    open_card(page, qtbot, bakery)
    open_picker(page, qtbot)
    field = page.besides.picker.field
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.card.header.tags.names == ["Webshop"])


def test_tags_are_renamed_coloured_made_and_removed_in_one_place(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    tags.put(bakery.id, tags.all_tags()[0].id)
    open_card(page, qtbot, bakery)
    page.besides.manage_tags()
    manager = page.besides.manager
    qtbot.waitUntil(lambda: len(manager.rows) == 2)

    manager.rows[0].name.setText("Contract")
    manager.rows[0].name.editingFinished.emit()
    qtbot.waitUntil(lambda: [tag.name for tag in tags.all_tags()] == ["Contract", "Webshop"])
    idle(page, qtbot)
    qtbot.waitUntil(lambda: manager.rows[0].tag.name == "Contract")
    manager.rows[0].colour.choose(Colour.PURPLE)
    manager.rows[0].colour.activated.emit(0)
    qtbot.waitUntil(lambda: tags.all_tags()[0].colour is Colour.PURPLE)
    qtbot.waitUntil(lambda: manager.rows[0].tag.colour is Colour.PURPLE)

    manager.rows[1].name.setText("contract")  # there is one of that name
    manager.rows[1].name.editingFinished.emit()
    qtbot.waitUntil(lambda: "already" in manager.rows[1].error.text())
    assert manager.rows[1].name.text() == "contract"

    QTest.keyClicks(manager.new, "Nieuw")
    manager.make.click()
    qtbot.waitUntil(lambda: len(manager.rows) == 3)
    manager.rows[0].remove.click()
    qtbot.waitUntil(lambda: worn(bakery) == [])
    qtbot.waitUntil(lambda: bool(page.toast.sentence))
    page.undo()
    qtbot.waitUntil(lambda: worn(bakery) == ["Contract"])
    idle(page, qtbot)


def test_a_tag_that_a_colleague_removed_is_said_where_it_is_chosen(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk
) -> None:
    open_card(page, qtbot, bakery)
    open_picker(page, qtbot)
    at_desk(tags.remove, tags.all_tags()[0].id)
    QTest.keyClick(page.besides.picker.field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.besides.picker.said.text() == "A colleague has removed this tag.")
    idle(page, qtbot)


def test_the_model_of_the_tags_keeps_qts_rules(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    picker = page.besides.picker
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(picker.model, mode, picker)
    open_card(page, qtbot, bakery)
    open_picker(page, qtbot)
    for said in ("o", "x", ""):
        picker.field.setText(said)
        picker._narrow()
    picker.close()


def test_every_colour_of_a_tag_can_be_drawn() -> None:
    assert {colour.value for colour in Colour} <= set(tokens.TONES)
