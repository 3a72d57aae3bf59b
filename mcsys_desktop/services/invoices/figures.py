"""What the first page says of money: open, overdue, and what was invoiced this month."""

from dataclasses import dataclass
from datetime import date, timedelta

from peewee import fn

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import Kind
from mcsys_desktop.services.colleagues.rights import rights
from mcsys_desktop.services.invoices.facts import Owed, owed_in_all
from mcsys_desktop.services.queries import tuples


@dataclass(frozen=True, slots=True)
class Figures:
    """All in cents. ``turnover`` is without VAT, credits taken off, of this month up to today and
    of the whole one before; None for who may not know. ``any``: there is a document at all.
    """

    owed: Owed
    turnover: int | None
    before: int | None
    any: bool


def figures(on: date | None = None) -> Figures:
    """The figures of a day; today's unless it says otherwise."""
    day = on or clock.today()
    first = day.replace(day=1)
    former = (first - timedelta(days=1)).replace(day=1)
    knows = not rights().why_not(Group.ACCOUNTING)
    return Figures(
        owed=owed_in_all(day),
        turnover=turnover(first, day + timedelta(days=1)) if knows else None,
        before=turnover(former, first) if knows else None,
        any=Stored.select().exists(),
    )


def turnover(since: date, until: date) -> int:
    """What was invoiced without VAT from a day up to and without another, in cents."""
    query = (
        Stored.select(Stored.kind, fn.SUM(Stored.total - Stored.vat))
        .where(Stored.number.is_null(False) & (Stored.dated >= since) & (Stored.dated < until))
        .group_by(Stored.kind)
    )
    sums = {kind: int(cents or 0) for kind, cents in tuples(query)}
    return sums.get(Kind.INVOICE, 0) - sums.get(Kind.CREDIT, 0)
