"""The lines of a vCard taken apart: name, parameters and value, in versions 2.1, 3 and 4.

Written for files that somebody damaged: a line that makes no sense is left out, nothing raises,
and no line costs more than its length.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LONGEST_LINE = 200_000  # characters; longer ones are pictures and sounds
_HEAD = re.compile(
    r"(?:(?P<group>[A-Za-z0-9-]{1,60})\.)?(?P<name>[A-Za-z0-9-]{1,60})(?P<rest>[;:].*)", re.DOTALL
)
_PARAMETER = re.compile(r';([^;:="]{0,80})(?:=((?:"[^"]*"|[^;:"])*))?')
_LEFT_OUT = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "AGENT", "CERT"})
_MARKS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}


@dataclass(frozen=True, slots=True)
class Property:
    """One line. ``types`` are its TYPE parameters and bare words, in capitals."""

    name: str
    value: str
    line: int
    group: str = ""
    types: frozenset[str] = frozenset()


def properties(lines: Sequence[str]) -> Iterator[Property]:
    """Every property of a file, in order; those that hold pictures and the like are left out."""
    for line, written in _unfolded(lines):
        found = _HEAD.match(written)
        if found is None:
            continue
        name = found["name"].upper()
        if name not in _LEFT_OUT:
            yield _taken_apart(name, (found["group"] or "").lower(), found["rest"], line)


def parts(value: str, separator: str = ";", most: int = 50) -> list[str]:
    """The parts of a structured value, each without its escapes.

    >>> parts(r"Vries;Karin\\; Anna;;")
    ['Vries', 'Karin; Anna', '', '']
    """
    found: list[str] = []
    part: list[str] = []
    signs = iter(value)
    for sign in signs:
        if sign == "\\":
            following = next(signs, "")
            part.append("\n" if following in "nN" else following)
        elif sign == separator and len(found) < most:
            found.append("".join(part))
            part = []
        else:
            part.append(sign)
    found.append("".join(part))
    return found


def plain(value: str) -> str:
    """A value of one part without its escapes."""
    return parts(value, separator="")[0] if "\\" in value else value


def _unfolded(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(line number, whole line): what was folded is one again."""
    at = 0
    while at < len(lines):
        line, began = lines[at], at + 1
        at += 1
        if not line.strip():
            continue
        pieces, held = [line], len(line)
        soft = _is_soft(line)
        while at < len(lines):
            following = lines[at]
            if soft and pieces[-1].endswith("="):
                pieces[-1] = pieces[-1][:-1]
                piece = following
            elif following[:1] in (" ", "\t") and not soft:
                piece = following[1:]
            else:
                break
            at += 1
            held += len(piece)
            if held <= _LONGEST_LINE:
                pieces.append(piece)
            else:  # a picture: its lines are passed over
                pieces[-1] = ""
        if held <= _LONGEST_LINE:
            yield began, "".join(pieces)


def _is_soft(line: str) -> bool:
    """Whether its value goes on after a ``=`` at the end (version 2.1)."""
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _taken_apart(name: str, group: str, rest: str, line: int) -> Property:
    types: set[str] = set()
    encoding, charset = "", ""
    at = 0
    for found in _PARAMETER.finditer(rest):
        if found.start() != at:
            break
        at = found.end()
        key, value = found[1].strip().upper(), found[2]
        if value is None:  # version 2.1 leaves TYPE= out
            (types, {key})[key in _MARKS].add(key)
            encoding = key if key in _MARKS else encoding
        elif key == "TYPE":
            types.update(word.strip().upper() for word in value.strip('"').split(","))
        elif key == "ENCODING":
            encoding = value.strip().upper()
        elif key == "CHARSET":
            charset = value.strip()[:40]
        elif key == "PREF":
            types.add("PREF")
    value = rest[at:].removeprefix(":")
    return Property(name, _decoded(value, encoding, charset), line, group, frozenset(types))


def _decoded(value: str, encoding: str, charset: str) -> str:
    if encoding == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(value.encode("utf-8", "replace"))
    elif encoding in ("BASE64", "B"):
        try:
            raw = base64.b64decode("".join(value.split()))
        except (binascii.Error, ValueError):
            return ""
    else:
        return value
    for candidate in (charset, "utf-8"):
        try:
            return _lines(raw.decode(candidate)) if candidate else _lines(raw.decode("utf-8"))
        except (UnicodeError, LookupError, ValueError):
            continue
    return _lines(raw.decode("cp1252", "replace"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
