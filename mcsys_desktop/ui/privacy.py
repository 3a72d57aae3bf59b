"""Counter mode: what the person across the counter must not read is hidden until asked for.

A desk marked as a counter hides amounts and the names of other customers. Whoever works there can
show them; after two minutes they hide by themselves, because nobody remembers to.
"""

from PySide6.QtCore import QObject, QTimer, Signal

SHOWN_FOR = 120_000  # ms
HIDDEN = "•••"


class Privacy(QObject):
    """Whether this desk hides names and amounts now. `changed` tells every page to repaint."""

    changed = Signal()

    def __init__(self, counter: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._asked = False
        self._again = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._again.timeout.connect(self.hide)

    @property
    def counter(self) -> bool:
        """Whether this desk is a counter."""
        return self._counter

    @property
    def hiding(self) -> bool:
        """Whether names and amounts are hidden at this moment."""
        return self._counter and not self._asked

    def set_counter(self, counter: bool) -> None:
        """Make this desk a counter, or an ordinary desk."""
        if counter != self._counter:
            self._counter = counter
            self._asked = False
            self._again.stop()
            self.changed.emit()

    def reveal(self) -> None:
        """Somebody asked: show everything for two minutes."""
        if self.hiding:
            self._asked = True
            self._again.start()
            self.changed.emit()

    def hide(self) -> None:
        """Hide again."""
        if self._asked:
            self._asked = False
            self._again.stop()
            self.changed.emit()

    def toggle(self) -> None:
        """Show or hide."""
        if self.hiding:
            self.reveal()
        else:
            self.hide()

    def mask(self, text: str) -> str:
        """``text``, or dots while it is hidden."""
        return HIDDEN if self.hiding and text else text
