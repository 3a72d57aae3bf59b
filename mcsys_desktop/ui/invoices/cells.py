"""The cells of a line: what each shows, and what is understood of what is typed in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from mcsys_desktop.core.i18n import N_
from mcsys_desktop.core.money import amounts
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.core.money.units import written
from mcsys_desktop.services.invoices import DraftLine, LineKind
from mcsys_desktop.ui.articles import words as articles
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.tables import LEFT, RIGHT

DESCRIPTION, QUANTITY, UNIT, PRICE, DISCOUNT, VAT, AMOUNT = range(7)


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of the lines. ``typed`` is what its field begins with; ``take`` gives the line
    with what was typed in it, and raises UserError for what is not understood.
    """

    title: str
    shown: Callable[[DraftLine], str]
    typed: Callable[[DraftLine], str]
    take: Callable[[DraftLine, Any], DraftLine]
    right: bool = False
    width: int = 0

    @property
    def align(self) -> Any:
        """How the column is lined up."""
        return RIGHT if self.right else LEFT


def _quantity(line: DraftLine, said: Any) -> DraftLine:
    return replace(line, quantity=amounts.read(str(said), amounts.QUANTITY))


def _price(line: DraftLine, said: Any) -> DraftLine:
    return replace(line, price=amounts.read(str(said) or "0", amounts.PRICE))


def _discount(line: DraftLine, said: Any) -> DraftLine:
    bare = str(said).strip().rstrip("%").strip()
    return replace(line, discount=amounts.read(bare or "0", amounts.PERCENT))


def _unit(line: DraftLine, said: Any) -> DraftLine:
    name = str(said).strip()
    known = {short.casefold(): unit for unit, short in articles.units()}
    return replace(line, unit=known.get(name.casefold(), name))


def _treatment(line: DraftLine, said: Any) -> DraftLine:
    return replace(line, treatment=Treatment(said), points=None)


def _plain_price(line: DraftLine) -> str:
    return amounts.number(line.price, amounts.PRICE, amounts.CENTS)


CELLS = (
    Cell(
        N_("Description"),
        lambda line: " ".join(line.description.split("\n")),
        lambda line: line.description,
        lambda line, said: replace(line, description=str(said)),
    ),
    Cell(
        N_("Quantity"),
        lambda line: amounts.quantity(line.quantity),
        lambda line: amounts.quantity(line.quantity),
        _quantity,
        right=True,
        width=90,
    ),
    Cell(
        N_("Unit"),
        lambda line: written(line.unit, "nl"),
        lambda line: written(line.unit, "nl"),
        _unit,
        width=84,
    ),
    Cell(
        N_("Price"),
        lambda line: amounts.price(line.price),
        _plain_price,
        _price,
        right=True,
        width=116,
    ),
    Cell(
        N_("Discount"),
        lambda line: f"{amounts.percentage(line.discount)}%" if line.discount else "",
        lambda line: amounts.percentage(line.discount) if line.discount else "",
        _discount,
        right=True,
        width=96,
    ),
    Cell(
        N_("VAT"),
        lambda line: words.treatment(line.treatment, line.points),
        lambda line: str(line.treatment),
        _treatment,
        right=True,
        width=96,
    ),
    Cell(N_("Amount"), lambda _line: "", lambda _line: "", lambda line, _said: line, True, 124),
)


def is_empty(line: DraftLine) -> bool:
    """Whether nothing was typed on a line."""
    return line.kind is LineKind.LINE and not (line.description.strip() or line.price)
