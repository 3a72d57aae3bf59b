"""A final document with all that lies beside it, for whoever looks at it."""

from dataclasses import dataclass

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.invoices import Kind
from mcsys_desktop.services import names
from mcsys_desktop.services.colleagues import knowing
from mcsys_desktop.services.invoices import status
from mcsys_desktop.services.invoices.crediting import Left, credits_of, left
from mcsys_desktop.services.invoices.drafting import get
from mcsys_desktop.services.invoices.events import Event, events
from mcsys_desktop.services.invoices.lines import Invoice
from mcsys_desktop.services.invoices.status import Standing
from mcsys_desktop.services.merged import heir_of
from mcsys_desktop.services.payments import reading
from mcsys_desktop.services.payments.reading import Paid


@dataclass(frozen=True, slots=True)
class Whole:
    """A document, how it stands, what happened with it, what was paid and credited.

    ``corrects`` is the invoice that a credit invoice is about; ``names`` those behind logins.
    """

    invoice: Invoice
    standing: Standing
    customer: str
    events: tuple[Event, ...]
    payments: tuple[Paid, ...]
    credits: tuple[Invoice, ...]
    left: tuple[Left, ...]
    corrects: Invoice | None
    names: dict[str, str]


def whole(invoice_id: int) -> Whole | None:
    """A document with all that lies beside it; None when it is gone."""
    found = get(invoice_id)
    if found is None:
        return None
    customer = ""
    if found.head.customer_id is not None:
        row = Customer.get_by_id(heir_of(found.head.customer_id))
        customer = names.shown(row.name, row.number)
    invoice = found.kind is Kind.INVOICE
    return Whole(
        invoice=found,
        standing=status.standing(invoice_id),
        customer=customer,
        events=tuple(events(invoice_id)),
        payments=tuple(reading.of_invoice(invoice_id)),
        credits=tuple(credits_of(invoice_id)) if invoice else (),
        left=tuple(left(invoice_id)) if invoice and found.final else (),
        corrects=get(found.credits) if found.credits else None,
        names=knowing.names(),
    )
