"""How a document stands: computed from what lies beside it, and stored nowhere.

``settled()`` and ``happened()`` are expressions over the table of invoices, for lists and sums;
`standing` says it of one row.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from peewee import Expression, fn

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.models.invoices import EventKind, InvoiceEvent, Kind
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.payments import Allocation
from mcsys_desktop.services.queries import among, tuples


class Status(StrEnum):
    """How far a document has come. The first that holds counts."""

    DRAFT = "draft"
    PAID = "paid"  # nothing is open; a credit invoice is settled or paid back
    UNCOLLECTABLE = "uncollectable"
    DISPUTED = "disputed"
    OVERDUE = "overdue"
    PARTLY_PAID = "partly_paid"
    SENT = "sent"
    FINAL = "final"


WORDS = {
    Status.DRAFT: N_("Draft"),
    Status.PAID: N_("Paid"),
    Status.UNCOLLECTABLE: N_("Uncollectable"),
    Status.DISPUTED: N_("Disputed"),
    Status.OVERDUE: N_("Overdue"),
    Status.PARTLY_PAID: N_("Partly paid"),
    Status.SENT: N_("Sent"),
    Status.FINAL: N_("Final"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one document stands. Amounts are cents; ``late`` is days after the due day, 0 or more."""

    status: Status
    total: int = 0
    settled: int = 0
    late: int = 0

    @property
    def open(self) -> int:
        """What is still to be paid, or to be given back."""
        return self.total - self.settled

    @property
    def word(self) -> str:
        """The status on the screen."""
        return _(WORDS[self.status])


def events_at() -> Any:
    """An expression: when something happened, which is when it was told unless that said else."""
    return fn.COALESCE(InvoiceEvent.happened_at, InvoiceEvent.created_at)


def settled() -> Any:
    """An expression: what was paid, credited or given back of an invoice, in cents."""
    used, given = Allocation.alias(), Allocation.alias()
    paid = used.select(fn.SUM(used.amount)).where(used.invoice == Stored.id)
    credited = given.select(fn.SUM(given.amount)).where(given.credit == Stored.id)
    return fn.COALESCE(paid, 0) + fn.COALESCE(credited, 0)


def unpaid() -> Expression:
    """A condition: final, an invoice, and something of it is open."""
    condition: Expression = (
        Stored.number.is_null(False) & (Stored.kind == Kind.INVOICE) & (Stored.total > settled())
    )
    return condition


def standings(invoice_ids: list[int], on: date | None = None) -> dict[int, Standing]:
    """How each of many documents stands, in two questions."""
    day = on or clock.today()
    events: dict[int, set[EventKind]] = {}
    query = (
        InvoiceEvent.select(InvoiceEvent.invoice, InvoiceEvent.kind)
        .where(among(InvoiceEvent.invoice, invoice_ids))
        .order_by(events_at(), InvoiceEvent.id)
    )
    for invoice_id, kind in tuples(query):
        _told(events.setdefault(invoice_id, set()), kind)
    asked = Stored.select(
        Stored.id, Stored.number, Stored.kind, Stored.total, Stored.due, settled().alias("settled")
    ).where(among(Stored.id, invoice_ids))
    return {row[0]: _standing(row[1:], events.get(row[0], set()), day) for row in tuples(asked)}


def standing(invoice_id: int, on: date | None = None) -> Standing:
    """How one document stands. Raises KeyError when it is gone."""
    return standings([invoice_id], on)[invoice_id]


_ENDS = {
    EventKind.DISPUTE_OVER: EventKind.DISPUTED,
    EventKind.COLLECTABLE: EventKind.UNCOLLECTABLE,
    EventKind.REMINDERS_ON: EventKind.REMINDERS_HELD,
}


def _told(holding: set[EventKind], kind: EventKind) -> None:
    """What holds after one thing more happened."""
    if kind in _ENDS:
        holding.discard(_ENDS[kind])
    else:
        holding.add(kind)


def _standing(row: tuple[Any, ...], events: set[EventKind], day: date) -> Standing:
    number, kind, total, due, paid = row
    if number is None:
        return Standing(Status.DRAFT)
    open_ = total - int(paid)
    late = max((day - due).days, 0) if open_ and kind is Kind.INVOICE else 0
    status = Status.FINAL
    if not open_:
        status = Status.PAID
    elif EventKind.UNCOLLECTABLE in events:
        status = Status.UNCOLLECTABLE
    elif EventKind.DISPUTED in events:
        status = Status.DISPUTED
    elif late:
        status = Status.OVERDUE
    elif paid:
        status = Status.PARTLY_PAID
    elif EventKind.SENT in events:
        status = Status.SENT
    return Standing(status, total, int(paid), late)
