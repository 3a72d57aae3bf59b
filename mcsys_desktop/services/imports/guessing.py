"""Which field a column is, by what stands in it: for files without a heading we know."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from mcsys_desktop.core import phone
from mcsys_desktop.core.contact_files import Form, Found
from mcsys_desktop.services.imports import headings
from mcsys_desktop.services.imports.fields import MANY, Field

_LOOKED_AT = 200  # rows
_ENOUGH = 0.7  # of the cells that hold something
_POSTCODE = re.compile(r"[1-9][0-9]{3}\s?[A-Za-z]{2}(?:\s.*)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_VAT = re.compile(r"[A-Z]{2}[0-9A-Z. ]{8,14}")
_STREET = re.compile(r"[^\d@]{3,60}\s\d{1,5}\s?[\w/-]{0,8}")
_FIRM = re.compile(
    r"\b(?:b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|stichting|bakkerij|garage|gmbh|holding|vereniging)(?!\w)",
    re.I,
)
_NAME = re.compile(r"[^\W\d_][^\d@]{1,60}")


def _phone(cell: str) -> bool:
    return len(cell) < 60 and bool(phone.parse(cell).e164)


# The first that fits; what is rare comes before what is common.
_LOOKS: tuple[tuple[Field, Callable[[str], bool]], ...] = (
    (Field.EMAIL, lambda cell: bool(_EMAIL.search(cell))),
    (Field.POSTCODE, lambda cell: bool(_POSTCODE.fullmatch(cell))),
    (Field.VAT, lambda cell: bool(_VAT.fullmatch(cell)) and sum(map(str.isdigit, cell)) > 7),
    (Field.KVK, lambda cell: bool(re.fullmatch(r"[0-9]{8}", cell))),
    (Field.PHONE, _phone),
    (Field.STREET, lambda cell: bool(_STREET.fullmatch(cell))),
    (Field.COMPANY, lambda cell: bool(_FIRM.search(cell))),
)


def propose(found: Found) -> tuple[Field, ...]:
    """A field for each column of a file, by heading where that is known, else by content."""
    if found.form is Form.CARDS:
        return tuple(Field(column) for column in found.heading)
    fields = headings.guessed(found.heading)
    for at in range(len(fields)):
        if fields[at] is not Field.NOTHING or headings.plain(found.heading[at]):
            continue  # a heading that we do not know may be anything: nobody wants it guessed
        field = _by_content([row.cells[at] for row in found.rows[:_LOOKED_AT]])
        if field in MANY or field not in fields:
            fields[at] = field
    if not any(field in _NAMES for field in fields):
        _find_name(found, fields)
    if Field.CITY not in fields and Field.POSTCODE in fields:
        _find_city(found, fields)
    return tuple(fields)


_NAMES = {Field.NAME, Field.COMPANY, Field.SURNAME, Field.FIRST_NAME}


def _by_content(cells: Sequence[str]) -> Field:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return Field.NOTHING
    for field, looks in _LOOKS:
        if sum(map(looks, filled)) >= _ENOUGH * len(filled):
            return field
    return Field.NOTHING


def _find_name(found: Found, fields: list[Field]) -> None:
    """Nobody is called anything yet: the first free column of different words is the name."""
    for at in range(len(fields)):
        cells = [row.cells[at].strip() for row in found.rows[:_LOOKED_AT]]
        filled = [cell for cell in cells if cell]
        if fields[at] is not Field.NOTHING or headings.plain(found.heading[at]) or not filled:
            continue
        worded = sum(1 for cell in filled if _NAME.fullmatch(cell)) >= _ENOUGH * len(filled)
        if worded and len(set(filled)) >= _ENOUGH * len(filled):
            fields[at] = Field.NAME
            return


def _find_city(found: Found, fields: list[Field]) -> None:
    """Beside the postcode stands the city, unless it stands in the same cell."""
    at = fields.index(Field.POSTCODE) + 1
    if at >= len(fields) or fields[at] is not Field.NOTHING or headings.plain(found.heading[at]):
        return
    cells = Counter(row.cells[at].strip() for row in found.rows[:_LOOKED_AT])
    del cells[""]
    if cells and all(_NAME.fullmatch(cell) for cell in cells):
        fields[at] = Field.CITY
