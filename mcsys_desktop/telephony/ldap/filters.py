"""What a telephone searches by: a filter as it came (RFC 4511, section 4.5.1.7), within bounds."""

from dataclasses import dataclass

from mcsys_desktop.telephony.ldap import ber
from mcsys_desktop.telephony.ldap.ber import Malformed

DEEPEST = 8
MOST = 32  # conditions; telephones send at most six
_AND, _OR, _NOT, _EQUAL, _PARTS, _PRESENT, _LIKE = 0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0x87, 0xA8
_UNKNOWN = (0xA5, 0xA6, 0xA9)  # at least, at most, by a rule of its own


@dataclass(frozen=True, slots=True)
class Both:
    """All of these (and), or one of them (or)."""

    parts: tuple["Filter", ...]
    every: bool


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever the other one is not."""

    part: "Filter"


@dataclass(frozen=True, slots=True)
class Has:
    """An attribute that there is."""

    name: str


@dataclass(frozen=True, slots=True)
class Is:
    """An attribute with a value: ``first*middle*last``, or only ``first`` where it is ``whole``."""

    name: str
    first: str = ""
    middle: tuple[str, ...] = ()
    last: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Unknown:
    """A condition that we do not judge: neither true nor false."""


Filter = Both | Not | Has | Is | Unknown


def read(element: ber.Element) -> Filter:
    """A filter. Raises Malformed for what is none, or is too deep or too long."""
    return _Reader().filter(element, 1)


class _Reader:
    def __init__(self) -> None:
        self._count = 0

    def filter(self, element: ber.Element, depth: int) -> Filter:
        self._count += 1
        if depth > DEEPEST or self._count > MOST:
            raise Malformed("the filter is too long")
        tag, content = element
        if tag in (_AND, _OR):
            parts = tuple(self.filter(part, depth + 1) for part in ber.elements(content))
            return Both(parts, tag == _AND)
        if tag == _NOT:
            (part,) = _exactly(content, 1)
            return Not(self.filter(part, depth + 1))
        if tag == _PRESENT:
            return Has(_name(content.decode("utf-8", errors="replace")))
        if tag in (_EQUAL, _LIKE):
            name, value = _exactly(content, 2)
            return Is(_name(ber.words(name)), ber.words(value))
        if tag == _PARTS:
            return _parts(content)
        if tag in _UNKNOWN:
            return Unknown()
        raise Malformed("not a filter")


def _parts(content: bytes) -> Is:
    name, pieces = _exactly(content, 2)
    if pieces[0] != ber.SEQUENCE:
        raise Malformed("not a filter")
    first, middle, last = "", [], ""
    for at, piece in enumerate(ber.elements(pieces[1])):
        if at >= MOST:
            raise Malformed("the filter is too long")
        said = ber.words(piece, piece[0])
        if piece[0] == 0x80:
            first = said
        elif piece[0] == 0x81:
            middle.append(said)
        elif piece[0] == 0x82:
            last = said
        else:
            raise Malformed("not a filter")
    return Is(_name(ber.words(name)), first, tuple(middle), last, whole=False)


def _exactly(content: bytes, count: int) -> list[ber.Element]:
    found = list(ber.elements(content))
    if len(found) != count:
        raise Malformed("not a filter")
    return found


def _name(said: str) -> str:
    return said[:64].partition(";")[0].lower()
