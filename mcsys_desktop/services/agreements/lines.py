"""The lines of an agreement, with their prices from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.agreements import AgreementLine, AgreementPrice
from mcsys_desktop.models.agreements import Interval as Interval
from mcsys_desktop.services.agreements.prices import PriceChange
from mcsys_desktop.services.invoices import DraftLine, LineKind
from mcsys_desktop.services.invoices.drafting import HIGHEST_PRICE, columns

COLUMNS = ("description", "quantity", "unit", "price", "discount", "treatment", "article_id")


@dataclass(frozen=True, slots=True)
class Line(DraftLine):
    """A line of each invoice. ``{period}`` in the description becomes the days of the period.

    It counts in periods that begin from ``from_day`` to ``until_day``. ``changes`` are its prices
    from a day on; ``id`` 0 is a line that is new.
    """

    id: int = 0
    from_day: date | None = None
    until_day: date | None = None
    changes: tuple[PriceChange, ...] = ()

    def counts(self, day: date) -> bool:
        """Whether it is on the invoice of a period that begins on ``day``."""
        began = self.from_day is None or self.from_day <= day
        return began and (self.until_day is None or day <= self.until_day)


def write_lines(agreement_id: int, lines: Sequence[DraftLine]) -> bool:
    """Let these be the lines; whether any is another than it was."""
    query = AgreementLine.select().where(AgreementLine.agreement == agreement_id)
    there = {row.id: row for row in query}
    differs = False
    wanted = [line for line in lines if line.kind is LineKind.LINE]
    for place, line in enumerate(wanted):
        said = line if isinstance(line, Line) else Line(**_of_draft(line))
        # A line that was doubled on the screen says the same id: the second one is new.
        row = there.pop(said.id, None) or AgreementLine(agreement=agreement_id)
        known = columns(said, date.max)
        values = {name: known[name] for name in COLUMNS}
        values |= {"position": place, "from_day": said.from_day, "until_day": said.until_day}
        for name, value in values.items():
            if row.id is None or getattr(row, name) != value:
                setattr(row, name, value)
        differs = bool(row.save()) or differs
        differs = _write_prices(row.id, said.changes) or differs
    for row in there.values():
        row.delete_instance()
    return differs or bool(there)


def _of_draft(line: DraftLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in COLUMNS}


def _write_prices(line_id: int, changes: Sequence[PriceChange]) -> bool:
    query = AgreementPrice.select().where(AgreementPrice.line == line_id)
    there = {row.from_day: row for row in query}
    differs = False
    for change in {one.from_day: one for one in changes}.values():
        if not 0 <= change.price <= HIGHEST_PRICE:
            raise UserError(_("A price is not below zero. Give a return a negative quantity."))
        row = there.pop(change.from_day, None) or AgreementPrice(
            line=line_id, from_day=change.from_day
        )
        if row.id is None or row.price != change.price:
            row.price = change.price
        differs = bool(row.save()) or differs
    for row in there.values():
        row.delete_instance()
    return differs or bool(there)
