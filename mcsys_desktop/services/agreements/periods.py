"""The periods of what is invoiced again and again: plain dates, nothing stored.

A period begins on the day of the month on which the first one began. Months that are too short for
it begin on their last day, and the next one has the day again: 31 January, 28 February, 31 March.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mcsys_desktop.models.agreements import Interval

LONGEST = 120  # months or years between two invoices
_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both within."""

    first: date
    last: date


def months_on(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last day where there is none.

    Raises OverflowError after the year 9999, where dates end.

    >>> months_on(date(2028, 1, 31), 1), months_on(date(2028, 1, 31), 2)
    (datetime.date(2028, 2, 29), datetime.date(2028, 3, 31))
    """
    month = day.year * _A_YEAR + day.month - 1 + months
    year, at = divmod(month, _A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("no date is so far away")
    return date(year, at + 1, min(day.day, monthrange(year, at + 1)[1]))


def step(interval: Interval, every: int) -> int:
    """The months from one period to the next."""
    return every * (_A_YEAR if interval is Interval.YEAR else 1)


def period(first_day: date, months: int, place: int) -> Period:
    """Period number ``place``, from 0, of those that begin on ``first_day``.

    >>> period(date(2026, 12, 1), 1, 0).last
    datetime.date(2026, 12, 31)
    """
    begins = months_on(first_day, months * place)
    return Period(begins, months_on(first_day, months * (place + 1)) - timedelta(days=1))


def place_of(first_day: date, months: int, day: date) -> int:
    """Which period holds ``day``; below zero for a day before the first."""
    between = (day.year - first_day.year) * _A_YEAR + day.month - first_day.month
    place = between // months
    return place if months_on(first_day, months * place) <= day else place - 1


def begun(first_day: date, months: int, since: date, until: date) -> Iterator[Period]:
    """The periods that begin from ``since`` up to and with ``until``, the oldest first."""
    place = max(0, place_of(first_day, months, max(since, first_day)))
    while True:
        found = period(first_day, months, place)
        if found.first > until:
            return
        if found.first >= since:
            yield found
        place += 1
