"""What somebody chose of a list: what it is narrowed down to, its order, its columns.

It is kept as JSON, at the desk and under a name in the office. What is read back may be of another
version of the program, or no choice at all: what is not understood is left out.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mcsys_desktop.ui.lists.columns import ListColumn

NARROWEST, WIDEST = 40, 2000  # pixels of a column


@dataclass(frozen=True, slots=True)
class Shown:
    """One column as it is arranged: its name, its width at normal text size, whether it is seen."""

    name: str
    width: int
    seen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Filters by name (those that narrow nothing down are left out), order and columns."""

    filters: Mapping[str, Any] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    columns: tuple[Shown, ...] = ()

    def filtered(self, name: str, value: object) -> "Choice":
        """The same with another filter; a value that is empty narrows nothing down."""
        others = {known: held for known, held in self.filters.items() if known != name}
        return replace(self, filters=others | ({name: value} if value else {}))

    def written(self) -> str:
        """As JSON."""
        columns = [[one.name, one.width, one.seen] for one in self.columns]
        told = {
            "filters": dict(self.filters),
            "sort": self.sort,
            "descending": self.descending,
            "columns": columns,
        }
        return json.dumps(told, sort_keys=True)


def first(columns: Sequence[ListColumn], sort: str, *, descending: bool = False) -> Choice:
    """What a list shows while nobody chose anything."""
    shown = tuple(Shown(one.name, one.width, not one.hidden) for one in columns)
    return Choice({}, sort, descending, shown)


def read(written: str, usual: Choice, filters: Mapping[str, type], sorts: Sequence[str]) -> Choice:
    """The choice that was ``written``; ``usual`` where it says nothing that is understood.

    ``filters`` are the known ones with the type of their values, ``sorts`` the known orders.
    """
    try:
        told = json.loads(written)
    except (ValueError, RecursionError):
        return usual
    if not isinstance(told, dict):
        return usual
    asked = told.get("filters")
    kept = {
        name: value
        for name, value in (asked if isinstance(asked, dict) else {}).items()
        if name in filters and type(value) is filters[name] and value
    }
    sort = told.get("sort")
    known = isinstance(sort, str) and sort in sorts
    return Choice(
        kept,
        str(sort) if known else usual.sort,
        told.get("descending") is True if known else usual.descending,
        _columns(told.get("columns"), usual.columns),
    )


def _columns(told: object, usual: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """The columns in the order that was told; those that it does not know stand at the end."""
    left = {one.name: one for one in usual}
    found = []
    for one in told if isinstance(told, list) else ():
        if not (isinstance(one, list) and len(one) == 3 and isinstance(one[0], str)):
            continue
        name, width, seen = one
        if name in left and type(width) is int and isinstance(seen, bool):
            del left[name]
            found.append(Shown(name, min(max(width, NARROWEST), WIDEST), seen))
    if not any(one.seen for one in found):  # a list without any column would not come back
        return usual
    return (*found, *left.values())
