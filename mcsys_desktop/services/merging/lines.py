"""What screens get to see before two customers become one, and after they were taken apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mcsys_desktop.services.customers import CustomerCard


class Choice(StrEnum):
    """Which of two values is shown from now on."""

    HEIR = "heir"
    OTHER = "other"
    BOTH = "both"  # of notes: below each other


Choices = Mapping[str, Choice]  # by the name of the field; what is left out is as proposed


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of both. ``choices`` says what may be taken, ``proposed`` what is if nobody says.

    Values are as they are stored: a text, a number, a word of an enumeration, or None.
    """

    field: str
    heir: Any
    other: Any
    choices: tuple[Choice, ...]
    proposed: Choice

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose."""
        return len(self.choices) > 1


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its card, and how much of what no card counts belongs to it."""

    card: CustomerCard
    calls: int
    call_backs: int  # that are open
    notes: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen: ``other`` is shown as ``heir`` from then on."""

    heir: Side
    other: Side
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """Two are apart again. ``kept`` names fields that were changed since, and stay as they are."""

    heir_id: int
    other_id: int
    kept: tuple[str, ...]
