"""A day or a week of calls in figures: how many at which hour, missed, and how soon called back.

Hours and days are those of the office's wall clock: the day on which summer time begins has no hour
from two to three, and the one on which it ends has twice as many minutes in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from statistics import median

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Call, Result
from mcsys_desktop.services.call_backs.matching import INBOUND, UNREACHED
from mcsys_desktop.services.queries import tuples

HOURS = 24


class Span(IntEnum):
    """How many days a picture is about."""

    DAY = 1
    WEEK = 7


@dataclass(frozen=True, slots=True)
class Slot:
    """The calls of some time. ``missed`` of them got nobody, and ``handled`` of those are done.

    ``back`` is how many seconds it took until half of those were called back, called again and got
    somebody, or were ticked off; None where none was.
    """

    calls: int = 0
    missed: int = 0
    handled: int = 0
    back: int | None = None

    @property
    def open(self) -> int:
        """Whom nobody has called back yet."""
        return self.missed - self.handled


@dataclass(frozen=True, slots=True)
class Figures:
    """A day or a week: whole, by the hour (24 of them), by the day, and whole the time before."""

    first: date
    span: Span
    whole: Slot
    hours: tuple[Slot, ...]
    days: tuple[Slot, ...]
    before: Slot

    @property
    def until(self) -> date:
        """The day after the last."""
        return self.first + timedelta(days=self.span)


_Call = tuple[datetime, bool, float | None]  # local time, missed, seconds until it was dealt with


def first_day(day: date, span: Span) -> date:
    """The day itself, or the Monday before it."""
    return day if span is Span.DAY else day - timedelta(days=day.weekday())


def figures(day: date, span: Span = Span.DAY) -> Figures:
    """The day, or the week that it is in, and for comparison what came before: one question."""
    first = first_day(day, span)
    long = timedelta(days=span)
    found = _called(first - long, first + long)
    now = [call for call in found if call[0].date() >= first]
    return Figures(
        first=first,
        span=span,
        whole=_slot(now),
        hours=tuple(_slot(call for call in now if call[0].hour == hour) for hour in range(HOURS)),
        days=tuple(
            _slot(call for call in now if call[0].date() == first + timedelta(days=at))
            for at in range(span)
        ),
        before=_slot(call for call in found if call[0].date() < first),
    )


def _called(first: date, until: date) -> Sequence[_Call]:
    query = Call.select(Call.rang_at, Call.direction, Call.outcome, Call.handled_at).where(
        (Call.rang_at >= clock.day_starts(first))
        & (Call.rang_at < clock.day_starts(until))
        & (Call.result != Result.TRIAL)
    )
    found: list[_Call] = []
    for rang_at, direction, outcome, handled_at in tuples(query):
        missed = direction == INBOUND and outcome in UNREACHED
        back = (handled_at - rang_at).total_seconds() if missed and handled_at else None
        found.append((clock.local(rang_at), missed, back))
    return found


def _slot(calls: Iterable[_Call]) -> Slot:
    those = list(calls)
    waits = [max(0.0, back) for _at, _missed, back in those if back is not None]
    return Slot(
        calls=len(those),
        missed=sum(missed for _at, missed, _back in those),
        handled=len(waits),
        back=round(median(waits)) if waits else None,
    )
