"""Quotes in words: how they stand, what a line is to the sum."""

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import quotes
from mcsys_desktop.services.invoices import DraftLine
from mcsys_desktop.services.quotes import Choice, Event, QuoteEventKind, Row, State
from mcsys_desktop.ui.invoices.words import day, euros
from mcsys_desktop.ui.tables import RIGHT, Column

HIDDEN = N_("Names are hidden at this counter. Show them first, with nobody opposite.")
TONES = {
    State.ACCEPTED: "ok",
    State.INVOICED: "ok",
    State.DECLINED: "bad",
    State.EXPIRED: "warn",
    State.SENT: "accent",
}


def tone(state: State) -> str:
    """The colour of its chip."""
    return TONES.get(state, "neutral")


def columns() -> tuple[Column, ...]:
    """What is shown of a quote."""
    return (
        Column(_("Customer"), lambda row: row.customer),
        Column(_("Quote"), lambda row: row.version.title),
        Column(_("Number"), lambda row: row.version.number),
        Column(_("Date"), lambda row: day(row.version.dated)),
        Column(_("Valid until"), lambda row: day(row.version.valid_until)),
        Column(_("Total"), lambda row: euros(row.total), RIGHT),
        Column(_("Status"), lambda row: quotes.word(row.state), tone=lambda row: tone(row.state)),
    )


def row_key(row: Row) -> object:
    """What tells one quote from another, also in a newer version."""
    return row.version.quote_id


def mark(line: DraftLine) -> str:
    """What stands before a line that is not simply offered."""
    if not isinstance(line, quotes.Line) or line.choice is Choice.FIXED:
        return ""
    if line.choice is Choice.OPTION:
        return _("Option: ")
    return _("Alternative: ")


def event(one: Event) -> str:
    """What happened with a version."""
    said = {
        QuoteEventKind.SENT: _("Sent"),
        QuoteEventKind.PRINTED: _("Printed"),
        QuoteEventKind.ACCEPTED: _("Accepted"),
        QuoteEventKind.DECLINED: _("Declined"),
        QuoteEventKind.REOPENED: _("Open again"),
        QuoteEventKind.INVOICED: _("Invoice drafted"),
        QuoteEventKind.NOTED: _("Note"),
    }
    at = clock.day_and_time(one.at, clock.today())
    parts = (said[one.kind], at, one.who, " ".join(one.words.split()))
    return " · ".join(part for part in parts if part)
