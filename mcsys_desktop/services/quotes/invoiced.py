"""What of a quote is on which invoice, and what is left of it.

It stands in events of the version: ``chosen`` holds the id of the draft and, of each line, its id
and thousandths ("15;3=1000,4=2500"); a deposit has no lines ("12"). An event whose invoice was
thrown away says nothing any more.
"""

from dataclasses import dataclass, replace
from datetime import date

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.totals import PriceMode, Rate
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.models.base import shared
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.models.quotes import QuoteEvent, QuoteEventKind, QuoteVersion
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import DraftLine, LineKind
from mcsys_desktop.services.invoices.lines import rate_of
from mcsys_desktop.services.merged import heir_of
from mcsys_desktop.services.queries import among, tuples
from mcsys_desktop.services.quotes.drafting import get
from mcsys_desktop.services.quotes.lines import Version, counting, said


@dataclass(frozen=True, slots=True)
class Rest:
    """A line of what was accepted, and the thousandths of it that are on no invoice yet."""

    line_id: int
    line: DraftLine
    quantity: int


def rest(version_id: int) -> list[Rest]:
    """What of each line that counts is still to be invoiced, in their order.

    Raises UserError when the version is not accepted.
    """
    found = accepted(version_id)
    used = used_of(version_id)
    return [
        Rest(line.id, line, line.quantity - used.get(line.id, 0))
        for line, counts in zip(found.lines, counting(found.lines, found.accepted), strict=True)
        if counts
    ]


def accepted(version_id: int) -> Version:
    """A version that the customer agreed to. Raises UserError for another one."""
    found = get(version_id)
    if found is None:
        raise StaleRecord(_("Somebody else has just deleted this."))
    if said(found.events) is not QuoteEventKind.ACCEPTED:
        raise UserError(_("Record first that the customer agrees."))
    return found


def hold(version_id: int) -> None:
    """Two desks that make an invoice of the same go one after the other."""
    query = QuoteVersion.select(QuoteVersion.id).where(QuoteVersion.id == version_id)
    list((query.for_update() if shared() else query).tuples())


def told(version_id: int, chosen: str) -> None:
    """Write down that an invoice was drafted of it."""
    kind = QuoteEventKind.INVOICED
    QuoteEvent(quote_version=version_id, kind=kind, chosen=chosen).save()


def invoiced(version_id: int) -> list[tuple[int, dict[int, int] | None]]:
    """The invoices that are still there, each with thousandths by line; None: a deposit."""
    query = QuoteEvent.select(QuoteEvent.chosen).where(
        (QuoteEvent.quote_version == version_id) & (QuoteEvent.kind == QuoteEventKind.INVOICED)
    )
    found: list[tuple[int, dict[int, int] | None]] = []
    for (chosen,) in tuples(query.order_by(QuoteEvent.id)):
        invoice_id, semicolon, parts = chosen.partition(";")
        pairs = (part.split("=") for part in parts.split(",") if part)
        lines = {int(line): int(much) for line, much in pairs} if semicolon else None
        found.append((int(invoice_id), lines))
    living = Invoice.select(Invoice.id).where(
        among(Invoice.id, [one for one, _parts in found]) & (Invoice.from_quote == version_id)
    )
    there = {one for (one,) in tuples(living)}
    return [one for one in found if one[0] in there]


def used_of(version_id: int) -> dict[int, int]:
    """The thousandths of each line that are on invoices."""
    used: dict[int, int] = {}
    for _invoice_id, parts in invoiced(version_id):
        for line_id, much in (parts or {}).items():
            used[line_id] = used.get(line_id, 0) + much
    return used


def head_of(found: Version) -> invoices.DraftHead:
    """How an invoice of it begins."""
    return replace(
        found.head,
        customer_id=heir_of(found.head.customer_id or 0),
        introduction="",
        note="",
    )


def sums(found: Version) -> dict[tuple[Treatment, int], int]:
    """What was accepted by treatment and rate, in cents in its mode, after all discounts."""
    counted = zip(found.lines, counting(found.lines, found.accepted), strict=True)
    lines = tuple(line for line, counts in counted if counts)
    day = clock.today()
    made = invoices.totals(lines, found.head.mode, day, found.head.discount)
    first = first_treatments(lines, day)
    incl = found.head.mode is PriceMode.INCL
    return {
        (first[group.rate], group.rate.points): group.base + (group.vat if incl else 0)
        for group in made.groups
    }


def first_treatments(lines: tuple[DraftLine, ...], day: date) -> dict[Rate, Treatment]:
    """The treatment under which each rate is used first."""
    first: dict[Rate, Treatment] = {}
    for line in lines:
        if line.kind is LineKind.LINE:
            first.setdefault(rate_of(line, day), line.treatment)
    return first
