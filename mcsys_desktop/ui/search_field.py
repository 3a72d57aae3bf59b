"""The field that people search with, in the top bar and above lists."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.ui import painting
from mcsys_desktop.ui.pasting import PlainLine
from mcsys_desktop.ui.style import style

_LONGEST = 100  # characters: what the office looks for
_SEARCH_PAUSE = 120  # ms: shorter than the gap between two words, longer than between two keys


class SearchField(PlainLine):
    """Text to search for. `searched` comes when typing pauses; Esc empties the field first.

    ``key`` is shown while the field is empty; ``sunken`` fits it into the top bar. `stepped` tells
    of the arrow keys (-1 up, 1 down), for a list of results that never has the focus itself.
    ``pause`` is how long typing must rest, in ms: none where whoever answers keeps up by itself.
    """

    searched = Signal(str)
    stepped = Signal(int)
    left = Signal()  # Esc in an empty field: the page may take the focus back

    def __init__(
        self,
        placeholder: str,
        *,
        name: str = "",
        key: str = "",
        sunken: bool = False,
        pause: int = _SEARCH_PAUSE,
    ) -> None:
        super().__init__()
        self.limit = _LONGEST
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._key = key
        if sunken:
            self.setObjectName("search")
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self.ask_now)
        self._margins()

    def ask_now(self) -> None:
        """Emit `searched` at once if typing has not paused yet."""
        if self._pause.isActive():
            self._pause.stop()
            self._ask()

    def empty(self) -> None:
        """Clear the field and tell so at once."""
        self._pause.stop()
        if self.text():
            self.clear()
            self._ask()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the border in the colour of errors, or not."""
        mark_wrong(self, wrong)

    def restyle(self) -> None:
        """Take the present text size."""
        self._margins()

    def _ask(self) -> None:
        self.searched.emit(self.text())

    def _margins(self) -> None:
        right = painting.key_width(self._key) + 4 if self._key else 0
        self.setTextMargins(style().px(18) + 10, 0, right, 0)

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.empty()
            else:
                self.left.emit()
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        middle = self.height() // 2
        painting.draw_icon(painter, 11, middle, "search", "text3", style().px(16))
        if self._key and not self.text():
            painting.draw_key(painter, self.width() - 8, middle, self._key)
        painter.end()


def mark_wrong(field: QWidget, wrong: bool) -> None:
    """Draw the border of ``field`` in the colour of errors, or not."""
    if field.property("wrong") != wrong:
        field.setProperty("wrong", wrong)
        field.style().polish(field)  # the style sheet looks at the property only when polished
        field.update()
