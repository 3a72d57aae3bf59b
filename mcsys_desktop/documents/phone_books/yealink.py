"""Yealink's remote phone book; Htek, Akuvox and many others read the same file."""

from collections.abc import Sequence

from mcsys_desktop.core.phone_books import Entry, NumberForm
from mcsys_desktop.documents.phone_books import xml


def book(entries: Sequence[Entry], form: NumberForm) -> bytes:
    """Everybody, each with all numbers."""
    return xml.document("YealinkIPPhoneDirectory", (_entry(entry, form) for entry in entries))


def _entry(entry: Entry, form: NumberForm) -> str:
    numbers = "".join(f"<Telephone>{xml.number(each, form)}</Telephone>" for each in entry.numbers)
    return f"<DirectoryEntry><Name>{xml.said(entry.shown)}</Name>{numbers}</DirectoryEntry>\n"
