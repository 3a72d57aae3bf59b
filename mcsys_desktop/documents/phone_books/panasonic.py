"""Panasonic's phone book for its KX-HDV and KX-TGP telephones."""

from collections.abc import Sequence

from mcsys_desktop.core.phone_books import Entry, NumberForm
from mcsys_desktop.documents.phone_books import xml

NAME = 24  # letters
_TYPES = {"mobile": "mobile", "home": "home", "fax": "fax"}
_SPACE = ' xmlns="http://panasonic/sip_phone"'


def book(entries: Sequence[Entry], form: NumberForm) -> bytes:
    """Everybody, each with all numbers."""
    people = "".join(_person(at, entry, form) for at, entry in enumerate(entries, 1))
    inner = f'<Screen version="2.0"><PhoneBook version="2.0">\n{people}</PhoneBook></Screen>\n'
    return xml.document("ppxml", [inner], _SPACE)


def _person(at: int, entry: Entry, form: NumberForm) -> str:
    numbers = "".join(
        f'<PhoneNum type="{_TYPES.get(each.use, "ext")}">{xml.number(each, form)}</PhoneNum>'
        for each in entry.numbers
    )
    name = xml.said(entry.shown, NAME)
    return f'<Personnel id="{at}"><Name>{name}</Name><PhoneNums>{numbers}</PhoneNums></Personnel>\n'
