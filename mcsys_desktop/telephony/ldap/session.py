"""What one telephone asks over LDAP, and the bytes that answer it. No socket is opened here.

Only bind, search, unbind and abandon are known; every other wish is refused in its own words.
Nobody sees an entry who did not give the password. Nothing that was asked is logged.
"""

import hmac
from collections.abc import Callable, Mapping
from itertools import islice

from mcsys_desktop.core.phone_books import Entry
from mcsys_desktop.telephony.books import Books
from mcsys_desktop.telephony.ldap import ber, filters
from mcsys_desktop.telephony.ldap.ber import Malformed
from mcsys_desktop.telephony.ldap.directory import Directory, attributes

BASE = "dc=mcsys"
SHARED = "telephone"  # the name of whoever has no password of its own
LOGIN = f"cn={SHARED},{BASE}"
MOST_HITS = 200
_BIND, _SEARCH, _UNBIND, _ABANDON, _EXTENDED = 0x60, 0x63, 0x42, 0x50, 0x77
_REFUSED = {0x66: 0x67, 0x68: 0x69, 0x4A: 0x6B, 0x6C: 0x6D, 0x6E: 0x6F}  # request: its answer
_GONE = "1.3.6.1.4.1.1466.20036"  # notice of disconnection
# Result codes (RFC 4511, appendix A)
_OK, _PROTOCOL, _SIZE, _NO_METHOD, _CRITICAL = 0, 2, 4, 7, 12
_NO_SUCH, _CREDENTIALS, _RIGHTS, _BUSY, _UNWILLING = 32, 49, 50, 51, 53

FindDirectory = Callable[[], Directory | None]
Passwords = Mapping[str, str]  # by the name of the telephone, in small letters
_NOBODY = b"\0"  # compared with where nobody has that name


class Session:
    """One connection. ``hear`` may take a moment; ``over`` says that it should be ended."""

    def __init__(self, books: Books, directory: FindDirectory, passwords: Passwords) -> None:
        if not passwords or not all(passwords.values()):
            raise ValueError("Without a password anybody could read the phone book.")
        self._books, self._directory = books, directory
        self._passwords = {name: password.encode() for name, password in passwords.items()}
        self.known = False  # gave the password
        self.over = False
        self.wrong = 0  # passwords that were given

    def hear(self, message: bytes) -> bytes:
        """Answer one whole message. Raises nothing, whatever it is."""
        try:
            return self._hear(message)
        except (Malformed, ValueError):
            self.over = True
            return disconnection()

    def _hear(self, message: bytes) -> bytes:
        ((tag, content),) = ber.elements(message)
        parts = list(ber.elements(content))
        if tag != ber.SEQUENCE or not 2 <= len(parts) <= 3:
            raise Malformed("not an LDAP message")
        number, (asked, inner) = ber.number(parts[0]), parts[1]
        if asked in (_UNBIND, _ABANDON):
            self.over = asked == _UNBIND
            return b""
        if asked in _REFUSED:
            return _told(number, _result(_REFUSED[asked], _UNWILLING))
        if asked == _EXTENDED:
            return _told(number, _result(0x78, _PROTOCOL))
        if asked not in (_BIND, _SEARCH):
            raise Malformed("not a request")
        if len(parts) == 3 and _critical(parts[2]):
            return _told(number, _result(asked + (1 if asked == _BIND else 2), _CRITICAL))
        return self._bind(number, inner) if asked == _BIND else self._search(number, inner)

    def _bind(self, number: int, content: bytes) -> bytes:
        version, name, way = _exactly(content, 3)
        self.known = False
        if ber.number(version) != 3:
            return _told(number, _result(0x61, _PROTOCOL))
        if way[0] != 0x80:
            return _told(number, _result(0x61, _NO_METHOD))
        login = ber.words(name).strip().lower()
        if not way[1]:  # RFC 4513, section 5.1: without a password nobody is anybody
            return _told(number, _result(0x61, _UNWILLING if login else _OK))
        named = login.removesuffix(f",{BASE}").removeprefix("cn=")
        right = hmac.compare_digest(way[1], self._passwords.get(named, _NOBODY))
        if not right or named not in self._passwords:
            self.wrong += 1
            return _told(number, _result(0x61, _CREDENTIALS))
        self.known = True
        return _told(number, _result(0x61, _OK))

    def _search(self, number: int, content: bytes) -> bytes:
        base, scope, _deref, limit, _time, types, asked, names = _exactly(content, 8)
        place, depth = ber.words(base).strip().lower(), ber.number(scope, ber.ENUMERATED)
        most, wanted = ber.number(limit), filters.read(asked)
        if types[0] != ber.BOOLEAN or names[0] != ber.SEQUENCE:
            raise Malformed("not a search")
        columns = {ber.words(name).lower() for name in ber.elements(names[1])} or {"*"}
        if not place and depth == 0:
            return _told(number, _root()) + _told(number, _result(0x65, _OK))
        if not self.known:
            return _told(number, _result(0x65, _RIGHTS))
        if place and not place.replace(" ", "").endswith(BASE):
            return _told(number, _result(0x65, _NO_SUCH))
        directory = self._directory()
        if directory is None:
            return _told(number, _result(0x65, _BUSY))
        most = min(most, MOST_HITS) if most > 0 else MOST_HITS
        found = list(islice(directory.search(wanted), most + 1)) if depth else []
        only_names = types[1] != b"\x00"
        told = [_told(number, self._entry(one, columns, only_names)) for one in found[:most]]
        result = _SIZE if len(found) > most else _OK
        return b"".join(told) + _told(number, _result(0x65, result))

    def _entry(self, entry: Entry, columns: set[str], only_names: bool) -> bytes:
        said = attributes(entry, self._books.form, columns)
        lines = (
            ber.element(
                ber.SEQUENCE,
                ber.octets(name),
                ber.element(ber.SET, *(() if only_names else map(ber.octets, values))),
            )
            for name, values in said.items()
        )
        place = ber.octets(f"uid={entry.key},{BASE}")
        return ber.element(0x64, place, ber.element(ber.SEQUENCE, *lines))


def disconnection() -> bytes:
    """What is said before hanging up on somebody who speaks something else."""
    why = _result(0x78, _PROTOCOL, ber.octets(_GONE, 0x8A))
    return _told(0, why)


def _root() -> bytes:
    """What there is here, for telephones that ask before they log in."""
    said = (("namingContexts", BASE), ("supportedLDAPVersion", "3"))
    lines = (
        ber.element(ber.SEQUENCE, ber.octets(name), ber.element(ber.SET, ber.octets(value)))
        for name, value in said
    )
    return ber.element(0x64, ber.octets(""), ber.element(ber.SEQUENCE, *lines))


def _told(number: int, operation: bytes) -> bytes:
    return ber.element(ber.SEQUENCE, ber.integer(number), operation)


def _result(tag: int, code: int, more: bytes = b"") -> bytes:
    said = (ber.integer(code, ber.ENUMERATED), ber.octets(""), ber.octets(""), more)
    return ber.element(tag, *said)


def _critical(controls: ber.Element) -> bool:
    """Whether something must be done that we do not know."""
    if controls[0] != 0xA0:
        raise Malformed("not an LDAP message")
    for tag, content in ber.elements(controls[1]):
        if tag != ber.SEQUENCE:
            raise Malformed("not a control")
        if any(part[0] == ber.BOOLEAN and part[1] != b"\x00" for part in ber.elements(content)):
            return True
    return False


def _exactly(content: bytes, count: int) -> list[ber.Element]:
    found = list(ber.elements(content))
    if len(found) != count:
        raise Malformed("not a request")
    return found
