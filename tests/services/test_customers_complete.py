"""A customer complete: terms, people at several customers, the order of lines, known places."""

from typing import Any

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers, notes, tags
from mcsys_desktop.services.customers import (
    AddressForm,
    CustomerDraft,
    CustomerKind,
    InvoicesBy,
)
from tests import make

pytestmark = pytest.mark.usefixtures("db")


def _private(first: str = "Karin", prefix: str = "de", surname: str = "Vries", **more: Any) -> int:
    return customers.create(CustomerDraft(first_name=first, prefix=prefix, surname=surname, **more))


def _change(customer_id: int, **fields: object) -> None:
    customers.change(customer_id, Customer.get_by_id(customer_id).version, **fields)


def test_the_terms_of_a_customer_are_the_offices_own_until_somebody_says_otherwise() -> None:
    id_ = _private()
    card = customers.card(id_)
    assert (card.payment_days, card.invoices_by, card.address_form, card.language) == (
        None,
        InvoicesBy.USUAL,
        AddressForm.USUAL,
        "nl",
    )

    _change(
        id_,
        payment_days=14,
        invoices_by=InvoicesBy.E_INVOICE,
        address_form=AddressForm.INFORMAL,
        language="en",
    )
    card = customers.card(id_)
    assert (card.payment_days, card.invoices_by, card.address_form, card.language) == (
        14,
        InvoicesBy.E_INVOICE,
        AddressForm.INFORMAL,
        "en",
    )
    for days in (-1, 366):
        with pytest.raises(UserError, match="between 0 and 365"):
            _change(id_, payment_days=days)


def test_a_card_shows_what_a_letter_begins_with() -> None:
    id_ = _private()
    assert customers.card(id_).opening == "Geachte Karin de Vries"

    person = customers.card(id_).people[0]
    customers.change_person(person.id, person.version, salutation="ms")
    assert customers.card(id_).opening == "Geachte mevrouw De Vries"
    _change(id_, address_form=AddressForm.INFORMAL)
    assert customers.card(id_).opening == "Beste Karin"
    _change(id_, language="en")
    assert customers.card(id_).opening == "Dear Karin"
    assert customers.card(make.customer().id).opening == "Geachte heer/mevrouw"


def test_numbers_of_a_registration_are_stored_in_one_form_and_never_refused() -> None:
    id_ = make.customer().id
    _change(id_, kvk_number="KvK 1234 56 78", vat_number="nl 0000.99.998.b57")
    card = customers.card(id_)
    assert (card.kvk_number, card.vat_number) == ("12345678", "NL000099998B57")

    _change(id_, kvk_number="volgt nog", vat_number="NL 123")
    card = customers.card(id_)
    assert (card.kvk_number, card.vat_number) == ("volgt nog", "NL123")


def test_a_person_belongs_to_several_customers_and_both_cards_say_so() -> None:
    home, shop = _private(), make.customer("Bakkerij De Vries").id
    person = customers.card(home).people[0]

    tie = customers.add_known_person(shop, person.person_id, role="Eigenaar")
    assert customers.add_known_person(shop, person.person_id) == tie  # not twice

    (there,) = customers.card(shop).people
    assert (there.name, there.role) == ("Karin de Vries", "Eigenaar")
    assert [(each.customer_id, each.name) for each in there.elsewhere] == [(home, "Karin de Vries")]
    (here,) = customers.card(home).people
    assert [each.name for each in here.elsewhere] == ["Bakkerij De Vries"]

    customers.change_person(there.id, there.version, surname="Jansen", prefix="")
    assert customers.card(home).name == "Karin Jansen"
    assert {row.id for row in customers.search("jansen")} == {shop, home}


def test_a_person_whom_nobody_has_any_more_cannot_be_chosen() -> None:
    home, shop = _private(), make.customer().id
    person = customers.card(home).people[0]
    customers.remove_person(person.id, person.version)

    with pytest.raises(UserError, match="removed by a colleague"):
        customers.add_known_person(shop, person.person_id)


def test_known_people_are_found_by_their_name_and_by_their_customers() -> None:
    home = _private()
    shop = make.customer("Garage Verhoeven")
    make.person(shop, "Piet", "", "Klaassen")

    found = customers.people_known("vries karin")
    assert [(one.name, one.at) for one in found] == [("Karin de Vries", ("Karin de Vries",))]
    assert [one.name for one in customers.people_known("verhoeven")] == ["Piet Klaassen"]
    assert customers.people_known("vries", without=home) == []
    assert customers.people_known("  ") == []


def test_lines_are_put_in_order_and_the_first_one_counts() -> None:
    id_ = _private(phone="033 461 20 45")
    second = customers.add_number(id_, "06 1234 5678")
    first = customers.card(id_).numbers[0].id

    customers.arrange_numbers(id_, [second, first])

    assert [number.id for number in customers.card(id_).numbers] == [second, first]
    (row,) = customers.search("vries")
    assert row.phone == "06 1234 5678"


def test_a_private_customer_bears_the_name_of_whoever_is_put_first() -> None:
    id_ = _private()
    tie = customers.add_person(id_, first_name="Piet", surname="Smit")

    customers.arrange_people(id_, [tie, customers.card(id_).people[0].id])

    assert customers.card(id_).name == "Piet Smit"
    assert customers.card(id_).opening == "Geachte Piet Smit"


def test_a_postcode_that_the_office_knows_tells_street_and_city() -> None:
    _private(street="Langestraat", house_number="84", postcode="3811AH", city="Amersfoort")
    _private("Jan", street="Langestraat", house_number="86", postcode="3811 AH", city="Amersfoort")
    _private("An", street="Lange straat", house_number="12 a", postcode="3811 AH", city="A'foort")

    place = customers.known_place("3811ah")
    assert place is not None
    assert (place.street, place.city) == ("Langestraat", "Amersfoort")
    exact = customers.known_place("3811 AH", "12 A")
    assert exact is not None
    assert (exact.street, exact.city) == ("Lange straat", "A'foort")
    assert customers.known_place("9999 ZZ") is None
    assert customers.known_place("") is None


def test_a_card_carries_its_tags_and_the_notes_that_stay_in_view() -> None:
    id_ = _private()
    tags.put(id_, tags.make("Onderhoud"))
    notes.write(id_, "Blaffende hond", pinned=True)
    notes.write(id_, "Belde")

    card = customers.card(id_)
    assert [tag.name for tag in card.tags] == ["Onderhoud"]
    assert [note.text for note in card.pinned] == ["Blaffende hond"]


def test_a_customer_goes_into_the_archive_and_comes_back() -> None:
    id_ = make.customer("Bakkerij De Vries", kind=CustomerKind.BUSINESS).id
    customers.archive(id_)
    customers.archive(id_)
    assert customers.card(id_).archived
    assert customers.listing() == []

    customers.take_out_of_archive(id_)
    assert not customers.card(id_).archived
    assert [row.id for row in customers.listing()] == [id_]
