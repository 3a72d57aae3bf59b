"""A list of any length as stretches of some two hundred rows, of which a few are in memory.

A stretch is what stands between two keys. How many rows that is may turn out to be other than was
believed, because others add and remove: then it is put right when the stretch is read.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from mcsys_desktop.services.keyset import Key
from mcsys_desktop.ui.lists.columns import Source

FIRST = 60  # rows that are asked for before all others: more than a screen shows
PAGE = 200  # rows in a stretch
MOST = 1000  # rows that are read at once


class Stretch:
    """Rows from the key ``start`` (None: the beginning); ``rows`` is None while they are away."""

    __slots__ = ("asked", "rows", "size", "start")

    def __init__(self, start: Key | None, size: int, rows: list[Any] | None = None) -> None:
        self.start = start
        self.size = size
        self.rows = rows
        self.asked = 0  # the number of the question that is under way


class Stretches:
    """All stretches of a list, one after the other."""

    def __init__(self, rows: Sequence[Any] = ()) -> None:
        self.all = [Stretch(None, len(rows), list(rows))]
        self._ends: list[int] = []
        self.measure()

    @property
    def total(self) -> int:
        """How many rows there are, as far as is known."""
        return self._ends[-1]

    def measure(self) -> None:
        """A stretch has another size, or there are others."""
        self._ends = list(accumulate(stretch.size for stretch in self.all))

    def holding(self, row: int) -> int:
        """The number of the stretch that the row of this number is in."""
        return bisect_right(self._ends, row)

    def first(self, at: int) -> int:
        """The number of the first row of stretch ``at``."""
        return self._ends[at] - self.all[at].size

    def end(self, at: int) -> Key | None:
        """The key at which stretch ``at`` ends; None: it is the last."""
        return self.all[at + 1].start if at + 1 < len(self.all) else None

    def place(self, stretch: Stretch) -> int:
        """The number of a stretch; -1 when it is no longer one of them."""
        return next((at for at, one in enumerate(self.all) if one is stretch), -1)

    def lengthen(self, starts: Sequence[Key], size: int) -> None:
        """The rest is known now: stretches begin at ``starts``, and the last has ``size`` rows."""
        self.all += [Stretch(start, PAGE) for start in starts]
        self.all[-1].size = size
        self.measure()

    def parts(self, ranges: Sequence[tuple[int, int]]) -> list["Part"]:
        """How to read the rows of these ranges (first, last)."""
        found: list[Part] = []
        for first, last in ranges:
            at = self.holding(first)
            while at < len(self.all) and self.first(at) <= last:
                stretch, begins = self.all[at], self.first(at)
                low, high = max(0, first - begins), min(stretch.size, last + 1 - begins)
                whole = low == 0 and high == stretch.size
                if stretch.rows is not None:
                    found.append(Part(tuple(stretch.rows[low:high]), None, None, 0, None))
                elif whole and found and found[-1].whole and found[-1].end == stretch.start:
                    found[-1] = Part(None, found[-1].start, self.end(at), 0, None)
                else:
                    found.append(
                        Part(None, stretch.start, self.end(at), low, None if whole else high)
                    )
                at += 1
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that are here, or that must be read: between two keys, and of those a slice."""

    rows: tuple[Any, ...] | None
    start: Key | None
    end: Key | None
    low: int
    high: int | None

    @property
    def whole(self) -> bool:
        """Whether everything between the keys is wanted."""
        return self.rows is None and self.low == 0 and self.high is None


def read(source: Source, parts: Sequence[Part]) -> Iterator[Any]:
    """The rows of ``parts``, one after the other, however many; runs on a worker."""
    for part in parts:
        if part.rows is not None:
            yield from part.rows
        else:
            for number, row in enumerate(_between(source, part.start, part.end)):
                if part.high is not None and number >= part.high:
                    break
                if number >= part.low:
                    yield row


def everything(source: Source) -> Iterator[Any]:
    """All rows of a source; runs on a worker."""
    return _between(source, None, None)


def _between(source: Source, start: Key | None, end: Key | None) -> Iterator[Any]:
    passed: Key | None = None
    while True:
        rows = source.between(start, end, MOST)
        for row in rows:
            if passed is None or source.key(row) != passed:
                yield row
        if len(rows) < MOST:
            return
        start = passed = source.key(rows[-1])
