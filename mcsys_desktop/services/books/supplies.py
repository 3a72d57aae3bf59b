"""What was delivered within the EU without VAT: the list that goes beside the return (ICP)."""

from dataclasses import dataclass

from mcsys_desktop.core.money.treatments import TAXED, Listing, Treatment
from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.invoices.snapshot import Particulars
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import InvoiceParticulars, InvoiceVat
from mcsys_desktop.services.books.period import Period, refuse_others, sign
from mcsys_desktop.services.queries import tuples

LISTED = tuple(one for one in Treatment if TAXED[one].listing)


@dataclass(slots=True)
class Supply:
    """What one buyer got: cents, and the numbers of the documents.

    ``vat_number`` is empty where it was erased, for its term was over.
    """

    vat_number: str
    goods: int = 0
    services: int = 0
    numbers: tuple[str, ...] = ()


def supplies(period: Period) -> list[Supply]:
    """A line for each buyer's VAT number, in that order. Raises UserError for who may not know."""
    refuse_others()
    query = (
        InvoiceVat.select(Stored.id, Stored.number, Stored.kind)
        .select_extend(InvoiceVat.treatment, InvoiceVat.base)
        .join(Stored, on=(InvoiceVat.invoice == Stored.id))
        .where(period.holds() & InvoiceVat.treatment.in_(LISTED))
        .order_by(Stored.dated, Stored.id, InvoiceVat.id)
    )
    found: dict[str, Supply] = {}
    for invoice_id, number, kind, treatment, base in list(tuples(query)):
        key = _vat_number(invoice_id)
        supply = found.setdefault(key, Supply(key))
        if TAXED[treatment].listing is Listing.GOODS:
            supply.goods += sign(kind) * base
        else:
            supply.services += sign(kind) * base
        if number not in supply.numbers:
            supply.numbers += (number,)
    return [found[key] for key in sorted(found)]


def _vat_number(invoice_id: int) -> str:
    """The buyer's, as it stands on the document."""
    kept = InvoiceParticulars.get_or_none(InvoiceParticulars.invoice == invoice_id)
    if kept is None:
        return ""
    return "".join(text.read(Particulars, kept.text).buyer.vat_number.split()).upper()
