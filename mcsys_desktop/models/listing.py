"""What the table of customers is sorted by and a customer's own row does not hold.

One narrow row for each customer, made by the database with the customer. Cities, numbers, addresses
and tags lie in rows of their own, many for each customer; a list of a million cannot be put in the
order of the first of them without an index, and no index reaches that far. So the first of each
stands here once more, folded, as it is compared.

It says nothing that is not said elsewhere: the log tells of those changes, not of these. Calls are
followed by a trigger, the rest is written by who changes it. Of a customer that was erased nothing
stands here, and the database refuses it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple, TypeVar

from peewee import Field, ForeignKeyField, Model

from mcsys_desktop.models.base import Access, Group, database, rows, shared
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import EPOCH, MomentField, SortKeyField, microseconds
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal

F = TypeVar("F", bound="Field[Any]")
NEVER = EPOCH  # the last contact with somebody whom nobody ever spoke


def _listed(field: F) -> F:
    return personal(field, Purpose.CONTRACT, Term.RELATION, Erasure.BLANK)


class CustomerListing(Model):
    """Where a customer stands in the table, by each of its columns; empty: nothing is known."""

    access: ClassVar[Access] = Access(update=Group.DESK)

    customer = impersonal(
        ForeignKeyField(Customer, primary_key=True, backref="+", on_delete="CASCADE")
    )
    customer_id: int
    place = _listed(SortKeyField())
    postcode = _listed(SortKeyField())
    phone = _listed(SortKeyField())
    email = _listed(SortKeyField())
    tags = _listed(SortKeyField())
    last_contact = _listed(MomentField[datetime]())  # the last call; `NEVER` where there is none

    class Meta:
        database = database
        legacy_table_names = False
        # Each ends in the customer, by which pages go on.
        indexes = (
            (("place", "customer"), False),
            (("postcode", "customer"), False),
            (("phone", "customer"), False),
            (("email", "customer"), False),
            (("tags", "customer"), False),
            (("last_contact", "customer"), False),
        )


class Listed(NamedTuple):
    """What stands in one row."""

    customer_id: int
    place: str
    postcode: str
    phone: str
    email: str
    tags: str
    last_contact: datetime


def hold(customer_ids: Sequence[int]) -> None:
    """Let nobody else write these rows until the transaction ends; only then read what to write.

    Otherwise of two desks that change one customer the second would write what it read before the
    first was done. Whoever takes turns at calls (``services.call_turns``) does so before this.
    """
    if shared():
        rows(
            "SELECT 1 FROM customer_listing WHERE customer_id = ANY(%s)"
            " ORDER BY customer_id FOR UPDATE",
            (sorted(customer_ids),),
        )


def put_many(entries: Iterable[Listed]) -> None:
    """Write rows, as far as they say something else; only inside ``base.transaction()``."""
    found = list(entries)
    if not found:
        return
    names = Listed._fields[1:]
    if shared():
        kinds = ["bigint", *["text"] * (len(names) - 1), "timestamptz"]
        lists = ", ".join(f"%s::{kind}[]" for kind in kinds)
        ours, theirs = (", ".join(f"{row}.{name}" for name in names) for row in ("l", "v"))
        database.execute_sql(
            f"UPDATE customer_listing AS l SET ({', '.join(names)}) = ROW({theirs})"  # noqa: S608  # ours
            f" FROM unnest({lists}) AS v(customer_id, {', '.join(names)})"
            f" WHERE l.customer_id = v.customer_id AND ROW({ours}) IS DISTINCT FROM ROW({theirs})",
            [list(column) for column in zip(*found, strict=True)],
        )
        return
    marks = ", ".join("?" * len(names))
    for entry in found:
        told = [*entry[1:-1], microseconds(entry.last_contact)]
        database.execute_sql(
            f"UPDATE customer_listing SET ({', '.join(names)}) = ({marks})"  # noqa: S608  # ours
            f" WHERE customer_id = ? AND ({', '.join(names)}) IS NOT ({marks})",
            [*told, entry.customer_id, *told],
        )


__all__ = ["NEVER", "CustomerListing", "Listed", "hold", "put_many"]
