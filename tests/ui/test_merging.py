"""Merging from a card: the other one is found, both are seen, and undo is there for ever."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.merging import Merging
from mcsys_desktop.services import customers, merging
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui.accessibility import walk
from tests.ui.customers_screen import CTRL, field, open_card, opened_page, press, type_over, write


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines; what differs is tested where two desks meet."""
    return "sqlite"


@pytest.fixture
def bakery(db: Office) -> Customer:
    return make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])


@pytest.fixture
def other(bakery: Customer) -> Customer:
    return make.customer("De Vries brood", numbers=["06 1234 5678"], notes="Achterom")


@pytest.fixture
def page(other: Customer, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    return opened_page(work, live, qtbot)


def both_seen(page: CustomersPage, qtbot: QtBot, name: str) -> None:
    """Find the other by keyboard, and look at both."""
    press(page, Qt.Key.Key_J, CTRL)
    view = page.merging.view
    assert view.field.hasFocus()
    write(page, name)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(view.merge.isVisible)


def test_a_card_is_merged_with_another_and_taken_apart_again(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, other: Customer
) -> None:
    open_card(page, qtbot, bakery)
    both_seen(page, qtbot, "brood")
    assert walk(page.merging.view) == []

    press(page, Qt.Key.Key_S, CTRL)

    qtbot.waitUntil(lambda: page.toast.sentence == "They are one customer now.")
    assert page.right.currentWidget() is page.card
    card = page.editing.card
    assert card is not None
    assert [number.shown for number in card.numbers] == ["033 461 20 45", "06 1234 5678"]
    assert card.notes == "Achterom"
    qtbot.waitUntil(page.card.merged.isVisible)

    page.card.merged.buttons[0].click()

    qtbot.waitUntil(lambda: page.toast.sentence == "They are apart again.")
    assert Merging.select().count() == 0
    assert not page.card.merged.isVisible()
    page.toast.act()  # open the other
    qtbot.waitUntil(lambda: page.editing.card is not None and page.editing.card.id == other.id)


def test_what_was_changed_since_is_said(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, other: Customer
) -> None:
    open_card(page, qtbot, bakery)
    both_seen(page, qtbot, "brood")
    press(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(page.card.merged.isVisible)
    customers.change(bakery.id, Customer.get_by_id(bakery.id).version, notes="Voorom")

    page.card.merged.buttons[0].click()

    qtbot.waitUntil(lambda: "left as it is: Notes." in page.toast.sentence)
    assert Customer.get_by_id(bakery.id).notes == "Voorom"


def test_the_card_of_the_other_leads_to_the_heir_while_it_is_open(
    page: CustomersPage,
    live: Live,
    qtbot: QtBot,
    at_desk: AtDesk,
    bakery: Customer,
    other: Customer,
) -> None:
    open_card(page, qtbot, other)
    at_desk(merging.merge, bakery.id, bakery.version, other.id, other.version)

    live.hear({"customer", "merging"})

    qtbot.waitUntil(lambda: page.editing.card is not None and page.editing.card.id == bakery.id)


def test_escape_goes_back_step_by_step_and_typing_is_kept(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    page.edit()
    type_over(qtbot, field(page, "registration", "department"), "Winkel")

    both_seen(page, qtbot, "brood")
    press(page, Qt.Key.Key_Escape)
    assert page.merging.is_shown
    assert not page.merging.view.merge.isVisible()
    page.merging.view.field.clear()
    press(page, Qt.Key.Key_Escape)

    assert page.right.currentWidget() is page.card
    assert Merging.select().count() == 0
    assert page.card.left_over.sentence, "what was typed is offered again"


def test_a_customer_is_not_offered_to_itself(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_J, CTRL)
    write(page, "bakkerij")

    qtbot.waitUntil(lambda: page.merging.view.nobody.text() == "Nobody else found.")


def test_whoever_only_reads_is_told_why(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    page.set_rights(Rights(Group.READER))
    open_card(page, qtbot, bakery)
    assert not page.card.header.more.isVisible()

    press(page, Qt.Key.Key_J, CTRL)

    assert page.right.currentWidget() is page.card
    assert page.toast.sentence


def test_the_key_and_the_button_lead_to_likely_duplicates(
    page: CustomersPage, qtbot: QtBot
) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(page.duplicates_wanted):
        press(page, Qt.Key.Key_D, CTRL | shift)
    with qtbot.waitSignal(page.duplicates_wanted):
        page.list.duplicates.click()


def test_a_name_that_looks_like_a_known_one_warns_and_never_blocks(
    page: CustomersPage, qtbot: QtBot, other: Customer
) -> None:
    page.start_new()
    page.form.kinds[1].click()
    page.form.focus_first()
    write(page, "De Vries broot")
    press(page, Qt.Key.Key_Tab)

    qtbot.waitUntil(page.form.known.isVisible)
    assert page.form.known.sentences == ["Looks like: De Vries brood — name almost the same"]
    press(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: Customer.select().count() == 3)


def test_a_warning_goes_when_what_it_was_about_goes(
    page: CustomersPage, qtbot: QtBot, other: Customer
) -> None:
    page.start_new(customers.CustomerDraft(surname="Smit", phone="06 1234 5678"))
    qtbot.waitUntil(page.form.known.isVisible)

    type_over(qtbot, page.form.fields["phone"], "06 1234 5679")
    press(page, Qt.Key.Key_Tab)

    qtbot.waitUntil(lambda: not page.form.known.isVisible())


def test_an_answer_about_what_was_typed_before_is_dropped(
    page: CustomersPage, qtbot: QtBot, other: Customer
) -> None:
    page.start_new(customers.CustomerDraft(phone="06 1234 5678"))  # it is asked
    page.start_new(customers.CustomerDraft(phone="06 9999 9999"))  # before the answer came

    qtbot.wait(200)
    assert page.form.known.known == []
