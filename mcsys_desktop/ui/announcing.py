"""What a screen reader is told of by itself, because the focus is elsewhere."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Let a screen reader say a sentence when it has said what it is saying."""
    if sentence:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def announce_if_heard(widget: QWidget, words: Callable[[], str]) -> None:
    """As `announce`, where making the words costs something: only if somebody listens."""
    if QAccessible.isActive():
        announce(widget, words())
