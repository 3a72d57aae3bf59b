"""Phone books for telephones: entries in, the bytes of a file out; one file for each brand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mcsys_desktop.core.phone_books import Entry, NumberForm
from mcsys_desktop.documents.phone_books import (
    address_book,
    fanvil,
    fritzbox,
    grandstream,
    panasonic,
    polycom,
    snom,
    yealink,
)
from mcsys_desktop.documents.phone_books import cisco as cisco
from mcsys_desktop.documents.phone_books import gigaset as gigaset

XML = "text/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Form:
    """A book that is one file. Cisco's pages and Gigaset's answers are no such thing."""

    title: str
    file_name: str
    write: Callable[[Sequence[Entry], NumberForm], bytes]
    media_type: str = XML


FORMS: Mapping[str, Form] = {
    form.file_name: form
    for form in (
        Form("Yealink", "yealink.xml", yealink.book),
        Form("Snom", "snom.xml", snom.book),
        Form("Grandstream", "phonebook.xml", grandstream.book),  # the phone adds this name itself
        Form("Fanvil", "fanvil.xml", fanvil.book),
        Form("Panasonic", "panasonic.xml", panasonic.book),
        Form("Polycom", "polycom.xml", polycom.book),
        Form("FRITZ!Box", "fritzbox.xml", fritzbox.book),
        Form("vCard", "contacts.vcf", address_book.book, "text/vcard; charset=utf-8"),
    )
}
CISCO, GIGASET = "cisco.xml", "gigaset.xml"
