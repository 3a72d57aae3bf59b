"""How rows and cells of lists are drawn: by a painter, never by a widget per row.

A page says with a `RowLook` what a row shows; the delegate decides what gives way when the row is
narrow. The same look gives the words that a screen reader says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import ALIGNMENT, DISPLAY, ROW, TONE

Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class RowLook:
    """What one row of a list shows.

    ``kept`` follows ``detail`` and is never shortened (a phone number); ``chip`` is (text, tone);
    ``avatar`` is (name, business) and stands for an icon. ``aside`` stands at the right, quietly.
    """

    title: str
    detail: str = ""
    kept: str = ""
    chip: tuple[str, str] | None = None
    avatar: tuple[str, bool] | None = None
    icon: str = ""
    tone: str = "neutral"
    aside: str = ""

    def spoken(self) -> str:
        """The row in words, for `tables.PagedList` and screen readers."""
        chip = self.chip[0] if self.chip else ""
        parts = (self.title, chip, self.detail, self.kept, self.aside)
        return ", ".join(part for part in parts if part)


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem) -> QRect:
    """Draw selection, hover and focus of a list row; returns the room inside it."""
    rect = option.rect.adjusted(8, 2, -8, -2)
    state = option.state
    if state & _State.State_Selected:
        painting.fill(painter, rect, "selection", tokens.RADIUS)
        bar = QRect(rect.left(), rect.top() + 12, 3, rect.height() - 24)
        painting.fill(painter, bar, "accent", 1.5)
    elif state & _State.State_MouseOver:
        painting.fill(painter, rect, "bg", tokens.RADIUS)
    by_keyboard = bool(state & _State.State_KeyboardFocusChange)
    if state & _State.State_HasFocus and (by_keyboard or not state & _State.State_Selected):
        painting.frame(painter, rect, "accent", tokens.RADIUS, 2)
    return QRect(rect)


class RowDelegate(QStyledItemDelegate):
    """Two lines beside an avatar or icon, with a chip: customers, people, calls, search results.

    ``look`` turns the row of the model (`tables.ROW`) into a `RowLook`. The title gives way to the
    chip, the detail to what must be kept.
    """

    def __init__(
        self, look: Callable[[Any], RowLook], view: QAbstractItemView, *, small: bool = False
    ) -> None:
        super().__init__(view)
        self._look = look
        self._small = small

    # Qt's own names from here.

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        sizes = style().metrics
        if not self._small:
            return QSize(0, sizes.customer_row)
        return QSize(0, max(sizes.customer_row * 4 // 5, style().px(44)))  # two lines and some air

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look(index.data(ROW))
        painter.save()
        rect = paint_row_ground(painter, option)
        middle = rect.top() + rect.height() // 2
        left, right = rect.left() + 12, rect.right() - 8
        if look.avatar is not None:
            size = min(style().px(36), rect.height() - 8)
            painting.draw_avatar(painter, QRect(left, middle - size // 2, size, size), *look.avatar)
            left += size + 12
        elif look.icon:
            size = style().px(18)
            ink = tokens.TONES[look.tone][0]
            painting.draw_icon(painter, left, middle, look.icon, ink, size)
            left += size + 14
        self._paint_lines(painter, look, left, right, middle)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A title that had to be shortened is said whole below the pointer."""
        row = index.data(ROW) if index.isValid() else None
        title = self._look(row).title if row is not None else ""
        room = option.rect.width() - style().px(90)
        if not title or painting.width_of(title, "row") <= room:
            QToolTip.hideText()
            return False
        QToolTip.showText(event.globalPos(), title, view)
        return True

    @staticmethod
    def _paint_lines(painter: QPainter, look: RowLook, left: int, right: int, middle: int) -> None:
        line = style().px(19)
        title = QRect(left, middle - line, right - left, line)
        below = QRect(left, middle, right - left, line)
        if not (look.detail or look.kept):
            title.moveTop(middle - line // 2)
        at = title.top() + line // 2
        if look.aside:
            # A column as wide as a day of another year with its time, so that chips line up.
            width = painting.width_of(look.aside, "small", figures=True) + 1
            aside = QRect(right - width, title.top(), width, line)
            painting.write(painter, aside, look.aside, "small", align=painting.RIGHT, figures=True)
            title.setRight(right - max(width, style().px(108)) - 12)
        if look.chip is not None:
            text, tone = look.chip
            end = title.right() + 1
            width = min(painting.chip_width(text), (end - left) * 3 // 5)
            painting.draw_chip(painter, end - width, at, text, tone, width)
            title.setRight(end - width - 8)
        painting.write(painter, title, look.title, "row")
        whole = f"{look.detail} · {look.kept}" if look.detail and look.kept else ""
        if whole and painting.width_of(whole, "small") < below.width():
            painting.write(painter, below, whole, "small")
        elif look.kept:
            kept = f" · {look.kept}" if look.detail else look.kept
            room = below.width() - painting.width_of(kept, "small") - 1
            width = min(painting.width_of(look.detail, "small") + 1, max(0, room))
            painting.write(painter, QRect(left, middle, width, line), look.detail, "small")
            painting.write(painter, below.adjusted(width, 0, 0, 0), kept, "small")
        elif look.detail:
            painting.write(painter, below, look.detail, "small")


class CellDelegate(QStyledItemDelegate):
    """Cells of a table: text with the header's padding and figures of one width, or a chip."""

    # Qt's own names from here.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        state = option.state
        if state & _State.State_Selected:
            painter.fillRect(rect, painting.colour("selection"))
        elif state & _State.State_MouseOver:
            painter.fillRect(rect, painting.colour("bg"))
        inner = rect.adjusted(16, 0, -16, 0)
        text, tone = index.data(DISPLAY) or "", index.data(TONE)
        if tone and text:
            width = min(painting.chip_width(text), inner.width())
            painting.draw_chip(painter, inner.left(), inner.center().y(), text, tone, width)
        else:
            align = index.data(ALIGNMENT) or painting.LEFT
            painting.write(painter, inner, text, align=align, figures=True)
        if state & _State.State_HasFocus and state & _State.State_KeyboardFocusChange:
            painting.frame(painter, rect, "accent", tokens.RADIUS, 2)
        painter.restore()


class List(QListView):
    """A list whose rows are drawn by a `RowDelegate`. Enter activates the row."""

    def __init__(self, look: Callable[[Any], RowLook], *, name: str, small: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(look, self, small=small))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def restyle(self) -> None:
        """Take the present density and text size."""
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class TableView(QTableView):
    """A table without grid lines, one row chosen at a time, drawn by `CellDelegate`."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.restyle()

    def restyle(self) -> None:
        """Take the present density and text size."""
        sizes = style().metrics
        self.verticalHeader().setDefaultSectionSize(sizes.table_row)
        header = self.horizontalHeader()
        header.setFixedHeight(sizes.header)
        header.setFont(style().font("caption"))
        self.viewport().update()
