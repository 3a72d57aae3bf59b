"""Agreements in words: how often, which period, how they stand."""

from mcsys_desktop.core.i18n import N_, _, ngettext
from mcsys_desktop.services.agreements import Agreement, Interval, Period, Row, Run, State
from mcsys_desktop.ui.invoices.words import day, euros
from mcsys_desktop.ui.tables import RIGHT, Column

HIDDEN = N_("Names are hidden at this counter. Show them first, with nobody opposite.")
TONES = {State.RUNNING: "ok", State.PAUSED: "warn", State.ENDED: "neutral"}


def often(agreement: Agreement) -> str:
    """How often it is invoiced."""
    count = agreement.every
    if agreement.interval is Interval.YEAR:
        return ngettext("every year", "every {count} years", count).format(count=count)
    return ngettext("every month", "every {count} months", count).format(count=count)


def period(found: Period) -> str:
    """From which day to which."""
    return f"{day(found.first)} – {day(found.last)}"


def state(one: State) -> str:
    """How it stands."""
    said = {State.RUNNING: _("Running"), State.PAUSED: _("Paused"), State.ENDED: _("Ended")}
    return said[one]


def ready(many: int, cents: int) -> str:
    """How much waits."""
    if not many:
        return _("Nothing waits to be invoiced.")
    said = ngettext("{count} invoice ready, {amount}", "{count} invoices ready, {amount}", many)
    return said.format(count=many, amount=euros(cents))


def waiting_columns() -> tuple[Column, ...]:
    """What is shown of a period that waits."""
    return (
        Column(_("Customer"), lambda run: run.customer),
        Column(_("Agreement"), lambda run: run.title),
        Column(_("Period"), lambda run: period(run.period)),
        Column(_("Amount"), lambda run: euros(run.total), RIGHT),
    )


def agreement_columns() -> tuple[Column, ...]:
    """What is shown of an agreement."""
    return (
        Column(_("Customer"), lambda row: row.customer),
        Column(_("Agreement"), lambda row: row.agreement.title),
        Column(_("How often"), lambda row: often(row.agreement)),
        Column(_("Next period"), lambda row: day(row.following)),
        Column(_("Amount"), lambda row: euros(row.total) if row.following else "", RIGHT),
        Column(_("Status"), lambda row: state(row.state), tone=lambda row: TONES[row.state]),
    )


def key_of(run: Run) -> object:
    """What tells one period from another."""
    return run.agreement_id, run.period.first


def row_key(row: Row) -> object:
    """What tells one agreement from another."""
    return row.id
