"""A note as it stands in its form, and as texts that outlive the program."""

import uuid
from dataclasses import dataclass

from mcsys_desktop.core.drafts import ABOUT, Draft
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import notes
from mcsys_desktop.services.notes import NoteKind, NoteLine
from mcsys_desktop.ui.customers import typed


@dataclass(frozen=True, slots=True)
class Written:
    """A note as it stands in the form. ``note_id`` 0: a new one, saved once under ``request``."""

    request: str
    note_id: int = 0
    version: int = 0
    text: str = ""
    kind: NoteKind = NoteKind.NOTE
    pinned: bool = False


def read(draft: Draft) -> Written:
    """A note that was kept; what makes no sense is left out, the text never."""
    held = draft.texts
    kind = held.get("kind", "")
    number = {name: held.get(name, "") for name in ("note_id", "version")}
    found = {name: int(each) if each.isdecimal() else 0 for name, each in number.items()}
    return Written(
        request=held.get("request") or uuid.uuid4().hex,
        note_id=found["note_id"],
        version=found["version"],
        text=held.get("text", ""),
        kind=NoteKind(kind) if kind in list(NoteKind) else NoteKind.NOTE,
        pinned=held.get("pinned") == "1",
    )


def texts(name: str, written: Written) -> dict[str, str]:
    """A note about the customer called ``name`` as texts."""
    return {
        ABOUT: _("Note about {name}").format(name=name),
        "request": written.request,
        "note_id": str(written.note_id),
        "version": str(written.version),
        "text": written.text,
        "kind": written.kind.value,
        "pinned": "1" if written.pinned else "0",
    }


def of_note(note: NoteLine | None) -> Written:
    """A note that is there, or a new one."""
    request = uuid.uuid4().hex
    if note is None:
        return Written(request)
    return Written(request, note.id, note.version, note.text, note.kind, note.pinned)


def form_of(customer_id: int, where: str = "") -> str:
    """What the form of a customer's notes is called among the drafts; see `KeptTyping`."""
    return f"{typed.NOTE}{customer_id}{where}"


def write(customer_id: int, asked: Written, request: str = "") -> int:
    """Write it as a new note, once; runs on a worker. Raises UserError."""
    return notes.write(
        customer_id, asked.text, kind=asked.kind, pinned=asked.pinned, request=request
    )


def change(_customer_id: int, asked: Written) -> int:
    """Write it over the note that it was; runs on a worker. Raises StaleRecord and UserError."""
    notes.change(
        asked.note_id, asked.version, text=asked.text, kind=asked.kind, pinned=asked.pinned
    )
    return asked.note_id
