"""What a field wants to hear: each check gives the sentence that says what to type, or nothing."""

import re

from mcsys_desktop.core import phone
from mcsys_desktop.core.i18n import _

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}")
_DUTCH_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}")
_LOOKS_DUTCH = re.compile(r"\d{4} ?[A-Za-z]+|\d{4} ?\d*[A-Za-z]\w*")


def number(typed: str) -> str:
    """A telephone number in any spelling."""
    kind = phone.parse(typed).kind
    if kind in (phone.NumberKind.UNKNOWN, phone.NumberKind.WITHHELD):
        return _("Type a phone number, for example 033 461 20 45 or +32 2 555 12 12.")
    return ""


def grouped(typed: str) -> str:
    """A telephone number as people read it: ``06 1234 0987``; what is none stays as it is."""
    e164 = phone.parse(typed).e164
    return phone.display(e164) if e164 else typed


def email(typed: str) -> str:
    """An e-mail address; whether it exists only a mail can tell (RFC 5321 allows more)."""
    if _EMAIL.fullmatch(typed):
        return ""
    return _("Type an e-mail address, for example name@company.example.")


def postcode(typed: str) -> str:
    """A Dutch postcode, or any other country's: only what looks Dutch is held to the Dutch form."""
    if _DUTCH_POSTCODE.fullmatch(typed) or not _LOOKS_DUTCH.fullmatch(typed):
        return ""
    return _("Type four digits and two letters, for example 3811 AH.")


def tidy_postcode(typed: str) -> str:
    """A Dutch postcode as it is written on an envelope: ``3811 AH``."""
    if _DUTCH_POSTCODE.fullmatch(typed):
        return f"{typed[:4]} {typed[-2:].upper()}"
    return typed
