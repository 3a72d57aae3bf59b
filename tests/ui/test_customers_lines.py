"""Lines of a card: places that are known, people who are known, and the order they stand in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers
from mcsys_desktop.services.customers import CustomerDraft
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.customers.chosen import ChoiceField
from mcsys_desktop.ui.customers.field_row import FieldRow
from mcsys_desktop.ui.customers.fields import TextField
from mcsys_desktop.ui.customers.knowing import KnownPlace
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui.customers_screen import (
    CTRL,
    field,
    group,
    idle,
    open_card,
    opened_page,
    press,
    saved,
    type_over,
)

ALT = Qt.KeyboardModifier.AltModifier
F2, S = Qt.Key.Key_F2, Qt.Key.Key_S


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    return opened_page(work, live, qtbot)


@pytest.fixture
def bakery(db: Office) -> Customer:
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45", "06 1234 5678"])
    make.person(made, "Anna", "van den", "Berg")
    return made


def words_of(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel)]


def choose(page: CustomersPage, facet: str, name: str, value: object) -> None:
    wanted = field(page, facet, name)
    assert isinstance(wanted, ChoiceField)
    at = list(wanted._values).index(value)
    wanted.box.setCurrentIndex(at)
    wanted.box.activated.emit(at)


def leave(wanted: TextField) -> None:
    wanted.line.editingFinished.emit()


def test_a_postcode_is_looked_at_as_its_country_writes_it(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    press(page, F2)
    group(page, "addresses").add_button.click()
    postcode = field(page, "addresses", "postcode")
    assert isinstance(postcode, TextField)
    type_over(qtbot, postcode, "3811ah")
    leave(postcode)
    assert (postcode.value(), postcode.doubt) == ("3811 AH", "")
    type_over(qtbot, postcode, "1000")
    leave(postcode)
    assert "3811 AH" in postcode.doubt
    choose(page, "addresses", "country", "BE")
    assert postcode.doubt == ""
    type_over(qtbot, field(page, "addresses", "city"), "Brussel")
    press(page, S, CTRL)
    saved(page, qtbot)

    (address,) = customers.card(bakery.id).addresses
    assert (address.postcode, address.country) == ("1000", "BE")
    assert "1000 Brussel, Belgium" in words_of(page.card.address)


def _offer(row: FieldRow | QWidget) -> KnownPlace:
    return row.findChildren(KnownPlace)[0]


def test_a_known_postcode_offers_street_and_city_for_empty_fields_only(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    known = {"street": "Langestraat", "house_number": "84", "city": "Amersfoort"}
    customers.add_address(bakery.id, postcode="3811 AH", **known)  # type: ignore[arg-type]
    other = make.customer("Kapsalon Bella")
    open_card(page, qtbot, other)
    press(page, F2)
    group(page, "addresses").add_button.click()
    type_over(qtbot, field(page, "addresses", "city"), "A'foort")
    postcode = field(page, "addresses", "postcode")
    assert isinstance(postcode, TextField)
    type_over(qtbot, postcode, "3811ah")
    leave(postcode)
    offer = _offer(group(page, "addresses").rows[0])
    qtbot.waitUntil(offer.isVisible)

    assert offer.text() == "Fill in: Langestraat"
    offer.click()
    assert field(page, "addresses", "street").value() == "Langestraat"
    assert field(page, "addresses", "city").value() == "A'foort"
    assert not offer.isVisible()


def test_the_form_for_a_new_customer_offers_a_known_place_too(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    customers.add_address(bakery.id, street="Langestraat", postcode="3811 AH", city="Amersfoort")
    page.start_new(CustomerDraft(surname="Jansen"))
    postcode = page.form.fields["postcode"]
    assert isinstance(postcode, TextField)
    type_over(qtbot, postcode, "3811AH")
    leave(postcode)
    qtbot.waitUntil(page.form.known_place.isVisible)
    page.form.known_place.click()

    draft = page.form.draft()
    assert (draft.street, draft.city, draft.postcode) == ("Langestraat", "Amersfoort", "3811 AH")


def test_a_line_is_moved_up_with_the_keyboard_and_by_its_button(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    press(page, F2)
    first, second = group(page, "numbers").rows
    assert first.up.isHidden()
    assert not second.up.isHidden()
    second.fields["typed"].setFocus()
    press(page, Qt.Key.Key_Up, ALT)
    assert [row.id for row in group(page, "numbers").rows] == [second.id, first.id]
    assert second.fields["typed"].field.hasFocus()
    press(page, S, CTRL)
    saved(page, qtbot)
    assert [each.id for each in customers.card(bakery.id).numbers] == [second.id, first.id]

    press(page, F2)
    group(page, "numbers").rows[1].up.click()
    press(page, S, CTRL)
    saved(page, qtbot)
    assert [each.id for each in customers.card(bakery.id).numbers] == [first.id, second.id]


def test_a_new_line_can_be_put_above_the_others(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    press(page, F2)
    numbers = group(page, "numbers")
    numbers.add_button.click()
    QTest.keyClicks(numbers.rows[2].fields["typed"].field, "010 555 01 23")
    for _step in range(2):
        press(page, Qt.Key.Key_Up, ALT)
    press(page, S, CTRL)
    saved(page, qtbot)

    shown = [number.shown for number in customers.card(bakery.id).numbers]
    assert shown == ["010 555 01 23", "033 461 20 45", "06 1234 5678"]


def test_somebody_whom_the_office_knows_is_added_and_both_cards_lead_to_each_other(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    home = customers.create(CustomerDraft(first_name="Karin", prefix="de", surname="Vries"))
    open_card(page, qtbot, bakery)
    press(page, F2)
    page.besides.knowing.button.click()
    finder = page.besides.knowing.finder
    assert finder.field.hasFocus()
    QTest.keyClicks(finder.field, "karin")
    qtbot.waitUntil(lambda: not finder.rows[0].isHidden())
    press(page, Qt.Key.Key_Return)

    row = group(page, "people").rows[1]
    assert row.fields["surname"].value() == "Vries"
    name = row.fields["surname"]
    assert isinstance(name, TextField)
    assert name.line.isReadOnly()  # called as they are there
    type_over(qtbot, row.fields["role"], "Eigenaar")
    press(page, S, CTRL)
    saved(page, qtbot)

    there = customers.card(bakery.id).people[1]
    assert (there.name, there.role) == ("Karin de Vries", "Eigenaar")
    (link,) = page.card.contact.links
    assert link.accessibleName() == "Karin de Vries · Also with Karin de Vries"
    link.click()
    qtbot.waitUntil(lambda: page.opened.id == home)
    idle(page, qtbot)
    assert [each.text() for each in page.card.contact.links] == ["Also with Bakkerij De Vries"]
    page.set_counter(True)
    assert not page.card.contact.links[0].isVisible()


def test_an_order_that_somebody_else_chose_stays_when_nothing_was_moved_here(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk
) -> None:
    open_card(page, qtbot, bakery)
    press(page, F2)
    type_over(qtbot, field(page, "numbers", "remark"), "Winkel")
    first, second = (number.id for number in customers.card(bakery.id).numbers)
    at_desk(customers.arrange_numbers, bakery.id, [second, first])
    page.refresh()
    idle(page, qtbot)

    assert [row.id for row in group(page, "numbers").rows] == [second, first]
    press(page, S, CTRL)
    saved(page, qtbot)
    numbers = customers.card(bakery.id).numbers
    assert [(number.id, number.remark) for number in numbers] == [(second, ""), (first, "Winkel")]
