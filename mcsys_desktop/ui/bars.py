"""Figures as bars, painted by hand; in words for whoever does not see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.style import style

_STEPS = (1, 2, 5)  # and ten times those
_LINES = 3  # at most, above nought


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what stands below it, how high it is, and how it is said.

    ``part`` of it is drawn in red, from below; ``here`` is the one that it is about now.
    """

    name: str
    value: int
    said: str
    part: int = 0
    here: bool = False


def step_of(most: int) -> int:
    """How far the lines of the scale lie apart, so that there are a few of them."""
    scale = 1
    while True:
        for step in _STEPS:
            if step * scale * _LINES >= most:
                return step * scale
        scale *= 10


class Bars(QWidget):
    """Draws bars beside each other. ``told`` comes when what it says in words has changed."""

    told = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these."""
        self._bars = tuple(bars)
        self.setAccessibleDescription(self.sentence())
        self.told.emit(self.sentence())
        self.update()

    def sentence(self) -> str:
        """The drawing as a table in words."""
        return "; ".join(bar.said for bar in self._bars)

    def restyle(self) -> None:
        """Take the present text size."""
        self.updateGeometry()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(style().px(280), style().px(190))

    def minimumSizeHint(self) -> QSize:
        return QSize(style().px(200), style().px(190))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, low = self.rect(), style().px(24)
        most = max((bar.value for bar in self._bars), default=0)
        step = step_of(max(most, 1))
        top_value = max(step, -(-most // step) * step)
        left = painting.width_of(str(top_value), "small", figures=True) + 12
        ground = QRect(left, style().px(20), rect.width() - left, rect.height() - low)
        ground.setBottom(rect.height() - low)
        for value in range(0, top_value + 1, step):
            y = ground.bottom() - round(ground.height() * value / top_value)
            painter.fillRect(QRect(left, y, ground.width(), 1), painting.colour("line"))
            at = QRect(0, y - low // 2, left - 8, low)
            painting.write(painter, at, str(value), "small", align=painting.RIGHT, figures=True)
        self._paint_bars(painter, ground, top_value, low)
        painter.end()

    def _paint_bars(self, painter: QPainter, ground: QRect, most: int, low: int) -> None:
        if not self._bars:
            return
        room = ground.width() / len(self._bars)
        wide = round(min(room * 0.68, style().px(48)))
        longest = max(painting.width_of(bar.name, "small", figures=True) for bar in self._bars)
        # Words that would run into each other are left out.
        every = 1 + int(max(style().px(38), longest + 6) // max(room, 1))
        for place, bar in enumerate(self._bars):
            middle = round(ground.left() + room * (place + 0.5))
            high = round(ground.height() * bar.value / most)
            part = round(ground.height() * bar.part / most)
            drawn = QRect(middle - wide // 2, ground.bottom() - high + 1, wide, high)
            if high:
                painting.fill(painter, drawn, "accent" if bar.here else "line2", tokens.RADIUS_KEY)
                if part:
                    red = QRect(drawn.left(), ground.bottom() - part + 1, wide, part)
                    painting.fill(painter, red, "bad", tokens.RADIUS_KEY)
                count = QRect(middle - 30, drawn.top() - style().px(18), 60, style().px(16))
                role = "row" if bar.here else "small"
                painting.write(painter, count, str(bar.value), role, align=painting.CENTER)
            if place % every == 0 or bar.here:
                at = QRect(round(middle - room * every / 2), ground.bottom() + 2, 0, low)
                at.setWidth(round(room * every))
                painting.write(painter, at, bar.name, "small", align=painting.CENTER)
