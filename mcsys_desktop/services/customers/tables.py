"""The table of customers: many at once, sought and sorted in many ways."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from peewee import OP, ModelSelect, fn

from mcsys_desktop.core import clock, text
from mcsys_desktop.models import search as index
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerKind,
    EmailAddress,
    PhoneNumber,
    Standing,
)
from mcsys_desktop.models.listing import NEVER, CustomerListing
from mcsys_desktop.models.tags import CustomerTag
from mcsys_desktop.services import firsts, keyset, names
from mcsys_desktop.services.keyset import Key, Keys, Order
from mcsys_desktop.services.merged import families_of, heirs_with
from mcsys_desktop.services.queries import among, passing, tuples

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
    postcode: str
    phone: str
    email: str
    tags: tuple[str, ...]
    last_contact: datetime | None
    changed_at: datetime
    sorted_by: Any  # what the row's place in this table is found by


_COLUMNS = (
    Customer.id,
    Customer.version,
    Customer.number,
    Customer.name,
    Customer.kind,
    Customer.standing,
    Customer.archived_at,
    Customer.changed_at,
)
_LISTED = CustomerListing.customer
ORDERS = {
    "number": Order(Customer.number, Customer.id),
    "name": Order(Customer.sort_key, Customer.id),
    "kind": Order(Customer.kind, Customer.id, shared=True),
    "standing": Order(Customer.standing, Customer.id, shared=True),
    "changed": Order(Customer.changed_at, Customer.id),
    "place": Order(CustomerListing.place, _LISTED, shared=True, nothing=""),
    "postcode": Order(CustomerListing.postcode, _LISTED, shared=True, nothing=""),
    "phone": Order(CustomerListing.phone, _LISTED, nothing=""),
    "email": Order(CustomerListing.email, _LISTED, nothing=""),
    "tags": Order(CustomerListing.tags, _LISTED, shared=True, nothing=""),
    "last_contact": Order(CustomerListing.last_contact, _LISTED, nothing=NEVER),
}


def order(name: str, *, descending: bool = False) -> Order:
    """How a table is sorted by the column ``name``; by name where that is not known."""
    return replace(ORDERS.get(name, ORDERS["name"]), descending=descending)


def key(line: CustomerLine) -> Key:
    """Where ``line`` stands in the table that it was read for."""
    return line.sorted_by, line.id


def between(
    sought: Sought, order: Order, start: Key | None, end: Key | None, limit: int
) -> list[CustomerLine]:
    """The lines from ``start`` up to and without ``end``; at most ``limit``."""
    query = _sought(sought, order, *_COLUMNS, order.column)
    return _lines(keyset.read(query, order, start, end, limit))


def counted(sought: Sought, order: Order, start: Key | None, end: Key | None) -> int:
    """How many lines stand from ``start`` up to and without ``end``."""
    return keyset.counted(_sought(sought, order, order.id), order, start, end)


def keys(sought: Sought, order: Order, every: int) -> Keys:
    """The first and from there each ``every``-th key of the table."""
    return keyset.keys(_sought(sought, order, order.id), order, every)


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


def _sought(sought: Sought, order: Order, *columns: object) -> "ModelSelect[Customer]":
    query = Customer.select(*columns)
    if order.id is _LISTED:
        query = query.join(CustomerListing, on=(Customer.id == _LISTED))
    query = query.where(passing(Customer.merged_into, OP.IS, None))
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
    families = families_of([row[0] for row in found])
    places, postcodes = firsts.places(families)
    phones, emails = firsts.numbers(families), firsts.emails(families)
    contacts, tags = firsts.last_calls(families), firsts.tags(families)
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
            postcode=postcodes.get(id_, ""),
            phone=firsts.shown(phones.get(id_)),
            email=emails.get(id_, ""),
            tags=tags.get(id_, ()),
            last_contact=contacts.get(id_),
            changed_at=changed_at,
            sorted_by=sorted_by,
        )
        for id_, version, number, name, kind, standing, archived, changed_at, sorted_by in found
    ]
