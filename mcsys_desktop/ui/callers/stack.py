"""A column of widgets that is arranged at once, by whoever changes what is in it.

Qt's own layouts arrange in a later turn of the event loop, after asking every child again. While a
phone rings, what is shown changes in one step, so this column is told when to arrange itself.
"""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.ui import painting

GAP = 12  # between parts that have nothing to do with each other


class Stack(QWidget):
    """Widgets below each other, each with the room above it; hidden ones take none."""

    def __init__(
        self, margins: tuple[int, int, int, int] = (0, 0, 0, 0), *, ground: str = "surface"
    ) -> None:
        super().__init__()
        self._parts: list[tuple[QWidget, int, int, str]] = []
        self._margins = margins
        self._ground = ground
        self._tall = 0
        self._arranged_for = -1  # the width

    def add(self, widget: QWidget, gap: int = GAP, *, sides: int = -1, among: str = "") -> None:
        """Put ``widget`` at the end, ``gap`` pixels below what is visible above it.

        ``sides`` is its own margin at the left and right, where it differs from the column's.
        ``among`` names a group: ``gap`` is then the room between its members, and the first of them
        that can be seen keeps the usual distance from what is no member.
        """
        widget.setParent(self)
        self._parts.append((widget, gap, sides, among))

    def arrange(self) -> None:
        """Give every visible widget its place, now."""
        left, top, right, bottom = self._margins
        self._arranged_for = self.width()
        y = top
        first = True
        before = ""
        for widget, gap, sides, among in self._parts:
            if widget.isHidden():
                continue
            start, end = (left, right) if sides < 0 else (sides, sides)
            width = self.width() - start - end
            high = (
                widget.heightForWidth(width)
                if widget.hasHeightForWidth()
                else widget.sizeHint().height()
            )
            high = max(widget.minimumHeight(), min(high, widget.maximumHeight()))
            y += 0 if first else max(gap, GAP) if among and among != before else gap
            before = among
            widget.setGeometry(start, y, width, high)
            y += high
            first = False
        self._tall = y + bottom

    def tall(self) -> int:
        """How much height everything visible takes."""
        return self._tall

    def restyle(self) -> None:
        """Take the present text size. The children were told before or will be after."""
        self.arrange()

    # Qt's own names from here.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width != self.width():
            self.resize(width, self.height())
        if width != self._arranged_for:
            self.arrange()
        return self._tall

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self._arranged_for:
            self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), painting.colour(self._ground))
        painter.end()


class Shelf(QWidget):
    """Widgets beside each other, arranged at once; with ``stretch`` they share the width."""

    def __init__(self, gap: int, *, stretch: bool) -> None:
        super().__init__()
        self._gap, self._stretch = gap, stretch
        self._parts: list[QWidget] = []

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` at the right end."""
        widget.setParent(self)
        self._parts.append(widget)

    def fits(self) -> bool:
        """Whether all that is visible has the width it wants."""
        return self._spare([part for part in self._parts if not part.isHidden()]) >= 0

    def _spare(self, shown: list[QWidget]) -> int:
        spare = self.width() - self._gap * (len(shown) - 1)
        return spare - sum(part.sizeHint().width() for part in shown)

    def arrange(self) -> None:
        """Give each visible widget its place."""
        shown = [part for part in self._parts if not part.isHidden()]
        if not shown:
            return
        spare = self._spare(shown)
        more = max(0, spare // len(shown)) if self._stretch else 0
        left = 0
        for part in shown:
            width = part.sizeHint().width() + more
            part.setGeometry(QRect(left, 0, width, self.height()))
            left += width + self._gap

    def restyle(self) -> None:
        """Take the present text size."""
        self.arrange()

    # Qt's own names from here.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((part.sizeHint().height() for part in self._parts), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()
