"""What the XML books of all brands have in common: names made harmless, numbers by use."""

import re
from collections.abc import Iterable
from html import escape

from mcsys_desktop.core import text
from mcsys_desktop.core.phone_books import BookNumber, Entry, NumberForm, written

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAME = 64  # letters of a name, where a brand does not say otherwise
# What XML 1.0 cannot hold, not even escaped (section 2.2).
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def said(value: str, limit: int = NAME) -> str:
    """Text from outside as an element or an attribute holds it; never longer than ``limit``."""
    return escape(_IMPOSSIBLE.sub("", text.clean(value, limit)), quote=True)


def number(each: BookNumber, form: NumberForm) -> str:
    """A number as the exchange presents it."""
    return said(written(each.e164, form), 32)


def of_use(entry: Entry, *uses: str) -> list[BookNumber]:
    """The numbers of an entry for one of these uses, in the order of its card."""
    return [each for each in entry.numbers if each.use in uses]


def document(root: str, parts: Iterable[str], attributes: str = "") -> bytes:
    """A whole file; ``root`` and ``attributes`` are the brand's own words."""
    return f"{HEAD}<{root}{attributes}>\n{''.join(parts)}</{root}>\n".encode()
