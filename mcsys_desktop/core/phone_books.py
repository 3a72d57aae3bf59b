"""What the telephones of an office may show of its customers, and how numbers are written there.

Only what may hang on a wall: a name, a firm, numbers. Everything that hands out phone books takes
these entries, and nothing else of a customer can get into one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_HOME_CODE = "+31"


class NumberForm(StrEnum):
    """How the exchange presents a caller: phones compare numbers sign by sign."""

    NATIONAL = "national"  # 0612345678, and 0032… from abroad
    PLUS = "plus"  # +31612345678
    ZEROS = "zeros"  # 0031612345678


@dataclass(frozen=True, slots=True)
class BookNumber:
    """A number (E.164); ``use`` is one of main, mobile, home, work, fax, other."""

    e164: str
    use: str = "main"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a phone book: a firm, or somebody. ``company`` is empty where it is the name.

    ``key`` counts them each time that the office is read; ``origin`` stays, for books that are kept
    up to date elsewhere. It says nothing of who it is.
    """

    key: int
    name: str
    numbers: tuple[BookNumber, ...]
    company: str = ""
    first_name: str = ""
    surname: str = ""
    origin: str = ""

    @property
    def shown(self) -> str:
        """What a phone shows while it rings."""
        return f"{self.name} ({self.company})" if self.company else self.name


def written(e164: str, form: NumberForm) -> str:
    """A number as the exchange presents it.

    >>> written("+31612345678", NumberForm.NATIONAL), written("+32499123456", NumberForm.NATIONAL)
    ('0612345678', '0032499123456')
    """
    if form is NumberForm.PLUS:
        return e164
    if form is NumberForm.NATIONAL and e164.startswith(_HOME_CODE):
        return "0" + e164[len(_HOME_CODE) :]
    return "00" + e164[1:]


def spellings(e164: str) -> tuple[str, str, str]:
    """The digits that somebody who types a number may begin with."""
    return e164[1:], "00" + e164[1:], written(e164, NumberForm.NATIONAL)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries as a phone lists them: by name, whatever its capitals."""
    return tuple(sorted(entries, key=lambda entry: (entry.name.casefold(), entry.key)))
