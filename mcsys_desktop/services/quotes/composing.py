"""What a quote will say: composed as an invoice is, with options outside the sum."""

from dataclasses import replace
from datetime import date, timedelta

from mcsys_desktop.core import clock
from mcsys_desktop.documents.invoices.snapshot import Kind as PaperKind
from mcsys_desktop.documents.invoices.snapshot import Sheet
from mcsys_desktop.services import invoice_settings
from mcsys_desktop.services.invoices import Invoice, Kind, LineKind, Problem
from mcsys_desktop.services.invoices import checks as invoice_checks
from mcsys_desktop.services.invoices.composing import Composed, compose
from mcsys_desktop.services.quotes.lines import Version, counting, sum_lines

_STOPPING = ("lines", "description", "treatment")


def composed(version: Version, on: date | None = None) -> Composed:
    """Put a version together as it would be sent on a day, today unless it says otherwise."""
    day = on or clock.today()
    whole = compose(_as_invoice(version), day)
    inside = compose(replace(_as_invoice(version), lines=sum_lines(version.lines)), day)
    counted = [
        counts
        for line, counts in zip(version.lines, counting(version.lines), strict=True)
        if line.kind is LineKind.LINE
    ]
    sure = iter(inside.snapshot.items)
    items = tuple(
        next(sure) if counts else replace(item, option=True)
        for item, counts in zip(whole.snapshot.items, counted, strict=True)
    )
    snapshot = replace(inside.snapshot, kind=PaperKind.QUOTE, items=items)
    return replace(inside, snapshot=snapshot, particulars=whole.particulars)


def sheet_of(version: Version, on: date | None = None) -> Sheet:
    """A version that was not sent yet, as it would be."""
    made = composed(version, on)
    return Sheet(
        made.snapshot, made.particulars, valid_until=version.valid_until or usual_validity()
    )


def usual_validity(on: date | None = None) -> date:
    """Until when a quote of a day holds, where nothing else was chosen."""
    return (on or clock.today()) + timedelta(days=invoice_settings.chosen().quote_days)


def problems(version: Version, made: Composed) -> tuple[Problem, ...]:
    """What is not right with it. Less is asked of a quote than of an invoice."""
    return tuple(
        replace(each, stops=each.stops and each.field in _STOPPING)
        for each in invoice_checks.problems(_as_invoice(version), made)
        if each.field != "reference"
    )


def _as_invoice(version: Version) -> Invoice:
    return Invoice(0, 0, Kind.INVOICE, version.head, version.lines)
