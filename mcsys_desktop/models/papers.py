"""What a law keeps of a customer's papers, and what of them it does not.

Erasing a customer takes what no law keeps: drafts, quotes, agreements. Final documents, what was
paid of them and how they were reminded of stay as they are until their term has ended; then
``services.invoices.forgetting`` empties them, whoever the customer was.
"""

from collections.abc import Callable

from peewee import Expression

from mcsys_desktop.models.base import Record
from mcsys_desktop.models.invoices import Invoice, InvoiceEvent, InvoiceLine, InvoiceParticulars
from mcsys_desktop.models.outbox import DocumentFile
from mcsys_desktop.models.payments import Payment
from mcsys_desktop.models.reminders import Reminder


def _drafts() -> Expression:
    condition: Expression = Invoice.number.is_null()
    return condition


def _lines_of_drafts() -> Expression:
    condition: Expression = InvoiceLine.invoice.in_(Invoice.select(Invoice.id).where(_drafts()))
    return condition


# The rows of each table that no law keeps; None: it keeps them all.
UNKEPT: dict[type[Record], Callable[[], Expression] | None] = {
    Invoice: _drafts,
    InvoiceLine: _lines_of_drafts,
    InvoiceParticulars: None,
    InvoiceEvent: None,
    Payment: None,
    Reminder: None,
    DocumentFile: None,  # of a quote they go with it
}
