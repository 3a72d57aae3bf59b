"""All that keeps an eye on the office while somebody works in it, and tells the status."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mcsys_desktop.app.backup_watch import BackupWatch
from mcsys_desktop.app.company_watch import CompanyWatch
from mcsys_desktop.app.paper_watch import PaperWatch
from mcsys_desktop.app.server_watch import ServerWatch
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.history_watch import HistoryWatch
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.app.status import Status
    from mcsys_desktop.app.upgrading import Upgrading
    from mcsys_desktop.services.offices import Office


class Watches(QObject):
    """The watches over backups, server, history, review, papers, and upgrades that others want.

    ``seen`` is where this desk remembers how far it saw the history; ``doors`` are the workers
    without a connection. ``upgraded``: the office may be another than it was.
    """

    upgraded = Signal()

    def __init__(
        self,
        window: MainWindow,
        status: "Status",
        live: Live,
        settings: Settings,
        doors: Work,
        seen: Path,
    ) -> None:
        super().__init__(status)
        self._window, self._status, self._live = window, status, live
        self._doors, self._seen = doors, seen
        self.upgrading: Upgrading | None = None
        self.backups = BackupWatch(status, live, settings)
        self.server = ServerWatch(status)
        self.company = CompanyWatch(window, live, status)
        self.papers = PaperWatch(live, status)
        self.history: HistoryWatch | None = None  # of whoever works here

    def start(self, work: Work, office: "Office", screens: "Screens") -> None:
        """Somebody came in. What watches for them alone lives as long as their screens."""
        # Only now: these load services, which the first frame did not wait for.
        from mcsys_desktop.app.history_watch import HistoryWatch
        from mcsys_desktop.app.mailing import Mailing
        from mcsys_desktop.app.review_watch import ReviewWatch
        from mcsys_desktop.app.upgrading import Upgrading
        from mcsys_desktop.services import offices

        told = (work, self._seen, screens, self._status)
        self.history = HistoryWatch(*told, writable=office.writable)
        self.history.noted.connect(lambda: self._live.hear("audit_act"))  # the log shows it
        ReviewWatch(work, self._live, self._status, screens)
        self._status.review_wanted.connect(screens.review)
        Mailing(screens, work, self._doors, offices.connected).start()
        self.backups.start(work, office)
        self.server.start(work)
        self.company.start(work)
        self.papers.start(work, office)
        if self.upgrading is None:
            self.upgrading = Upgrading(self._window, self._live, self._doors, self._status)
            self.upgrading.over.connect(self.upgraded)
        self.upgrading.start(work)

    def leave(self) -> None:
        """They left."""
        self.history = None
        self.server.stop()
        self.company.stop()
        self.papers.stop()
        if self.upgrading is not None:
            self.upgrading.stop()

    def stop(self) -> None:
        """The program ends."""
        self.backups.stop()
        self.leave()
