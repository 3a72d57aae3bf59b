"""Customers are found by whatever somebody remembers of them."""

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.services import customers
from mcsys_desktop.services.customers import CustomerDraft, CustomerKind
from tests import make

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def bakery() -> int:
    customer_id = customers.create(
        CustomerDraft(
            kind=CustomerKind.BUSINESS,
            company_name="Bakkerij De Vries B.V.",
            first_name="Ayşe",
            surname="Demir",
            phone="033-461 20 45",
            email="info@bakkerijdevries.example",
            street="Langestraat",
            house_number="84",
            postcode="3811 AH",
            city="Amersfoort",
        )
    )
    make.customer("Heel ander bedrijf", numbers=["0201234567"], city="Soest")
    return customer_id


def found(typed: str) -> list[int]:
    return [row.id for row in customers.search(typed)]


def test_a_customer_is_found_by_anything_that_is_known_of_it(bakery: int) -> None:
    for typed in (
        "bakkerij",
        "VRIES",
        "vries amersfoort",
        "amersfoort vries",
        "ayse",
        "Ayşe Demir",
        "langestraat 84",
        "3811 AH",
        "3811ah",
        "bakkerijdevries.example",
        "1001",
        "033 461 20 45",
        "0334612045",
        "+31334612045",
        "0031 33 461 2045",
        "+31 (0)33 4612045",
        "(033) 461",
        "033/4612045",
        "461 20 45",
        "2045",
        "ba",
        "b",
    ):
        assert found(typed) == [bakery], typed


def test_what_people_say_around_a_name_is_not_needed(bakery: int) -> None:
    for typed in (
        "de bakker in Amersfoort",
        "bakkerij de vries bv",
        "firma De Vries uit Amersfoort",
        "mevrouw Demir van de Langestraat",
        "demir, ayse",
        "A. Demir",
        "de vries 033 461",
        "bel 033 461 20 45",
        "033-461",
    ):
        assert found(typed) == [bakery], typed


def test_nobody_is_found_by_signs_or_by_what_only_partly_applies(bakery: int) -> None:
    for typed in (
        "",
        "  ",
        "%",
        "_",
        "%%%",
        "bakkerij%",
        "vries soest",
        "0334612046",
        '"',
        "* OR *",
    ):
        assert found(typed) == [], typed


def test_the_likeliest_stands_first() -> None:
    street = make.customer("Aannemer Bos")
    customers.add_address(street.id, street="Jansenweg", house_number="1", city="Soest")
    inside = make.customer("Garage Jansen")
    first = make.customer("Jansen Fietsen")
    person = make.customer("Piet Jansen", kind=CustomerKind.PRIVATE)

    assert found("jansen") == [person.id, first.id, inside.id, street.id]


def test_a_customer_number_comes_before_anything_that_holds_it() -> None:
    make.customer("Tweede", numbers=["06 1100 1234"])
    wanted = make.customer("Achtste", number=1100)

    assert found("1100")[0] == wanted.id


def test_every_change_can_be_searched_for_at_once(bakery: int) -> None:
    card = customers.card(bakery)
    customers.change(bakery, card.version, name="Bakkerij Jongens")
    number = card.numbers[0]
    customers.change_number(number.id, number.version, typed="0612345678")
    email_id = customers.add_email(bakery, "zoek@mij.example")
    person = card.people[0]
    customers.change_person(person.id, person.version, surname="Özil")
    address = card.addresses[0]
    customers.change_address(address.id, address.version, city="Leusden", postcode="3831EL")

    for typed in ("jongens", "0612345678", "zoek@mij", "ozil", "leusden", "3831 EL"):
        assert found(typed) == [bakery], typed
    for typed in ("devries", "0334612045", "demir", "amersfoort", "3811"):
        assert found(typed) == ([bakery] if typed == "devries" else []), typed

    customers.remove_email(email_id, 1)
    assert found("zoek@mij") == []


def test_nobody_is_found_across_two_lines() -> None:
    make.customer("Jan")
    customers.create(CustomerDraft(first_name="Bert", surname="Os", city="Terwijde"))

    assert found("osterwijde") == []
    assert found("os terwijde") != []


def test_archived_customers_are_not_offered_and_merged_ones_lead_to_their_heir() -> None:
    make.customer("Archiefbakker", archived_at=clock.now())
    heir = make.customer("Erfgenaam")
    make.customer("Samengevoegd", merged_into=heir)

    assert found("archiefbakker") == []
    assert found("samengevoegd") == [heir.id]
