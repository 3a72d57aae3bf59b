"""Customers: made, changed and shown."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.services import customers
from mcsys_desktop.services.customers import (
    AddressUse,
    CustomerDraft,
    CustomerKind,
    EmailUse,
    NumberUse,
    Origin,
    Relation,
)
from tests.conftest import AtDesk

pytestmark = pytest.mark.usefixtures("db")

KARIN = CustomerDraft(
    first_name="Karin",
    prefix="de",
    surname="Vries",
    phone="033 - 461 20 45",
    email="karin@post.example",
    street="Langestraat",
    house_number="84",
    postcode="3811ah",
    city="Amersfoort",
    origin=Origin.PHONE,
)


def test_a_private_customer_is_made_of_what_was_typed() -> None:
    card = customers.card(customers.create(KARIN))

    assert (card.name, card.kind, card.number) == ("Karin de Vries", CustomerKind.PRIVATE, 1001)
    assert [person.name for person in card.people] == ["Karin de Vries"]
    (number,) = card.numbers
    assert (number.typed, number.shown, number.e164) == (
        "033 - 461 20 45",
        "033 461 20 45",
        "+31334612045",
    )
    assert [email.address for email in card.emails] == ["karin@post.example"]
    (address,) = card.addresses
    assert (address.street, address.postcode, address.city) == (
        "Langestraat",
        "3811 AH",
        "Amersfoort",
    )


def test_each_contact_datum_says_where_it_came_from_and_when() -> None:
    before = clock.now() - timedelta(seconds=5)

    card = customers.card(customers.create(KARIN))

    told = [(line.origin, line.obtained_at) for line in card.people]
    told += [(line.origin, line.obtained_at) for line in card.numbers]
    told += [(line.origin, line.obtained_at) for line in card.emails]
    told += [(line.origin, line.obtained_at) for line in card.addresses]
    assert len(told) == 4
    for origin, at in told:
        assert origin is Origin.PHONE
        assert at is not None
        assert before < at < clock.now() + timedelta(seconds=5)


def test_a_name_or_a_number_is_enough_and_one_of_them_is_needed() -> None:
    only_number = customers.card(customers.create(CustomerDraft(phone="0612345678")))
    assert only_number.name == f"Customer {only_number.number}"

    with pytest.raises(UserError, match="either is enough"):
        customers.create(CustomerDraft(city="Soest", first_name="  "))


def test_a_firm_has_its_own_name_and_a_person() -> None:
    firm = CustomerDraft(
        kind=CustomerKind.BUSINESS, company_name="Bakkerij De Vries B.V.", first_name="Karin"
    )

    card = customers.card(customers.create(firm))

    assert (card.name, [one.name for one in card.people]) == ("Bakkerij De Vries B.V.", ["Karin"])


def test_a_firm_whose_name_nobody_asked_goes_by_its_person() -> None:
    nameless = CustomerDraft(kind=CustomerKind.BUSINESS, first_name="Karin", surname="Blok")

    assert customers.card(customers.create(nameless)).name == "Karin Blok"


def test_an_odd_number_is_kept_as_it_was_typed() -> None:
    customer_id = customers.create(KARIN)
    customers.add_number(customer_id, "  belt zelf\u200b terug ")

    number = customers.card(customer_id).numbers[-1]

    assert (number.typed, number.shown, number.e164) == ("belt zelf terug", "belt zelf terug", "")


def test_the_use_of_a_number_is_read_from_its_range_when_nobody_says() -> None:
    customer_id = customers.create(KARIN)
    customers.add_number(customer_id, "0612345678")
    customers.add_number(customer_id, "033 461 20 46")
    customers.add_number(customer_id, "033 461 20 47", use=NumberUse.FAX)

    uses = [number.use for number in customers.card(customer_id).numbers]

    assert uses == [NumberUse.MAIN, NumberUse.MOBILE, NumberUse.HOME, NumberUse.FAX]


def test_a_number_that_the_customer_has_is_not_added_twice() -> None:
    customer_id = customers.create(KARIN)
    (first,) = customers.card(customer_id).numbers

    assert customers.add_number(customer_id, "+31 33 4612045") == first.id

    customers.change_number(first.id, first.version, valid_until=clock.now())
    customers.add_number(customer_id, "0334612045")
    (again,) = customers.card(customer_id).numbers
    assert again.valid_until is None


def test_a_private_customer_bears_the_name_of_its_first_person() -> None:
    customer_id = customers.create(KARIN)
    (karin,) = customers.card(customer_id).people
    customers.add_person(customer_id, first_name="Ruud", prefix="de", surname="Vries")

    customers.change_person(karin.id, karin.version, surname="Wit", role="eigenaar")

    card = customers.card(customer_id)
    assert card.name == "Karin de Wit"
    assert card.people[0].role == "eigenaar"
    assert Customer.get_by_id(customer_id).sort_key == "wit  karin de"


def test_a_new_name_of_a_private_customer_is_its_persons() -> None:
    customer_id = customers.create(KARIN)
    card = customers.card(customer_id)

    customers.change(customer_id, card.version, name="Karin van der Wal")

    person = customers.card(customer_id).people[0]
    assert (person.first_name, person.prefix, person.surname) == ("Karin", "van der", "Wal")


def test_a_person_that_leaves_leaves_the_numbers() -> None:
    customer_id = customers.create(KARIN)
    tie = customers.add_person(customer_id, first_name="Ruud")
    ruud = customers.card(customer_id).people[1]
    assert ruud.id == tie
    customers.add_number(customer_id, "0612345678", person_id=ruud.person_id)

    customers.remove_person(ruud.id, ruud.version)

    card = customers.card(customer_id)
    assert [person.name for person in card.people] == ["Karin de Vries"]
    assert [(number.person, number.shown) for number in card.numbers][1] == ("", "06 1234 5678")


def test_everything_of_a_customer_can_be_changed_and_removed() -> None:
    customer_id = customers.create(KARIN)
    card = customers.card(customer_id)
    number, email, address = card.numbers[0], card.emails[0], card.addresses[0]

    customers.change_number(number.id, number.version, typed="0612345678", use=NumberUse.MOBILE)
    customers.change_number(number.id, number.version + 1, relation=Relation.PARTNER, remark="na 6")
    customers.change_email(email.id, email.version, address="k@post.example", use=EmailUse.INVOICES)
    customers.change_address(address.id, address.version, use=AddressUse.PICK_UP, city="Leusden")

    card = customers.card(customer_id)
    assert (card.numbers[0].e164, card.numbers[0].relation) == ("+31612345678", Relation.PARTNER)
    assert (card.emails[0].address, card.emails[0].use) == ("k@post.example", EmailUse.INVOICES)
    assert (card.addresses[0].city, card.addresses[0].use) == ("Leusden", AddressUse.PICK_UP)

    customers.remove_number(number.id, card.numbers[0].version)
    customers.remove_email(email.id, card.emails[0].version)
    customers.remove_address(address.id, card.addresses[0].version)
    card = customers.card(customer_id)
    assert (card.numbers, card.emails, card.addresses) == ((), (), ())


def test_what_two_people_remove_is_no_quarrel() -> None:
    customer_id = customers.create(KARIN)
    (number,) = customers.card(customer_id).numbers
    customers.remove_number(number.id, number.version)

    customers.remove_number(number.id, number.version)


def test_the_second_of_two_people_hears_who_was_first(at_desk: AtDesk) -> None:
    customer_id = customers.create(KARIN)
    card = customers.card(customer_id)
    at_desk(_change_notes, customer_id, card.version, "van Bob")

    with pytest.raises(StaleRecord) as caught:
        customers.change(customer_id, card.version, notes="van Anna")

    assert caught.value.changed_by == "bob"
    assert caught.value.changed_at is not None
    assert customers.card(customer_id).notes == "van Bob"


def _change_notes(customer_id: int, version: int, notes: str) -> None:
    customers.change(customer_id, version, notes=notes)


def test_two_people_may_change_different_lines_of_one_customer(at_desk: AtDesk) -> None:
    customer_id = customers.create(KARIN)
    card = customers.card(customer_id)
    at_desk(_change_notes, customer_id, card.version, "van Bob")

    customers.change_number(card.numbers[0].id, card.numbers[0].version, remark="na zessen")

    card = customers.card(customer_id)
    assert (card.notes, card.numbers[0].remark) == ("van Bob", "na zessen")


def test_several_changes_are_made_together_or_not_at_all() -> None:
    customer_id = customers.create(KARIN)
    card = customers.card(customer_id)

    def half() -> None:
        with customers.together():
            customers.change(customer_id, card.version, notes="half")
            customers.add_email(customer_id, "geen adres")

    with pytest.raises(UserError):
        half()

    assert customers.card(customer_id).notes == ""


@pytest.mark.parametrize("typed", ["karin", "@post.example", "karin@", "a b@post.example"])
def test_what_is_no_mail_address_is_refused_with_what_to_do(typed: str) -> None:
    customer_id = customers.create(KARIN)

    with pytest.raises(UserError, match=r"name@company\.nl"):
        customers.add_email(customer_id, typed)


def test_what_does_not_fit_is_refused_and_not_cut_off() -> None:
    customer_id = customers.create(KARIN)

    with pytest.raises(UserError, match="at most 20"):
        customers.change(customer_id, 1, kvk_number="1" * 21)


def test_a_field_that_nobody_may_set_is_a_bug() -> None:
    customer_id = customers.create(KARIN)

    with pytest.raises(TypeError, match="sort_key"):
        customers.change(customer_id, 1, sort_key="a")


def test_hostile_text_is_stored_as_plain_text() -> None:
    customer_id = customers.create(
        CustomerDraft(kind=CustomerKind.BUSINESS, company_name='<img src="x">\u202eB.V.\x00')
    )

    assert customers.card(customer_id).name == '<img src="x">B.V.'
    assert PhoneNumber.select().count() == 0


def test_a_customer_who_is_asked_for_twice_is_made_once() -> None:
    draft = customers.CustomerDraft(surname="Zonneveld", phone="06 12345678")
    first = customers.create(draft, request="c0" * 16)
    assert customers.create(draft, request="c0" * 16) == first
    assert customers.create(draft, request="c1" * 16) != first
    with pytest.raises(UserError):
        customers.create(customers.CustomerDraft(), request="c2" * 16)
    assert customers.create(draft, request="c2" * 16) > first
    assert customers.count() == 3
