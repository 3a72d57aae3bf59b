"""Address books for phones and mail programs: cards in, the bytes of a vCard file out.

Version 3.0 is what telephones and Outlook take; 4.0 (RFC 6350) what newer programs prefer. What
people typed stays text: signs that mean something in a card are escaped, and nothing is left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from mcsys_desktop.core import text

OWN = "urn:x-mcsys:customer:"  # how our own cards are told apart from those of others
_WIDTH = 75  # octets of a line
_ESCAPED = re.compile(r"[\\;,\n]")
_LONGEST = 25_000


@dataclass(frozen=True, slots=True)
class CardNumber:
    """A phone number; ``kind`` is one of main, mobile, home, work, fax, other."""

    shown: str
    kind: str = "main"


@dataclass(frozen=True, slots=True)
class CardPlace:
    """An address; ``kind`` is visiting or billing."""

    street: str
    postcode: str
    city: str
    country: str
    kind: str = "visiting"


@dataclass(frozen=True, slots=True)
class Card:
    """One customer as an address book has them; ``business`` ones are called after the firm."""

    number: int
    business: bool
    name: str
    first_name: str = ""
    prefix: str = ""
    surname: str = ""
    salutation: str = ""
    role: str = ""
    department: str = ""
    uid: str = ""
    more_people: tuple[str, ...] = ()
    numbers: tuple[CardNumber, ...] = ()
    emails: tuple[tuple[str, bool], ...] = ()  # address, whether it is for invoices
    places: tuple[CardPlace, ...] = ()
    labels: tuple[str, ...] = ()
    kvk: str = ""
    vat: str = ""
    notes: str = ""
    standing: str = field(default="customer")


_TYPES = {
    "main": "VOICE",
    "mobile": "CELL",
    "home": "HOME",
    "work": "WORK",
    "fax": "FAX",
    "other": "PAGER",
}


def vcard_file(cards: Iterable[Card], version: str = "3.0") -> bytes:
    """A file with all ``cards``. Raises ValueError for a version that we do not write."""
    if version not in ("3.0", "4.0"):
        raise ValueError("cards are written in version 3.0 or 4.0")
    lines: list[str] = []
    for card in cards:
        lines += _card(card, version)
    return "".join(_folded(line) for line in lines).encode()


def _card(card: Card, version: str) -> list[str]:
    surname = " ".join(filter(None, (card.prefix, card.surname)))
    lines = ["BEGIN:VCARD", f"VERSION:{version}"]
    lines.append(f"UID:{_said(card.uid or f'{OWN}{card.number}')}")
    if version == "4.0":
        lines.append(f"KIND:{'org' if card.business and not surname else 'individual'}")
    person = " ".join(filter(None, (card.first_name, surname)))
    lines.append(f"FN:{_said(card.name or person or str(card.number))}")
    lines.append("N:" + _parts(surname, card.first_name, "", card.salutation, ""))
    if card.business:
        lines.append("ORG:" + _parts(card.name, card.department))
    if card.role:
        lines.append(f"TITLE:{_said(card.role)}")
    lines += [f"TEL;TYPE={_TYPES[each.kind]}:{_said(each.shown)}" for each in card.numbers]
    for address, invoices in card.emails:
        lines.append(f"EMAIL;TYPE={'X-INVOICES' if invoices else 'INTERNET'}:{_said(address)}")
    for place in card.places:
        kind = "X-BILLING" if place.kind == "billing" else "WORK" if card.business else "HOME"
        where = _parts("", "", place.street, place.city, "", place.postcode, place.country)
        lines.append(f"ADR;TYPE={kind}:{where}")
    if card.labels:
        lines.append("CATEGORIES:" + ",".join(map(_said, card.labels)))
    if card.notes:
        lines.append(f"NOTE:{_said(card.notes)}")
    lines += [f"X-CUSTOMER-PERSON:{_said(name)}" for name in card.more_people]
    lines.append(f"X-CUSTOMER-NUMBER:{card.number}")
    lines.append(f"X-CUSTOMER-KIND:{'business' if card.business else 'private'}")
    lines.append(f"X-CUSTOMER-STANDING:{card.standing}")
    if not card.business and card.department:
        lines.append(f"X-CUSTOMER-DEPARTMENT:{_said(card.department)}")
    if card.kvk:
        lines.append(f"X-KVK:{_said(card.kvk)}")
    if card.vat:
        lines.append(f"X-VAT:{_said(card.vat)}")
    return [*lines, "END:VCARD"]


def _said(typed: str) -> str:
    """A value of one part, with what means something in a card escaped."""
    seen = text.clean(typed, _LONGEST, lines=True)
    return _ESCAPED.sub(lambda sign: "\\n" if sign[0] == "\n" else f"\\{sign[0]}", seen)


def _parts(*values: str) -> str:
    return ";".join(map(_said, values))


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, never within a letter."""
    if len(line.encode()) <= _WIDTH:
        return f"{line}\r\n"
    pieces, held = [""], 0
    for letter in line:
        size = len(letter.encode())
        if held + size > _WIDTH:
            pieces.append(" ")
            held = 1
        pieces[-1] += letter
        held += size
    return "\r\n".join(pieces) + "\r\n"
