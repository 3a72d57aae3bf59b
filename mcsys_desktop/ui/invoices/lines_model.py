"""The lines of a draft while they are typed: a table with one empty row at its end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.totals import PriceMode, Totals
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.services import invoices
from mcsys_desktop.services.articles import Article, Price
from mcsys_desktop.services.invoices import DraftLine, LineKind
from mcsys_desktop.services.invoices.drafting import HIGHEST_PRICE, LARGEST_QUANTITY
from mcsys_desktop.ui.invoices.cells import (
    AMOUNT,
    CELLS,
    DESCRIPTION,
    PRICE,
    QUANTITY,
    is_empty,
)
from mcsys_desktop.ui.invoices.words import euros
from mcsys_desktop.ui.tables import ALIGNMENT, DISPLAY, ROOT, SPOKEN, Index

EDIT = int(Qt.ItemDataRole.EditRole)
WRONG = int(Qt.ItemDataRole.UserRole) + 7  # the sentence about what was typed in a cell
_STEPS = 100  # that can be undone


class LinesModel(QAbstractTableModel):
    """``changed`` comes when the lines are others than before, also by `undo`.

    What cannot be understood stays in its cell as it was typed, with a sentence (``wrong``), and
    the line keeps what it had.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[DraftLine] = []
        self.mode, self.discount = PriceMode.EXCL, 0
        self.usual = Treatment.HIGH  # of a line that is new
        self.read_only = False
        self.marked: Callable[[DraftLine], str] = lambda _line: ""  # before its description
        self.summed: Callable[[Sequence[DraftLine]], Sequence[DraftLine]] = tuple  # in the totals
        self.wrong: dict[tuple[int, int], tuple[str, str]] = {}  # what was typed, and the sentence
        self._before: list[tuple[DraftLine, ...]] = []
        self._amounts: dict[int, int] = {}

    @property
    def totals(self) -> Totals:
        """What it all comes to."""
        lines = tuple(self.summed(self.lines))
        return invoices.totals(lines, self.mode, clock.today(), self.discount)

    def show(self, lines: Sequence[DraftLine]) -> None:
        """Show these; there is nothing to undo then."""
        self._before.clear()
        self._set(lines)

    def put(self, lines: Sequence[DraftLine]) -> None:
        """Let these be the lines from now on; it can be undone."""
        self._remember()
        self._set(lines)
        self.changed.emit()

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        if not self._before:
            return False
        self._set(self._before.pop())
        self.changed.emit()
        return True

    def price_as(self, mode: PriceMode, discount: int) -> None:
        """The prices hold the VAT or not, and all of it has a discount (basis points)."""
        self.mode, self.discount = mode, discount
        self._compute()

    def duplicate(self, row: int) -> None:
        """The same line once more, below it."""
        if row < len(self.lines):
            copied = replace(self.lines[row], serials="", deducts=None, credited_line=None)
            self.put([*self.lines[: row + 1], copied, *self.lines[row + 1 :]])

    def move(self, row: int, by: int) -> int:
        """Move a line up (-1) or down (1); where it is then."""
        to = row + by
        if not (0 <= row < len(self.lines) and 0 <= to < len(self.lines)):
            return row
        lines = list(self.lines)
        lines[row], lines[to] = lines[to], lines[row]
        self.put(lines)
        return to

    def remove(self, row: int) -> bool:
        """Take a line away. False where there is none."""
        if not 0 <= row < len(self.lines):
            return False
        self.put([*self.lines[:row], *self.lines[row + 1 :]])
        return True

    def take_article(self, row: int, article: Article, price: Price, language: str) -> None:
        """Let a line be about an article, at the price that was agreed on."""
        line = self._line(row)
        fresh = replace(
            line,
            description=article.described(language),
            unit=article.unit,
            price=price.price,
            discount=price.discount,
            treatment=article.treatment,
            points=None,
            article_id=article.id,
            cost=article.cost,
        )
        self._change(row, fresh)

    def _line(self, row: int) -> DraftLine:
        return self.lines[row] if row < len(self.lines) else DraftLine(treatment=self.usual)

    def _change(self, row: int, line: DraftLine) -> None:
        self._remember()
        if row < len(self.lines):
            self.lines[row] = line
        else:  # the row below it is the empty one now
            self.beginInsertRows(ROOT, row + 1, row + 1)
            self.lines.append(line)
            self.endInsertRows()
        self._compute()
        self.changed.emit()

    def _remember(self) -> None:
        self._before.append(tuple(self.lines))
        del self._before[:-_STEPS]

    def _set(self, lines: Sequence[DraftLine]) -> None:
        self.beginResetModel()
        self.lines = [line for line in lines if not is_empty(line)]
        self.wrong.clear()
        self.endResetModel()
        self._compute()

    def _compute(self) -> None:
        places = [at for at, line in enumerate(self.lines) if line.kind is LineKind.LINE]
        sums = invoices.totals(tuple(self.lines), self.mode, clock.today()).lines
        self._amounts = {at: one.amount for at, one in zip(places, sums, strict=True)}
        if self.lines:
            last = self.index(len(self.lines) - 1, len(CELLS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _shown(self, row: int, column: int) -> str:
        if (row, column) in self.wrong:
            return self.wrong[row, column][0]
        if row >= len(self.lines):
            if column == DESCRIPTION and not self.read_only:
                return _("New line: type an article or a description")
            return ""
        line = self.lines[row]
        if line.kind is not LineKind.LINE and column != DESCRIPTION:
            return ""
        if column == DESCRIPTION:
            return self.marked(line) + CELLS[column].shown(line)
        return euros(self._amounts.get(row, 0)) if column == AMOUNT else CELLS[column].shown(line)

    # Qt's own names from here.

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines) + (not self.read_only)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(CELLS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == DISPLAY:
            return self._shown(row, column)
        if role == EDIT:
            typed = self.wrong.get((row, column))
            return typed[0] if typed else CELLS[column].typed(self._line(row))
        if role == ALIGNMENT:
            return CELLS[column].align
        if role == WRONG:
            return self.wrong.get((row, column), ("", ""))[1]
        if role == SPOKEN:
            said = f"{_(CELLS[column].title)}: {self._shown(row, column)}"
            wrong = self.wrong.get((row, column))
            return f"{said}. {wrong[1]}" if wrong else said
        return None

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        row, column = index.row(), index.column()
        if role != EDIT or not index.isValid() or column == AMOUNT:
            return False
        line = self._line(row)
        was_wrong = self.wrong.pop((row, column), None)
        try:
            taken = CELLS[column].take(line, value)
            if column in (QUANTITY, PRICE):
                _check(taken)
        except UserError as error:
            self.wrong[row, column] = (str(value), str(error))
            self.dataChanged.emit(index, index)
            self.changed.emit()
            return True
        if taken != line and not (row >= len(self.lines) and is_empty(taken)):
            self._change(row, taken)
        elif was_wrong:
            self.dataChanged.emit(index, index)
            self.changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.read_only or index.column() == AMOUNT:
            return flags
        words_only = index.row() < len(self.lines) and (
            self.lines[index.row()].kind is not LineKind.LINE
        )
        if words_only and index.column() != DESCRIPTION:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(CELLS):
            return None
        if role == DISPLAY:
            return _(CELLS[section].title)
        return CELLS[section].align if role == ALIGNMENT else None


def _check(line: DraftLine) -> None:
    """Raises UserError for what the office would not store."""
    if not 0 <= line.price <= HIGHEST_PRICE:
        raise UserError(_("A price is not below zero. Give a return a negative quantity."))
    if abs(line.quantity) > LARGEST_QUANTITY:
        raise UserError(_("This quantity is too large. Is there a digit too many?"))
