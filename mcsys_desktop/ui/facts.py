"""Rows that say one thing in two lines: facts about a caller, candidates for a number."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcsys_desktop.ui import lines, painting, tokens
from mcsys_desktop.ui.pressing import Pressed
from mcsys_desktop.ui.style import style


class FactRow(Pressed):
    """Two lines of text on a sunken ground behind an icon, an avatar or a key: facts, candidates.

    ``show_fact`` fills it. A row that leads nowhere takes no focus and no click. One that ``wraps``
    takes as many lines as its words need, for a sentence that must be read whole.
    """

    def __init__(self, parent: QWidget | None = None, *, wraps: bool = False) -> None:
        super().__init__(parent)
        self._wraps = wraps
        self._icon = ""
        self._tone = "neutral"
        self._title = self._detail = self._key = ""
        self._avatar: tuple[str, bool] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_fact(
        self,
        title: str,
        detail: str = "",
        *,
        icon: str = "",
        tone: str = "neutral",
        avatar: tuple[str, bool] | None = None,
        key: str = "",
        leads: bool = True,
    ) -> None:
        """Show ``title`` over ``detail``; ``avatar`` is (name, business) and stands for an icon."""
        self._title, self._detail, self._key = title, detail, key
        self._icon, self._tone, self._avatar = icon, tone, avatar
        self.setAccessibleName(", ".join(part for part in (title, detail) if part))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not leads)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take the present theme, density and text size."""
        self.updateGeometry()

    def _in_lines(self, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = width - 12 - (style().px(18) + 12 if self._icon else 0) - 10
        title = lines.of(self._title, "row", room)
        return title, lines.of(self._detail, "small", room) if self._detail else ()

    def _paint_lines(self, painter: QPainter, left: int, width: int) -> None:
        title, detail = self._in_lines(self.width())
        step, high = style().px(16), style().px(18)
        top = (self.height() - high * bool(detail) - high - step * (len(title) - 1)) // 2
        top -= step * max(0, len(detail) - 1) // 2
        for number, words in enumerate(title):
            painting.write(painter, QRect(left, top + number * step, width, high), words, "row")
        top += high + step * (len(title) - 1)
        for number, words in enumerate(detail):
            painting.write(painter, QRect(left, top + number * step, width, high), words, "small")

    # Qt's own names from here.

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        title, detail = self._in_lines(width)
        more = len(title) + len(detail) - (2 if self._detail else 1)
        return style().px(48 if self._detail else 36) + more * style().px(16)

    def sizeHint(self) -> QSize:
        return QSize(200, style().px(48 if self._detail else 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), self.rect()
        hover = self.underMouse() and self.focusPolicy() != Qt.FocusPolicy.NoFocus
        painting.fill(painter, rect, "line" if hover else "sunken", tokens.RADIUS)
        middle, left = rect.height() // 2, 12
        if self._key:
            width = painting.key_width(self._key)
            painting.draw_key(painter, left + width, middle, self._key)
            left += width + 12
        if self._avatar is not None:
            size = style().px(32)
            painting.draw_avatar(
                painter, QRect(left, middle - size // 2, size, size), *self._avatar, "surface"
            )
            left += size + 12
        elif self._icon:
            size = style().px(18)
            ink = tokens.TONES[self._tone][0]
            painting.draw_icon(painter, left, middle, self._icon, ink, size)
            left += size + 12
        line = style().px(18)
        width = rect.width() - left - 10
        if self._wraps:
            self._paint_lines(painter, left, width)
        elif self._detail:
            painting.write(painter, QRect(left, middle - line, width, line), self._title, "row")
            painting.write(painter, QRect(left, middle, width, line), self._detail, "small")
        else:
            painting.write(painter, QRect(left, 0, width, rect.height()), self._title, "row")
        if self.ringed:
            painting.frame(painter, rect, "accent", tokens.RADIUS, 2)
        painter.end()
