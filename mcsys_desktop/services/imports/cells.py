"""What stands in one cell, taken apart: several numbers, addresses or tags."""

import hashlib
import re

from mcsys_desktop.core import phone, text

_STRONG = re.compile(r"[;\n|]+|:::")
_WEAK = re.compile(r"\s*[,/]\s*(?=[+(0])|\s+(?:of|en|or|and|/|-)\s+(?=[+(0])")
_LABELS = re.compile(r"[;,\n|]+|:::")
_FORMULA = re.compile(r"'(?=[\"' \u3000]*[=+\-@\N{MINUS SIGN}|%＝＋－＠﹢﹣﹦﹫])")
_NO_LABELS = frozenset({"mycontacts", "starred", "imported"})
_MOST = 60  # values in one cell


def unescaped(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating with it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def numbers(cell: str) -> list[str]:
    """The phone numbers of a cell, as they are written there."""
    found: list[str] = []
    for piece in _STRONG.split(cell):
        if not piece.strip():
            continue
        finer = [part for part in _WEAK.split(piece) if part.strip()]
        several = len(finer) > 1 and all(phone.parse(part).e164 for part in finer)
        found += finer if several else [piece]
    return [" ".join(part.split()) for part in found[:_MOST]]


def emails(cell: str) -> list[str]:
    """The e-mail addresses of a cell; ``Karin <karin@example.nl>`` is one."""
    found: list[str] = []
    for piece in _LABELS.split(cell):
        inside = re.search(r"<([^<>]{3,})>", piece)
        told = (inside[1] if inside else piece).strip().removeprefix("mailto:")
        if told:
            found += told.split() if told.count("@") > 1 else [told]
    return found[:_MOST]


def labels(cell: str) -> list[str]:
    """The tags of a cell, each once."""
    found: dict[str, str] = {}
    for piece in _LABELS.split(cell):
        told = text.clean(piece.strip().removeprefix("* "))
        if told and text.fold(told) not in _NO_LABELS:
            found.setdefault(text.fold(told), told)
    return list(found.values())[:_MOST]


def summed(told: str) -> str:
    """A text of any length as 64 signs."""
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
