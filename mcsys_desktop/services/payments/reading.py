"""Payments as the screens show them: what came in, what it settled, what is left of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peewee import Expression

from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.payments import Allocation, Payment
from mcsys_desktop.models.payments import Method as Method
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import among


@dataclass(frozen=True, slots=True)
class Used:
    """That a payment settled a part of a document (cents); ``id`` is the allocation's."""

    id: int
    invoice_id: int
    number: str
    amount: int


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment in cents: positive in, negative out. What was taken back has ``cancelled``.

    ``left`` is what was neither used nor paid back.
    """

    id: int
    customer_id: int | None
    amount: int
    dated: date
    method: Method
    payer: str
    words: str
    author: str
    used: tuple[Used, ...]
    left: int
    cancelled: bool
    pays_back: int | None = None


def get(payment_id: int) -> Paid | None:
    """One payment, or None when there is none."""
    return next(iter(_read(Payment.id == payment_id)), None)


def of_customer(customer_id: int) -> list[Paid]:
    """The payments of a customer and those merged into it, the newest first."""
    return _read(among(Payment.customer, family_of(customer_id)))


def of_invoice(invoice_id: int) -> list[Paid]:
    """The payments that settled a part of a document, the newest first."""
    mine = Allocation.select(Allocation.payment).where(
        (Allocation.invoice == invoice_id) & Allocation.payment.is_null(False)
    )
    return _read(Payment.id.in_(mine))


def unused(customer_id: int) -> list[Paid]:
    """Payments of a customer of which something is left: overpaid, or not split yet."""
    return [each for each in of_customer(customer_id) if each.left > 0]


def _read(condition: Expression) -> list[Paid]:
    query = Payment.select().where(condition & Payment.cancels.is_null())
    rows = list(query.order_by(Payment.dated.desc(), Payment.id.desc()))
    ids = [row.id for row in rows]
    used = _used(ids)
    gone = {row.cancels_id for row in Payment.select().where(among(Payment.cancels, ids))}
    back = _paid_back(ids)
    found = []
    for row in rows:
        mine = used.get(row.id, ())
        spent = sum(each.amount for each in mine)
        rest = abs(row.amount) - spent + back.get(row.id, 0)
        out = row.amount < 0 or row.id in gone
        found.append(
            Paid(
                id=row.id,
                customer_id=row.customer_id,
                amount=row.amount,
                dated=row.dated,
                method=row.method,
                payer=row.payer,
                words=row.words,
                author=row.created_by,
                used=tuple(mine),
                left=0 if out else rest,
                cancelled=row.id in gone,
                pays_back=row.pays_back_id,
            )
        )
    return found


def _used(ids: Sequence[int]) -> dict[int, list[Used]]:
    """What of each payment settles what, without what was undone."""
    query = (
        Allocation.select(Allocation, Stored.number)
        .join(Stored, on=(Allocation.invoice == Stored.id))
        .where(among(Allocation.payment, list(ids)))
        .order_by(Allocation.id)
    )
    rows = list(query)
    undone = {row.cancels_id for row in rows if row.cancels_id}
    found: dict[int, list[Used]] = {}
    for row in rows:
        if row.payment_id is None or row.cancels_id or row.id in undone:
            continue
        told = Used(row.id, row.invoice_id, row.invoice.number or "", row.amount)
        found.setdefault(row.payment_id, []).append(told)
    return found


def _paid_back(ids: Sequence[int]) -> dict[int, int]:
    """What was paid back of each, in cents below zero."""
    rows = list(Payment.select().where(among(Payment.pays_back, list(ids))))
    gone = {
        row.cancels_id
        for row in Payment.select().where(among(Payment.cancels, [each.id for each in rows]))
    }
    found: dict[int, int] = {}
    for row in rows:
        if row.id not in gone and row.pays_back_id is not None:
            found[row.pays_back_id] = found.get(row.pays_back_id, 0) + row.amount
    return found
