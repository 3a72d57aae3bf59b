"""The customers page with a phone in one hand: keys that work wherever the focus happens to be."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui.accessibility import walk
from tests.ui.customers_screen import CTRL, NONE, idle, open_card, show, shown, some_people

MAIL = "administratie@aannemersbedrijfbakkerbv.example"
LONG = "Hubert " + "Blaine" * 12


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines; what differs is tested where two desks meet."""
    return "sqlite"


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    page = CustomersPage(work, live)
    qtbot.addWidget(page)
    page.resize(1064, 700)
    return page


@pytest.fixture
def elsewhere(page: CustomersPage, qtbot: QtBot) -> Iterator[QLineEdit]:
    """A field outside the page, in the same window: as the search at the top is."""
    window, field = QWidget(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(page)
    qtbot.addWidget(window)
    window.resize(1064, 760)
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    yield field
    page.setParent(None)  # its own fixture takes it down


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(widget, key, modifier)


def test_f2_and_ctrl_s_work_while_the_focus_is_still_in_the_search_at_the_top(
    page: CustomersPage, elsewhere: QLineEdit, qtbot: QtBot
) -> None:
    open_card(page, qtbot, make.customer("Bakkerij De Vries", numbers=["033 461 20 45"]))
    elsewhere.setFocus()

    press(elsewhere, Qt.Key.Key_F2)
    assert page.card.is_editing
    elsewhere.setFocus()
    press(elsewhere, Qt.Key.Key_S, CTRL)

    assert not page.card.is_editing


def test_ctrl_f_goes_to_the_list_from_anywhere_in_the_window(
    page: CustomersPage, elsewhere: QLineEdit
) -> None:
    press(elsewhere, Qt.Key.Key_F, CTRL)

    assert page.list.filter.hasFocus()


def test_a_page_that_is_not_seen_takes_no_keys(
    page: CustomersPage, elsewhere: QLineEdit, qtbot: QtBot
) -> None:
    open_card(page, qtbot, make.customer("Bakkerij De Vries"))
    page.hide()
    elsewhere.setFocus()

    press(elsewhere, Qt.Key.Key_F2)

    assert not page.card.is_editing


def test_whoever_was_found_has_the_focus_on_the_card(page: CustomersPage, qtbot: QtBot) -> None:
    made = make.customer("Bakkerij De Vries")
    show(page, qtbot)

    page.open_customer(made.id)
    page.welcome()

    qtbot.waitUntil(page.card.header.edit.hasFocus)


def test_f2_begins_in_the_part_that_has_the_focus(page: CustomersPage, qtbot: QtBot) -> None:
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    show(page, qtbot)
    open_card(page, qtbot, made)
    page.card.notes.edit_link.setFocus()

    press(page.card.notes.edit_link, Qt.Key.Key_F2)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.card.notes.isAncestorOf(focused)
    assert page.card.contact.is_editing


def test_f2_while_typing_leaves_the_cursor_where_it_is(page: CustomersPage, qtbot: QtBot) -> None:
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    show(page, qtbot)
    open_card(page, qtbot, made)
    page.editing.begin(page.card.notes)
    before = QApplication.focusWidget()
    assert before is not None
    page.editing.begin()
    page.card.notes.focus_first()

    press(before, Qt.Key.Key_F2)

    assert QApplication.focusWidget() is before


def test_enter_in_a_field_saves_as_in_the_form_for_a_new_customer(
    page: CustomersPage, qtbot: QtBot
) -> None:
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    show(page, qtbot)
    open_card(page, qtbot, made)
    page.edit()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.selectedText() == ""  # the next letter must not replace a whole name
    QTest.keyClick(focused, Qt.Key.Key_End)
    QTest.keyClicks(focused, " en zoon")

    press(focused, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.card.header.name.text() == "Bakkerij De Vries en zoon")
    assert not page.card.is_editing
    assert page.card.header.edit.hasFocus()


def test_after_leaving_the_head_of_the_card_is_seen_whole(
    page: CustomersPage, qtbot: QtBot
) -> None:
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45", "06 1234 5678"])
    show(page, qtbot)
    open_card(page, qtbot, made)
    page.edit()
    page.card.scroll_to(page.card.notes)
    qtbot.waitUntil(lambda: page.card.scrolled > 0)

    page.leave()

    assert page.card.scrolled == 0
    assert page.card.header.edit.hasFocus()


def test_nobody_found_leaves_the_head_in_its_place_and_offers_what_to_do(
    page: CustomersPage, qtbot: QtBot
) -> None:
    some_people()
    show(page, qtbot)
    before = page.list.filter.mapTo(page, page.list.filter.rect().topLeft())

    QTest.keyClicks(page.list.filter, "0612340987")
    qtbot.waitUntil(page.list.nothing.isVisible)
    QApplication.processEvents()

    assert page.list.filter.mapTo(page, page.list.filter.rect().topLeft()) == before
    assert walk(page) == []
    page.list.nothing.new.click()
    assert page.form.fields["phone"].value() == "06 1234 0987"
    page.list.nothing.all.click()
    qtbot.waitUntil(lambda: len(shown(page)) == 4)


def test_escape_in_the_list_takes_the_filter_away(page: CustomersPage, qtbot: QtBot) -> None:
    some_people()
    show(page, qtbot)
    QTest.keyClicks(page.list.filter, "leeuw")
    qtbot.waitUntil(lambda: len(shown(page)) == 1)
    page.list.view.setFocus()

    press(page.list.view, Qt.Key.Key_Escape)

    assert page.list.filter.text() == ""
    qtbot.waitUntil(lambda: len(shown(page)) == 4)


def test_a_callers_number_stands_in_the_form_as_people_read_it(
    page: CustomersPage, qtbot: QtBot
) -> None:
    show(page, qtbot)

    page.start_new(customers.CustomerDraft(phone="0612340987", origin=customers.Origin.PHONE))

    assert page.form.fields["phone"].value() == "06 1234 0987"
    assert not page.form.is_dirty
    idle(page, qtbot)


@pytest.mark.parametrize("scale", [1.0, 1.3])
@pytest.mark.parametrize("name", [LONG, '<img src="x" onerror=alert(1)>' * 2, "V" * 80])
def test_no_name_and_no_address_is_wider_than_the_card(
    page: CustomersPage, qtbot: QtBot, name: str, scale: float
) -> None:
    made = make.customer(name, numbers=["033 461 20 45"])
    customers.add_email(made.id, address=MAIL, origin=customers.Origin.TYPED)
    style().apply("light", "normal", scale)
    show(page, qtbot)
    open_card(page, qtbot, made)

    body = page.card._area.widget()
    assert body is not None
    room, least, width = page.card._area.viewport().width(), body.minimumSizeHint(), body.width()
    style().apply("light", "normal", 1.0)  # after which the card may have more room

    assert least.width() <= room
    assert width <= room


def test_a_card_that_fits_cannot_be_scrolled(page: CustomersPage, qtbot: QtBot) -> None:
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45", "06 2244 8810"])
    for use in range(2):
        customers.add_email(made.id, address=f"{use}{MAIL}", origin=customers.Origin.TYPED)
    show(page, qtbot)
    open_card(page, qtbot, made)
    QApplication.processEvents()
    needed = page.card._area._layout.totalHeightForWidth(page.card._area.viewport().width())

    page.resize(page.width(), needed + page.height() - page.card._area.viewport().height() + 4)
    QApplication.processEvents()

    assert page.card._area.verticalScrollBar().maximum() == 0
    page.resize(page.width(), page.height() - 24)
    QApplication.processEvents()
    assert 0 < page.card._area.verticalScrollBar().maximum() <= 24
