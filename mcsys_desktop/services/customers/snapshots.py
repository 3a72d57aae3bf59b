"""Many customers at once, each with all that belongs to it: what lists and comparisons are made of.

Few statements however many customers there are. Those that were merged into others are read as a
part of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from peewee import Field

from mcsys_desktop.models.customers import (
    Address,
    AddressUse,
    Customer,
    CustomerKind,
    CustomerPerson,
    EmailAddress,
    EmailUse,
    NumberUse,
    Person,
    PhoneNumber,
    Standing,
)
from mcsys_desktop.models.tags import CustomerTag, Tag
from mcsys_desktop.services.queries import among, tuples

_AT_ONCE = 5_000  # customers in one question
_STEPS = 50  # from one customer to the one that it was merged into in the end


@dataclass(frozen=True, slots=True)
class SnapshotPerson:
    """Somebody at the customer, and as what."""

    id: int
    version: int
    first_name: str
    prefix: str
    surname: str
    salutation: str
    role: str


@dataclass(frozen=True, slots=True)
class SnapshotNumber:
    """A number that counts; ``former`` ones are no longer theirs."""

    typed: str
    e164: str
    extension: str
    use: NumberUse
    former: bool


@dataclass(frozen=True, slots=True)
class SnapshotPlace:
    """An address."""

    id: int
    version: int
    use: AddressUse
    street: str
    house_number: str
    postcode: str
    city: str
    country: str


@dataclass(slots=True)
class Snapshot:
    """A customer and all that belongs to it, in the order of its card."""

    id: int
    version: int
    number: int | None
    key: str
    kind: CustomerKind
    standing: Standing
    name: str
    department: str
    kvk_number: str
    vat_number: str
    notes: str
    erased: bool
    people: list[SnapshotPerson] = field(default_factory=list)
    numbers: list[SnapshotNumber] = field(default_factory=list)
    emails: list[tuple[str, EmailUse]] = field(default_factory=list)
    places: list[SnapshotPlace] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    merged: list[tuple[str, str, int | None]] = field(
        default_factory=list
    )  # name, department, number


class Merged:
    """Which customers were merged into which."""

    def __init__(self) -> None:
        merged = Customer.select(Customer.id, Customer.merged_into)
        self._into = dict(tuples(merged.where(Customer.merged_into.is_null(False))))

    def heir(self, customer_id: int) -> int:
        """The customer that ``customer_id`` is now a part of, or itself."""
        for _step in range(_STEPS):
            if customer_id not in self._into:
                break
            customer_id = self._into[customer_id]
        return customer_id

    def family(self, ids: Sequence[int]) -> list[int]:
        """These, and all that were merged into one of them."""
        wanted = set(ids)
        return [*ids, *(one for one in self._into if self.heir(one) in wanted)]


def snapshots(ids: Sequence[int], merged: Merged | None = None) -> list[Snapshot]:
    """These customers in this order; those that are not there any more are left out."""
    merged = merged or Merged()
    found = {one.id: _snapshot(one) for one in _of(Customer, Customer.id, ids)}
    family = merged.family(list(found))
    for one in _of(Customer, Customer.id, [each for each in family if each not in found]):
        found[merged.heir(one.id)].merged.append((one.name, one.department, one.number))
    for tie in _ties(family):
        person = tie.person
        found[merged.heir(tie.customer_id)].people.append(
            SnapshotPerson(
                *(person.id, person.version, person.first_name, person.prefix, person.surname),
                *(person.salutation, tie.role),
            )
        )
    for number in _of(PhoneNumber, PhoneNumber.customer, family):
        found[merged.heir(number.customer_id)].numbers.append(
            SnapshotNumber(
                *(number.typed, number.e164, number.extension, number.use),
                number.valid_until is not None,
            )
        )
    for email in _of(EmailAddress, EmailAddress.customer, family):
        found[merged.heir(email.customer_id)].emails.append((email.address, email.use))
    for place in _of(Address, Address.customer, family):
        found[merged.heir(place.customer_id)].places.append(
            SnapshotPlace(
                *(place.id, place.version, place.use, place.street, place.house_number),
                *(place.postcode, place.city, place.country),
            )
        )
    for customer_id, name in _labels(family):
        labels = found[merged.heir(customer_id)].labels
        if name not in labels:
            labels.append(name)
    return [found[one] for one in ids if one in found]


def _snapshot(one: Customer) -> Snapshot:
    return Snapshot(
        *(one.id, one.version, one.number, one.imported_key, one.kind, one.standing, one.name),
        *(one.department, one.kvk_number, one.vat_number, one.notes, one.erased_at is not None),
    )


def _pieces(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _of(model: Any, column: "Field[Any]", ids: Sequence[int]) -> Iterator[Any]:
    for piece in _pieces(ids):
        order = (model.position, model.id) if hasattr(model, "position") else (model.id,)
        yield from model.select().where(among(column, piece)).order_by(*order).iterator()


def _ties(ids: Sequence[int]) -> Iterator[CustomerPerson]:
    for piece in _pieces(ids):
        query = CustomerPerson.select(CustomerPerson, Person).join(Person)
        query = query.where(among(CustomerPerson.customer, piece))
        yield from query.order_by(CustomerPerson.position, CustomerPerson.id)


def _labels(ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    for piece in _pieces(ids):
        query = CustomerTag.select(CustomerTag.customer, Tag.name).join(Tag)
        query = query.where(among(CustomerTag.customer, piece))
        yield from tuples(query.order_by(Tag.name, CustomerTag.id))
