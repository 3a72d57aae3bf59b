"""The grid in which the lines of a draft are typed, by keyboard from cell to cell."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QWidget,
)

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting, shortcuts, tokens
from mcsys_desktop.ui.choices import ChoiceField
from mcsys_desktop.ui.delegates import CellDelegate, Index, TableView
from mcsys_desktop.ui.fields import LineField
from mcsys_desktop.ui.invoices.cells import AMOUNT, CELLS, DESCRIPTION, DISCOUNT, VAT
from mcsys_desktop.ui.invoices.completing import Completing
from mcsys_desktop.ui.invoices.lines_model import EDIT, WRONG, LinesModel
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import ALIGNMENT, DISPLAY
from mcsys_desktop.ui.work import Work

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEXT = QAbstractItemDelegate.EndEditHint.EditNextItem
_BACK = QAbstractItemDelegate.EndEditHint.EditPreviousItem
_BEFORE = 16  # pixels beside the text of a cell
Options = Callable[[], list[tuple[Any, str]]]


class LineCells(CellDelegate):
    """Cells that are typed in. Enter and Tab go on in the next one; Esc leaves it as it was."""

    def __init__(self, view: "LinesView", work: Work) -> None:
        super().__init__(view)
        self._view, self._work = view, work

    # Qt's own names from here.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect = option.rect
        wrong, current = index.data(WRONG), self._view.currentIndex() == index
        inner = rect.adjusted(_BEFORE, 0, -_BEFORE, 0)
        painter.fillRect(rect, painting.colour("surface"))  # over what Qt makes of chosen rows
        empty = index.row() >= len(self._view.lines.lines)
        ink = "bad" if wrong else "text3" if empty else ""
        painting.write(
            painter,
            inner,
            index.data(DISPLAY) or "",
            ink=ink,
            align=index.data(ALIGNMENT) or painting.LEFT,
            figures=True,
        )
        if wrong:
            painting.frame(painter, rect.adjusted(4, 4, -4, -4), "bad", tokens.RADIUS)
        if current and self._view.hasFocus():
            painting.frame(painter, rect.adjusted(2, 2, -2, -2), "accent", tokens.RADIUS, 2)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        name = _(CELLS[index.column()].title)
        if index.column() == VAT:
            choice = ChoiceField(self._view.treatments(), name=name)
            choice.setParent(parent)
            return choice
        field = LineField(name=name)
        field.setParent(parent)
        field.setAlignment(index.data(ALIGNMENT))
        if index.column() == DESCRIPTION:
            field.limit = 2000
            done = Completing(field, self._work, self._view.customer)
            done.chosen.connect(lambda pair: self._view.take_article(field, index.row(), *pair))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ChoiceField):
            editor.choose(index.data(EDIT))
        elif isinstance(editor, LineField):
            editor.setText(index.data(EDIT))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceField):
            model.setData(index, editor.value(), EDIT)
        elif isinstance(editor, LineField) and not editor.property("taken"):
            model.setData(index, editor.text(), EDIT)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(4, 2, -4, -2))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if (key in _ENTER and not control) or key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                back = bool(shift) or key == Qt.Key.Key_Backtab
                if isinstance(editor, QWidget):
                    self.commitData.emit(editor)
                    self.closeEditor.emit(editor, _BACK if back else _NEXT)
                return True
            if key in _ENTER:  # Ctrl+Enter is about the whole document
                return False
        return super().eventFilter(editor, event)


class LinesView(TableView):
    """The grid. It is as high as its rows; ``removed`` tells that a line went and can come back."""

    removed = Signal()
    resized = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__(name=_("Lines"))
        self.lines = LinesModel(self)
        self.customer: Callable[[], tuple[int | None, Any, str]] = lambda: (None, None, "nl")
        self.treatments: Options = list
        self.with_discount = False
        self.setModel(self.lines)
        self.setItemDelegate(LineCells(self, work))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.AnyKeyPressed
            | trigger.DoubleClicked
            | trigger.SelectedClicked
            | trigger.EditKeyPressed
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.modelReset.connect(self._fit)
        self.lines.rowsInserted.connect(self._fit)
        for name, act in (
            ("duplicate line", self.duplicate),
            ("line up", lambda: self.move_line(-1)),
            ("line down", lambda: self.move_line(1)),
            ("delete line", self.remove_line),
        ):
            shortcuts.bind(self, name, act)
        self._arrange()

    def set_read_only(self, read_only: bool) -> None:
        """Only show them, or let them be typed in."""
        self.lines.read_only = read_only

    def show_discount(self, shown: bool) -> None:
        """Show the column of discounts; one that is used is always seen."""
        self.with_discount = shown
        self._fit()

    def take_article(self, field: LineField, row: int, article: Any, price: Any) -> None:
        """Somebody chose an article for the line that they were typing."""
        field.setProperty("taken", True)
        self.lines.take_article(row, article, price, self.customer()[2])
        self.itemDelegate().closeEditor.emit(field, _NEXT)

    def duplicate(self) -> None:
        """The line once more."""
        row = self.currentIndex().row()
        self._stop_typing()
        self.lines.duplicate(row)
        self._go_to(min(row + 1, len(self.lines.lines)))

    def move_line(self, by: int) -> None:
        """The line one up or down."""
        row = self.currentIndex().row()
        self._stop_typing()
        self._go_to(self.lines.move(row, by))

    def remove_line(self) -> None:
        """Take the line away."""
        row = self.currentIndex().row()
        if self.lines.read_only or not self.lines.remove(row):
            return
        self._go_to(min(row, len(self.lines.lines)))
        self.removed.emit()

    def begin(self) -> None:
        """Put the focus where the next line is typed."""
        self.setFocus()
        self._go_to(len(self.lines.lines))

    def restyle(self) -> None:
        """Take the present density and text size."""
        super().restyle()
        if hasattr(self, "lines"):
            self._arrange()

    def _stop_typing(self) -> None:
        self.setFocus()  # an open field gives what was typed in it to the line

    def _go_to(self, row: int) -> None:
        self.setCurrentIndex(self.lines.index(max(0, row), max(0, self.currentIndex().column())))

    def _arrange(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(DESCRIPTION, QHeaderView.ResizeMode.Stretch)
        for at, cell in enumerate(CELLS):
            if cell.width:
                header.resizeSection(at, style().px(cell.width))
        self._fit()

    def _fit(self, *_told: object) -> None:
        used = any(line.discount for line in self.lines.lines)
        self.setColumnHidden(DISCOUNT, not (self.with_discount or used))
        self.setFixedHeight(self.sizeHint().height())
        self.resized.emit()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        sizes = style().metrics
        return QSize(400, sizes.header + sizes.table_row * self.lines.rowCount() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """From cell to cell as one types: over hidden ones, and from the last to a new line."""
        move = QAbstractItemView.CursorAction
        if action not in (move.MoveNext, move.MovePrevious):
            return super().moveCursor(action, modifiers)
        by = 1 if action is move.MoveNext else -1
        row, column = self.currentIndex().row(), self.currentIndex().column() + by
        while 0 <= row < self.lines.rowCount():
            while 0 <= column < AMOUNT:
                index = self.lines.index(row, column)
                if not self.isColumnHidden(column) and (
                    self.lines.flags(index) & Qt.ItemFlag.ItemIsEditable
                ):
                    return index
                column += by
            row += by
            column = 0 if by > 0 else AMOUNT - 1
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.key() in _ENTER and not event.modifiers()
        if plain and self.state() is not QAbstractItemView.State.EditingState:
            if not self.lines.read_only:
                self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)
