"""The phone book as a directory: which entries a filter means, and what they look like there."""

import re
from collections.abc import Callable, Container, Iterator, Mapping

from mcsys_desktop.core import phone_books
from mcsys_desktop.core.phone_book_index import LEAST, Index
from mcsys_desktop.core.phone_books import Entry, NumberForm, written
from mcsys_desktop.core.text import fold
from mcsys_desktop.telephony.ldap.filters import Both, Filter, Has, Is, Not

NUMBERS = frozenset({"telephonenumber", "mobile", "homephone", "ipphone", "telephone", "cellphone"})
_NAMES = {
    "cn": 0, "commonname": 0, "displayname": 0, "name": 0,
    "sn": 1, "surname": 1,
    "givenname": 2, "gn": 2,
    "o": 3, "company": 3, "organizationname": 3,
}  # fmt: skip
_CLASSES = frozenset({"top", "person", "organizationalperson", "inetorgperson"})
_LONGEST = 100  # signs of a value that is asked for
Meant = Callable[[int], bool | None]  # at a place among the entries; None: nobody can tell


class Directory:
    """One phone book to search, read-only. Any thread may use it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._folded = [
            (
                fold(one.shown),
                fold(one.surname or one.name),
                fold(one.first_name),
                fold(one.company),
            )
            for one in index.entries
        ]

    def search(self, asked: Filter) -> Iterator[Entry]:
        """Who is meant, in the order of the book."""
        meant = self._meant(asked)
        return (entry for at, entry in enumerate(self.index.entries) if meant(at))

    def _meant(self, asked: Filter) -> Meant:
        if isinstance(asked, Both):
            return _both([self._meant(part) for part in asked.parts], asked.every)
        if isinstance(asked, Not):
            inner = self._meant(asked.part)
            return lambda at: None if (found := inner(at)) is None else not found
        if isinstance(asked, Has):
            return self._has(asked.name)
        if isinstance(asked, Is):
            if asked.name in NUMBERS:
                return self._numbered(asked)
            if asked.name in _NAMES:
                return self._named(asked, _NAMES[asked.name])
            if asked.name == "objectclass":
                known = asked.whole and asked.first.lower() in _CLASSES
                return lambda _at: known
        return lambda _at: None

    def _has(self, name: str) -> Meant:
        if name in _NAMES:
            column = _NAMES[name]
            return lambda at: bool(self._folded[at][column])
        known = name in NUMBERS or name == "objectclass"
        return lambda _at: known

    def _named(self, asked: Is, column: int) -> Meant:
        first, last = fold(asked.first[:_LONGEST]), fold(asked.last[:_LONGEST])
        if asked.whole:
            return lambda at: self._folded[at][column] == first
        pieces = [first, *(fold(piece[:_LONGEST]) for piece in asked.middle), last]
        return lambda at: _fits(self._folded[at][column], pieces)

    def _numbered(self, asked: Is) -> Meant:
        """Any number of an entry counts, whatever a telephone calls it: many know one kind."""
        pieces = [_digits(piece) for piece in (asked.first, *asked.middle, asked.last)]
        told = [piece for piece in pieces if piece]
        if asked.whole or (len(told) == 1 and len(told[0]) >= LEAST):
            said = next((p for p in (asked.first, *asked.middle, asked.last) if _digits(p)), "")
            places = frozenset(self.index.places(said))
            return lambda at: at in places
        if not told:
            return lambda _at: True  # a star alone: everybody has a number
        return lambda at: any(
            _fits(spelling, pieces)
            for each in self.index.entries[at].numbers
            for spelling in phone_books.spellings(each.e164)
        )


def attributes(entry: Entry, form: NumberForm, wanted: Container[str]) -> Mapping[str, list[str]]:
    """What an entry says of itself, by the usual names; ``wanted`` in small letters, or "*"."""
    told = {use: [] for use in ("telephoneNumber", "mobile", "homePhone")}  # type: dict[str, list[str]]
    for each in entry.numbers:
        kind = {"mobile": "mobile", "home": "homePhone"}.get(each.use, "telephoneNumber")
        told[kind].append(written(each.e164, form))
    said = {
        "objectClass": ["top", "person", "organizationalPerson", "inetOrgPerson"],
        "cn": [entry.shown],
        "sn": [entry.surname or entry.name],
        "givenName": [entry.first_name],
        "displayName": [entry.shown],
        "o": [entry.company],
        "company": [entry.company],
        **told,
    }
    kept = ((name, [value for value in values if value]) for name, values in said.items())
    return {
        name: values
        for name, values in kept
        if values and ("*" in wanted or name.lower() in wanted)
    }


def _both(parts: list[Meant], every: bool) -> Meant:
    def meant(at: int) -> bool | None:
        unknown = False
        for part in parts:
            found = part(at)
            if found is not None and found is not every:
                return found
            unknown = unknown or found is None
        return None if unknown else every

    return meant


def _fits(text: str, pieces: list[str]) -> bool:
    """Whether a text begins with the first piece, ends with the last and has the rest between."""
    first, *middle, last = pieces
    if not text.startswith(first) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        at = text.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return at <= end


def _digits(said: str) -> str:
    return re.sub(r"[^0-9]", "", said[:_LONGEST])
