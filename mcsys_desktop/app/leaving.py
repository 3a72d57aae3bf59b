"""Close the window without losing a word: what is on its way arrives first, the rest is asked."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.plain_text import message_box

PATIENCE_MS = 3000  # for notes that are being written
LOOK_MS = 50


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What would be lost: notes on their way to the office, and forms that somebody typed in."""

    notes: int = 0
    forms: int = 0


class Leaving(QObject):
    """Stands between the window and its end. ``keep`` asks to write notes down now."""

    keep = Signal()

    def __init__(self, window: QWidget, unsaved: Callable[[], Unsaved]) -> None:
        super().__init__(window)
        self._window, self._unsaved = window, unsaved
        self._agreed = False
        self._waited = 0
        self.question: QMessageBox | None = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        window.installEventFilter(self)

    def agree(self) -> None:
        """Whoever closes the window next knows what is lost."""
        self._agreed = True

    def _may_go(self) -> bool:
        """Whether the window may close now; begins to save or to ask where it may not."""
        held = self._unsaved()
        if self._agreed or held == Unsaved():
            return True
        if held.forms:
            self._ask(_("You typed something that is not saved."))
        elif not self._look.isActive():
            self._waited = 0
            self.keep.emit()
            self._look.start()
        return False

    def _on_look(self) -> None:
        self._waited += LOOK_MS
        if not self._unsaved().notes:
            self._look.stop()
            self._window.close()
        elif self._waited >= PATIENCE_MS:
            self._look.stop()
            self._ask(_("A note could not be saved, because the office does not answer."))

    def _ask(self, sentence: str) -> None:
        if self.question is not None:
            return
        asked = message_box(self._window)
        asked.setIcon(QMessageBox.Icon.Warning)
        asked.setWindowTitle(_("Close the program"))
        asked.setText(sentence)
        stay = asked.addButton(_("Go on typing"), QMessageBox.ButtonRole.RejectRole)
        leave = asked.addButton(_("Close anyway"), QMessageBox.ButtonRole.DestructiveRole)
        asked.setDefaultButton(stay)
        asked.setEscapeButton(stay)
        self.question = asked

        def answered() -> None:
            self.question = None
            asked.deleteLater()
            if asked.clickedButton() is leave:
                self._agreed = True
                self._window.close()

        asked.finished.connect(answered)
        asked.open()

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self._window and not self._may_go():
            event.ignore()
            return True
        return False
