"""What stands inside the fields of a SIP message: lists, parameters, addresses, the way back."""

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from mcsys_desktop.telephony.sip.message import Request

MAGIC = "z9hG4bK"  # a branch that begins so names its transaction alone (RFC 3261 8.1.1.7)
_MOST_PARTS = 64  # of one line; more says nothing that we want to know

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SCHEMES = ("sip", "sips", "tel")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.%]{2,60}\]|[^\s:;?<>\[\]\"]{1,255})(?::(\d{1,5}))?((?:;.*)?)")
_VIA = re.compile(
    r"SIP\s*/\s*2\.0\s*/\s*([A-Za-z0-9\-]{1,10})\s+(\[[^\]\s]{2,60}\]|[^\s:;,]{1,255})"
    r"\s*(?::\s*(\d{1,5}))?\s*((?:;.*)?)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Uri:
    """A ``sip:``, ``sips:`` or ``tel:`` address. A ``tel:`` address has no host."""

    scheme: str
    user: str
    host: str
    port: int | None
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Address:
    """A name, an address as it was written, and what is said of both."""

    name: str
    uri: str
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Via:
    """Where a response goes, and of which transaction it is."""

    transport: str
    host: str
    port: int | None
    parameters: dict[str, str]

    @property
    def branch(self) -> str:
        """The name of the transaction; empty where the other side speaks RFC 2543."""
        branch = self.parameters.get("branch", "")
        return branch if branch.startswith(MAGIC) and len(branch) > len(MAGIC) else ""


def split(text: str, separator: str = ",") -> list[str]:
    """The parts of a list; separators in quotes and in angle brackets separate nothing.

    >>> split('"De Vries, K." <sip:1@h;x=1,2>, <tel:+31201234567>')
    ['"De Vries, K." <sip:1@h;x=1,2>', '<tel:+31201234567>']
    """
    if '"' not in text and "<" not in text:
        return [part.strip() for part in text.split(separator, _MOST_PARTS)[:_MOST_PARTS]]
    parts: list[str] = []
    begin = at = 0
    quoted = bracketed = False
    while at < len(text) and len(parts) < _MOST_PARTS:
        letter = text[at]
        if quoted:
            if letter == "\\":
                at += 1
            elif letter == '"':
                quoted = False
        elif letter == '"':
            quoted = True
        elif letter in "<>":
            bracketed = letter == "<"
        elif letter == separator and not bracketed:
            parts.append(text[begin:at].strip())
            begin = at + 1
        at += 1
    return [*parts, text[begin:].strip()][:_MOST_PARTS]


def unquoted(text: str) -> str:
    """A value without its quotes."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return _ESCAPED.sub(r"\1", text[1:-1])
    return text


def parameters(text: str) -> dict[str, str]:
    """``;name=value`` in small-lettered names; the first of two of one name counts."""
    found: dict[str, str] = {}
    for part in split(text, ";"):
        name, _, value = part.partition("=")
        if name := name.strip().lower():
            found.setdefault(name, unquoted(value.strip()))
    return found


def address(text: str) -> Address | None:
    """One value of From, To, Contact, P-Asserted-Identity and their like. Raises nothing."""
    at = _bracket(text)
    if at < 0:  # then what follows a semicolon belongs to the field, not to the address
        written, _, rest = text.strip().partition(";")
        written = written.strip()
        return Address("", written, parameters(rest)) if uri(written) else None
    end = text.find(">", at)
    written = text[at + 1 : end].strip() if end > 0 else ""
    if uri(written) is None:
        return None
    return Address(unquoted(text[:at].strip()), written, parameters(text[end + 1 :]))


def uri(text: str) -> Uri | None:
    """Take an address apart. Raises nothing.

    >>> uri("sip:%2B31201234567@10.0.0.9:5060;user=phone").user
    '+31201234567'
    """
    scheme, _, rest = text.strip().partition(":")
    scheme = scheme.lower()
    if scheme not in _SCHEMES or any(letter.isspace() for letter in rest):
        return None
    if scheme == "tel":
        number, _, more = rest.partition(";")
        return Uri(scheme, unquote(number), "", None, parameters(more)) if number else None
    user, _, place = rest.rpartition("@")
    found = _HOST.fullmatch(place.partition("?")[0])
    if found is None:
        return None
    host, port, more = found.groups()
    name = unquote(user.partition(":")[0])  # what follows would be a password
    return Uri(scheme, name, host.lower(), int(port) if port else None, parameters(more))


def way_back(request: Request) -> Via | None:
    """The topmost Via of a request."""
    found = _VIA.fullmatch(split(request.first("via"))[0])
    if found is None:
        return None
    transport, host, port, rest = found.groups()
    return Via(transport.upper(), host.lower(), int(port) if port else None, parameters(rest))


def marked(request: Request, host: str, port: int) -> Request:
    """The request with where it really came from in its topmost Via (RFC 3261 18.2.1, RFC 3581)."""
    via = way_back(request)
    if via is None:
        return request
    first, *others = split(request.first("via"))
    if via.parameters.get("rport", "?") == "":
        first = re.sub(r";\s*rport\s*=?\s*(?=;|\Z)", f";rport={port}", first, count=1, flags=re.I)
    elif via.host.strip("[]") == host:
        return request
    first = f"{first};received={host}" if "received" not in via.parameters else first
    fields = list(request.fields)
    at = next(place for place, field in enumerate(fields) if field[0] == "via")
    fields[at] = ("via", ", ".join((first, *others)))
    return replace(request, fields=tuple(fields))


def tag(text: str) -> str:
    """The tag of a From or To."""
    found = address(text)
    return found.parameters.get("tag", "") if found else ""


def in_url(host: str) -> str:
    """A host as it stands in an address: IPv6 in brackets.

    >>> in_url("::1"), in_url("10.0.0.9")
    ('[::1]', '10.0.0.9')
    """
    return f"[{host}]" if ":" in host else host


def _bracket(text: str) -> int:
    """Where the address in angle brackets begins; those in a quoted name do not count."""
    quoted = False
    at = 0
    while at < len(text):
        letter = text[at]
        if letter == "\\" and quoted:
            at += 1
        elif letter == '"':
            quoted = not quoted
        elif letter == "<" and not quoted:
            return at
        at += 1
    return -1
