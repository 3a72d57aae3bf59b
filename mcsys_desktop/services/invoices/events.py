"""What happens with a final document: sent, printed, disputed, given up. Rows beside it."""

from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.invoices import EventKind as EventKind
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import InvoiceEvent
from mcsys_desktop.services import free_text
from mcsys_desktop.services.invoices.status import events_at


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; ``author`` is the login that told of it."""

    id: int
    kind: EventKind
    at: datetime
    words: str
    author: str


def tell(invoice_id: int, kind: EventKind, words: str = "", *, at: datetime | None = None) -> int:
    """Write down what happened with a final document, now unless it says otherwise; its id.

    Raises UserError for a draft, with which nothing happens yet.
    """
    with transaction():
        row = Stored.get_or_none(Stored.id == invoice_id)
        if row is None or row.number is None:
            raise UserError(_("Make it final first."))
        event = InvoiceEvent(
            invoice=invoice_id, kind=kind, words=free_text.notes(words), happened_at=at
        )
        event.save()
        return int(event.id)


def events(invoice_id: int) -> list[Event]:
    """What happened with a document, the first first."""
    query = (
        InvoiceEvent.select()
        .where(InvoiceEvent.invoice == invoice_id)
        .order_by(events_at(), InvoiceEvent.id)
    )
    return [
        Event(row.id, row.kind, row.happened_at or row.created_at, row.words, row.created_by)
        for row in query
    ]
