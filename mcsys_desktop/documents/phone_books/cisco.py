"""Cisco's directory: at most 32 numbers on a page, and the way to the next one beside it."""

from collections.abc import Sequence
from itertools import islice

from mcsys_desktop.core.phone_books import Entry, NumberForm
from mcsys_desktop.documents.phone_books import xml

PER_PAGE = 32


def page(entries: Sequence[Entry], form: NumberForm, at: int = 0) -> tuple[bytes, bool]:
    """Page ``at``, from 0, and whether there is another. One beyond the last is empty."""
    lines = ((entry, each) for entry in entries for each in entry.numbers)
    first = at * PER_PAGE
    shown = list(islice(lines, first, first + PER_PAGE + 1))
    parts = ["<Title>Customers</Title>\n<Prompt>Dial</Prompt>\n"]
    for entry, each in shown[:PER_PAGE]:
        parts.append(
            f"<DirectoryEntry><Name>{xml.said(entry.shown)}</Name>"
            f"<Telephone>{xml.number(each, form)}</Telephone></DirectoryEntry>\n"
        )
    return xml.document("CiscoIPPhoneDirectory", parts), len(shown) > PER_PAGE
