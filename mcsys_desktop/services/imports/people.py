"""Who a row is about, and how to reach them."""

import re
from typing import TYPE_CHECKING

from mcsys_desktop.core import phone, text
from mcsys_desktop.models.customers import CustomerKind, EmailUse, NumberUse
from mcsys_desktop.services.customers import checks
from mcsys_desktop.services.imports import cells
from mcsys_desktop.services.imports.drafts import DraftCustomer, DraftNumber, DraftPerson, alike
from mcsys_desktop.services.imports.fields import Field

if TYPE_CHECKING:
    from mcsys_desktop.services.imports.rows import Cells

_FIRM = re.compile(
    r"\b(?:b\.?v|n\.?v|v\.?o\.?f|c\.?v|gmbh|ltd|inc|stichting|vereniging|holding|groep|group"
    r"|bakkerij|garage|restaurant|hotel|cafe|café|makelaar\w*|tandarts\w*|huisarts\w*|praktijk"
    r"|school|gemeente|kapsalon|slagerij|bouwbedrijf|installatiebedrijf|administratie\w*"
    r"|advies\w*|notaris\w*|apotheek|winkel|zonen|zn)\b",
    re.I,
)
_NONE = frozenset({"", "geen", "n.v.t", "nvt", "onbekend", "x", "none", "0"})
_USES = {
    Field.MOBILE: NumberUse.MOBILE,
    Field.WORK: NumberUse.WORK,
    Field.HOME: NumberUse.HOME,
    Field.FAX: NumberUse.FAX,
    Field.OTHER_PHONE: NumberUse.OTHER,
}


def put_names(draft: DraftCustomer, held: "Cells", stated: bool) -> None:
    """Name, kind and people of a customer; ``stated``: the row itself says of which kind it is."""
    company = held.line(Field.COMPANY, "name")
    whole = held.line(Field.NAME, "name")
    if not any(map(str.isalpha, whole)):  # address books call nobody by nothing: a number
        whole = ""
    contact = held.line(Field.CONTACT, "surname")
    if contact and whole and alike(contact) != alike(whole):
        company, whole = company or whole, contact
    whole = whole or contact
    person = _in_parts(held)
    if person is None and whole and alike(whole) != alike(company):
        private = draft.kind is CustomerKind.PRIVATE
        firm = not private if stated else _looks_like_firm(whole, draft)
        if company or not firm:
            person = _in_one_piece(whole, held)
        else:
            company = whole
    if stated and draft.kind is CustomerKind.PRIVATE and person is not None:
        draft.department = draft.department or company
        company = ""
    if company or (stated and draft.kind is CustomerKind.BUSINESS):
        draft.kind = CustomerKind.BUSINESS
    draft.people = [person] if person is not None else []
    for line in held.lines(Field.PEOPLE).splitlines():
        if more := _other(line, held):
            draft.people.append(more)
    draft.name = company or (draft.people[0].name if draft.people else "")


def _in_parts(held: "Cells") -> DraftPerson | None:
    first = held.line(Field.FIRST_NAME, "first_name")
    middle = held.get(Field.PREFIX)
    surname = held.line(Field.SURNAME, "surname")
    if not (first or surname):
        return None
    if middle and not _is_prefix(middle):  # Outlook's and Google's second first name
        first, middle = f"{first} {middle}".strip(), ""
    prefix = held.take(checks.line, "", "prefix", middle) if middle else ""
    if surname and not prefix:
        ahead, comma, behind = surname.partition(", ")
        if comma and _is_prefix(behind):  # "Wal, van der"
            surname = f"{behind} {ahead}"
        front, found, rest = text.split_name(surname)
        if found and not front:
            prefix, surname = found, rest
    return DraftPerson(first, prefix, surname, _salutation(held), held.line(Field.ROLE, "role"))


def _in_one_piece(whole: str, held: "Cells") -> DraftPerson:
    ahead, comma, behind = whole.partition(", ")
    if comma and "," not in behind:  # "Wal, Pieter van der"
        whole = f"{behind} {ahead}"
    first, prefix, surname = text.split_name(whole)
    if len(prefix) > 20:
        prefix, surname = "", f"{prefix} {surname}"
    return DraftPerson(first, prefix, surname, _salutation(held), held.line(Field.ROLE, "role"))


def _other(line: str, held: "Cells") -> DraftPerson | None:
    """One more person: "Pieter van der Wal (boekhouder)"."""
    name, bracket, role = held.take(checks.line, "", "surname", line).partition(" (")
    if not name:
        return None
    first, prefix, surname = text.split_name(name)
    return DraftPerson(first, prefix[:20], surname, "", role.removesuffix(")") if bracket else "")


def _salutation(held: "Cells") -> str:
    return held.line(Field.SALUTATION, "salutation")


def _is_prefix(told: str) -> bool:
    front, prefix, _rest = text.split_name(f"{told} X")
    return not front and text.fold(prefix) == text.fold(told)


def _looks_like_firm(name: str, draft: DraftCustomer) -> bool:
    return bool(_FIRM.search(name) or draft.kvk_number or draft.vat_number)


def number(typed: str, field: Field, draft: DraftCustomer) -> DraftNumber | None:
    """One phone number, or what stands in its place; None for a cell that says "none"."""
    if text.fold(typed).strip("-. ") in _NONE:
        return None
    columns = _columns(typed)
    use = _USES.get(field)
    if use is None:
        taken = {one.use for one in draft.numbers}
        private = draft.kind is CustomerKind.PRIVATE
        more = NumberUse.HOME if private else NumberUse.WORK
        use = NumberUse.MAIN if NumberUse.MAIN not in taken else more
        if _is_mobile(columns["e164"]):
            use = NumberUse.MOBILE
    if columns["e164"] and any(one.e164 == columns["e164"] for one in draft.numbers):
        return None
    firm = draft.kind is CustomerKind.BUSINESS and bool(draft.people)
    theirs = firm and field in (Field.MOBILE, Field.HOME)
    whose = alike(draft.people[0].name) if theirs else ""
    return DraftNumber(use=use, whose=whose, **columns)


def _columns(typed: str) -> dict[str, str]:
    """As `checks.number`, which reads a number twice; there are ten thousands of them here."""
    read = phone.parse(typed) if len(typed) < 60 else None
    if read is None or not read.e164:
        return checks.number(typed)
    return {
        "typed": text.clean(typed),
        "e164": read.e164,
        "tail": phone.tail(read.e164),
        "extension": read.extension[:12],
    }


def _is_mobile(e164: str) -> bool:
    if e164.startswith("+31"):
        return e164.startswith("+316")
    return bool(e164) and phone.describe(e164)[0] is phone.LineType.MOBILE


def put_emails(draft: DraftCustomer, held: "Cells") -> None:
    """The addresses that mail goes to, each once for each purpose."""
    for field, use in (
        (Field.EMAIL, EmailUse.CONTACT),
        (Field.INVOICE_EMAIL, EmailUse.INVOICES),
    ):
        for told in cells.emails(held.lines(field)):
            address = held.take(checks.email, "", told)
            known = {(one.casefold(), its) for one, its in draft.emails}
            if address and (address.casefold(), use) not in known:
                draft.emails.append((address, use))
