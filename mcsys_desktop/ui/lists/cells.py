"""The cells of a long list, drawn as fast as Qt draws its own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.delegates import CellDelegate
from mcsys_desktop.ui.lists.model import LongTable
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import Index

_State = QStyle.StateFlag
_SELECTED, _OVER = _State.State_Selected, _State.State_MouseOver
_FOCUS = _State.State_HasFocus
_RIGHT = int(Qt.AlignmentFlag.AlignRight)
_LINE = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_ELIDE = Qt.TextElideMode.ElideRight
PADDING = 12


class ListCells(CellDelegate):
    """Asks the model for a row and not for each role of a cell, and keeps font and colours."""

    def __init__(self, parent: "object | None" = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]  # a view
        self.restyle()

    def restyle(self) -> None:
        """Take the present theme and text size."""
        self._font = style().figures("body")
        self._metrics = QFontMetrics(self._font)
        self._ink: QColor = painting.colour(tokens.ROLES["body"].ink)
        self._selection = painting.colour("selection")
        self._over = painting.colour("bg")
        self._letter = self._metrics.horizontalAdvance("W")

    # Qt's own names from here.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, LongTable)  # noqa: S101  # it draws nothing else
        rect, state = option.rect, option.state
        if state & _SELECTED:
            painter.fillRect(rect, self._selection)
        elif state & _OVER:
            painter.fillRect(rect, self._over)
        row = model.at(index.row())
        column = model.columns[index.column()]
        text = "" if row is None else column.text(row)
        if text:
            width = rect.width() - 2 * PADDING
            inner = rect.adjusted(PADDING, 0, -PADDING, 0)
            tone = column.tone(row) if column.tone is not None else None
            if tone:
                chip = min(painting.chip_width(text), width)
                painter.save()
                painting.draw_chip(painter, inner.left(), inner.center().y(), text, tone, chip)
                painter.restore()
            else:
                if len(text) * self._letter > width:  # it may not fit
                    text = self._metrics.elidedText(text, _ELIDE, width)
                painter.setFont(self._font)
                painter.setPen(self._ink)
                painter.drawText(inner, _LINE | (int(column.align) & _RIGHT), text)
        if state & _FOCUS and state & _State.State_KeyboardFocusChange:
            painting.frame(painter, rect, "accent", tokens.RADIUS, 2)
