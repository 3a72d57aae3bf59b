"""Dated notes about a customer: written, changed, kept in view, removed and brought back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import ModelSelect

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import requests
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.notes import Note
from mcsys_desktop.models.notes import NoteKind as NoteKind
from mcsys_desktop.services import free_text
from mcsys_desktop.services.erased import refuse_erased
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import among


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note. ``author`` is the login of who wrote it, ``happened_at`` what it is dated."""

    id: int
    version: int
    customer_id: int
    kind: NoteKind
    text: str
    pinned: bool
    happened_at: datetime
    author: str


def pinned(customer_id: int) -> list[NoteLine]:
    """The notes that stay in view, the newest first."""
    return _lines(_newest(family_of(customer_id)).where(Note.pinned))


def before(
    family: Sequence[int], last: tuple[datetime, int] | None = None, limit: int = 50
) -> list[NoteLine]:
    """The notes of these customers, newest first, from the one at ``last`` (moment, id) on."""
    query = _newest(family).limit(limit)
    if last is not None:
        at, note_id = last
        earlier = (Note.happened_at < at) | ((Note.happened_at == at) & (Note.id < note_id))
        query = query.where(earlier)
    return _lines(query)


def get(note_id: int) -> NoteLine | None:
    """One note, or None when it is gone."""
    return next(iter(_lines(Note.select().where(Note.id == note_id))), None)


def write(
    customer_id: int,
    text: str,
    *,
    kind: NoteKind = NoteKind.NOTE,
    pinned: bool = False,
    happened_at: datetime | None = None,
    request: str = "",
) -> int:
    """Write a note, dated now unless it says otherwise; its id.

    ``request`` is 32 hexadecimal digits: under them it is written once, however often it is asked.
    Raises UserError when nothing was written.
    """
    if request:

        def act() -> str:
            made = write(customer_id, text, kind=kind, pinned=pinned, happened_at=happened_at)
            return str(made)

        return int(requests.once(request, act))
    with transaction():
        customer = Customer.get_or_none(Customer.id == customer_id)
        if customer is None:
            raise UserError(_("This customer is no longer in the office."))
        refuse_erased(customer)
        note = Note(
            customer=customer_id,
            kind=kind,
            text=_checked(text),
            pinned=pinned,
            happened_at=happened_at or clock.now(),
        )
        note.save()
        return int(note.id)


def change(note_id: int, version: int, *, text: str, kind: NoteKind, pinned: bool) -> None:
    """Change what a note says. Raises StaleRecord when somebody else changed it first."""
    text = _checked(text)
    with transaction():
        note = _get(note_id)
        note.version = version
        for field, value in (("text", text), ("kind", kind), ("pinned", pinned)):
            if getattr(note, field) != value:
                setattr(note, field, value)
        note.save()


def keep_in_view(note_id: int, *, pinned: bool) -> None:
    """Keep a note on top of the card, or no longer; it says the same all the while."""
    with transaction():
        note = _get(note_id)
        if note.pinned != pinned:
            note.pinned = pinned
            note.save()


def remove(note_id: int) -> NoteLine | None:
    """Remove a note; what it said, to bring it back. None when it is gone already."""
    with transaction():
        note = Note.get_or_none(Note.id == note_id)
        if note is None:
            return None  # both people removed it: that is no quarrel
        line = _line(note)
        note.delete_instance()
        return line


def bring_back(line: NoteLine) -> int:
    """Write a removed note again, with its own date; its id."""
    return write(
        line.customer_id,
        line.text,
        kind=line.kind,
        pinned=line.pinned,
        happened_at=line.happened_at,
    )


def _newest(family: Sequence[int]) -> "ModelSelect[Note]":
    query = Note.select().where(among(Note.customer, family))
    return query.order_by(Note.happened_at.desc(), Note.id.desc())


def _lines(query: "ModelSelect[Note]") -> list[NoteLine]:
    return [_line(note) for note in query]


def _line(note: Note) -> NoteLine:
    return NoteLine(
        id=note.id,
        version=note.version,
        customer_id=note.customer_id,
        kind=note.kind,
        text=note.text,
        pinned=note.pinned,
        happened_at=note.happened_at,
        author=note.created_by,
    )


def _checked(text: str) -> str:
    cleaned = free_text.notes(text)
    if not cleaned:
        raise UserError(_("Type what the note should say."))
    return cleaned


def _get(note_id: int) -> Note:
    note: Note | None = Note.get_or_none(Note.id == note_id)
    if note is None:
        raise UserError(_("A colleague has removed this note."))
    return note
