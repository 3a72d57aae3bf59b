"""Which letters the bytes of a file stand for: found by themselves, without asking anybody.

First what is certain (a byte order mark, bytes that can only be UTF-8 or UTF-16), then what is
likely: charset-normalizer weighs the lines that hold other letters than those of ASCII.
"""

import codecs
import re

from mcsys_desktop.core.contact_files.found import Flaw

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods; xls
_SAMPLE = 65_536  # bytes that are weighed
_HIGH_LINE = re.compile(rb"[^\n]{0,400}[\x80-\xff]+[^\n]{0,400}")
_LIKELY = ("cp1252", "mac_roman", "cp850")  # Windows, old Macs, old DOS programs
_BROKEN = "\N{REPLACEMENT CHARACTER}"
# What stands in names and places here, and what only looks like it when read in another encoding.
_LETTERS = frozenset("éèëêáàäâóòöôíìïîúùüûçñÉÈËÁÀÄÓÖÍÏÚÜÇÑåøæØÅßšžčćęłńŠŽ")
_SIGNS = frozenset("€’‘“”–—…£§°²³½·«»´¨\u00a0")


def spreadsheet(data: bytes) -> bool:
    """Whether these are the bytes of a spreadsheet's own file, which is no text."""
    return data.startswith(_SPREADSHEETS)


def text_of(data: bytes) -> tuple[str, str, Flaw]:
    """The text of a file, the encoding that it was read in, and why it is no text.

    Letters that the encoding does not have become U+FFFD; rows with one say so themselves.
    """
    encoding = _certain(data) or _likely(data)
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    odd = sum(text.count(chr(code)) for code in (*range(8), *range(14, 27), *range(28, 32)))
    if odd * 50 > len(text) + 400:
        return "", encoding, Flaw.NOT_TEXT
    return text.replace("\x00", ""), encoding, Flaw.NONE


def broken(text: str) -> bool:
    """Whether letters of ``text`` could not be read."""
    return _BROKEN in text


def _certain(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    start = data[:4096]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = max(1, len(start) // 2)
    if odd * 10 > half * 3 and even * 20 < half:
        return "utf-16-le"
    if even * 10 > half * 3 and odd * 20 < half:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "utf-8"


def _likely(data: bytes) -> str:
    """What bytes that are not all UTF-8 are: mostly UTF-8 with some damage, or an older one."""
    sample = _telling(data)
    read = sample.decode("utf-8", "replace")
    whole = sum(1 for letter in read if letter > "\x7f" and letter != _BROKEN)
    if whole > 4 * read.count(_BROKEN):
        return "utf-8"
    weighed = {encoding: _weight(sample, encoding) for encoding in _LIKELY}
    best = max(_LIKELY, key=lambda encoding: weighed[encoding])
    others = [weight for encoding, weight in weighed.items() if encoding != best]
    return best if weighed[best] > max(others) else _weighed_by_others(sample)


def _telling(data: bytes) -> bytes:
    """The lines with letters outside ASCII, as many as are weighed."""
    lines, held = [], 0
    for found in _HIGH_LINE.finditer(data):
        lines.append(found.group())
        held += len(lines[-1])
        if held > _SAMPLE:
            break
    return b"\n".join(lines)[:_SAMPLE]


def _weight(sample: bytes, encoding: str) -> int:
    """How much the letters look like ours, read like this."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return -len(sample)
    weight = 0
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter <= "\x7f":
            continue
        inside = before.isalpha() or after.isalpha()
        shouted = letter.isupper() and (before.islower() or after.islower()) and before.isalpha()
        if letter in _LETTERS:
            weight += -2 if shouted else 3 if inside else 1
        elif letter in _SIGNS:
            weight += 1 if not (before.isalpha() and after.isalpha()) or letter in "’´" else -2
        else:
            weight -= 3
    return weight


def _weighed_by_others(sample: bytes) -> str:
    """Two are as likely: let the library decide, which knows more languages than ours."""
    import charset_normalizer  # hardly ever needed

    best = charset_normalizer.from_bytes(sample, cp_isolation=list(_LIKELY)).best()
    return best.encoding if best is not None and best.encoding in _LIKELY else "cp1252"
