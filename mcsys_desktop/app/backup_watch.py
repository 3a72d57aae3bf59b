"""Asks now and then whether the office has a good backup, so that every desk says when not.

An office in a file has no collector beside it: there the desk makes the backup itself, when one is
due and this computer was told where it goes.
"""

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.status import Status
    from mcsys_desktop.services.offices import Office

SOON_MS = 5000  # after the office was entered: its first screen comes first
HOUR_MS = 3_600_000


class BackupWatch(QObject):
    """Tells the status what there is to warn of: soon, every hour, and when a backup was made."""

    def __init__(self, status: "Status", live: Live, settings: Settings) -> None:
        super().__init__(status)
        self._status, self._settings = status, settings
        self._work: Work | None = None  # of whoever works here
        self._makes = False
        self._stopped = Event()
        self._hour = QTimer(self, interval=HOUR_MS)
        self._hour.timeout.connect(self.look)
        live.changed.connect(self._on_changed)

    def start(self, work: Work, office: "Office") -> None:
        """An office was entered."""
        self._work = work
        self._makes = not office.shared and office.writable
        QTimer.singleShot(SOON_MS, self, self.look)
        self._hour.start()

    def stop(self) -> None:
        """The program ends: a backup that is being made is given up."""
        self._stopped.set()
        self._hour.stop()

    @Slot()
    def look(self) -> None:
        """Make what is due, where that is ours to do; then see what there is to warn of."""
        chosen = self._settings
        ours = self._makes and chosen.backup_folder and chosen.backup_recipients
        if ours and self._work is not None:
            self._work.run(self, self._make, then=self.ask, failed=self._on_failed)
        else:
            self.ask()

    @Slot()
    def ask(self, _made: object = None) -> None:
        """Ask the office now."""
        if self._work is None:
            return
        from mcsys_desktop.services import backups  # only when the window has long been there

        self._work.run(self, backups.warning, then=self._status.show_backup, failed=_passing)

    def _make(self) -> None:
        """On a worker."""
        from mcsys_desktop.services.backups import Stopped, nightly

        night = nightly.night_of(self._settings)
        try:
            if night is not None:
                nightly.make_if_due(night, self._stopped.is_set)
        except Stopped:
            return

    def _on_failed(self, error: Exception) -> None:
        """Said once, and tried again in an hour; the warning comes when it lasts."""
        if self._work is not None:
            self._work.failed.emit(self, error)
        self.ask()

    @Slot(object)
    def _on_changed(self, tables: object) -> None:
        if self._hour.isActive() and isinstance(tables, set) and tables & {"backup", EVERYTHING}:
            self.ask()


def _passing(_error: Exception) -> None:
    """The office does not answer, which the status says already."""
