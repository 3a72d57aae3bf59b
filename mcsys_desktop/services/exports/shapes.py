"""One customer as a row of a table, and as a card of an address book."""

from mcsys_desktop.core import phone
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.tables import Column, Kind
from mcsys_desktop.documents.vcards import Card, CardNumber, CardPlace
from mcsys_desktop.models.customers import (
    AddressUse,
    CustomerKind,
    EmailUse,
    NumberUse,
    Standing,
)
from mcsys_desktop.services import names
from mcsys_desktop.services.customers.snapshots import (
    Snapshot,
    SnapshotNumber,
    SnapshotPerson,
    SnapshotPlace,
)
from mcsys_desktop.services.imports.fields import PHONES, Field, words

_PLACE = ("street", "house_number", "postcode", "city", "country")
_FIELDS = (
    *(Field.NUMBER, Field.KIND, Field.STANDING, Field.NAME, Field.COMPANY, Field.DEPARTMENT),
    *(Field.SALUTATION, Field.FIRST_NAME, Field.PREFIX, Field.SURNAME, Field.ROLE, Field.PEOPLE),
    *PHONES,
    *(Field.EMAIL, Field.INVOICE_EMAIL),
    *(Field(start + part) for start in ("", "billing_", "other_") for part in _PLACE),
    *(Field.KVK, Field.VAT, Field.LABELS, Field.NOTES, Field.KEY),
)
_USES = {
    Field.PHONE: NumberUse.MAIN,
    Field.MOBILE: NumberUse.MOBILE,
    Field.WORK: NumberUse.WORK,
    Field.HOME: NumberUse.HOME,
    Field.OTHER_PHONE: NumberUse.OTHER,
    Field.FAX: NumberUse.FAX,
}
_NOBODY = SnapshotPerson(0, 0, "", "", "", "", "")


def columns() -> list[Column]:
    """The columns of a table of customers; what their titles say is understood when read in."""
    return [Column(words(field), Kind.PHONE if field in PHONES else Kind.TEXT) for field in _FIELDS]


def row(one: Snapshot) -> list[str]:
    """A customer as a row of that table."""
    business = one.kind is CustomerKind.BUSINESS
    first = one.people[0] if one.people else _NOBODY
    cells = {
        Field.NUMBER: str(one.number or ""),
        Field.KIND: _("Business") if business else _("Private"),
        Field.STANDING: _standing(one.standing),
        Field.NAME: one.name,
        Field.COMPANY: one.name if business else "",
        Field.DEPARTMENT: one.department,
        Field.SALUTATION: first.salutation,
        Field.FIRST_NAME: first.first_name,
        Field.PREFIX: first.prefix,
        Field.SURNAME: first.surname,
        Field.ROLE: first.role,
        Field.PEOPLE: "\n".join(map(_person, one.people[1:])),
        Field.KVK: one.kvk_number,
        Field.VAT: one.vat_number,
        Field.LABELS: ", ".join(one.labels),
        Field.NOTES: one.notes,
        Field.KEY: one.key,
    }
    for field, use in _USES.items():
        theirs = [each for each in one.numbers if each.use is use and not each.former]
        cells[field] = "; ".join(map(_number, theirs))
    for field, email_use in (
        (Field.EMAIL, EmailUse.CONTACT),
        (Field.INVOICE_EMAIL, EmailUse.INVOICES),
    ):
        cells[field] = ", ".join(address for address, use in one.emails if use is email_use)
    for start, place in _places(one):
        for part in _PLACE:
            cells[Field(start + part)] = getattr(place, part)
    return [cells.get(field, "") for field in _FIELDS]


def card(one: Snapshot) -> Card:
    """A customer as a card."""
    first = one.people[0] if one.people else _NOBODY
    business = one.kind is CustomerKind.BUSINESS
    return Card(
        number=one.number or 0,
        business=business,
        name=one.name,
        first_name=first.first_name,
        prefix=first.prefix,
        surname=first.surname,
        salutation=first.salutation,
        role=first.role,
        department=one.department,
        uid=one.key,
        more_people=tuple(map(_person, one.people[1:])),
        numbers=tuple(
            CardNumber(_number(each), each.use.value) for each in one.numbers if not each.former
        ),
        emails=tuple((address, use is EmailUse.INVOICES) for address, use in one.emails),
        places=tuple(
            CardPlace(
                f"{place.street} {place.house_number}".strip(),
                *(place.postcode, place.city, place.country),
                "billing" if place.use is AddressUse.BILLING else "visiting",
            )
            for place in one.places
        ),
        labels=tuple(one.labels),
        kvk=one.kvk_number,
        vat=one.vat_number,
        notes=one.notes,
        standing=one.standing.value,
    )


def _standing(standing: Standing) -> str:
    return {
        Standing.PROSPECT: _("Prospect"),
        Standing.CUSTOMER: _("Customer"),
        Standing.FORMER: _("Former customer"),
    }[standing]


def _person(person: SnapshotPerson) -> str:
    name = names.of_person(person.first_name, person.prefix, person.surname)
    return f"{name} ({person.role})" if person.role else name


def _number(number: SnapshotNumber) -> str:
    if not number.e164:
        return number.typed
    shown = phone.display(number.e164)
    return f"{shown} tst {number.extension}" if number.extension else shown


def _places(one: Snapshot) -> list[tuple[str, SnapshotPlace]]:
    """The first visiting and billing address, and one more, each with its columns' beginning."""
    found: dict[str, SnapshotPlace] = {}
    for place in one.places:
        start = "billing_" if place.use is AddressUse.BILLING else ""
        if place.use is AddressUse.PICK_UP or start in found:
            start = "other_"
        found.setdefault(start, place)
    return list(found.items())
