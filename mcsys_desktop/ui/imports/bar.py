"""A bar that fills: how far a long piece of work is."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from mcsys_desktop.ui import painting
from mcsys_desktop.ui.style import style

_HEIGHT = 8


class Bar(QProgressBar):
    """How far it is; while nobody knows, a part of it that stands still."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setRange(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, done: int, of: int) -> None:
        """Show that ``done`` of ``of`` is done; 0 of 0: nobody knows."""
        self.setRange(0, of)
        self.setValue(done)
        self.update()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(style().px(200), style().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(style().px(80), style().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), self.rect()
        radius = rect.height() / 2
        painting.fill(painter, rect, "sunken", radius)
        most = self.maximum()
        width = rect.width() * self.value() // most if most > 0 else rect.width() // 3
        if width > 0:
            painting.fill(painter, QRect(0, 0, width, rect.height()), "accent", radius)
        painter.end()
