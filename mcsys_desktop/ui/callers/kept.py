"""The note of a call as texts that outlive the program: every key, until the office has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from mcsys_desktop.core.drafts import ABOUT, Draft
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.callers.call import DeskCall

CALL = "call/"  # with what names the call at this desk behind it


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note that was typed before the program ended. ``call_id`` is 0 if no log knew the call."""

    call_id: int
    number: str
    note: str


def form_of(call: DeskCall) -> str:
    """The name that the note is kept under: the same one for as long as the call is here."""
    return f"{CALL}{call.rang_at.timestamp():.3f}-{call.key}"


def texts_of(call: DeskCall) -> dict[str, str]:
    """The note, and how to find its call again."""
    number = "" if call.anonymous else call.number_raw
    about = _("Note on the call with {number}").format(number=number or _("a withheld number"))
    row = call.row.id if call.row is not None else 0
    return {ABOUT: about, "call": str(row), "number": number, "note": call.note}


def read(draft: Draft) -> KeptNote:
    """The note again."""
    texts: Mapping[str, str] = draft.texts
    call = texts.get("call", "")
    return KeptNote(
        int(call) if call.isdecimal() else 0, texts.get("number", ""), texts.get("note", "")
    )


def joined(stored: str, typed: str) -> str:
    """A note of before the crash together with what the office has of it now."""
    if not stored or stored in typed:
        return typed
    return stored if typed in stored else f"{typed}\n\n{stored}"
