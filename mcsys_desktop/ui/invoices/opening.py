"""What the page asks when a document is opened; runs on a worker."""

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import DraftHead, Invoice, keeping
from mcsys_desktop.services.invoices.keeping import Buyer


def opened(invoice_id: int) -> tuple[Invoice, Buyer | None] | None:
    """A document and whom it is for."""
    found = invoices.get(invoice_id)
    if found is None:
        return None
    customer_id = found.head.customer_id
    return found, keeping.buyer(customer_id) if customer_id and not found.final else None


def resumed(head: DraftHead, name: str) -> tuple[Invoice | None, Buyer | None]:
    """The draft that was typed on, if it is there, and whom it is for."""
    found = invoices.get(int(name)) if name.isdecimal() else None
    try:
        return found, keeping.buyer(head.customer_id) if head.customer_id else None
    except UserError:
        return found, None
