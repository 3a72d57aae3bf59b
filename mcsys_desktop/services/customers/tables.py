"""The table of customers: many at once, sought and sorted in many ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from peewee import OP, ModelSelect, fn

from mcsys_desktop.core import clock, phone, text
from mcsys_desktop.models import search as index
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerKind,
    EmailAddress,
    PhoneNumber,
    Standing,
)
from mcsys_desktop.models.tags import CustomerTag
from mcsys_desktop.services import keyset, names
from mcsys_desktop.services.keyset import Key, Keys, Order
from mcsys_desktop.services.merged import families_of, first_of, heirs_with
from mcsys_desktop.services.queries import among, passing, tuples
from mcsys_desktop.services.tags import tags_of

_FOUND_AT_MOST = 1000  # by their text; narrower words find the others


class Archived(StrEnum):
    """Whether a table shows customers that were put away."""

    NO = ""
    ONLY = "only"
    ALSO = "also"


@dataclass(frozen=True, slots=True)
class Sought:
    """Which customers a table shows: those that all of this applies to."""

    text: str = ""
    kind: str = ""
    standing: str = ""
    tag: int = 0  # its id
    place: str = ""
    archived: str = ""  # of Archived
    no_number: bool = False
    no_email: bool = False
    changed_since: date | None = None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One customer in the table. ``phone`` is ready to show; ``last_contact`` is the last call."""

    id: int
    version: int
    number: int
    name: str
    kind: CustomerKind
    standing: Standing
    archived: bool
    place: str
    phone: str
    email: str
    tags: tuple[str, ...]
    last_contact: datetime | None
    changed_at: datetime
    sort_key: str


_COLUMNS = (
    Customer.id,
    Customer.version,
    Customer.number,
    Customer.name,
    Customer.kind,
    Customer.standing,
    Customer.archived_at,
    Customer.changed_at,
    Customer.sort_key,
)
ORDERS = {
    "number": Order(Customer.number, Customer.id),
    "name": Order(Customer.sort_key, Customer.id),
    "kind": Order(Customer.kind, Customer.id, shared=True),
    "standing": Order(Customer.standing, Customer.id, shared=True),
    "changed": Order(Customer.changed_at, Customer.id),
}


def order(name: str, *, descending: bool = False) -> Order:
    """How a table is sorted by the column ``name``; by name where that is not known."""
    known = ORDERS.get(name, ORDERS["name"])
    return Order(known.column, known.id, descending, known.shared)


def key(name: str, line: CustomerLine) -> Key:
    """Where ``line`` stands in a table that is sorted by the column ``name``."""
    values = {
        "number": line.number,
        "kind": line.kind,
        "standing": line.standing,
        "changed": line.changed_at,
    }
    return values.get(name, line.sort_key), line.id


def between(
    sought: Sought, order: Order, start: Key | None, end: Key | None, limit: int
) -> list[CustomerLine]:
    """The lines from ``start`` up to and without ``end``; at most ``limit``."""
    return _lines(keyset.read(_sought(sought, *_COLUMNS), order, start, end, limit))


def counted(sought: Sought, order: Order, start: Key | None, end: Key | None) -> int:
    """How many lines stand from ``start`` up to and without ``end``."""
    return keyset.counted(_sought(sought, Customer.id), order, start, end)


def keys(sought: Sought, order: Order, every: int) -> Keys:
    """The first and from there each ``every``-th key of the table."""
    return keyset.keys(_sought(sought, Customer.id), order, every)


def places(limit: int = 200) -> list[str]:
    """The places that customers live in, those of most customers first."""
    query = (
        Address.select(Address.city)
        .where(Address.city != "")
        .group_by(Address.city)
        .order_by(fn.COUNT(Address.id).desc(), Address.city)
        .limit(limit)
    )
    return [city for (city,) in tuples(query)]


def _sought(sought: Sought, *columns: object) -> "ModelSelect[Customer]":
    query = Customer.select(*columns).where(passing(Customer.merged_into, OP.IS, None))
    if sought.archived != Archived.ALSO:
        query = query.where(Customer.archived_at.is_null(sought.archived != Archived.ONLY))
    if sought.kind:
        query = query.where(passing(Customer.kind, OP.EQ, CustomerKind(sought.kind)))
    if sought.standing:
        query = query.where(passing(Customer.standing, OP.EQ, Standing(sought.standing)))
    if sought.tag:
        worn = CustomerTag.select(CustomerTag.customer).where(CustomerTag.tag == sought.tag)
        query = query.where(
            Customer.id.in_(worn)
            | among(Customer.id, heirs_with(CustomerTag, CustomerTag.tag == sought.tag))
        )
    if sought.place:
        there = Address.select(Address.customer).where(Address.city == sought.place)
        query = query.where(
            Customer.id.in_(there)
            | among(Customer.id, heirs_with(Address, Address.city == sought.place))
        )
    if sought.no_number:
        numbers = PhoneNumber.select(PhoneNumber.id).where(
            (PhoneNumber.customer == Customer.id) & PhoneNumber.valid_until.is_null()
        )
        by_another = heirs_with(PhoneNumber, PhoneNumber.valid_until.is_null())
        query = query.where(~fn.EXISTS(numbers) & ~among(Customer.id, by_another))
    if sought.no_email:
        mails = EmailAddress.select(EmailAddress.id).where(EmailAddress.customer == Customer.id)
        query = query.where(~fn.EXISTS(mails) & ~among(Customer.id, heirs_with(EmailAddress)))
    if sought.changed_since is not None:
        since = clock.day_starts(sought.changed_since)
        query = query.where(passing(Customer.changed_at, OP.GTE, since))
    if sought.imported:
        query = query.where(Customer.imported_key != "")
    if words := text.fold(text.clean(sought.text, 100)).split():
        query = query.where(
            among(Customer.id, [one.id for one in index.find(words, limit=_FOUND_AT_MOST)])
        )
    return query


def _lines(found: Sequence[tuple[Any, ...]]) -> list[CustomerLine]:
    # Whoever was merged into one of them has its lines there, behind the customer's own.
    families = families_of([row[0] for row in found])
    ids = list(families)
    # Read backwards, so that of each customer the first is what remains in the dictionary.
    cities = (
        Address.select(Address.customer, Address.city)
        .where(among(Address.customer, ids) & (Address.city != ""))
        .order_by(Address.position.desc(), Address.id.desc())
    )
    places: dict[int, str] = first_of(tuples(cities), families)
    numbers = (
        PhoneNumber.select(PhoneNumber.customer, PhoneNumber.e164, PhoneNumber.typed)
        .where(among(PhoneNumber.customer, ids) & PhoneNumber.valid_until.is_null())
        .order_by(PhoneNumber.position.desc(), PhoneNumber.id.desc())
    )
    each = ((customer_id, (e164, typed)) for customer_id, e164, typed in tuples(numbers))
    phones: dict[int, tuple[str, str]] = first_of(each, families)
    addresses = (
        EmailAddress.select(EmailAddress.customer, EmailAddress.address)
        .where(among(EmailAddress.customer, ids))
        .order_by(EmailAddress.position.desc(), EmailAddress.id.desc())
    )
    emails: dict[int, str] = first_of(tuples(addresses), families)
    worn = tags_of([row[0] for row in found])
    contacts: dict[int, datetime] = {}
    calls = (
        Call.select(Call.customer, fn.MAX(Call.rang_at))
        .where(among(Call.customer, ids))
        .group_by(Call.customer)
    )
    for member, rang_at in tuples(calls):
        heir = families[member]
        contacts[heir] = max(rang_at, contacts.get(heir, rang_at))
    return [
        CustomerLine(
            id=id_,
            version=version,
            number=number or 0,
            name=names.shown(name, number),
            kind=kind,
            standing=standing,
            archived=archived is not None,
            place=places.get(id_, ""),
            phone=_shown(*phones.get(id_, ("", ""))),
            email=emails.get(id_, ""),
            tags=tuple(tag.name for tag in worn.get(id_, ())),
            last_contact=contacts.get(id_),
            changed_at=changed_at,
            sort_key=sort_key,
        )
        for id_, version, number, name, kind, standing, archived, changed_at, sort_key in found
    ]


def _shown(e164: str, typed: str) -> str:
    return phone.display(e164) if e164 else typed
