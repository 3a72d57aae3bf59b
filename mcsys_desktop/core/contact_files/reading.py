"""Read the bytes of one file, whatever it is."""

import re

from mcsys_desktop.core.contact_files import letters, tables, vcards
from mcsys_desktop.core.contact_files.found import MOST_BYTES, Flaw, Form, Found

_CARD = re.compile(r"\s*BEGIN:VCARD\b", re.IGNORECASE)


def read(data: bytes) -> Found:
    """The rows of a CSV or vCard file. Raises nothing for what the file holds."""
    if len(data) > MOST_BYTES:
        return Found(flaw=Flaw.TOO_LARGE)
    if not data.strip():
        return Found(flaw=Flaw.EMPTY)
    if letters.spreadsheet(data):
        return Found(flaw=Flaw.SPREADSHEET)
    text, encoding, flaw = letters.text_of(data)
    if flaw:
        return Found(encoding=encoding, flaw=flaw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CARD.match(text):
        return vcards.read(text, encoding)
    return tables.read(text, encoding) if text.strip() else Found(Form.TABLE, flaw=Flaw.EMPTY)
