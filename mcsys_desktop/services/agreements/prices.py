"""What a line costs in a period: the price that was agreed, its changes, and the yearly rise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mcsys_desktop.core.money.rounding import half_up
from mcsys_desktop.services.agreements.periods import months_on

_CENT = 100  # ten-thousandths
_WHOLE = 10_000  # basis points
_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class PriceChange:
    """Another price, in ten-thousandths of a euro, in periods that begin on a day or later."""

    from_day: date
    price: int


@dataclass(frozen=True, slots=True)
class Rise:
    """All prices rise by so many basis points on a day, and each year after it."""

    points: int = 0
    from_day: date | None = None

    def days(self, until: date) -> list[date]:
        """The days on which prices rise, up to and with ``until``."""
        if not self.points or self.from_day is None:
            return []
        found: list[date] = []
        while (day := months_on(self.from_day, _A_YEAR * len(found))) <= until:
            found.append(day)
        return found


def price_on(price: int, changes: Sequence[PriceChange], rise: Rise, day: date) -> int:
    """What a line costs in a period that begins on ``day``.

    A price that was agreed from the very day of a rise is that price: it does not rise as well.

    >>> price_on(100_000, (), Rise(250, date(2027, 1, 1)), date(2027, 1, 1))
    102500
    """
    known = {change.from_day: change.price for change in changes}
    found = price
    for at in sorted({*known, *rise.days(day)}):
        if at > day:
            break
        found = known[at] if at in known else risen(found, rise.points)
    return found


def risen(price: int, points: int) -> int:
    """A price after a rise, in whole cents; one below a cent keeps its decimals."""
    raised = half_up(price * (_WHOLE + points), _WHOLE)
    return half_up(raised, _CENT) * _CENT if price % _CENT == 0 else raised
