"""Finds entries of a phone book by a number in any spelling, as telephones ask for it.

A telephone asks with what its exchange presented, sometimes with a star behind or before it. The
very number counts before one with the same last nine digits; of fewer digits than that nobody is
found, because then towns are confused.
"""

import re
from collections.abc import Iterable

from mcsys_desktop.core import phone, phone_books
from mcsys_desktop.core.phone import NumberKind
from mcsys_desktop.core.phone_books import Entry

LEAST = 9  # digits that say whose number it is
_LONGEST = 40  # signs of a number that is asked for


class Index:
    """The entries in order, and by number. Building it takes a moment for 20,000 of them."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = phone_books.in_order(entries)
        self._exact: dict[str, list[int]] = {}
        self._tails: dict[str, list[int]] = {}
        for at, entry in enumerate(self.entries):
            for each in entry.numbers:
                _put(self._exact, each.e164, at)
                _put(self._tails, each.e164[1:][-LEAST:], at)

    def by_number(self, asked: str) -> list[Entry]:
        """Who has this number."""
        return [self.entries[at] for at in self.places(asked)]

    def places(self, asked: str) -> list[int]:
        """Where in ``entries`` those stand who have this number. Raises nothing."""
        asked = asked[:_LONGEST].strip("* ")
        digits = re.sub(r"[^0-9]", "", asked)
        if len(digits) < LEAST:
            return []
        read = phone.parse(asked)
        if read.kind is NumberKind.NUMBER and read.e164 in self._exact:
            return self._exact[read.e164]
        return self._tails.get(digits[-LEAST:], [])


def _put(into: dict[str, list[int]], key: str, at: int) -> None:
    places = into.setdefault(key, [])
    if not places or places[-1] != at:
        places.append(at)
