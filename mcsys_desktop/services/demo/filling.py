"""Writing the demo office into an empty database."""

import itertools
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from mcsys_desktop.core import clock, phone
from mcsys_desktop.models import search
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.companies import Company
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerPerson,
    EmailAddress,
    Person,
    PhoneNumber,
)
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import sorted_by
from mcsys_desktop.services.customers.search_text import compose
from mcsys_desktop.services.demo import bills, history, invented, known, marking
from mcsys_desktop.services.demo.plan import Inventor, PlannedCustomer, PlannedNumber
from mcsys_desktop.services.demo.writing import insert

_AT_ONCE = 100  # customers in one transaction


def fill(
    seed: int = 1, customers: int = 1200, progress: Callable[[int, int], None] | None = None
) -> None:
    """Fill an empty office with ``customers`` invented customers and years of calls.

    The same seed gives the same people and the same history, counted back from today. The login
    must be allowed to name colleagues. ``progress`` hears (done, of) in customers.
    """
    inventor = Inventor(seed)
    planned = itertools.islice(
        itertools.chain(known.customers(inventor.accountant), inventor.customers()), customers
    )
    now = clock.now()
    historian = history.Historian(seed, clock.local(now).date())
    _introduce_colleagues()
    _name_company()
    past: list[dict[str, Any]] = historian.of_strangers()
    done = 0
    while batch := tuple(itertools.islice(planned, _AT_ONCE)):
        with transaction():
            ids = _write(batch, now)
        for customer_id, plan in zip(ids, batch, strict=True):
            e164s = [number.e164 for one in plan.numbers if (number := phone.parse(one.typed)).e164]
            past += historian.of_customer(customer_id, e164s, plan.calls)
        done += len(batch)
        if progress is not None:
            progress(done, customers)
    history.write(past)
    bakery = Customer.select(Customer.id).order_by(Customer.id).first()
    history.write_today(now, {known.BAKERY_NUMBER: bakery.id})
    history.write_waiting(now)
    bills.write(seed, clock.local(now).date())
    marking.mark()


def _introduce_colleagues() -> None:
    with transaction():
        for login, name, extension in invented.COLLEAGUES:
            colleague = Colleague.get_or_none(Colleague.login == login) or Colleague(login=login)
            colleague.name, colleague.extension = name, extension
            colleague.save()


def _name_company() -> None:
    with transaction():
        Company(**invented.COMPANY).save()


def _write(batch: Sequence[PlannedCustomer], now: datetime) -> list[int]:
    """Write customers with all that belongs to them; return their ids in order."""
    ids = insert(
        Customer,
        [
            {
                "kind": plan.kind,
                "standing": plan.standing,
                "name": plan.name,
                "sort_key": plan.sort_key,
                "kvk_number": plan.kvk_number,
                "vat_number": plan.vat_number,
                "notes": plan.notes,
                "trunk_digits": plan.trunk_digits,
                "archived_at": now - timedelta(days=100) if plan.archived else None,
            }
            for plan in batch
        ],
    )
    owned = list(zip(ids, batch, strict=True))
    people = _write_people(owned)
    insert(
        PhoneNumber,
        [
            _number(customer_id, people[customer_id], place, number, now)
            for customer_id, plan in owned
            for place, number in enumerate(plan.numbers)
        ],
    )
    insert(
        EmailAddress,
        [
            {"customer": customer_id, "address": address, "use": use, "position": place}
            for customer_id, plan in owned
            for place, (address, use) in enumerate(plan.emails)
        ],
    )
    insert(
        Address,
        [
            {
                "customer": customer_id,
                "use": use,
                "street": street,
                "house_number": house_number,
                "postcode": postcode,
                "city": city,
                "remark": remark,
                "position": place,
            }
            for customer_id, plan in owned
            for place, (street, house_number, postcode, city, use, remark) in enumerate(
                plan.addresses
            )
        ],
    )
    _write_search_text(owned)
    sorted_by.renew(ids)
    return ids


def _write_people(owned: Sequence[tuple[int, PlannedCustomer]]) -> dict[int, list[int]]:
    """Write the people; return the ids of each customer's, in order."""
    tied = [
        (customer_id, place, person)
        for customer_id, plan in owned
        for place, person in enumerate(plan.people)
    ]
    ids = insert(
        Person,
        [
            {"first_name": first_name, "prefix": prefix, "surname": surname}
            for _customer, _place, (first_name, prefix, surname) in tied
        ],
    )
    insert(
        CustomerPerson,
        [
            {"customer": customer_id, "person": person_id, "position": place}
            for (customer_id, place, _person), person_id in zip(tied, ids, strict=True)
        ],
    )
    people: dict[int, list[int]] = {customer_id: [] for customer_id, _plan in owned}
    for (customer_id, _place, _person), person_id in zip(tied, ids, strict=True):
        people[customer_id].append(person_id)
    return people


def _number(
    customer_id: int, people: Sequence[int], place: int, number: PlannedNumber, now: datetime
) -> dict[str, Any]:
    read = phone.parse(number.typed)
    former = None
    if number.former_since is not None:
        former = now - timedelta(days=number.former_since)
    return {
        "customer": customer_id,
        "person": None if number.person is None else people[number.person],
        "typed": number.typed,
        "e164": read.e164,
        "tail": phone.tail(read.e164),
        "extension": read.extension,
        "use": number.use,
        "relation": number.relation,
        "valid_until": former,
        "position": place,
    }


def _write_search_text(owned: Sequence[tuple[int, PlannedCustomer]]) -> None:
    ids = [customer_id for customer_id, _plan in owned]
    known_by = {one.id: one.number for one in Customer.select().where(Customer.id.in_(ids))}
    search.put_many(
        (
            customer_id,
            compose(
                plan.name,
                "",
                known_by[customer_id],
                plan.people,
                [(one.typed, phone.parse(one.typed).e164) for one in plan.numbers],
                [(address,) for address, _use in plan.emails],
                [place[:4] for place in plan.addresses],
            ),
        )
        for customer_id, plan in owned
    )
