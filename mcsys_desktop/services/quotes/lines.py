"""Quotes as the screens know them: versions with their lines, and which of those count."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.models.quotes import Choice, QuoteEventKind
from mcsys_desktop.services.invoices import DraftHead, DraftLine, LineKind


@dataclass(frozen=True, slots=True)
class Line(DraftLine):
    """A line of a quote. Of the alternatives of one ``choice_group`` one counts; an option counts
    when it is ``chosen``. ``id`` 0 is a line that is new.
    """

    choice: Choice = Choice.FIXED
    choice_group: int = 0
    chosen: bool = True
    id: int = 0


class State(StrEnum):
    """How far a version has come. The first that holds counts."""

    DRAFT = "draft"
    REPLACED = "replaced"  # there is a newer version
    DECLINED = "declined"
    INVOICED = "invoiced"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    SENT = "sent"


WORDS = {
    State.DRAFT: N_("Draft"),
    State.REPLACED: N_("Replaced"),
    State.DECLINED: N_("Declined"),
    State.INVOICED: N_("Invoiced"),
    State.ACCEPTED: N_("Accepted"),
    State.EXPIRED: N_("Expired"),
    State.SENT: N_("Sent"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened with a version. ``at`` is UTC, ``author`` the login that told it,
    ``who`` somebody of the customer's, ``chosen`` the ids of lines that were chosen.
    """

    id: int
    kind: QuoteEventKind
    at: datetime
    author: str
    who: str = ""
    words: str = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version. A sent one is frozen: then ``dated`` and ``total`` (cents) are there."""

    id: int
    quote_id: int
    version: int
    number: str
    revision: int
    newest: bool
    title: str
    head: DraftHead
    lines: tuple[Line, ...] = ()
    valid_until: date | None = None
    dated: date | None = None
    total: int | None = None
    events: tuple[Event, ...] = ()
    note: str = ""

    @property
    def frozen(self) -> bool:
        """Whether it changes no more."""
        return self.dated is not None

    def state(self, today: date) -> State:
        """How far it has come on a day."""
        if not self.frozen:
            return State.DRAFT
        told = said(self.events)
        if told is QuoteEventKind.DECLINED:
            return State.DECLINED
        if any(event.kind is QuoteEventKind.INVOICED for event in self.events):
            return State.INVOICED
        if told is QuoteEventKind.ACCEPTED:
            return State.ACCEPTED
        if not self.newest:
            return State.REPLACED
        if self.valid_until is not None and self.valid_until < today:
            return State.EXPIRED
        return State.SENT

    @property
    def accepted(self) -> frozenset[int] | None:
        """The ids of the lines that were chosen when it was accepted; None: as it was offered."""
        for event in reversed(self.events):
            if event.kind is QuoteEventKind.REOPENED:
                return None
            if event.kind is QuoteEventKind.ACCEPTED:
                return frozenset(map(int, event.chosen.split(","))) if event.chosen else None
        return None


_ANSWERS = (QuoteEventKind.ACCEPTED, QuoteEventKind.DECLINED, QuoteEventKind.REOPENED)


def said(events: Sequence[Event]) -> QuoteEventKind | None:
    """What the customer said last; None while they said nothing that holds."""
    answers = [event.kind for event in events if event.kind in _ANSWERS]
    last = answers[-1] if answers else None
    return None if last is QuoteEventKind.REOPENED else last


def word(state: State) -> str:
    """The state on the screen."""
    return _(WORDS[state])


def counting(lines: Sequence[DraftLine], chosen: Collection[int] | None = None) -> list[bool]:
    """Which lines are in the sum: as they are offered, or as ``chosen`` (ids) says.

    Words between lines are never. Of the alternatives of a group the first chosen one counts, and
    the first of all where none was chosen.
    """
    picked: dict[int, int] = {}
    for at, line in enumerate(lines):
        if not isinstance(line, Line) or line.choice is not Choice.ALTERNATIVE:
            continue
        if line.kind is LineKind.LINE:
            there = picked.get(line.choice_group)
            if there is None or (_chosen(line, chosen) and not _chosen(lines[there], chosen)):
                picked[line.choice_group] = at
    found = []
    for at, line in enumerate(lines):
        if line.kind is not LineKind.LINE:
            found.append(False)
        elif not isinstance(line, Line) or line.choice is Choice.FIXED:
            found.append(True)
        elif line.choice is Choice.OPTION:
            found.append(_chosen(line, chosen))
        else:
            found.append(picked[line.choice_group] == at)
    return found


def _chosen(line: DraftLine, chosen: Collection[int] | None) -> bool:
    if not isinstance(line, Line):
        return True
    return line.chosen if chosen is None else line.id in chosen


def sum_lines(
    lines: Sequence[DraftLine], chosen: Collection[int] | None = None
) -> tuple[DraftLine, ...]:
    """The lines that are in the sum, and the words between them."""
    counted = counting(lines, chosen)
    return tuple(
        line
        for line, counts in zip(lines, counted, strict=True)
        if counts or line.kind is not LineKind.LINE
    )
