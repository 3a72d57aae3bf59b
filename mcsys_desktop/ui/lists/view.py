"""The table that a long list is seen in: columns that are arranged, rows that are chosen."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.delegates import TableView
from mcsys_desktop.ui.lists.cells import PADDING, Cells, Place
from mcsys_desktop.ui.lists.choice import NARROWEST, Choice, Shown
from mcsys_desktop.ui.lists.model import LongTable
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import ROOT

_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
Ranges = list[tuple[int, int]]


class ListTable(TableView):
    """Rows of a `LongTable`. Many can be chosen; Enter or a double click opens one.

    A click on a heading sorts. What stands where on the screen stays there when rows come in or go
    above it. Typing goes on elsewhere: ``typed`` tells of it.
    """

    opened = Signal(object)  # a row
    chosen = Signal()  # other rows than before
    arranged = Signal()  # the columns stand otherwise
    sort_wanted = Signal(str)  # an order
    copy_wanted = Signal()
    columns_wanted = Signal(QPoint)  # where on the screen
    typed = Signal(str)

    def __init__(self, model: LongTable, *, name: str) -> None:
        super().__init__(name=name)
        self.long = model
        self._cells = Cells()
        self._ordered = Choice()
        self._over = -1  # the row below the pointer
        self._by_keys = False  # where the keys are is shown to whoever uses them
        self._anchor: tuple[QPersistentModelIndex, int] | None = None
        self._arranging = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(NARROWEST)
        header.setResizeContentsPrecision(0)  # only rows on the screen: others may be away
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.columns_wanted.emit(header.mapToGlobal(at))
        )
        header.sectionClicked.connect(self._on_heading)
        header.sectionMoved.connect(self._on_arranged)
        header.sectionResized.connect(self._on_arranged)
        self.activated.connect(self._on_activated)
        self.selectionModel().selectionChanged.connect(self.chosen)
        model.modelReset.connect(self.chosen)
        model.rowsAboutToBeInserted.connect(self._hold)
        model.rowsAboutToBeRemoved.connect(self._hold)
        model.rowsInserted.connect(self._let_go)
        model.rowsRemoved.connect(self._let_go)

    def restyle(self) -> None:
        """Take the present density and text size."""
        super().restyle()
        if hasattr(self, "_cells"):
            widths = self.arrangement()
            self._cells.restyle()
            self.arrange(widths)

    def ranges(self) -> Ranges:
        """The chosen rows as (first, last), in their order."""
        selection = self.selectionModel().selection()
        each = (selection.at(at) for at in range(selection.count()))
        chosen = sorted((one.top(), one.bottom()) for one in each)
        merged: Ranges = []
        for first, last in chosen:
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return merged

    def show_order(self, choice: Choice) -> None:
        """Show by which column the rows are sorted."""
        self._ordered = choice
        orders = [column.sort for column in self.long.columns]
        down = Qt.SortOrder.DescendingOrder if choice.descending else Qt.SortOrder.AscendingOrder
        section = orders.index(choice.sort) if choice.sort in orders else -1
        self.horizontalHeader().setSortIndicator(section, down)

    def arrange(self, columns: tuple[Shown, ...]) -> None:
        """Let the columns stand like this."""
        header, names = self.horizontalHeader(), [one.name for one in self.long.columns]
        self._arranging, self._scaled = True, style().scale
        for at, shown in enumerate(columns):
            section = names.index(shown.name)
            header.moveSection(header.visualIndex(section), at)
            header.resizeSection(section, style().px(shown.width))
            header.setSectionHidden(section, not shown.seen)
        self._arranging = False

    def arrangement(self) -> tuple[Shown, ...]:
        """How the columns stand."""
        header, found = self.horizontalHeader(), []
        scale = getattr(self, "_scaled", style().scale)
        for at in range(header.count()):
            section = header.logicalIndex(at)
            hidden = header.isSectionHidden(section)
            column = self.long.columns[section]
            width = round(header.sectionSize(section) / scale) if not hidden else column.width
            found.append(Shown(column.name, width, not hidden))
        return tuple(found)

    def show_column(self, name: str, *, seen: bool) -> None:
        """Show or hide a column; the last that is seen stays."""
        header = self.horizontalHeader()
        section = [one.name for one in self.long.columns].index(name)
        if not seen and header.count() - header.hiddenSectionCount() <= 1:
            return
        header.setSectionHidden(section, not seen)
        if seen and header.sectionSize(section) < NARROWEST:
            header.resizeSection(section, style().px(self.long.columns[section].width))
        self._on_arranged()

    def move_column(self, by: int) -> None:
        """Move the column of the current cell to the left (-1) or the right (1)."""
        header = self.horizontalHeader()
        at = to = header.visualIndex(max(0, self.currentIndex().column()))
        while 0 <= to + by < header.count():
            to += by
            if not header.isSectionHidden(header.logicalIndex(to)):
                header.moveSection(at, to)
                return

    @Slot(int)
    def _on_heading(self, section: int) -> None:
        if sort := self.long.columns[section].sort:
            self.sort_wanted.emit(sort)
        else:  # Qt has put its sign there already
            self.show_order(self._ordered)

    def _on_arranged(self, *_told: int) -> None:
        if not self._arranging:
            self.arranged.emit()

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = self.long.row(index)
        if row is not None:
            self.opened.emit(row)

    @Slot(QModelIndex, int, int)
    def _hold(self, _parent: QModelIndex, first: int, _last: int) -> None:
        """Remember what stands on top, unless that is the beginning: there new rows are seen."""
        top = self.rowAt(0)
        if self._anchor is None and self.verticalScrollBar().value() and first <= top:
            # A row that goes itself hands over to the next.
            index = QPersistentModelIndex(self.long.index(top, 0))
            self._anchor = index, self.rowViewportPosition(top)

    @Slot(QModelIndex, int, int)
    def _let_go(self, *_told: object) -> None:
        held, self._anchor = self._anchor, None
        if held is not None and held[0].isValid():
            index, offset = held
            self.updateGeometries()  # the scroll bar must know how many rows there are
            height = self.verticalHeader().defaultSectionSize()
            self.verticalScrollBar().setValue(index.row() * height - offset)
        self.chosen.emit()

    def _places(self, area: QRect) -> list[Place]:
        """Where the columns stand that reach into ``area``."""
        header, found = self.horizontalHeader(), []
        for at in range(header.count()):
            section = header.logicalIndex(at)
            width = header.sectionSize(section)
            left = header.sectionViewportPosition(section)
            if width > 2 * PADDING and left < area.right() and left + width > area.left():
                inner = width - 2 * PADDING
                found.append(Place(self.long.columns[section], left + PADDING, inner))
        return found

    def _point(self, row: int) -> None:
        """The pointer is over this row now; -1: over none."""
        for changed in {self._over, row} - {-1} if row != self._over else ():
            top, height = self.rowViewportPosition(changed), self.rowHeight(changed)
            self.viewport().update(0, top, self.viewport().width(), height)
        self._over = row

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        area, total = event.rect(), self.long.rowCount(ROOT)
        first = self.rowAt(area.top())
        if first < 0:
            return
        height, width = self.rowHeight(first), self.viewport().width()
        top = self.rowViewportPosition(first)
        last = min(total - 1, first + (area.bottom() - top) // height)
        places, cells = self._places(area), self._cells
        chosen = self.selectionModel()
        any_chosen, at = chosen.hasSelection(), self.long.at
        painter = QPainter(self.viewport())
        cells.begin(painter)
        for number in range(first, last + 1):
            if any_chosen and chosen.isRowSelected(number, ROOT):
                painter.fillRect(0, top, width, height, cells.selection)
            elif number == self._over:
                painter.fillRect(0, top, width, height, cells.over)
            row = at(number)
            if row is not None:
                cells.draw(painter, row, places, top, height)
            top += height
        if self._by_keys and self.hasFocus() and self.currentIndex().isValid():
            ring = self.visualRect(self.currentIndex())
            painting.frame(painter, ring, "accent", tokens.RADIUS, 2)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keys = False
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(-1)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _KEYS:
            self._by_keys = True
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keys = True
        control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
            return
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if event.modifiers() & control_shift == control_shift:
                self.move_column(-1 if event.key() == Qt.Key.Key_Left else 1)
                return
        elif event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
            return
        super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row, as in every list."""
        column, rows = max(0, self.currentIndex().column()), self.long.rowCount(ROOT)
        if rows and action is QAbstractItemView.CursorAction.MoveHome:
            return self.long.index(0, column)
        if rows and action is QAbstractItemView.CursorAction.MoveEnd:
            return self.long.index(rows - 1, column)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Qt would look through a million rows; the field above finds them."""
        if search.strip():
            self.typed.emit(search)


def count(ranges: Ranges) -> int:
    """How many rows these are."""
    return sum(last - first + 1 for first, last in ranges)
