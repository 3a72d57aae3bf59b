"""Tiles: one figure each, and the way to what it counts."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.pressing import Pressed
from mcsys_desktop.ui.style import style

_PAD = 16


class Tile(Pressed):
    """A card with words, a figure below them, and what is worth saying of it below that."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.figure = self.detail = ""
        self._ink = "text2"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def show_figure(self, figure: str, detail: str = "", ink: str = "text2") -> None:
        """Show another figure."""
        self.figure, self.detail, self._ink = figure, detail, ink
        said = ", ".join(part for part in (f"{self._words}: {figure}", detail) if part)
        self.setAccessibleName(said)
        self.update()

    def restyle(self) -> None:
        """Take the present text size."""
        self.updateGeometry()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        wide = max(
            painting.width_of(self._words, "meta"), painting.width_of(self.detail, "button_on")
        )
        return QSize(max(style().px(150), wide + 2 * _PAD), style().px(92))

    def minimumSizeHint(self) -> QSize:
        return QSize(style().px(130), style().px(92))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), self.rect()
        ground = "selection" if self.underMouse() else "surface"
        painting.frame(painter, rect, "line", tokens.RADIUS_CARD, ground=ground)
        line, room = style().px(22), rect.width() - 2 * _PAD
        top = (rect.height() - line * 3 - 6) // 2
        for words, role, ink, high in (
            (self._words, "meta", "", line),
            (self.figure, "title", "", line + 6),
            (self.detail, "button_on" if self._ink == "bad" else "meta", self._ink, line),
        ):
            at = QRect(rect.left() + _PAD, top, room, high)
            painting.write(painter, at, words, role, ink, figures=True)
            top += high
        if self.ringed:
            painting.frame(painter, rect, "accent", tokens.RADIUS_CARD, 2)
        painter.end()
