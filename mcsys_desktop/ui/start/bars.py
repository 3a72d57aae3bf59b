"""The calls of today as bars, one for each hour; in words for whoever does not see them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.start import Hour
from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.start import words
from mcsys_desktop.ui.style import style

_STEPS = (1, 2, 5)  # and ten times those
_LINES = 3  # at most, above nought


def step_of(most: int) -> int:
    """How far the lines of the scale lie apart, so that there are a few of them."""
    scale = 1
    while True:
        for step in _STEPS:
            if step * scale * _LINES >= most:
                return step * scale
        scale *= 10


class Bars(QWidget):
    """Draws hours. ``told`` comes when what it says in words has changed."""

    told = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._hours: tuple[Hour, ...] = ()
        self._here = -1
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_hours(self, hours: Sequence[Hour], here: int) -> None:
        """Show these hours; ``here`` is the one that it is now."""
        self._hours, self._here = tuple(hours), here
        self.setAccessibleDescription(self.sentence())
        self.told.emit(self.sentence())
        self.update()

    def sentence(self) -> str:
        """The drawing as a table in words."""
        told = []
        for hour in self._hours:
            name = words.hour(hour.hour, self._here)
            if hour.missed:
                said = _("{hour}: {calls}, of which missed {missed}")
                told.append(said.format(hour=name, calls=hour.calls, missed=hour.missed))
            else:
                told.append(_("{hour}: {calls}").format(hour=name, calls=hour.calls))
        return "; ".join(told)

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(style().px(280), style().px(190))

    def minimumSizeHint(self) -> QSize:
        return QSize(style().px(200), style().px(190))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, low = self.rect(), style().px(24)
        most = max((hour.calls for hour in self._hours), default=0)
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
        if not self._hours:
            return
        room = ground.width() / len(self._hours)
        wide = round(min(room * 0.68, style().px(48)))
        every = 1 + int(style().px(38) // max(room, 1))  # words that would run into each other
        for place, hour in enumerate(self._hours):
            middle = round(ground.left() + room * (place + 0.5))
            high = round(ground.height() * hour.calls / most)
            here = hour.hour == self._here
            bar = QRect(middle - wide // 2, ground.bottom() - high + 1, wide, high)
            if high:
                painting.fill(painter, bar, "accent" if here else "line2", tokens.RADIUS_KEY)
                count = QRect(middle - 30, bar.top() - style().px(18), 60, style().px(16))
                role = "row" if here else "small"
                painting.write(painter, count, str(hour.calls), role, align=painting.CENTER)
            if place % every == 0 or here:
                at = QRect(round(middle - room * every / 2), ground.bottom() + 2, 0, low)
                at.setWidth(round(room * every))
                name = words.hour(hour.hour, self._here)
                painting.write(painter, at, name, "small", align=painting.CENTER)
