"""Names of files made from what people typed, good on Windows, macOS and Linux alike.

A customer may be called ``../../.bashrc``, ``CON`` or ``factuur.pdf:hidden.exe``. What comes out of
`safe_name` is one name in one folder, that every file system stores as it is, that no shell or
program takes for an option, and that draws as what it is.
"""

import re
import unicodedata

from mcsys_desktop.core import text

LONGEST = 150  # bytes of UTF-8, with the ending: file systems take 255, folders need room as well

# Meant by Windows for a path, a drive, a stream or a pattern; by shells for more.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_PATH = re.compile(r"(?:\.*[/\\:]+)+")
# What looks like one of them: a full-width slash, a fraction stroke, a colon of another script.
_ALIKE = str.maketrans(
    dict.fromkeys("\u2044\u2215\u29f8\uff0f\u2216\u29f5\uff3c\ufe68", "-")
    | dict.fromkeys("\uff1a\ufe55\ua789\u2236\u0589", "-")
    | dict.fromkeys("\u2024\uff0e\ufe52\u3002", ".")
)
# Devices on Windows, whatever stands behind their dot: NUL.txt is the device NUL.
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?=[ .]|$)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")


def safe_name(name: str, ending: str = "", *, instead: str = "file") -> str:
    """One file name made of ``name``, ending in ``ending`` (".pdf") whatever ``name`` ends in.

    ``instead`` is taken where nothing of ``name`` can be kept. The same name comes out when it
    goes in again. Raises ValueError for an ending that is none: endings come from us, not from
    data.

    >>> safe_name("../../Bakkerij: De Vries?", ".pdf")
    'Bakkerij- De Vries.pdf'
    >>> safe_name("NUL.txt"), safe_name("", ".csv", instead="klanten")
    ('NUL_.txt', 'klanten.csv')
    """
    if ending and not _ENDING.fullmatch(ending):
        raise ValueError("a file's ending is a dot and a few letters")
    kept = _tidy(name.removesuffix(ending) if ending else name)
    if not kept:
        kept = _tidy(instead) or "file"
    device = _RESERVED.match(kept)
    if device is not None:
        kept = f"{kept[: device.end()]}_{kept[device.end() :]}"
    return _shortened(kept, ending) + ending


def _tidy(name: str) -> str:
    """Without what a system reads as more than a name, and without edges that systems drop."""
    seen = _PATH.sub("-", text.clean(name.translate(_ALIKE), 20 * LONGEST))
    drawn = "".join(
        sign
        for sign in _FORBIDDEN.sub("-", seen)
        if unicodedata.category(sign) not in ("Co", "Cn")  # Windows hides forbidden signs in these
    )
    # A leading dash is an option, a tilde a home folder, a dot hides, a blank misleads; Windows
    # drops dots and blanks at the end, so that the name would be another one.
    return " ".join(drawn.split()).lstrip(" .-~").rstrip(" .-")


def _shortened(name: str, ending: str) -> str:
    """``name`` in so few bytes that its ending fits; whole letters only, with their accents."""
    room = LONGEST - len(ending.encode())
    own = "" if ending else _own_ending(name)
    if len(name.encode()) <= room:
        return name
    end = len(name.encode()[: room - len(own)].decode(errors="ignore"))
    while end > 1 and unicodedata.combining(name[end]):  # it belongs to the letter before it
        end -= 1
    return name[:end].rstrip(" .-") + own


def _own_ending(name: str) -> str:
    """What ``name`` itself ends in, such as ``.pdf``, or nothing."""
    found = re.search(r"(?<=.)\.[A-Za-z0-9]{1,8}$", name)
    return found.group() if found else ""
