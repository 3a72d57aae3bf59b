"""What a list can show of its rows, and where the rows come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mcsys_desktop.services.exports.tables import Kind, Value
from mcsys_desktop.services.keyset import Key, Keys
from mcsys_desktop.ui.tables import Column

Bounds = tuple[Key | None, Key | None]


@dataclass(frozen=True, slots=True)
class ListColumn(Column):
    """One column of a list.

    ``name`` is its own, for what people chose; ``width`` in pixels at normal text size. ``sort``
    is the name of the order that it sorts by, empty where it cannot. ``value`` is what is taken
    out of it, its text where that is left out. ``amount`` is what is added up of chosen rows, and
    ``said`` writes the sum.
    """

    name: str = ""
    width: int = 120
    sort: str = ""
    kind: Kind = Kind.TEXT
    value: Callable[[Any], Value] | None = None
    amount: Callable[[Any], int | None] | None = None
    said: Callable[[int], str] = str
    hidden: bool = False  # until somebody asks for it
    public: Callable[[Any], str] | None = None  # what is seen while somebody stands opposite

    def taken(self, row: Any) -> Value:
        """What is taken out of this column."""
        return self.text(row) if self.value is None else self.value(row)


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from, sorted and narrowed down already. Its functions run on a worker.

    ``between(start, end, limit)`` gives the rows from one key up to and without another,
    ``counted(start, end)`` how many that are, ``keys(every)`` the key of every so many rows.
    ``key(row)`` is where a row stands.
    """

    between: Callable[[Key | None, Key | None, int], Sequence[Any]]
    counted: Callable[[Key | None, Key | None], int]
    keys: Callable[[int], Keys]
    key: Callable[[Any], Key]
