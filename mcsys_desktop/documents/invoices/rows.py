"""Which lines of a document go on which page, before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

LINES_AT_MOST = 24  # of one description on one page; a longer one goes on in the next row


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, ready to be drawn. ``amount`` is what it adds to the sum (cents)."""

    words: tuple[str, ...]  # one for each line of the description
    small: tuple[str, ...] = ()  # serial numbers and the like, below it
    cells: tuple[str, ...] = ()  # the columns after the description
    amount: int = 0
    faint: bool = False  # an option: shown, and not in the sum
    heading: bool = False
    across: bool = False  # words between the lines, over the whole width


def split(row: Row) -> list[Row]:
    """A row as rows that fit a page each; only the first has the figures."""
    if len(row.words) + len(row.small) <= LINES_AT_MOST:
        return [row]
    lines = [(word, False) for word in row.words] + [(word, True) for word in row.small]
    parts = []
    for at in range(0, len(lines), LINES_AT_MOST):
        chunk = lines[at : at + LINES_AT_MOST]
        parts.append(
            Row(
                tuple(word for word, small in chunk if not small),
                tuple(word for word, small in chunk if small),
                row.cells if at == 0 else (),
                row.amount if at == 0 else 0,
                row.faint,
                row.heading,
                row.across,
            )
        )
    return parts


@dataclass(frozen=True, slots=True)
class Room:
    """The heights, in mm, that pages have for rows: what carrying over costs is inside ``carry``.

    ``tail`` is what stands below the last row and never alone on a page.
    """

    first: float
    following: float
    carry: float
    tail: float


def paginate(heights: Sequence[float], room: Room) -> list[list[int]]:
    """The rows of each page, by their places. No page is without a row, and the last has the tail.

    A tail that is higher than a page is drawn anyway, on a page with one row.
    """
    pages: list[list[int]] = []
    rest = list(range(len(heights)))
    while rest:
        above = 0.0 if not pages else room.carry
        space = (room.first if not pages else room.following) - above
        if sum(heights[at] for at in rest) + room.tail <= space:
            pages.append(rest)
            return pages
        taken = _fitting(rest, heights, space - room.carry)
        if taken == len(rest):  # all rows fit, what comes below them does not: the last goes along
            taken -= 1
        taken = max(taken, 1)
        pages.append(rest[:taken])
        rest = rest[taken:]
    return pages or [[]]


def _fitting(rest: Sequence[int], heights: Sequence[float], space: float) -> int:
    used = 0.0
    for count, at in enumerate(rest):
        used += heights[at]
        if used > space:
            return count
    return len(rest)
