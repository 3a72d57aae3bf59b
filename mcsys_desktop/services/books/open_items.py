"""What was open on a day, of every customer: what the books call the debtors.

A payment counts from the day on which it came in, whenever somebody wrote it down, and a credit
invoice from its date. What was undone counts until the day on which it was.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import JOIN, Expression, fn

from mcsys_desktop.core import clock
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.payments import Allocation, Payment
from mcsys_desktop.services import names
from mcsys_desktop.services.books.period import refuse_others, sign
from mcsys_desktop.services.merged import heirs_of
from mcsys_desktop.services.queries import among, tuples


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A document of which something was open, in cents; below zero is what we owe back."""

    invoice_id: int
    number: str
    customer_id: int | None
    customer: str
    dated: date
    due: date
    total: int
    open: int


def open_items(on: date) -> list[OpenItem]:
    """What was open at the end of a day, by due date. Raises UserError for who may not know."""
    refuse_others()
    then = _settled(on)
    query = (
        Stored.select(Stored.id, Stored.number, Stored.customer, Stored.dated, Stored.due)
        .select_extend(Stored.kind, Stored.total, then.alias("settled"))
        .where(Stored.number.is_null(False) & (Stored.dated <= on) & (Stored.total != then))
        .order_by(Stored.due, Stored.id)
    )
    rows = list(tuples(query))
    called = _names([row[2] for row in rows if row[2] is not None])
    return [
        OpenItem(
            invoice_id=invoice_id,
            number=number,
            customer_id=customer,
            customer=called.get(customer, ""),
            dated=dated,
            due=due,
            total=sign(kind) * total,
            open=sign(kind) * (total - int(settled)),
        )
        for invoice_id, number, customer, dated, due, kind, total, settled in rows
    ]


def _settled(on: date) -> Any:
    """An expression: what was paid, credited or given back of a document by then, in cents."""
    used, given = Allocation.alias(), Allocation.alias()
    paid, credit, other = Payment.alias(), Stored.alias(), Stored.alias()
    ends = clock.day_starts(on + timedelta(days=1))

    def stood(row: Any) -> Expression:
        condition: Expression = row.cancels.is_null() | (row.created_at < ends)
        return condition

    mine = (
        used.select(fn.SUM(used.amount))
        .join(paid, JOIN.LEFT_OUTER, on=(used.payment == paid.id))
        .join(credit, JOIN.LEFT_OUTER, on=(used.credit == credit.id), src=used)
        .where(
            (used.invoice == Stored.id) & ((paid.dated <= on) | (credit.dated <= on)) & stood(used)
        )
    )
    gave = (
        given.select(fn.SUM(given.amount))
        .join(other, on=(given.invoice == other.id))
        .where((given.credit == Stored.id) & (other.dated <= on) & stood(given))
    )
    return fn.COALESCE(mine, 0) + fn.COALESCE(gave, 0)


def _names(customer_ids: list[int]) -> dict[int, str]:
    """What to call each of these, and whoever they were merged into."""
    heirs = heirs_of(customer_ids)
    query = Customer.select(Customer.id, Customer.name, Customer.number).where(
        among(Customer.id, sorted(set(heirs.values())))
    )
    called = {found: names.shown(name, number) for found, name, number in tuples(query)}
    return {asked: called.get(heir, "") for asked, heir in heirs.items()}
