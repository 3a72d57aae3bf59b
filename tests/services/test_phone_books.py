"""The phone book holds a name, a firm and numbers, of whoever may be in it."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.phone_book_index import Index
from mcsys_desktop.core.phone_books import Entry, NumberForm
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer, CustomerKind, NumberUse, Person, Relation
from mcsys_desktop.services import customers, erasing, phone_books
from mcsys_desktop.services.phone_books import Shelf
from tests import make
from tests.conftest import AtDesk

pytestmark = pytest.mark.usefixtures("db")


def shown() -> dict[str, tuple[str, ...]]:
    """Names as a phone shows them, and their numbers."""
    return {one.shown: tuple(each.e164 for each in one.numbers) for one in phone_books.entries()}


def shelf() -> Shelf:
    made = Shelf()
    phone_books.renew(made)
    return made


def test_a_firm_and_its_people_are_in_it_with_their_numbers() -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=["033 461 20 45", "0800 1234"])
    make.number(bakery, "06 1234 5678", person=make.person(bakery), use=NumberUse.MOBILE)
    assert shown() == {
        "Bakkerij De Vries": ("+31334612045",),
        "Karin de Vries (Bakkerij De Vries)": ("+31612345678",),
    }
    (karin,) = (one for one in phone_books.entries() if one.company)
    assert (karin.first_name, karin.surname) == ("Karin", "de Vries")
    assert karin.numbers[0].use == "mobile"


def test_somebody_who_is_a_customer_alone_is_in_it_once() -> None:
    karin = make.customer("Karin de Vries", kind=CustomerKind.PRIVATE, numbers=["0612345678"])
    make.number(karin, "033 461 20 45", person=make.person(karin))
    (one,) = phone_books.entries()
    assert (one.shown, one.first_name, one.surname) == ("Karin de Vries", "Karin", "de Vries")
    assert {each.e164 for each in one.numbers} == {"+31612345678", "+31334612045"}


def test_former_numbers_and_numbers_of_others_stay_out() -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    make.number(bakery, "0612345678", valid_until=clock.now() - timedelta(days=1))
    make.number(bakery, "0612345679", relation=Relation.NEIGHBOUR)
    assert shown() == {"Bakkerij De Vries": ("+31334612045",)}


def test_whoever_does_not_want_to_be_in_it_is_not() -> None:
    hidden = make.customer("Advocaat", numbers=["033 461 20 45"], unlisted=True)
    make.number(hidden, "0612345671", person=make.person(hidden, "Jan", "", "Smit"))
    firm = make.customer("Bakkerij", numbers=["033 461 20 46"])
    karin = make.person(firm)
    make.number(firm, "0612345678", person=karin)
    alone = make.customer("Karin de Vries", kind=CustomerKind.PRIVATE, numbers=["0612345670"])
    person = make.person(alone)
    with transaction():
        for one in (karin, person):
            Person.update(unlisted=True, version=Person.version + 1).where(
                Person.id == one.id
            ).execute()
    assert shown() == {"Bakkerij": ("+31334612046",)}


def test_a_wish_typed_on_the_card_of_a_firm_counts_wherever_somebody_belongs() -> None:
    firm = make.customer("Bakkerij", numbers=["033 461 20 46"])
    karin = make.person(firm)
    make.number(firm, "0612345678", person=karin)
    other = make.customer("Slagerij", numbers=["033 461 20 47"])
    customers.add_known_person(other.id, karin.id)
    make.number(other, "0612345679", person=karin)
    assert len(shown()) == 4
    (tie,) = customers.card(firm.id).people
    customers.change_person(tie.id, tie.version, unlisted=True)
    assert shown() == {"Bakkerij": ("+31334612046",), "Slagerij": ("+31334612047",)}
    (tie,) = customers.card(firm.id).people
    customers.change_person(tie.id, tie.version, unlisted=False)
    assert len(shown()) == 4


def test_whoever_was_erased_is_in_no_book(at_desk: AtDesk) -> None:
    firm = make.customer("Bakkerij", numbers=["033 461 20 46"])
    make.number(firm, "0612345678", person=make.person(firm))
    make.customer("Slagerij", numbers=["033 461 20 47"])
    at_desk(erasing.erase, firm.id, login="carla")
    assert shown() == {"Slagerij": ("+31334612047",)}


def test_archived_and_erased_customers_are_not_in_it() -> None:
    make.customer("Oud", numbers=["033 461 20 45"], archived_at=clock.now())
    assert shown() == {}


def test_the_numbers_of_a_merged_customer_go_to_its_heir() -> None:
    heir = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    other = make.customer("Bakker Vries", numbers=["033 461 20 46"])
    merge(heir, other)
    assert shown() == {"Bakkerij De Vries": ("+31334612045", "+31334612046")}


def merge(heir: Customer, other: Customer) -> None:
    with transaction():
        Customer.update(merged_into=heir.id, version=Customer.version + 1).where(
            Customer.id == other.id
        ).execute()


@pytest.mark.parametrize("asked", ["0612345678", "+31612345678", "0031612345678", "06-1234 5678"])
def test_any_spelling_of_a_number_finds_the_same_person(asked: str) -> None:
    make.customer("Karin de Vries", kind=CustomerKind.PRIVATE, numbers=["0612345678"])
    make.customer("Ander", numbers=["0612345679"])
    found = shelf().index
    assert found is not None
    assert [one.name for one in found.by_number(asked)] == ["Karin de Vries"]
    answer = shelf().book("gigaset.xml", {"command": "get_list", "hm": asked})
    assert answer is not None
    assert b"<ln>de Vries</ln><fn>Karin</fn>" in answer.body


def test_the_very_number_counts_before_one_with_the_same_end() -> None:
    make.customer("Hier", numbers=["0612345678"])
    make.customer("Daar", numbers=["+49 151 612345678"])
    found = shelf().index
    assert found is not None
    assert [one.name for one in found.by_number("0612345678")] == ["Hier"]
    assert {one.name for one in found.by_number("612345678")} == {"Hier"}
    assert found.by_number("12345678") == found.by_number("") == found.by_number("*") == []


def test_a_book_is_marked_and_only_changes_with_what_is_in_it() -> None:
    kept = Shelf()
    with pytest.raises(LookupError):
        kept.book("yealink.xml", {})
    make.customer("Bakkerij", numbers=["0612345678"])
    phone_books.renew(kept)
    first = kept.book("yealink.xml", {})
    phone_books.renew(kept)
    again = kept.book("yealink.xml", {})
    kept.write_numbers(NumberForm.PLUS)
    other = kept.book("yealink.xml", {})
    assert first
    assert again
    assert other
    assert first.etag == again.etag != other.etag
    assert b"<Telephone>0612345678<" in first.body
    assert b"<Telephone>+31612345678<" in other.body
    assert kept.book("../settings.json", {}) is None


def test_gigaset_finds_names_page_by_page() -> None:
    kept = Shelf()
    kept.put(Index(Entry(at, f"Vries {at:02}", ()) for at in range(30)))
    answer = kept.book("gigaset.xml", {"nm": "vri*", "first": "21", "count": "5", "reqid": "7"})
    assert answer is not None
    assert b'reqid="7" total="30" first="21" last="25"' in answer.body
    nobody = kept.book("gigaset.xml", {"nm": "Jansen", "first": "-1", "count": "x" * 99})
    assert nobody is not None
    assert b'notfound="nm" total="0"' in nobody.body
