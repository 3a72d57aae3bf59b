"""Fanvil's remote phone book: three numbers to a line."""

from collections.abc import Iterator, Sequence

from mcsys_desktop.core.phone_books import BookNumber, Entry, NumberForm
from mcsys_desktop.documents.phone_books import xml


def book(entries: Sequence[Entry], form: NumberForm) -> bytes:
    """Everybody; who has more than three numbers has more than one line."""
    return xml.document("FanvilIPPhoneDirectory", _lines(entries, form))


def _lines(entries: Sequence[Entry], form: NumberForm) -> Iterator[str]:
    yield "<Title>Customers</Title>\n"
    for entry in entries:
        name = xml.said(entry.shown)
        mobiles = xml.of_use(entry, "mobile")
        others = [each for each in entry.numbers if each not in mobiles]
        while mobiles or others:
            line = [_next(others), _next(mobiles), _next(others)]
            fields = zip(("Telephone", "Mobile", "Other"), line, strict=True)
            numbers = "".join(
                f"<{field}>{xml.number(each, form) if each else ''}</{field}>"
                for field, each in fields
            )
            yield f"<DirectoryEntry><Name>{name}</Name>{numbers}</DirectoryEntry>\n"


def _next(numbers: list[BookNumber]) -> BookNumber | None:
    return numbers.pop(0) if numbers else None
