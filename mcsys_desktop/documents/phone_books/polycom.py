"""Polycom's directory file for the provisioning server: one number to an item."""

from collections.abc import Iterator, Sequence

from mcsys_desktop.core.phone_books import Entry, NumberForm
from mcsys_desktop.documents.phone_books import xml

NAME = 40  # letters


def book(entries: Sequence[Entry], form: NumberForm) -> bytes:
    """Everybody, one item for each number."""
    return xml.document("directory", _items(entries, form))


def _items(entries: Sequence[Entry], form: NumberForm) -> Iterator[str]:
    yield "<item_list>\n"
    for entry in entries:
        first, last = xml.said(entry.first_name, NAME), xml.said(entry.surname or entry.name, NAME)
        for each in entry.numbers:
            yield f"<item><fn>{first}</fn><ln>{last}</ln><ct>{xml.number(each, form)}</ct></item>\n"
    yield "</item_list>\n"
