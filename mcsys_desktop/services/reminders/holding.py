"""No reminders for now: of one invoice, until a day or until further notice, or of a customer."""

from collections.abc import Sequence
from datetime import date

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.invoice_settings import BillingTerms
from mcsys_desktop.models.invoices import EventKind, InvoiceEvent
from mcsys_desktop.services import free_text
from mcsys_desktop.services.merged import heir_of
from mcsys_desktop.services.queries import among

LONGEST_WHY = 500


def hold(invoice_ids: Sequence[int], until: date | None = None, words: str = "") -> None:
    """Send no reminders of these before a day, or at all while ``until`` is none.

    Raises UserError for a day that has begun.
    """
    if until is not None and until <= clock.today():
        raise UserError(_("Choose a day after today."))
    with transaction():
        _tell(invoice_ids, EventKind.REMINDERS_HELD, words)
        if until is not None:
            for invoice_id in sorted(invoice_ids):
                InvoiceEvent(
                    invoice=invoice_id,
                    kind=EventKind.REMINDERS_ON,
                    happened_at=clock.day_starts(until),
                ).save()


def go_on(invoice_ids: Sequence[int]) -> None:
    """Remind of these again."""
    with transaction():
        _tell(invoice_ids, EventKind.REMINDERS_ON, "")


def lock(customer_id: int, why: str = "") -> None:
    """Send this customer no reminders until `unlock`."""
    _set(customer_id, held=True, why=free_text.line(why, LONGEST_WHY))


def unlock(customer_id: int) -> None:
    """Remind this customer again."""
    _set(customer_id, held=False, why="")


def held(invoice_ids: Sequence[int], on: date) -> dict[int, date | None]:
    """Which of these are held on a day, and until when; none: until further notice."""
    query = (
        InvoiceEvent.select()
        .where(
            among(InvoiceEvent.invoice, list(invoice_ids))
            & InvoiceEvent.kind.in_([EventKind.REMINDERS_HELD, EventKind.REMINDERS_ON])
        )
        .order_by(InvoiceEvent.id)
    )
    # In the order of telling: what is told later replaces all that was told before.
    began: set[int] = set()
    ends: dict[int, date] = {}
    for row in query:
        if row.kind is EventKind.REMINDERS_HELD:
            began.add(row.invoice_id)
            ends.pop(row.invoice_id, None)
        else:
            ends[row.invoice_id] = clock.local(row.happened_at or row.created_at).date()
    return {
        invoice_id: ends.get(invoice_id)
        for invoice_id in began
        if invoice_id not in ends or on < ends[invoice_id]
    }


def _tell(invoice_ids: Sequence[int], kind: EventKind, words: str) -> None:
    for invoice_id in sorted(invoice_ids):
        InvoiceEvent(invoice=invoice_id, kind=kind, words=free_text.notes(words)).save()


def _set(customer_id: int, *, held: bool, why: str) -> None:
    heir = heir_of(customer_id)
    with transaction():
        row = BillingTerms.get_or_none(BillingTerms.customer == heir)
        row = row or BillingTerms(customer=heir)
        row.reminders_held, row.held_why = held, why
        row.save()
