"""Keeps an eye on the history of the office while somebody works: every desk for itself."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mcsys_desktop.app.screens import Screens
from mcsys_desktop.app.status import Status
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import history
from mcsys_desktop.ui.work import Work

LOOK_MS = 3 * 60_000
NOTE_MS = 30_000  # refused rights are written down by then
FIRST_MS = 2_000  # when the screens are there


class HistoryWatch(QObject):
    """``alarm`` tells once that history is not what this desk saw of it, ``noted`` that it stands
    in the log.

    ``folder`` is where this desk remembers how far it saw. The status and the screens show the
    alarm, until an administrator says on a screen that it is known why.
    """

    alarm = Signal()
    noted = Signal()

    def __init__(
        self, work: Work, folder: Path, screens: Screens, status: Status, *, writable: bool
    ) -> None:
        super().__init__(screens)
        self.memory: history.Memory = history.MemoryFile(folder)
        self._work, self._writable = work, writable
        self._told = False
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._noting = QTimer(self, interval=NOTE_MS)
        self._noting.timeout.connect(self.note)
        self._looking.start()
        if writable:
            self._noting.start()
        QTimer.singleShot(FIRST_MS, self, self.look)
        self.alarm.connect(status.alarm)
        self.alarm.connect(screens.show_alarm)
        screens.history_accepted.connect(self.accept)
        screens.history_accepted.connect(status.calm)

    @Slot()
    def look(self) -> None:
        """Compare what is there with what was seen."""
        self._work.run(self, history.look, self.memory, then=self._on_look, failed=_later)

    @Slot()
    def note(self) -> None:
        """Write down which rights were refused here."""
        self._work.run(self, history.note_refusals, failed=_later)

    @Slot()
    def accept(self) -> None:
        """An administrator knows why it changed."""
        self._told = False
        self._work.run(self, history.accept, self.memory)

    def _on_look(self, whole: bool) -> None:
        if whole or self._told:
            return
        self._told = True
        self.alarm.emit()
        if self._writable:
            self._work.run(
                self,
                history.note_alarm,
                self.memory,
                then=lambda _nothing: self.noted.emit(),
                failed=_later,
            )


def _later(error: Exception) -> None:
    """The office does not answer now, and the window says so already; next time then."""
    if not isinstance(error, UserError):
        raise error
