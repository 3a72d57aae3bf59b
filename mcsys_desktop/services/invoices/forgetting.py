"""Papers whose term has ended: who it was and what for is emptied, the sums and the chain stay.

The term ends on 31 December, seven years (ten where that was chosen) after the year of the paper
(AWR 52). By the server's clock; in a file not after it was silent for long, because then its clock
may be wrong. The database refuses it sooner.
"""

from datetime import date

from peewee import Expression, fn

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import rows, shared, transaction
from mcsys_desktop.models.invoices import (
    WORDS,
    Invoice,
    InvoiceEvent,
    InvoiceLine,
    InvoiceParticulars,
)
from mcsys_desktop.models.outbox import DocumentFile
from mcsys_desktop.models.payments import Allocation, Payment
from mcsys_desktop.models.reminders import Reminder
from mcsys_desktop.services import history
from mcsys_desktop.services.queries import tuples

_AT_ONCE = 200  # invoices in one act
_TERMS = (7, 10)  # years


def forget_old() -> int:
    """Empty the papers whose term has ended; how many."""
    now = clock.now()
    if shared():
        ((now,),) = rows("SELECT clock_timestamp()")
    elif history.was_silent(now):
        return 0
    year = clock.local(now).year
    gone = 0
    while ids := _ended(year):
        with transaction():
            for invoice_id in ids:
                _empty(invoice_id)
        gone += len(ids)
    return gone + _payments(year) + _reminders(year)


def _ended(year: int) -> list[int]:
    """Invoices of which something is left though their term has ended."""
    condition: Expression | None = None
    for years in _TERMS:
        past = (Invoice.keep_years == years) & (Invoice.dated < date(year - years, 1, 1))
        condition = past if condition is None else condition | past
    query = (
        Invoice.select(Invoice.id)
        .join(InvoiceParticulars, on=(InvoiceParticulars.invoice == Invoice.id))
        .where(condition)
        .order_by(Invoice.id)
        .limit(_AT_ONCE)
    )
    return [found for (found,) in tuples(query)]


def _empty(invoice_id: int) -> None:
    DocumentFile.delete().where(DocumentFile.invoice == invoice_id).execute()
    InvoiceLine.delete().where(InvoiceLine.invoice == invoice_id).execute()
    InvoiceEvent.delete().where(InvoiceEvent.invoice == invoice_id).execute()
    InvoiceParticulars.delete().where(InvoiceParticulars.invoice == invoice_id).execute()
    row = Invoice.get_by_id(invoice_id)
    if any(getattr(row, name) for name in WORDS):
        emptied = dict.fromkeys(WORDS, "")
        Invoice.update(version=row.version + 1, **emptied).where(Invoice.id == row.id).execute()


def _payments(year: int) -> int:
    """What payments say of who paid: as long as the longest term of what they paid."""
    longest = (
        Allocation.select(fn.MAX(Invoice.keep_years))
        .join(Invoice, on=(Allocation.invoice == Invoice.id))
        .where(Allocation.payment == Payment.id)
    )
    told = (Payment.words != "") | (Payment.payer != "")
    gone = 0
    for years in _TERMS:
        ended = (Payment.dated < date(year - years, 1, 1)) & (fn.COALESCE(longest, 7) <= years)
        with transaction():
            gone += (
                Payment.update(words="", payer="", version=Payment.version + 1)
                .where(told & ended)
                .execute()
            )
    return gone


def _reminders(year: int) -> int:
    with transaction():
        return int(Reminder.delete().where(Reminder.dated < date(year - 7, 1, 1)).execute())
