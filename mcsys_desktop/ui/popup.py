"""Small windows that open beside what somebody pressed, and are gone with the next click."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from mcsys_desktop.ui import painting

_APART, _MARGIN = 4, 8  # from what was pressed, and from the edges of the screen


class Popup(QFrame):
    """A framed ground beside an anchor, whole on its screen. Esc or a click elsewhere closes it.

    Who inherits gives itself its size, calls `hang`, and puts the focus where it belongs.
    """

    def __init__(self, owner: QWidget, *, ground: str = "surface", kept: bool = False) -> None:
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not kept)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ground = ground

    def hang(self, anchor: QWidget, *, above: bool = False, right: bool = False) -> None:
        """Show it below ``anchor``, or ``above`` it; ``right``: with their right edges in line.

        Where there is no room below, it opens above, and the other way round.
        """
        top_left = anchor.mapToGlobal(QPoint(0, 0))
        room = anchor.screen().availableGeometry()
        over = top_left.y() - self.height() - _APART
        under = top_left.y() + anchor.height() + _APART
        first, other = (over, under) if above else (under, over)

        def fits(top: int) -> bool:
            return room.top() <= top and top + self.height() <= room.bottom() + 1

        top = other if fits(other) and not fits(first) else first
        left = top_left.x() + (anchor.width() - self.width() if right else 0)
        left = min(max(left, room.left() + _MARGIN), room.right() - self.width() - _MARGIN)
        top = min(max(top, room.top() + _MARGIN), room.bottom() - self.height() - _MARGIN)
        self.move(left, top)
        self.show()

    # Qt's own names from here. Esc is Qt's own affair: it closes every window of this kind.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), painting.colour(self._ground))
        painting.frame(painter, self.rect(), "line2", 0)
        painter.end()
