"""Customers that were found to be one: rows stay where they are, reading follows `merged_into`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from peewee import Expression

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.merging import Merging
from mcsys_desktop.services import colleagues, names
from mcsys_desktop.services.queries import among, tuples

T = TypeVar("T")
_STEPS = 50  # merging refuses circles; this ends one that was made behind its back


@dataclass(frozen=True, slots=True)
class MergedLine:
    """Somebody who is shown as another: ``id`` names the merging, ``customer_id`` who it was."""

    id: int
    customer_id: int
    number: int
    name: str
    by: str  # who did it, by name
    at: datetime


def heir_of(customer_id: int) -> int:
    """The customer that ``customer_id`` was merged into, in the end; itself when it was not."""
    found = customer_id
    for _step in range(_STEPS):
        into = Customer.select(Customer.merged_into).where(Customer.id == found)
        heir: int | None = next((heir for (heir,) in tuples(into)), None)
        if heir is None:
            return found
        found = heir
    return found


def heirs_of(customer_ids: Iterable[int]) -> dict[int, int]:
    """For each of many what `heir_of` says, in as many queries as the longest way has steps."""
    asked = {customer_id: customer_id for customer_id in customer_ids}
    newest = set(asked)
    for _step in range(_STEPS):
        query = Customer.select(Customer.id, Customer.merged_into).where(
            among(Customer.id, sorted(newest)) & Customer.merged_into.is_null(False)
        )
        into = dict(tuples(query)) if newest else {}
        if not into:
            break
        asked = {customer_id: into.get(heir, heir) for customer_id, heir in asked.items()}
        newest = set(into.values())
    return asked


def family_of(customer_id: int) -> list[int]:
    """The customer and all that were merged into it: the owners of what must be shown together."""
    return list(families_of([customer_id]))


def families_of(customer_ids: Sequence[int]) -> dict[int, int]:
    """Everybody that belongs to one of these, and to which: the customers themselves come first."""
    families = {customer_id: customer_id for customer_id in customer_ids}
    newest = list(families)
    for _step in range(_STEPS):
        if not newest:
            break
        query = (
            Customer.select(Customer.id, Customer.merged_into)
            .where(among(Customer.merged_into, newest))
            .order_by(Customer.id)
        )
        found = [(child, into) for child, into in tuples(query) if child not in families]
        families |= {child: families[into] for child, into in found}
        newest = [child for child, _into in found]
    return families


def first_of(found: Iterable[tuple[int, T]], families: Mapping[int, int]) -> dict[int, T]:
    """Of each customer its own, or else what one has that was merged into it.

    ``found`` is (customer, what it has), of which the last counts; ``families`` as `families_of`.
    """
    of_each = dict(found)
    kept: dict[int, T] = {}
    for member, customer_id in families.items():  # the customers themselves come first
        if member in of_each:
            kept.setdefault(customer_id, of_each[member])
    return kept


def heirs_with(model: type[Any], condition: Expression | None = None) -> list[int]:
    """Who has such rows only by one that was merged into it; ``model`` has a ``customer``."""
    query = (
        model.select(model.customer)
        .join(Customer, on=(model.customer == Customer.id))
        .where(Customer.merged_into.is_null(False))
        .distinct()
    )
    owners = query if condition is None else query.where(condition)
    return sorted(set(heirs_of(customer_id for (customer_id,) in tuples(owners)).values()))


def mergings_of(family: Sequence[int]) -> tuple[MergedLine, ...]:
    """Who was merged into one of this family, the last one first."""
    if len(family) < 2:
        return ()
    people = colleagues.names()
    query = (
        Merging.select(Merging, Customer)
        .join(Customer, on=(Merging.merged == Customer.id))
        .where(Merging.heir.in_(family))
        .order_by(Merging.id.desc())
    )
    return tuple(
        MergedLine(
            id=merging.id,
            customer_id=merging.merged.id,
            number=merging.merged.number or 0,
            name=names.shown(merging.merged.name, merging.merged.number),
            by=people.get(merging.created_by) or merging.created_by,
            at=merging.created_at,
        )
        for merging in query
    )
