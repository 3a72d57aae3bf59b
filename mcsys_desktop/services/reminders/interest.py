"""Statutory interest (BW 6:119, 6:119a), from the dated table that the office fills itself.

No rate stands in the program: without a row for every day that counts there is no interest. It is
compounded after each full year, and exact until the end: a full year at 8 % is 8 %, whatever its
length, and a part of a year is counted in days of that year.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from mcsys_desktop.core.money.rounding import half_up
from mcsys_desktop.models.payments import Debt, InterestRate
from mcsys_desktop.services.queries import tuples

Rates = Sequence[tuple[date, int]]  # from a day on: basis points a year, in the order of the days


def rates(debt: Debt) -> list[tuple[date, int]]:
    """What the office filled in, in the order of the days."""
    query = (
        InterestRate.select(InterestRate.from_day, InterestRate.points)
        .where(InterestRate.debt == debt)
        .order_by(InterestRate.from_day)
    )
    return list(tuples(query))


def interest(cents: int, due: date, until: date, table: Rates) -> int | None:
    """The interest in cents on what was to be paid on ``due`` at the latest, up to and including
    ``until``. None where the table does not say it for every day.
    """
    first = due + timedelta(days=1)
    if until < first or cents <= 0:
        return 0
    if not table or table[0][0] > first:
        return None
    sum_, begins = Fraction(cents), first
    for year in range(1, until.year - first.year + 2):
        ends = _anniversary(first, year)  # the first day of the next year
        stop = min(ends, until + timedelta(days=1))
        points = _points(begins, stop, table)
        sum_ += sum_ * points / (10_000 * (ends - begins).days)
        if stop == until + timedelta(days=1):
            break
        begins = ends
    return half_up(sum_.numerator, sum_.denominator) - cents


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


def _points(begins: date, stop: date, table: Rates) -> int:
    """The basis points of the days from ``begins`` until before ``stop``, added up."""
    found = 0
    for at, (from_day, points) in enumerate(table):
        until = table[at + 1][0] if at + 1 < len(table) else stop
        days = (min(stop, until) - max(begins, from_day)).days
        found += max(days, 0) * points
    return found
