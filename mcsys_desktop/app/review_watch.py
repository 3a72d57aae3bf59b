"""Asks administrators for the security review when half a year has passed since the last one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import reviews
from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.status import Status

SOON_MS = 8000  # after the office was entered, and after the word about backups
HOUR_MS = 3_600_000


class ReviewWatch(QObject):
    """Lives as long as the screens of whoever works here (``parent``)."""

    def __init__(self, work: Work, live: Live, status: "Status", parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._status = work, status
        status.show_review("")  # of whoever was here before
        self._hour = QTimer(self, interval=HOUR_MS)
        self._hour.timeout.connect(self.ask)
        self._hour.start()
        live.changed.connect(self._on_changed)
        QTimer.singleShot(SOON_MS, self, self.ask)

    @Slot()
    def ask(self) -> None:
        """Ask the office whether it is time."""
        self._work.run(self, reviews.question, then=self._status.show_review, failed=_later)

    @Slot(object)
    def _on_changed(self, tables: object) -> None:
        if isinstance(tables, set) and tables & {"security_review", EVERYTHING}:
            self.ask()


def _later(error: Exception) -> None:
    """The office does not answer now, and the window says so already; in an hour then."""
    if not isinstance(error, UserError):
        raise error
