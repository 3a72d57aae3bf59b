"""What everything that is pressed and paints itself has in common: Enter, and the focus ring."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

# Ways to get the focus that leave the ring as it was: the window came to the front, a menu closed.
_UNCHANGED = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Pressed(QPushButton):
    """Enter presses it as the space bar does. Who paints it draws a ring while `ringed`."""

    _ring = False

    @property
    def ringed(self) -> bool:
        """Whether it has the focus of somebody who came by keyboard, and not by a click."""
        return self._ring and self.hasFocus()

    # Qt's own names from here.

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _UNCHANGED:
            self._ring = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event):
            if not event.isAutoRepeat():  # Enter held too long presses nothing that comes next
                self.click()
            return
        super().keyPressEvent(event)


def presses(event: QKeyEvent) -> bool:
    """Whether a key presses the button that has the focus as the space bar does: Enter, alone."""
    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in plain
