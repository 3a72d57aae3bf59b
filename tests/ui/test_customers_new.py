"""A new customer, typed in a hurry, with and without a caller on the line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Customer, CustomerKind, Origin, PhoneNumber
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.customers.fields import TextField
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui.customers_screen import CTRL, opened_page, press, write

Draft = customers.CustomerDraft


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines; what differs is tested where two desks meet."""
    return "sqlite"


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    return opened_page(work, live, qtbot)


def created(page: CustomersPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.right.currentWidget() is page.card)
    qtbot.waitUntil(lambda: not page.card.header.waiting.is_waiting)


def test_a_private_customer_is_typed_from_first_name_to_enter(
    page: CustomersPage, qtbot: QtBot
) -> None:
    made_known: list[int] = []
    page.customer_created.connect(made_known.append)
    page.start_new()
    for words in ("Janneke", "van", "Jansen", "06 1234 5678"):
        write(page, words)
        press(page, Qt.Key.Key_Tab)
    write(page, "janneke@voorbeeld.example")
    press(page, Qt.Key.Key_Return)
    created(page, qtbot)

    made = Customer.get()
    assert (made.name, made.kind) == ("Janneke van Jansen", CustomerKind.PRIVATE)
    assert made_known == [made.id]
    assert page.card.header.name.text() == "Janneke van Jansen"
    assert [number.e164 for number in PhoneNumber.select()] == ["+31612345678"]
    qtbot.waitUntil(lambda: page.toast.sentence == "The customer has been added.")


def test_a_business_shows_its_company_first(page: CustomersPage, qtbot: QtBot) -> None:
    page.start_new()
    QTest.mouseClick(page.form.kinds[1], Qt.MouseButton.LeftButton)

    assert page.form.fields["company_name"].isVisible()
    page.form.focus_first()
    write(page, "Bakkerij De Vries")
    press(page, Qt.Key.Key_S, CTRL)
    created(page, qtbot)

    assert Customer.get().kind is CustomerKind.BUSINESS


def test_a_caller_comes_with_number_and_name_and_was_told_by_phone(
    page: CustomersPage, qtbot: QtBot
) -> None:
    page.set_on_the_phone(True)
    page.start_new(Draft(surname="Smit", phone="06 1234 5678"))

    assert page.form.fields["phone"].value() == "06 1234 5678"
    press(page, Qt.Key.Key_Return)
    created(page, qtbot)

    assert PhoneNumber.get().origin is Origin.PHONE


def test_nothing_typed_is_said_at_the_first_field(page: CustomersPage, qtbot: QtBot) -> None:
    page.start_new()

    press(page, Qt.Key.Key_Return)

    first = page.form.fields["first_name"]
    assert first.sentence == "Type a name or a phone number."
    assert first.field.hasFocus()
    assert Customer.select().count() == 0


def test_the_first_wrong_field_gets_the_focus_and_says_what_to_type(
    page: CustomersPage, qtbot: QtBot
) -> None:
    page.start_new(Draft(surname="Smit", phone="abc", email="at home", postcode="38 AH"))

    press(page, Qt.Key.Key_S, CTRL)

    fields = page.form.fields
    assert fields["phone"].field.hasFocus()
    assert fields["phone"].sentence.startswith("Type a phone number")
    assert fields["email"].sentence.startswith("Type an e-mail address")
    assert Customer.select().count() == 0


def test_a_complaint_goes_as_soon_as_it_is_met(page: CustomersPage, qtbot: QtBot) -> None:
    page.start_new(Draft(surname="Smit", email="at home"))
    press(page, Qt.Key.Key_S, CTRL)
    email = page.form.fields["email"]
    assert email.field.hasFocus()

    assert isinstance(email, TextField)
    email.line.selectAll()
    write(page, "smit@voorbeeld.example")

    assert not email.sentence


def test_a_postcode_is_tidied(page: CustomersPage, qtbot: QtBot) -> None:
    page.start_new(Draft(surname="Smit", postcode="3811ah", city="Amersfoort"))
    press(page, Qt.Key.Key_Return)
    created(page, qtbot)

    assert customers.card(Customer.get().id).addresses[0].postcode == "3811 AH"


def test_enter_in_the_notes_is_a_new_line_and_on_a_button_its_own_act(
    page: CustomersPage, qtbot: QtBot
) -> None:
    page.start_new(Draft(surname="Smit"))
    page.form.fields["notes"].field.setFocus()
    write(page, "een")
    press(page, Qt.Key.Key_Return)
    write(page, "twee")

    assert page.form.fields["notes"].value() == "een\ntwee"
    page.form.bar.leave.setFocus()
    press(page, Qt.Key.Key_Return)
    assert Customer.select().count() == 0


def test_escape_asks_nothing_and_undo_brings_everything_back(
    page: CustomersPage, qtbot: QtBot
) -> None:
    page.start_new()
    write(page, "Janneke")

    press(page, Qt.Key.Key_Escape)
    assert page.right.currentWidget() is page.nobody
    assert page.toast.sentence == "The new customer has not been saved."
    press(page, Qt.Key.Key_Z, CTRL)

    assert page.right.currentWidget() is page.form
    assert page.form.fields["first_name"].value() == "Janneke"


def test_the_next_form_offers_what_was_left(page: CustomersPage, qtbot: QtBot) -> None:
    page.start_new()
    write(page, "Janneke")
    press(page, Qt.Key.Key_Escape)

    page.start_new()
    assert page.form.fields["first_name"].value() == ""
    assert page.form.left_over.sentence == "Typed before and not saved: Janneke"
    QTest.mouseClick(page.form.bring_back, Qt.MouseButton.LeftButton)

    assert page.form.fields["first_name"].value() == "Janneke"


def test_a_second_caller_does_not_wipe_what_is_being_typed(
    page: CustomersPage, qtbot: QtBot
) -> None:
    page.start_new(Draft(phone="06 1111 1111"))
    write(page, "Janneke")

    page.start_new(Draft(phone="06 2222 2222"))

    assert page.form.fields["phone"].value() == "06 2222 2222"
    QTest.mouseClick(page.form.bring_back, Qt.MouseButton.LeftButton)
    assert page.form.fields["first_name"].value() == "Janneke"
    assert page.form.fields["phone"].value() == "06 1111 1111"
    QTest.mouseClick(page.form.bring_back, Qt.MouseButton.LeftButton)
    assert page.form.fields["phone"].value() == "06 2222 2222"


def test_opening_a_card_while_typing_a_new_customer_keeps_the_typing(
    page: CustomersPage, qtbot: QtBot
) -> None:
    other = make.customer("Kapsalon Bella")
    page.start_new()
    write(page, "Janneke")

    page.open_customer(other.id)
    created(page, qtbot)

    assert page.card.header.name.text() == "Kapsalon Bella"
    assert page.toast.act()
    assert page.form.fields["first_name"].value() == "Janneke"


def test_a_number_that_is_known_already_is_said_before_it_is_entered_twice(
    page: CustomersPage, qtbot: QtBot
) -> None:
    known = customers.create(Draft(surname="Smit", phone="06 1234 5678"))
    page.start_new()
    page.form.fields["phone"].field.setFocus()
    write(page, "0031612345678")
    press(page, Qt.Key.Key_Tab)

    qtbot.waitUntil(page.form.known.isVisible)
    assert page.form.known.sentences == ["Looks like: Smit — same phone number"]
    QTest.mouseClick(page.form.known.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.editing.card is not None and page.editing.card.id == known)


def test_at_a_counter_the_owner_of_a_known_number_is_not_named(
    page: CustomersPage, qtbot: QtBot
) -> None:
    customers.create(Draft(surname="Smit", phone="06 1234 5678"))
    page.set_counter(True)

    page.start_new(Draft(phone="06 1234 5678"))

    qtbot.waitUntil(page.form.known.isVisible)
    assert page.form.known.sentences == ["Looks like: Customer 1001 — same phone number"]


def test_what_would_be_lost_is_counted(page: CustomersPage, qtbot: QtBot) -> None:
    assert page.unsaved() == 0
    page.start_new()
    write(page, "Janneke")
    assert page.unsaved() == 1
    press(page, Qt.Key.Key_Escape)
    assert page.unsaved() == 1
    assert page.toast.act()
    press(page, Qt.Key.Key_Return)
    created(page, qtbot)
    assert page.unsaved() == 0


def test_a_refusal_of_the_office_keeps_the_form_open(page: CustomersPage, qtbot: QtBot) -> None:
    page.start_new(Draft(surname="Smit", postcode="x" * 40))

    press(page, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "too long" in page.form.bar.sentence)
    assert page.form.fields["surname"].value() == "Smit"
    assert page.form.bar.save.isEnabled()
