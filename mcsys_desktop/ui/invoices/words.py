"""Invoices in words: how they stand, what they are called, how amounts and days are written."""

from datetime import date

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.money.amounts import euros as euros
from mcsys_desktop.core.money.amounts import percentage
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.services.invoices import EventKind, Kind, Standing, Status
from mcsys_desktop.services.payments import Method
from mcsys_desktop.ui.articles import words as articles

_TONES = {
    Status.DRAFT: "neutral",
    Status.PAID: "ok",
    Status.OVERDUE: "bad",
    Status.DISPUTED: "warn",
    Status.UNCOLLECTABLE: "neutral",
    Status.PARTLY_PAID: "warn",
}


def title(kind: Kind, number: str) -> str:
    """What a document is called: with its number, or as the draft it is."""
    if kind is Kind.CREDIT:
        called = _("Credit invoice {number}") if number else _("Credit invoice (draft)")
    else:
        called = _("Invoice {number}") if number else _("Invoice (draft)")
    return called.format(number=number)


def tone(standing: Standing) -> str:
    """The colour of the chip that says how it stands."""
    return _TONES.get(standing.status, "accent")


def standing(how: Standing) -> str:
    """How it stands, with the days that it is late."""
    if how.status is not Status.OVERDUE:
        return how.word
    return ngettext("{count} day late", "{count} days late", how.late).format(count=how.late)


def day(at: date | None) -> str:
    """A day as lists show it."""
    return f"{at:%d-%m-%Y}" if at is not None else ""


def typed_day(said: str) -> date | None:
    """A day as people type it: "6-12-2026", "6/12" or "6 12 26"; None for what is none.

    >>> typed_day("06-12-2026")
    datetime.date(2026, 12, 6)
    """
    parts = [part for part in said.replace("/", "-").replace(".", "-").replace(" ", "-").split("-")
             if part]  # fmt: skip
    if not 2 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    year = numbers[2] if len(numbers) == 3 else clock.today().year
    try:
        return date(year + 2000 if year < 100 else year, numbers[1], numbers[0])
    except ValueError:
        return None


def treatment(one: Treatment, points: int | None = None) -> str:
    """How something is taxed, as short as a column needs it; ``points`` is another rate."""
    if points is not None and one in (Treatment.HIGH, Treatment.LOW, Treatment.ZERO):
        return f"{percentage(points)}%"
    return articles.treatment(one)


def methods() -> dict[Method, str]:
    """How people pay."""
    return {
        Method.BANK: _("Bank"),
        Method.PIN: _("Card"),
        Method.CASH: _("Cash"),
        Method.ONLINE: _("Online"),
        Method.DIRECT_DEBIT: _("Direct debit"),
        Method.OTHER: _("Other"),
    }


def event(kind: EventKind) -> str:
    """What happened, in words."""
    said = {
        EventKind.SENT: _("Sent"),
        EventKind.PRINTED: _("Printed"),
        EventKind.DELIVERED: _("Delivered"),
        EventKind.REFUSED: _("The mail came back"),
        EventKind.DISPUTED: _("Disputed"),
        EventKind.DISPUTE_OVER: _("Dispute over"),
        EventKind.UNCOLLECTABLE: _("Uncollectable"),
        EventKind.COLLECTABLE: _("Collectable after all"),
        EventKind.REMINDERS_HELD: _("Reminders held"),
        EventKind.REMINDERS_ON: _("Reminders on again"),
        EventKind.NOTED: _("Note"),
    }
    return said[kind]
