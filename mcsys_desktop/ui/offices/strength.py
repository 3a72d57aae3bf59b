"""How strong a new password is, in a bar and in words, while it is typed."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import label

_PAUSE_MS = 250
_INKS = ("bad", "warn", "ok")
_GAP = 4


class _Bar(QWidget):
    """Three pieces; the words below say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.level = 0  # of 3
        self.restyle()

    def restyle(self) -> None:
        """Take the present text size."""
        self.setFixedHeight(style().px(6))

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = (self.width() - 2 * _GAP) // 3
        for piece in range(3):
            room = self.rect()
            room.setLeft(piece * (width + _GAP))
            room.setWidth(width)
            ink = _INKS[self.level - 1] if piece < self.level else "sunken"
            painting.fill(painter, room, ink, room.height() / 2)
        painter.end()


class Strength(QWidget):
    """Follows a field. ``asked`` carries what is typed when typing pauses; `show_level` answers.

    The lists that it takes are large, so that somebody else looks them up on another thread.
    """

    asked = Signal(str)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self._field = field
        self._bar = _Bar()
        self.words = label("", "small", ink="text2", wrap=True)
        self.setLayout(column(self._bar, self.words, gap=4))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        field.textChanged.connect(self._on_text)
        self.hide()

    @property
    def level(self) -> int:
        """1: it will not do; 2: it will; 3: it is strong; 0: nobody knows yet."""
        return self._bar.level

    def show_level(self, typed: str, level: int, sentence: str) -> None:
        """``typed`` is so strong; nothing where something else is typed by now."""
        if typed != self._field.text():
            return
        self._bar.level = level
        good = (_("This password will do."), _("This password is strong."))
        self.words.setText(sentence or good[level > 2])
        self._bar.update()
        self.show()

    def _on_text(self, text: str) -> None:
        self.setVisible(bool(text) and self._bar.level > 0)
        self._pause.start()

    def _ask(self) -> None:
        if text := self._field.text():
            self.asked.emit(text)
