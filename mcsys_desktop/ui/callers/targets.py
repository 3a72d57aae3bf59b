"""What keyboard, mouse and screen readers find on the painted card."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.callers.view import Line
from mcsys_desktop.ui.pressing import presses


class LineTarget(QAbstractButton):
    """The invisible button over a line of the card: it only shows that it has the focus."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self._card = card
        self._ring = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def point_at(self, line: Line, rect: QRect) -> None:
        """Lie over ``line``, and be called what it says."""
        self.setGeometry(rect)
        name = ", ".join(part for part in (line.title, line.detail) if part)
        if name != self.accessibleName():
            self.setAccessibleName(name)

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painting.frame(painter, self.rect(), "accent", tokens.RADIUS, 2)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: object) -> None:
        self._card.update(self.geometry())

    def leaveEvent(self, event: object) -> None:
        self._card.update(self.geometry())
