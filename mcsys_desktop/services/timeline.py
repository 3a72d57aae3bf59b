"""Everything that happened with a customer, in one row of time: newest first, page by page.

A service adds a kind of happening with a `Contributor`: a function that gives what it knows of a
few customers before a moment. The timeline asks each for a page and merges them, so that nothing
else must know what kinds there are; a new kind is one entry in ``CONTRIBUTORS``.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Literal

from mcsys_desktop.core.i18n import N_, _, ngettext
from mcsys_desktop.models.calls import Outcome
from mcsys_desktop.services import calls, history, notes
from mcsys_desktop.services.calls import CallRow, Direction
from mcsys_desktop.services.facts import Tone
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.notes import NoteKind, NoteLine

PAGE = 20
_TOLD_ELSEWHERE = ("call", "note", "call_back")  # each is a happening of its own
Kind = Literal["call", "note", "change"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One happening. ``(at, kind, id)`` orders it, ``login`` did it; empty when nobody of ours.

    ``seconds`` is how long was spoken, ``note`` the note that it is, to change it.
    """

    kind: Kind
    id: int
    at: datetime
    title: str
    detail: str
    login: str
    icon: str
    tone: Tone
    seconds: int | None = None
    note: NoteLine | None = None

    @property
    def place(self) -> tuple[datetime, str, int]:
        """Where it stands in time; no two happenings have the same."""
        return self.at, self.kind, self.id


Last = tuple[datetime, str, int]
Read = Callable[[Sequence[int], datetime | None, int | None, int], list[Entry]]


@dataclass(frozen=True, slots=True)
class Contributor:
    """One kind of happening: what the screen calls it, and who knows of it.

    ``read`` takes customers, the moment and the id before which to begin (no id: that moment as
    well) and how many at most; it gives the newest first. ``for_desk``: readers may not see it.
    """

    kind: Kind
    title: str  # a msgid
    read: Read
    for_desk: bool = False


def of_customer(
    customer_id: int, kinds: Collection[str], last: Last | None = None, limit: int = PAGE
) -> list[Entry]:
    """A page of what happened with a customer and those merged into it, newest first.

    ``last`` is the place of the last entry that is already shown.
    """
    family = family_of(customer_id)
    found = []
    for contributor in CONTRIBUTORS:
        if contributor.kind in kinds:
            at, id_ = _begin(contributor.kind, last)
            found.append(contributor.read(family, at, id_, limit))
    entries = merge(*found, key=lambda entry: entry.place, reverse=True)
    return list(islice((each for each in entries if last is None or each.place < last), limit))


def _begin(kind: str, last: Last | None) -> tuple[datetime | None, int | None]:
    """Where one kind goes on after ``last``, which may be of another kind.

    At one moment the kinds follow each other backwards, as `place` has them.
    """
    if last is None:
        return None, None
    at, of_kind, id_ = last
    if kind == of_kind:
        return at, id_
    return at, 0 if kind > of_kind else None


def _calls(family: Sequence[int], at: datetime | None, id_: int | None, limit: int) -> list[Entry]:
    return [_call(row) for row in calls.of_customers(family, at, id_, limit)]


def _call(row: CallRow) -> Entry:
    icon, tone = _call_look(row)
    note = row.note.strip()
    title = note.splitlines()[0] if note else _call_words(row)
    spoken = row.answered_at is not None and row.seconds is not None
    return Entry(
        kind="call",
        id=row.id,
        at=row.rang_at,
        title=title,
        detail=_call_words(row) if note else row.number,
        login=row.handled_by,
        icon=icon,
        tone=tone,
        seconds=row.seconds if spoken else None,
    )


def _call_look(row: CallRow) -> tuple[str, Tone]:
    if row.direction == Direction.OUTBOUND:
        return "phone-outgoing", "neutral"
    if row.outcome in (Outcome.MISSED, Outcome.VOICEMAIL):
        return "phone-missed", "bad"
    return "phone-incoming", "ok"


def _call_words(row: CallRow) -> str:
    if row.direction == Direction.OUTBOUND:
        return _("Called by us")
    return {
        Outcome.MISSED: _("Missed call"),
        Outcome.VOICEMAIL: _("Left a message"),
        Outcome.BUSY: _("Called while busy"),
        Outcome.BLOCKED: _("Blocked call"),
    }.get(row.outcome, _("Phone call"))


_NOTE_WORDS = {
    NoteKind.NOTE: N_("Note"),
    NoteKind.CONVERSATION: N_("Conversation"),
    NoteKind.VISIT: N_("Visit"),
    NoteKind.MAIL: N_("Mail"),
}


def _notes(family: Sequence[int], at: datetime | None, id_: int | None, limit: int) -> list[Entry]:
    last = None if at is None else (at, _AFTER_ALL if id_ is None else id_)
    return [_note(line) for line in notes.before(family, last, limit)]


_AFTER_ALL = 2**62  # no id is as high


def _note(line: NoteLine) -> Entry:
    return Entry(
        kind="note",
        id=line.id,
        at=line.happened_at,
        title=line.text,
        detail=_(_NOTE_WORDS[line.kind]),
        login=line.author,
        icon="pin" if line.pinned else "sticky-note",
        tone="warn" if line.pinned else "neutral",
        note=line,
    )


def _changes(
    family: Sequence[int], at: datetime | None, id_: int | None, limit: int
) -> list[Entry]:
    found = history.of_customers(family, limit, at, id_, without=_TOLD_ELSEWHERE)
    return [_change(act) for act in found]


def _change(act: history.Act) -> Entry:
    lines = act.lines
    title = lines[0].title if lines else ""
    if rest := len(lines) - 1:
        title = ngettext("{title}, and {count} more", "{title}, and {count} more", rest).format(
            title=title, count=rest
        )
    erased = any(line.kind == "erase" for line in lines)
    return Entry(
        kind="change",
        id=act.seq,
        at=act.at,
        title=title,
        detail=_first_change(lines),
        login=act.login,
        icon="shield-check" if erased else "file-pen-line",
        tone="neutral",
    )


def _first_change(lines: Sequence[history.Line]) -> str:
    """The first thing that changed, in a few words."""
    first = next((change for line in lines for change in line.changes), None)
    if first is None:
        return ""
    arrow = f"{first.old} → {first.new}" if first.old and first.new else first.new or first.old
    return f"{first.label}: {arrow}"


CONTRIBUTORS: tuple[Contributor, ...] = (
    Contributor("call", N_("Calls"), _calls),
    Contributor("note", N_("Notes"), _notes),
    Contributor("change", N_("Changes"), _changes, for_desk=True),
)
