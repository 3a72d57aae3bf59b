"""What a search finds, and how a kind of thing says that it can be found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mcsys_desktop.services.customers.finding import Matches
from mcsys_desktop.services.customers.lines import Badge
from mcsys_desktop.services.facts import Tone


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found.

    ``target`` says what opens it ("customer:12"); ``rank`` counts from 0, the likeliest of its
    kind. ``reason`` says why it was found where its title does not: "street: Dorpsstraat 12".
    ``kept`` is never shortened (a phone number). ``masked`` is its title where names are hidden.
    """

    kind: str
    target: str
    title: str
    detail: str = ""
    reason: str = ""
    rank: int = 0
    kept: str = ""
    icon: str = ""
    tone: Tone = "neutral"
    badge: Badge | None = None
    masked: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, and the customers that it fits: other kinds find what belongs to them."""

    typed: str
    customers: Matches


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that can be found. ``title`` is a msgid, the heading above its rows.

    ``find`` runs at every key that is pressed: it reads little, through an index, and gives few.
    """

    name: str
    title: str
    find: Callable[[Question], Sequence[Found]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a text. ``few``: a name may be misspelt, so more is worth looking for."""

    typed: str
    found: tuple[Found, ...]
    few: bool = False
