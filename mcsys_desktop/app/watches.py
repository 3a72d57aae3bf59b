"""All that keeps an eye on the office while somebody works in it, and tells the status."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mcsys_desktop.app.backup_watch import BackupWatch
from mcsys_desktop.app.server_watch import ServerWatch
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.history_watch import HistoryWatch
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.app.status import Status
    from mcsys_desktop.services.offices import Office


class Watches(QObject):
    """The watches over backups, server, history and review. ``seen`` is where this desk remembers
    how far it saw the history.
    """

    def __init__(self, status: "Status", live: Live, settings: Settings, seen: Path) -> None:
        super().__init__(status)
        self._status, self._live, self._seen = status, live, seen
        self.backups = BackupWatch(status, live, settings)
        self.server = ServerWatch(status)
        self.history: HistoryWatch | None = None  # of whoever works here

    def start(self, work: Work, office: "Office", screens: "Screens") -> None:
        """Somebody came in. What watches for them alone lives as long as their screens."""
        # Only now: these load services, which the first frame did not wait for.
        from mcsys_desktop.app.history_watch import HistoryWatch
        from mcsys_desktop.app.review_watch import ReviewWatch

        self.history = HistoryWatch(work, self._seen, screens, writable=office.writable)
        self.history.alarm.connect(self._status.alarm)
        self.history.alarm.connect(screens.show_alarm)
        screens.history_accepted.connect(self.history.accept)
        screens.history_accepted.connect(self._status.calm)
        ReviewWatch(work, self._live, self._status, screens)
        self._status.review_wanted.connect(screens.review)
        self.backups.start(work, office)
        self.server.start(work, office)

    def leave(self) -> None:
        """They left."""
        self.history = None
        self.server.stop()

    def stop(self) -> None:
        """The program ends."""
        self.backups.stop()
        self.server.stop()
