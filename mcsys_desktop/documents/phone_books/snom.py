"""Snom's directory for its small browser: to look in. Snom knows callers by LDAP alone."""

from collections.abc import Iterator, Sequence

from mcsys_desktop.core.phone_books import Entry, NumberForm
from mcsys_desktop.documents.phone_books import xml


def book(entries: Sequence[Entry], form: NumberForm) -> bytes:
    """Everybody, one line for each number."""
    return xml.document("SnomIPPhoneDirectory", _lines(entries, form))


def _lines(entries: Sequence[Entry], form: NumberForm) -> Iterator[str]:
    yield "<Title>Customers</Title>\n<Prompt>Dial</Prompt>\n"
    for entry in entries:
        name = xml.said(entry.shown)
        for each in entry.numbers:
            yield (
                f"<DirectoryEntry><Name>{name}</Name>"
                f"<Telephone>{xml.number(each, form)}</Telephone></DirectoryEntry>\n"
            )
