"""The file that a FRITZ!Box reads in as a phone book of its own."""

from collections.abc import Iterator, Sequence

from mcsys_desktop.core.phone_books import BookNumber, Entry, NumberForm
from mcsys_desktop.documents.phone_books import xml

PER_CONTACT = 9  # numbers; a box refuses the whole book for one contact with more
_TYPES = {"mobile": "mobile", "home": "home", "fax": "fax_work"}


def book(entries: Sequence[Entry], form: NumberForm) -> bytes:
    """Everybody; who has more than nine numbers is in it more than once."""
    return xml.document("phonebooks", _contacts(entries, form))


def contacts(entry: Entry, form: NumberForm) -> Iterator[str]:
    """One entry as the contacts that a box takes one by one; more than one for many numbers."""
    for start in range(0, len(entry.numbers), PER_CONTACT):
        yield _contact(entry, entry.numbers[start : start + PER_CONTACT], form)


def _contacts(entries: Sequence[Entry], form: NumberForm) -> Iterator[str]:
    yield '<phonebook name="Customers">\n'
    for entry in entries:
        for contact in contacts(entry, form):
            yield f"{contact}\n"
    yield "</phonebook>\n"


def _contact(entry: Entry, numbers: Sequence[BookNumber], form: NumberForm) -> str:
    told = "".join(
        f'<number type="{_TYPES.get(each.use, "work")}" prio="{int(at == 0)}" id="{at}">'
        f"{xml.number(each, form)}</number>"
        for at, each in enumerate(numbers)
    )
    name = xml.said(entry.shown)
    return (
        f"<contact><category>0</category><person><realName>{name}</realName></person>"
        f"<telephony>{told}</telephony></contact>"
    )
