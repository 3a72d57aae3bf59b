"""The head of an HTTP request as phones and exchanges send it: tolerant where they are careless.

Phones paste what a caller sent into their address as it is: blanks, quotes, ``<``, any encoding.
Strict readers answer 400 to that and the call is never seen. Only what a field means is decided
elsewhere (`handsets`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

LONGEST_LINE = 4096
LONGEST_HEAD = 8192
MOST_FIELDS = 20

# What the caller may fill in stands last: after it nothing is a field any more.
LAST_FIELD = "name"

_VERSION = re.compile(rb"HTTP/\d\.\d", re.IGNORECASE)
_ORIGIN = re.compile(rb"\Ahttps?://[^/?]*", re.IGNORECASE)
_FIELD_NAME = re.compile(rb"[A-Za-z][A-Za-z_-]{0,30}")
_UNFILLED = re.compile(r"\$[A-Za-z][\w-]*(?:\([^()]*\))?&?|\{[A-Za-z][\w-]*\}")
_PLACEHOLDERS = frozenset({"(null)", "null", "none", "nil", "undefined"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not heard: an HTTP status, and a reason fit for the log.

    The reason never repeats anything from the request: no token, no number, no name.
    """

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked for; field names are in small letters, values are decoded.

    ``parts`` are those of the path as it was sent, with empty ones; ``path`` goes without them.
    """

    path: tuple[bytes, ...]
    hosts: tuple[str, ...]  # without ports, in small letters
    fields: dict[str, str]
    method: str = "GET"
    parts: tuple[bytes, ...] = ()
    kind: str = ""  # the Content-Type, without what follows a semicolon


def read(head: bytes) -> Request | Refusal:
    """Read a request head (RFC 9112 read tolerantly). Raises nothing."""
    if len(head) > LONGEST_HEAD:
        return Refusal(431, "the head is too long")
    line, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    if len(line) > LONGEST_LINE:
        return Refusal(414, "the first line is too long")
    method, _, target = line.strip(b"\r").partition(b" ")
    if method not in (b"GET", b"POST"):
        known = re.fullmatch(rb"[A-Z]{3,10}", method)
        return Refusal(405, "not a GET") if known else Refusal(400, "not HTTP")
    target = _ORIGIN.sub(b"", _without_version(target), count=1)
    path, _, query = target.partition(b"?")
    fields = _fields(query)
    if isinstance(fields, Refusal):
        return fields
    parts = tuple(path.split(b"/")[1:])
    return Request(
        path=tuple(part for part in path.split(b"/") if part),
        hosts=_hosts(rest),
        fields=fields,
        method=method.decode("ascii"),
        parts=parts,
        kind=next(headers(rest, b"content-type"), "").partition(";")[0].strip().lower(),
    )


def _without_version(target: bytes) -> bytes:
    """The target without ``HTTP/1.1`` behind it. No pattern looks for the blanks before that: of
    four thousand blanks it took 100 ms to find no version.
    """
    target = target.strip()
    if _VERSION.fullmatch(target[-8:]) and target[-9:-8] in (b" ", b"\t"):
        return target[:-8].rstrip()
    return target


def _fields(query: bytes) -> dict[str, str] | Refusal:
    """The fields of a query. The first of two with one name counts, so that text from a caller,
    which stands behind what the phone says of itself, cannot replace that.
    """
    raw: dict[str, bytes] = {}
    previous = ""
    count = 0
    while query:
        part, _, query = query.partition(b"&")
        key, sign, value = part.partition(b"=")
        if not sign or not _FIELD_NAME.fullmatch(key):
            if previous:
                raw[previous] += b"&" + part  # a raw & inside a value
            continue
        count += 1
        if count > MOST_FIELDS:
            return Refusal(400, "too many fields")
        name = key.decode("ascii").lower()
        if name == LAST_FIELD:
            raw.setdefault(name, value + b"&" + query if query else value)
            break
        previous = "" if name in raw else name
        raw.setdefault(name, value)
    return {name: _text(value) for name, value in raw.items()}


def _text(value: bytes) -> str:
    """A value in words; empty when the phone left its variable as it stood in the template.

    A plus stays a plus: phones paste or percent-encode, and +31 is how numbers begin.
    """
    plain = unquote_to_bytes(value)
    try:
        text = plain.decode("utf-8")
    except UnicodeDecodeError:
        text = plain.decode("cp1252", errors="replace")
    text = text.strip()
    if _UNFILLED.fullmatch(text) or text.casefold() in _PLACEHOLDERS:
        return ""
    return text


def _hosts(lines: bytes) -> tuple[str, ...]:
    hosts = (host.lower() for host in headers(lines, b"host"))
    return tuple(re.sub(r":\d{1,5}$", "", host).strip("[]") for host in hosts)


def headers(lines: bytes, name: bytes) -> Iterator[str]:
    """The values of a header field, in the order sent. ``name`` is in small letters."""
    for line in lines.split(b"\n"):
        key, sign, value = line.partition(b":")
        if sign and key.strip().lower() == name:
            yield value.strip().decode("latin-1")
