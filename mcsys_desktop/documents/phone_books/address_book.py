"""The entries as an address book (vCard 3.0), for whatever reads nothing else."""

import re
from collections.abc import Iterator, Sequence

from mcsys_desktop.core import text
from mcsys_desktop.core.phone_books import Entry, NumberForm, written

_TYPES = {"mobile": "CELL", "home": "HOME", "fax": "FAX"}
_ESCAPED = re.compile(r"([\\;,])")
_WIDTH = 75  # octets of a line


def book(entries: Sequence[Entry], form: NumberForm) -> bytes:
    """Everybody, each with all numbers and nothing else."""
    return b"".join(_folded(line) for entry in entries for line in _card(entry, form))


def card(entry: Entry, form: NumberForm) -> bytes:
    """One entry as a file of its own, under a name by which it is known again."""
    first, second, *rest = _card(entry, form)
    return b"".join(map(_folded, (first, second, f"UID:{uid(entry)}", *rest)))


def uid(entry: Entry) -> str:
    """The name of an entry among all cards of the world."""
    return f"mcsys-{entry.origin}"


def _card(entry: Entry, form: NumberForm) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"FN:{_said(entry.name)}"
    yield f"N:{_said(entry.surname or entry.name)};{_said(entry.first_name)};;;"
    if entry.company:
        yield f"ORG:{_said(entry.company)}"
    for each in entry.numbers:
        yield f"TEL;TYPE={_TYPES.get(each.use, 'WORK')}:{written(each.e164, form)}"
    yield "END:VCARD"


def _said(value: str) -> str:
    return _ESCAPED.sub(r"\\\1", text.clean(value))


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, never within a letter."""
    rest = line.encode()
    pieces = []
    while len(rest) > _WIDTH:
        end = _WIDTH
        while rest[end] & 0xC0 == 0x80:  # in the middle of a letter
            end -= 1
        pieces.append(rest[:end])
        rest = b" " + rest[end:]
    return b"\r\n".join([*pieces, rest]) + b"\r\n"
