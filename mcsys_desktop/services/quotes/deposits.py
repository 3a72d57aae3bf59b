"""Deposits: invoiced before the rest, and taken off by the invoice that ends the quote."""

from dataclasses import dataclass, replace

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.core.money.amounts import percentage
from mcsys_desktop.core.money.rounding import half_up, in_proportion
from mcsys_desktop.documents.invoices.words import Words
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer, CustomerKind
from mcsys_desktop.models.invoices import Invoice, InvoiceLine
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import DraftLine
from mcsys_desktop.services.invoices.drafting import make
from mcsys_desktop.services.merged import heir_of
from mcsys_desktop.services.queries import among, tuples
from mcsys_desktop.services.quotes.drafting import get
from mcsys_desktop.services.quotes.invoiced import accepted, head_of, hold, invoiced, sums, told
from mcsys_desktop.services.quotes.lines import Version

_WHOLE = 10_000  # basis points
_CENT = 100  # ten-thousandths
DEPOSIT = N_("Deposit {percent}% of quote {number}")
DEPOSIT_OF = N_("Deposit for quote {number}")
DEDUCTED = N_("Less deposit, invoice {number} of {day}")


@dataclass(frozen=True, slots=True)
class Deposit:
    """A deposit on a quote, by the id of its invoice; ``number`` is empty while it is a draft."""

    invoice_id: int
    number: str
    deducted: bool


def deposit(version_id: int, *, points: int = 0, cents: int = 0) -> int:
    """Draft a deposit invoice, with its VAT at each rate of the quote; its id.

    ``points`` are basis points of what was accepted, or ``cents`` an amount in its price mode.
    Raises UserError for a deposit of nothing, or of more than all.
    """
    with transaction():
        found = accepted(version_id)
        hold(version_id)
        parts = sums(found)
        whole = sum(parts.values())
        if points:
            shares = [half_up(amount * points, _WHOLE) for amount in parts.values()]
        else:
            shares = in_proportion(cents, list(parts.values())) if whole > 0 else []
        if whole <= 0 or not 0 < sum(shares) <= whole:
            raise UserError(_("A deposit is more than nothing, and not more than all of it."))
        words = Words(found.head.language)
        description = words.say(DEPOSIT if points else DEPOSIT_OF).format(
            number=found.number, percent=percentage(points, found.head.language)
        )
        lines = [
            DraftLine(description, 1000, share * _CENT, treatment=treatment, points=rate)
            for (treatment, rate), share in zip(parts, shares, strict=True)
            if share
        ]
        head = replace(head_of(found), discount=0)
        invoice_id = make(head, lines, from_quote=version_id)
        told(version_id, str(invoice_id))
        return invoice_id


def doubt_about(version_id: int, *, points: int = 0, cents: int = 0) -> str:
    """What is to be said before a deposit is asked; empty: nothing.

    A consumer who buys something need not pay more than half of it in advance (BW 7:26, 2).
    """
    found = get(version_id)
    if found is None or found.head.customer_id is None:
        return ""
    customer = Customer.get_or_none(Customer.id == heir_of(found.head.customer_id))
    if customer is None or customer.kind is not CustomerKind.PRIVATE:
        return ""
    whole = sum(sums(found).values())
    much = points > _WHOLE // 2 or cents * 2 > whole
    if not much:
        return ""
    return _("A consumer need not pay more than half in advance (art. 7:26 BW).")


def deposits(version_id: int) -> list[Deposit]:
    """The deposits of a version, the first first; with whether an invoice takes them off."""
    ids = [invoice_id for invoice_id, parts in invoiced(version_id) if parts is None]
    taken = {
        one
        for (one,) in tuples(
            InvoiceLine.select(InvoiceLine.deducts).where(among(InvoiceLine.deducts, ids))
        )
    }
    query = Invoice.select(Invoice.id, Invoice.number).where(among(Invoice.id, ids))
    return [
        Deposit(found, number or "", found in taken)
        for found, number in tuples(query.order_by(Invoice.id))
    ]


def deductions(found: Version) -> list[DraftLine]:
    """Negative lines at the rates of each deposit, of what was not given back of it."""
    lines: list[DraftLine] = []
    words = Words(found.head.language)
    for one in deposits(found.id):
        if one.deducted:
            continue
        if not one.number:
            raise UserError(_("Make the deposit invoice final first, or throw it away."))
        about: Invoice = Invoice.get_by_id(one.invoice_id)
        day = words.day(about.dated) if about.dated else ""
        said_of_it = words.say(DEDUCTED).format(number=one.number, day=day)
        lines += [
            replace(
                left.line,
                description=said_of_it,
                quantity=-1000,
                price=left.amount * _CENT,
                deducts=one.invoice_id,
            )
            for left in invoices.left(one.invoice_id)
            if left.amount > 0
        ]
    return lines
