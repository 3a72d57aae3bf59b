"""The rows of a long list, drawn in one go.

A delegate is called for each cell, and that call alone takes as long as Qt needs for the cell.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.lists.columns import ListColumn
from mcsys_desktop.ui.style import style

PADDING = 16  # as the headings have it
_ELIDE = Qt.TextElideMode.ElideRight
_RIGHT = int(Qt.AlignmentFlag.AlignRight)
_REMEMBERED = 4096  # texts that were found to fit or not


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands in the window, in pixels."""

    column: ListColumn
    left: int
    width: int


class Cells:
    """Draws texts and chips of rows with the font and the colours of the present style."""

    def __init__(self) -> None:
        self.restyle()

    def restyle(self) -> None:
        """Take the present theme and text size."""
        self._font = style().figures("body")
        self._metrics = QFontMetrics(self._font)
        self._ink = painting.colour(tokens.ROLES["body"].ink)
        self._digit = self._metrics.horizontalAdvance("0")
        self._narrow = max(1, self._metrics.averageCharWidth())
        self._fitting: dict[tuple[str, int], str] = {}
        self.selection = painting.colour("selection")
        self.over = painting.colour("bg")

    def begin(self, painter: QPainter) -> None:
        """Texts follow."""
        painter.setFont(self._font)
        painter.setPen(self._ink)

    def draw(
        self, painter: QPainter, row: object, places: list[Place], top: int, height: int
    ) -> None:
        """Draw one row, whose ground is there already."""
        metrics = self._metrics
        base = top + (height + metrics.ascent() - metrics.descent()) // 2
        write, fitting = painter.drawText, self._fitting
        for place in places:
            column = place.column
            text = column.text(row)
            if not text:
                continue
            width = place.width
            if column.tone is not None and (tone := column.tone(row)):
                self._chip(painter, text, tone, QRect(place.left, top, width, height))
                continue
            if int(column.align) & _RIGHT:
                long = (
                    len(text) * self._digit if text.isdecimal() else metrics.horizontalAdvance(text)
                )
                if long <= width:
                    write(place.left + width - long, base, text)
                    continue
            elif len(text) * self._narrow * 2 <= width:
                write(place.left, base, text)
                continue
            shown = fitting.get((text, width))
            if shown is None:
                if len(fitting) > _REMEMBERED:
                    fitting.clear()
                shown = fitting[text, width] = metrics.elidedText(text, _ELIDE, width)
            write(place.left, base, shown)

    def _chip(self, painter: QPainter, text: str, tone: str, room: QRect) -> None:
        width = min(painting.chip_width(text), room.width())
        painting.draw_chip(painter, room.left(), room.center().y(), text, tone, width)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self.begin(painter)
