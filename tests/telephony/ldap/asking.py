"""What telephones ask over LDAP, a book to ask it of, and damage done to questions."""

import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from mcsys_desktop.core.phone_book_index import Index
from mcsys_desktop.core.phone_books import BookNumber, Entry, NumberForm
from mcsys_desktop.telephony.books import Book
from mcsys_desktop.telephony.ldap import ber
from mcsys_desktop.telephony.ldap.directory import Directory
from mcsys_desktop.telephony.ldap.session import BASE, LOGIN, Session

PASSWORD = "vier invented woorden hier"
PEOPLE = (
    Entry(
        1,
        "Karin de Vries",
        (BookNumber("+31612345678", "mobile"), BookNumber("+31334612045", "home")),
        "Bakkerij De Vries",
        "Karin",
        "de Vries",
    ),
    Entry(2, "Ayşe Demir", (BookNumber("+31612345679", "mobile"),), "", "Ayşe", "Demir"),
    Entry(3, "Garage & Zn (oost)", (BookNumber("+31201234567"), BookNumber("+31201234568"))),
    Entry(4, "Van Damme", (BookNumber("+32499123456", "mobile"),), "", "", "Van Damme"),
)


@dataclass
class Lent:
    """A book to search; no files."""

    index: Index | None
    form: NumberForm = NumberForm.NATIONAL

    def book(self, name: str, fields: Mapping[str, str]) -> Book | None:
        raise NotImplementedError


def lent(*entries: Entry) -> Lent:
    return Lent(Index(entries or PEOPLE))


def session(book: Lent | None = None, *, known: bool = True) -> Session:
    book = book or lent()
    directory = Directory(book.index) if book.index else None
    made = Session(book, lambda: directory, {"telephone": PASSWORD, "balie-2": "een ander woord"})
    if known:
        made.hear(bind())
        assert made.known
    return made


def message(operation: bytes, number: int = 1, controls: bytes = b"") -> bytes:
    return ber.element(ber.SEQUENCE, ber.integer(number), operation, controls)


def bind(login: str = LOGIN, password: str = PASSWORD, version: int = 3) -> bytes:
    said = (ber.integer(version), ber.octets(login), ber.octets(password, 0x80))
    return message(ber.element(0x60, *said))


def search(asked: bytes, *names: str, limit: int = 0, base: str = BASE, scope: int = 2) -> bytes:
    columns = ber.element(ber.SEQUENCE, *(ber.octets(name) for name in names))
    said = (
        ber.octets(base),
        ber.integer(scope, ber.ENUMERATED),
        ber.integer(0, ber.ENUMERATED),
        ber.integer(limit),
        ber.integer(0),
        ber.element(ber.BOOLEAN, b"\x00"),
        asked,
        columns,
    )
    return message(ber.element(0x63, *said), 2)


def equal(name: str, value: str) -> bytes:
    return ber.element(0xA3, ber.octets(name), ber.octets(value))


def parts(name: str, first: str = "", *middle: str, last: str = "") -> bytes:
    pieces = [ber.octets(first, 0x80)] if first else []
    pieces += [ber.octets(piece, 0x81) for piece in middle]
    pieces += [ber.octets(last, 0x82)] if last else []
    return ber.element(0xA4, ber.octets(name), ber.element(ber.SEQUENCE, *pieces))


def present(name: str) -> bytes:
    return ber.octets(name, 0x87)


def every(*conditions: bytes) -> bytes:
    return ber.element(0xA0, *conditions)


def one_of(*conditions: bytes) -> bytes:
    return ber.element(0xA1, *conditions)


def no(condition: bytes) -> bytes:
    return ber.element(0xA2, condition)


def yealink(number: str) -> bytes:
    return one_of(*(equal(name, number) for name in ("telephoneNumber", "mobile", "homePhone")))


Found = dict[str, dict[str, list[str]]]


def read(answer: bytes) -> tuple[Found, int]:
    """The entries of an answer by their place, and its result code."""
    found: Found = {}
    code = -1
    while answer:
        size = ber.size(answer)
        ((_tag, content),) = ber.elements(answer[:size])
        answer = answer[size:]
        _number, (tag, inner) = ber.elements(content)
        if tag == 0x64:
            place, (_sequence, lines) = ber.elements(inner)
            said = found.setdefault(ber.words(place), {})
            for _line, line in ber.elements(lines):
                name, (_set, values) = ber.elements(line)
                said[ber.words(name)] = [ber.words(each) for each in ber.elements(values)]
        else:
            code = ber.number(next(ber.elements(inner)), ber.ENUMERATED)
    return found, code


def originals() -> list[bytes]:
    """Whole questions of every kind."""
    return [
        bind(),
        bind(password="wrong"),
        search(yealink("0612345678"), "cn", "telephoneNumber"),
        search(every(parts("cn", "a", "b", last="c"), no(present("mobile")))),
        search(one_of(parts("telephoneNumber", "06"), present("objectClass")), limit=3),
        message(ber.element(0x42), 3),
        message(ber.integer(2, 0x50), 4),
        message(ber.element(0x77, ber.octets("1.3.6.1.4.1.1466.20037", 0x80)), 5),
        search(present("cn")),
    ]


def damaged(chance: random.Random, whole: bytes) -> bytes:
    """The question with some bytes changed, cut, doubled or put in."""
    data = bytearray(whole)
    for _time in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0 if data:
                data[min(at, len(data) - 1)] = chance.randrange(256)
            case 1:
                del data[at:]
            case 2:
                data[at:at] = bytes(chance.randrange(256) for _each in range(chance.randint(1, 9)))
            case 3:
                data[at:at] = data[: chance.randint(0, 30)]
            case _ if data:
                data[min(at, len(data) - 1)] ^= 1 << chance.randrange(8)
    return bytes(data)


def survive(chance: random.Random, times: int) -> int:
    """Ask damaged questions; how many were answered with entries or a result. Raises nothing."""
    asked, answered = session(), 0
    for _time in range(times):
        whole = damaged(chance, chance.choice(originals()))
        with suppress(ber.Malformed):  # hung up on before it is read
            ber.size(whole)
        asked.over, asked.known = False, True
        answered += bool(asked.hear(whole)) and not asked.over
    return answered
