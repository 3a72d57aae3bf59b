"""The customer card: typing over it in place, alone and with somebody else at another desk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Address, Customer, CustomerKind, Origin, PhoneNumber
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui.customers_screen import CTRL, field, group, open_card, press, saved, type_over, write


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines; what differs is tested where two desks meet."""
    return "sqlite"


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    page = CustomersPage(work, live)
    qtbot.addWidget(page)
    page.resize(1064, 876)
    with qtbot.waitActive(page):
        page.show()
    return page


@pytest.fixture
def bakery(db: Office) -> Customer:
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"], city="Amersfoort")
    make.person(made)
    return made


def words_of(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel)]


def test_f2_puts_the_cursor_in_the_name_and_ctrl_s_keeps_what_was_typed(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    page.list.view.setFocus()

    press(page, Qt.Key.Key_F2)
    assert field(page, "identity", "name").field.hasFocus()
    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")
    press(page, Qt.Key.Key_S, CTRL)
    saved(page, qtbot)

    assert Customer.get_by_id(bakery.id).name == "Bakkerij Van Dam"
    qtbot.waitUntil(lambda: page.card.header.name.text() == "Bakkerij Van Dam")


def test_the_link_of_a_part_opens_only_that_part(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)

    QTest.mouseClick(page.card.contact.edit_link, Qt.MouseButton.LeftButton)

    assert page.card.contact.is_editing
    assert not page.card.address.is_editing
    assert field(page, "numbers", "typed").field.hasFocus()


def test_a_second_number_is_added_with_its_use_its_owner_and_its_origin(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    page.set_on_the_phone(True)
    QTest.mouseClick(page.card.contact.edit_link, Qt.MouseButton.LeftButton)

    QTest.mouseClick(group(page, "numbers").add_button, Qt.MouseButton.LeftButton)
    assert field(page, "numbers", "typed", 1).field.hasFocus()
    write(page, "06-1234 5678")
    whose = field(page, "numbers", "person_id", 1)
    whose.field.setFocus()
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_S, CTRL)
    saved(page, qtbot)

    number = PhoneNumber.get(PhoneNumber.e164 == "+31612345678")
    assert number.customer_id == bakery.id
    assert number.origin is Origin.PHONE
    assert number.person is not None
    assert number.person.first_name == "Karin"
    qtbot.waitUntil(lambda: "06 1234 5678" in words_of(page.card.contact))


def test_a_number_is_removed_and_the_rest_stays(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    make.number(bakery, "06 1234 5678", position=1)
    open_card(page, qtbot, bakery)
    QTest.mouseClick(page.card.contact.edit_link, Qt.MouseButton.LeftButton)

    row = group(page, "numbers").rows[0]
    buttons = row.findChildren(type(page.card.look))
    remove = next(b for b in buttons if b.accessibleName() == "Remove this phone number")
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    press(page, Qt.Key.Key_S, CTRL)
    saved(page, qtbot)

    assert [number.typed for number in PhoneNumber.select()] == ["06 1234 5678"]


def test_an_address_an_email_and_a_person_are_added_in_one_go(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)

    group(page, "people").add()
    type_over(qtbot, field(page, "people", "first_name", 1), "Ruud")
    type_over(qtbot, field(page, "people", "surname", 1), "Vries")
    group(page, "emails").add()
    type_over(qtbot, field(page, "emails", "address"), "info@bakker.example")
    group(page, "addresses").add()
    type_over(qtbot, field(page, "addresses", "street", 1), "Langestraat")
    press(page, Qt.Key.Key_S, CTRL)
    saved(page, qtbot)

    card = customers.card(bakery.id)
    assert [person.name for person in card.people] == ["Karin de Vries", "Ruud Vries"]
    assert [email.address for email in card.emails] == ["info@bakker.example"]
    assert [address.street for address in card.addresses] == ["", "Langestraat"]


def test_a_wrong_number_is_said_below_its_field_and_nothing_is_written(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    number = field(page, "numbers", "typed")
    type_over(qtbot, number, "abc")
    assert not number.sentence  # not while somebody types

    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")
    assert number.sentence.startswith("Type a phone number")
    assert number.note.isVisible()
    assert number.field.accessibleDescription() == number.sentence

    press(page, Qt.Key.Key_S, CTRL)
    assert number.field.hasFocus()
    assert page.card.is_editing
    assert Customer.get_by_id(bakery.id).name == "Bakkerij De Vries"


def test_saving_without_a_change_writes_nothing(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    version = Customer.get_by_id(bakery.id).version

    press(page, Qt.Key.Key_F2)
    press(page, Qt.Key.Key_S, CTRL)

    assert not page.card.is_editing
    assert Customer.get_by_id(bakery.id).version == version


def test_escape_keeps_what_was_typed_and_ctrl_z_brings_it_back(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")

    press(page, Qt.Key.Key_Escape)
    assert not page.card.is_editing
    assert page.toast.sentence == "Your changes have not been saved."
    assert page.card.left_over.sentence

    assert page.card.header.edit.hasFocus()
    press(page, Qt.Key.Key_Z, CTRL)
    assert field(page, "identity", "name").value() == "Bakkerij Van Dam"
    assert Customer.get_by_id(bakery.id).name == "Bakkerij De Vries"


def test_what_was_typed_waits_while_another_customer_is_looked_at(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    other = make.customer("Kapsalon Bella")
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")

    open_card(page, qtbot, other)
    assert not page.card.is_editing
    assert not page.card.left_over.sentence
    open_card(page, qtbot, bakery)
    QTest.mouseClick(page.card.resume, Qt.MouseButton.LeftButton)

    assert field(page, "identity", "name").value() == "Bakkerij Van Dam"


def test_thrown_away_is_thrown_away(page: CustomersPage, qtbot: QtBot, bakery: Customer) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")
    press(page, Qt.Key.Key_Escape)

    QTest.mouseClick(page.card.discard, Qt.MouseButton.LeftButton)
    press(page, Qt.Key.Key_F2)

    assert field(page, "identity", "name").value() == "Bakkerij De Vries"


def test_at_a_counter_earlier_calls_are_not_on_the_card(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)

    page.set_counter(True)

    words = words_of(page.card.timeline)
    assert "Hidden at the counter" in words


def test_a_private_person_has_no_company_details_to_type(
    page: CustomersPage, qtbot: QtBot, db: Office
) -> None:
    private = make.customer("Karin de Vries", kind=CustomerKind.PRIVATE)
    open_card(page, qtbot, private)

    press(page, Qt.Key.Key_F2)

    assert not field(page, "registration", "vat_number").isVisible()


def test_tab_goes_through_the_fields_as_they_are_seen(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    seen = []
    for _press in range(40):
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and page.card.isAncestorOf(focused):
            top = focused.mapTo(page.card, focused.rect().topLeft())
            seen.append((top.y() + page.card.scrolled, top.x()))
        press(page, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is field(page, "identity", "name").field:
            break

    assert len(seen) > 6
    assert seen == sorted(seen)


def test_a_customer_that_is_gone_is_said_in_a_sentence(
    page: CustomersPage, qtbot: QtBot, db: Office
) -> None:
    page.open_customer(987654)

    qtbot.waitUntil(lambda: page.toast.sentence == "This customer is no longer in the office.")


def test_the_address_is_read_in_one_line(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    place = Address.get(Address.customer == bakery.id)
    customers.change_address(
        place.id, place.version, street="Langestraat", house_number="84", postcode="3811 AH"
    )
    open_card(page, qtbot, bakery)

    words = words_of(page.card.address)
    assert "Langestraat 84, 3811 AH Amersfoort" in words
