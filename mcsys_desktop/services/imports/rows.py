"""From the cells of a row to a customer: names taken apart, numbers read, all of it checked."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from mcsys_desktop.core import cards, text
from mcsys_desktop.core.contact_files import Flaw, Row
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.customers import CustomerKind, Standing
from mcsys_desktop.services import free_text, tags
from mcsys_desktop.services.customers import checks
from mcsys_desktop.services.imports import cells, flaws, people, places
from mcsys_desktop.services.imports.drafts import DraftCustomer
from mcsys_desktop.services.imports.fields import PHONES, Field

T = TypeVar("T")
_KINDS = {
    "business": CustomerKind.BUSINESS,
    "zakelijk": CustomerKind.BUSINESS,
    "bedrijf": CustomerKind.BUSINESS,
    "organisatie": CustomerKind.BUSINESS,
    "company": CustomerKind.BUSINESS,
    "b2b": CustomerKind.BUSINESS,
    "private": CustomerKind.PRIVATE,
    "particulier": CustomerKind.PRIVATE,
    "prive": CustomerKind.PRIVATE,
    "persoon": CustomerKind.PRIVATE,
    "consument": CustomerKind.PRIVATE,
    "person": CustomerKind.PRIVATE,
    "b2c": CustomerKind.PRIVATE,
}
_STANDINGS = {
    "prospect": Standing.PROSPECT,
    "lead": Standing.PROSPECT,
    "customer": Standing.CUSTOMER,
    "klant": Standing.CUSTOMER,
    "former": Standing.FORMER,
    "former customer": Standing.FORMER,
    "oud-klant": Standing.FORMER,
    "oud klant": Standing.FORMER,
    "voormalig": Standing.FORMER,
    "voormalige klant": Standing.FORMER,
}
_MOST_NUMBER = 2_000_000_000  # what fits in the column of customer numbers
_LONGEST_KEY = 80


class Cells:
    """The cells of one row by field, and what is wrong with them."""

    def __init__(self, row: Row, fields: Sequence[Field]) -> None:
        self.errors: list[str] = []
        self._held: dict[Field, str] = {}
        for field, cell in zip(fields, row.cells, strict=False):
            if cell and field is not Field.NOTHING:
                before = self._held.get(field)
                told = cells.unescaped(cell)
                self._held[field] = told if before is None else f"{before}\n{told}"

    def get(self, field: Field) -> str:
        """The cell as it stands there, in one line."""
        return " ".join(self._held.get(field, "").split())

    def lines(self, field: Field) -> str:
        """The cell as it stands there, with its lines."""
        return self._held.get(field, "").strip()

    def line(self, field: Field, column: str) -> str:
        """The cell, cleaned and checked as ``column`` of ours."""
        raw = self.get(field)
        return self.take(checks.line, "", column, raw) if raw else ""

    def take(self, check: Callable[..., T], instead: T, *args: object) -> T:
        """What ``check`` makes of it; ``instead`` where it refuses, with its sentence kept."""
        try:
            return check(*args)
        except UserError as error:
            self.errors.append(str(error))
            return instead


def prepare(row: Row, fields: Sequence[Field]) -> DraftCustomer:
    """What ``row`` says of a customer. What is wrong with it stands in its ``errors``."""
    draft = DraftCustomer(row.line)
    if row.flaw is not Flaw.NONE:
        draft.errors.append(flaws.sentence(row.flaw))
        return draft
    held = Cells(row, fields)
    draft.number = held.take(_number, None, held.get(Field.NUMBER))
    draft.key = _key(held.get(Field.KEY))
    draft.kind = _KINDS.get(text.fold(held.get(Field.KIND)), CustomerKind.PRIVATE)
    draft.standing = _STANDINGS.get(text.fold(held.get(Field.STANDING)))
    draft.department = held.line(Field.DEPARTMENT, "department")
    draft.kvk_number = held.line(Field.KVK, "kvk_number")
    draft.vat_number = held.line(Field.VAT, "vat_number")
    draft.notes = held.take(free_text.notes, "", held.lines(Field.NOTES))
    draft.labels = cells.labels(held.lines(Field.LABELS))
    for label in draft.labels:
        held.take(_label, "", label)
    stated = text.fold(held.get(Field.KIND)) in _KINDS
    people.put_names(draft, held, stated)
    for field in PHONES:
        if raw := held.lines(field):
            for number in cells.numbers(raw):
                made = held.take(people.number, None, number, field, draft)
                if made is not None and made not in draft.numbers:
                    draft.numbers.append(made)
    people.put_emails(draft, held)
    places.put_places(draft, held)
    if not (draft.name or draft.numbers or held.errors):
        held.errors.append(_("There is neither a name nor a phone number."))
    draft.sort_key = draft.place_in_list()
    draft.errors = list(dict.fromkeys(held.errors))
    return draft


def _number(typed: str) -> int | None:
    if not typed:
        return None
    plain = typed.removesuffix(".0").replace(".", "").replace(" ", "")
    if not (plain.isascii() and plain.isdigit()) or not 0 < int(plain[:20]) < _MOST_NUMBER:
        raise UserError(
            _("“{number}” is no customer number: those are whole numbers.").format(
                number=text.clean(typed, 40)
            )
        )
    return int(plain)


def _key(typed: str) -> str:
    """The key of the old system; a long one by its sum, which no two have in common."""
    cleaned = text.clean(typed, 1000)
    if len(cleaned) <= _LONGEST_KEY and not cards.holds(cleaned):
        return cleaned
    return cells.summed(cleaned)


def _label(typed: str) -> str:
    if len(typed) > tags.LONGEST:
        raise UserError(
            _("“{start}…” is too long: at most {limit} characters fit here.").format(
                start=typed[:20], limit=tags.LONGEST
            )
        )
    return checks.line("name", typed)
