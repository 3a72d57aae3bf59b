"""vCard files: one row of cells for each card, in columns that are always the same.

Several values of a kind stand under each other in one cell. What Outlook (2.1), Google and iPhones
(3.0) and phone books (4.0) write; pictures, birthdays and messengers are left out: the office has
no purpose for them.
"""

from collections import defaultdict
from collections.abc import Iterator

from mcsys_desktop.core.contact_files import letters
from mcsys_desktop.core.contact_files.found import (
    LONGEST_CELL,
    MOST_CHARACTERS,
    MOST_ROWS,
    Flaw,
    Form,
    Found,
    Row,
)
from mcsys_desktop.core.contact_files.vcard_lines import Property, parts, plain, properties

_PLACE = ("street", "house_number", "postcode", "city", "country")
COLUMNS = (
    *("key", "number", "kind", "standing", "company", "department"),
    *("name", "first_name", "prefix", "surname", "salutation", "role", "people"),
    *("phone", "mobile", "work", "home", "fax", "other_phone"),
    *("email", "invoice_email", *_PLACE),
    *(f"{start}_{part}" for start in ("billing", "other") for part in _PLACE),
    *("kvk", "vat", "labels", "notes"),
)
_AT = {name: at for at, name in enumerate(COLUMNS)}
_NUMBERS = (  # the first that fits
    ({"FAX"}, "fax"),
    ({"CELL", "IPHONE", "MOBILE"}, "mobile"),
    ({"PAGER", "MODEM", "TELEX"}, "other_phone"),
    ({"WORK"}, "work"),
    ({"HOME"}, "home"),
)
_OWN_LABELS = {  # of iPhones, and what people write there
    "mobile": "CELL",
    "mobiel": "CELL",
    "iphone": "CELL",
    "work": "WORK",
    "werk": "WORK",
    "home": "HOME",
    "thuis": "HOME",
    "fax": "FAX",
    "workfax": "FAX",
    "homefax": "FAX",
    "pager": "PAGER",
    "main": "PREF",
    "hoofd": "PREF",
}
_NO_LABELS = {"mycontacts", "starred", "friends", "family", "coworkers", "imported"}
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_OURS = "urn:x-mcsys:customer:"  # cards that we wrote; the number says whose they are
_MOST_VALUES = 60  # of one kind, on one card


def read(text: str, encoding: str = "") -> Found:
    """A row for each card; a card that has no end says so."""
    rows: list[Row] = []
    held = 0
    for row in _cards(properties(text.split("\n"))):
        rows.append(row)
        held += sum(map(len, row.cells))
        if len(rows) > MOST_ROWS or held > MOST_CHARACTERS:
            return Found(Form.CARDS, encoding=encoding, flaw=Flaw.TOO_MANY_ROWS)
    flaw = Flaw.NONE if rows else Flaw.NO_CARDS
    return Found(Form.CARDS, COLUMNS, tuple(rows), encoding, "", flaw)


def _cards(found: Iterator[Property]) -> Iterator[Row]:
    card: list[Property] = []
    began = depth = 0
    for one in found:
        if one.name == "BEGIN" and one.value.strip().upper() == "VCARD":
            if depth == 1 and not _may_nest(card):
                yield from _row(card, began, Flaw.CARD_NOT_ENDED)
                depth = 0
            depth += 1
            if depth == 1:
                card, began = [], one.line
        elif one.name == "END" and one.value.strip().upper() == "VCARD":
            depth = max(0, depth - 1)
            if depth == 0 and card:
                yield from _row(card, began)
                card = []
        elif depth == 1:
            card.append(one)
    if depth and card:
        yield from _row(card, began, Flaw.CARD_NOT_ENDED)


def _may_nest(card: list[Property]) -> bool:
    """Version 2.1 alone puts a card inside another one (an assistant's)."""
    return any(one.name == "VERSION" and one.value.strip() == "2.1" for one in card[:3])


def _row(card: list[Property], line: int, flaw: Flaw = Flaw.NONE) -> Iterator[Row]:
    cells: dict[str, list[str]] = defaultdict(list)
    labels = {one.group: _own(one.value) for one in card if one.group and one.name == "X-ABLABEL"}
    # What is preferred comes first, and otherwise everything as it stands.
    for one in sorted(card, key=lambda one: "PREF" not in one.types):
        if one.name in _KINDS and one.value.strip().lower() == "group":
            return
        _put(cells, one, _OWN_LABELS.get(labels.get(one.group, ""), ""))
    if cells.pop("shown as company", None) and not cells["company"]:
        cells["company"], cells["name"] = cells["name"], []
    if not any(map(any, cells.values())):
        return
    made = [""] * len(COLUMNS)
    for name, values in cells.items():
        cell = "\n".join(dict.fromkeys(filter(None, values)))
        if len(cell) > LONGEST_CELL:
            cell, flaw = cell[:LONGEST_CELL], flaw or Flaw.CELL_TOO_LONG
        elif letters.broken(cell):
            flaw = flaw or Flaw.BROKEN_LETTERS
        made[_AT[name]] = cell
    yield Row(line, tuple(made), flaw)


def _own(value: str) -> str:
    """A label that somebody chose, or one of Apple's: ``_$!<Mobile>!$_``."""
    return plain(value).strip().removeprefix("_$!<").removesuffix(">!$_").strip().lower()


def _put(cells: dict[str, list[str]], one: Property, label: str) -> None:
    """Write one property into its cells."""
    value = one.value.strip()
    match one.name:
        case "UID":
            if not plain(value).startswith(_OURS):
                cells["key"] = [plain(value)[:1000]]
        case "FN":
            cells["name"] = [plain(value)]
        case "N":
            _put_name(cells, [part.strip() for part in parts(value)])
        case "ORG":
            company, *departments = (part.strip() for part in parts(value))
            cells["company"] = cells["company"] or [company]
            cells["department"] = [", ".join(filter(None, departments))]
        case "TITLE" | "ROLE":
            cells["role"] = cells["role"] or [plain(value)]
        case "TEL":
            if len(cells["phone"]) < _MOST_VALUES:
                types = one.types | {label}
                column = next((name for words, name in _NUMBERS if words & types), "phone")
                cells[column].append(_number(plain(value)))
        case "EMAIL":
            if "@" in value and len(cells["email"]) < _MOST_VALUES:
                column = "invoice_email" if "X-INVOICES" in one.types else "email"
                cells[column].append(plain(value).removeprefix("mailto:"))
        case "ADR":
            billing = "X-BILLING" in one.types
            _put_place(cells, [part.strip() for part in parts(value)], billing)
        case "NOTE":
            cells["notes"].append(plain(value))
        case "CATEGORIES":
            words = (word.strip() for word in parts(value, ","))
            cells["labels"] += [word for word in words if word.lower() not in _NO_LABELS]
        case "KIND":
            if value.lower() == "org":
                cells["kind"], cells["shown as company"] = ["business"], ["yes"]
        case "X-ABSHOWAS":
            if value.upper() == "COMPANY":
                cells["kind"], cells["shown as company"] = ["business"], ["yes"]
        case "X-CUSTOMER-NUMBER":
            cells["number"] = [plain(value)]
        case "X-CUSTOMER-KIND":
            cells["kind"] = [plain(value)]
        case "X-CUSTOMER-STANDING":
            cells["standing"] = [plain(value)]
        case "X-CUSTOMER-DEPARTMENT":
            cells["department"] = [plain(value)]
        case "X-CUSTOMER-PERSON":
            cells["people"].append(plain(value))
        case "X-KVK":
            cells["kvk"] = [plain(value)]
        case "X-VAT":
            cells["vat"] = [plain(value)]


def _put_name(cells: dict[str, list[str]], name: list[str]) -> None:
    surname, first, more, before, after = (*name, "", "", "", "", "")[:5]
    cells["surname"] = [f"{surname} {after}".strip() if surname else after]
    cells["first_name"] = [" ".join(filter(None, (first, more)))]
    cells["salutation"] = [before]


def _put_place(cells: dict[str, list[str]], place: list[str], billing: bool) -> None:
    """The place for bills, the preferred or first of the others, and one more."""
    box, extended, street, city, _region, postcode, country = (*place, *[""] * 7)[:7]
    street = " ".join(street.split())
    if not street and box:
        street = f"Postbus {box}" if box.isdecimal() else box
    values = {"street": street, "postcode": postcode, "city": city, "country": country}
    if extended and not street:
        values["street"] = extended
    if not any((values["street"], postcode, city)):
        return
    starts = ("billing_", "other_") if billing else ("", "other_")
    free = (
        start
        for start in starts
        if not any(cells[start + part] for part in ("street", "postcode", "city"))
    )
    start = next(free, None)
    if start is None:
        return
    for part, value in values.items():
        cells[f"{start}{part}"] = [" ".join(value.split())]


def _number(value: str) -> str:
    """A number, also where version 4 writes it as an address: ``tel:+31-33-4612045;ext=12``."""
    return value.removeprefix("tel:").removeprefix("TEL:").replace(";ext=", " tst ")
