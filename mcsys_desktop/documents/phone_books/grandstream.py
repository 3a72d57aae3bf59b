"""Grandstream's ``phonebook.xml``, which the phone fetches now and then and keeps."""

from collections.abc import Sequence
from itertools import islice

from mcsys_desktop.core.phone_books import Entry, NumberForm
from mcsys_desktop.documents.phone_books import xml

MOST = 2_000  # contacts; many models take 1,000, and none that we know of takes more than this
_TYPES = {"mobile": "Cell", "home": "Home"}


def book(entries: Sequence[Entry], form: NumberForm) -> bytes:
    """As many as a phone can keep."""
    kept = islice(entries, MOST)
    contacts = (_contact(at, entry, form) for at, entry in enumerate(kept, 1))
    return xml.document("AddressBook", contacts)


def _contact(at: int, entry: Entry, form: NumberForm) -> str:
    numbers = "".join(
        f'<Phone type="{_TYPES.get(each.use, "Work")}">'
        f"<phonenumber>{xml.number(each, form)}</phonenumber>"
        "<accountindex>0</accountindex></Phone>"
        for each in entry.numbers
    )
    return (
        f"<Contact><id>{at}</id><FirstName>{xml.said(entry.first_name)}</FirstName>"
        f"<LastName>{xml.said(entry.surname or entry.name)}</LastName>"
        f"<Company>{xml.said(entry.company)}</Company>{numbers}</Contact>\n"
    )
