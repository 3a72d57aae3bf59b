"""What customers are sorted by follows everything that is done to them, and goes with them."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from peewee import DatabaseError

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Address, Customer, EmailAddress, PhoneNumber
from mcsys_desktop.models.listing import NEVER, CustomerListing
from mcsys_desktop.models.merging import Merging
from mcsys_desktop.models.tags import Tag
from mcsys_desktop.services import calls, customers, erasing, merging, sorted_by, tags
from mcsys_desktop.services.calls import linking
from mcsys_desktop.services.customers import many
from tests import make
from tests.conftest import AtDesk

pytestmark = pytest.mark.usefixtures("db")

Row = dict[str, Any]
EMPTY = {
    **dict.fromkeys(("place", "postcode", "phone", "email", "tags"), ""),
    "last_contact": NEVER,
}


def all_rows() -> list[Row]:
    found: Any = CustomerListing.select().order_by(CustomerListing.customer)
    return list(found.dicts())


def row(customer_id: int) -> Row:
    """What stands there of a customer."""
    (found,) = (one for one in all_rows() if one["customer"] == customer_id)
    return {name: value for name, value in found.items() if name != "customer"}


def test_it_holds_the_first_of_each_as_it_is_compared() -> None:
    who = make.customer("Bakker")
    assert row(who.id) == EMPTY
    rang = clock.now()
    with base.transaction():
        customers.add_address(who.id, street="Markt", postcode="5211 jw", city="'s-Hertogenbosch")
        customers.add_address(who.id, postcode="1011 AB", city="Amsterdam")
        customers.add_number(who.id, "06 1234 5678")
        customers.add_email(who.id, "Info@Bakker.Example")
        for name in ("Zorg", "Écht", "apen"):
            tags.put(who.id, tags.make(name))
        Call(rang_at=rang - timedelta(hours=1), customer=who.id).save()
        Call(rang_at=rang, customer=who.id).save()
    assert row(who.id) == {
        "place": "s hertogenbosch",
        "postcode": "5211jw",
        "phone": "+31612345678",
        "email": "info@bakker.example",
        "tags": "apen, echt, zorg",
        "last_contact": rang,
    }


def test_a_customer_has_its_row_whoever_wrote_it() -> None:
    """One that had none would be missing from a list that is sorted by city."""
    with base.transaction():
        bare = Customer(name="Los", kind=customers.CustomerKind.BUSINESS, sort_key="los")
        bare.save()
    assert row(bare.id) == EMPTY


def test_it_follows_whatever_is_done() -> None:
    """After acts of every kind there stands what would be written anew."""
    chance = random.Random(7)
    for _number in range(6):
        make.customer(numbers=[f"06 1234 56{chance.randrange(10, 99)}"], city="Soest")
    for name in ("Zorg", "Apen"):
        tags.make(name)
    acts = _acts(chance)
    done = dict.fromkeys((act.__name__ for act in acts), 0)
    for _time in range(220):
        act = chance.choice(acts)
        if act(sorted(_living())):
            done[act.__name__] += 1
    assert all(done.values()), done
    before = all_rows()
    with base.transaction():
        sorted_by.renew([one.id for one in Customer.select(Customer.id)])
    merged = {one.id for one in Customer.select().where(Customer.merged_into.is_null(False))}
    seen = [one for one in all_rows() if one["customer"] not in merged]
    assert seen == [one for one in before if one["customer"] not in merged]
    assert sum(one["last_contact"] != NEVER for one in seen) > 1


def _living() -> list[int]:
    query = Customer.select(Customer.id).where(Customer.merged_into.is_null())
    return [one.id for one in query]


def _acts(chance: random.Random) -> list[Callable[[Sequence[int]], object]]:
    def some(model: Any) -> Any:
        return chance.choice([None, *model.select().order_by(model.id)])

    def add_number(ids: Sequence[int]) -> int:
        return customers.add_number(chance.choice(ids), f"06 1234 5{chance.randrange(100, 999)}")

    def former(_ids: Sequence[int]) -> bool:
        one = some(PhoneNumber)
        if one is not None:
            until = None if one.valid_until else clock.now()
            customers.change_number(one.id, one.version, valid_until=until)
        return one is not None

    def drop_number(_ids: Sequence[int]) -> bool:
        one = some(PhoneNumber)
        if one is not None:
            customers.remove_number(one.id, one.version)
        return one is not None

    def write(ids: Sequence[int]) -> int:
        return customers.add_email(chance.choice(ids), f"x{chance.randrange(99)}@x.example")

    def drop_email(_ids: Sequence[int]) -> bool:
        one = some(EmailAddress)
        if one is not None:
            customers.remove_email(one.id, one.version)
        return one is not None

    def move(_ids: Sequence[int]) -> bool:
        one = some(Address)
        if one is not None:
            city = chance.choice(("Ede", "Soest", "Delft"))
            customers.change_address(one.id, one.version, city=city)
        return one is not None

    def turn(ids: Sequence[int]) -> bool:
        who = chance.choice(ids)
        lines = [one.id for one in customers.card(who).numbers]
        customers.arrange_numbers(who, lines[::-1])
        return len(lines) > 1

    def mark(ids: Sequence[int]) -> bool:
        tag = some(Tag)
        return tag is not None and bool(many.tag(list(ids[::2]), tag.id))

    def unmark(ids: Sequence[int]) -> bool:
        tag = some(Tag)
        return tag is not None and bool(many.untag(list(ids[::3]), tag.id))

    def take(ids: Sequence[int]) -> bool:
        tag = some(Tag)
        if tag is not None:
            tags.take(chance.choice(ids), tag.id)
        return tag is not None

    def rename(_ids: Sequence[int]) -> bool:
        tag = some(Tag)
        if tag is not None:
            name = f"Naam {chance.randrange(10**9)}"
            tags.change(tag.id, tag.version, name=name, colour=tag.colour)
        return tag is not None

    def remove_tag(_ids: Sequence[int]) -> bool:
        tag = some(Tag)
        gone = None if tag is None else tags.remove(tag.id)
        return gone is not None and bool(tags.bring_back(gone))

    def ring(ids: Sequence[int]) -> bool:
        at = clock.now() - timedelta(minutes=chance.randrange(10_000))
        whose = chance.choice([*[None] * len(ids), *ids])
        e164 = f"+3161234{chance.randrange(5100, 5999)}" if whose is None else ""
        with base.transaction():
            Call(rang_at=at, customer=whose, e164=e164).save()
        return True

    def whose(ids: Sequence[int]) -> bool:
        one = some(Call)
        if one is not None:
            calls.choose_customer(one.id, chance.choice([None, *ids]))
        return one is not None

    def adopt(ids: Sequence[int]) -> int:
        nobodys = list(Call.select().where(Call.customer.is_null() & (Call.e164 != "")))
        return linking.adopt(nobodys[0].e164, chance.choice(ids)) if nobodys else 0

    def merge(ids: Sequence[int]) -> int:
        if len(ids) < 3:
            return 0
        heir, other = (Customer.get_by_id(one) for one in chance.sample(list(ids), 2))
        return merging.merge(heir.id, heir.version, other.id, other.version)

    def apart(_ids: Sequence[int]) -> bool:
        one = some(Merging)
        if one is not None:
            merging.undo(one.id)
        return one is not None

    return [
        *(add_number, former, drop_number, write, drop_email, move, turn, mark, unmark, take),
        *(rename, remove_tag, ring, whose, adopt, merge, apart),
    ]


def test_nothing_is_left_of_who_was_erased_and_nothing_comes_back(at_desk: AtDesk) -> None:
    who = make.customer("Bakker", numbers=["033 461 20 45"], emails=["a@x.example"], city="Ede")
    other = make.customer("Bakkers", numbers=["033 461 20 46"], city="Soest")
    with base.transaction():
        Call(rang_at=clock.now(), customer=who.id).save()
        Call(rang_at=clock.now(), customer=other.id).save()
    merging.merge(who.id, who.version, other.id, other.version)
    at_desk(erasing.erase, who.id, login="carla")
    assert CallBack.select().count() == 0
    assert row(who.id) == row(other.id) == EMPTY
    with base.transaction():
        sorted_by.renew([who.id, other.id])
    assert row(who.id) == EMPTY
    with pytest.raises(UserError), base.transaction():
        CustomerListing.update(place="ede").where(CustomerListing.customer == who.id).execute()


def test_a_row_goes_with_its_customer_and_not_before() -> None:
    who = make.customer("Bakker", city="Ede")
    with pytest.raises((UserError, DatabaseError)), base.transaction():
        CustomerListing.delete().execute()
    assert row(who.id)["place"] == "ede"
