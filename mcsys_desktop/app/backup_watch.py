"""Asks now and then whether the office has a good backup, so that every desk says when not."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.status import Status

SOON_MS = 5000  # after the office was entered: its first screen comes first
HOUR_MS = 3_600_000


class BackupWatch(QObject):
    """Tells the status what there is to warn of: soon, every hour, and when a backup was made."""

    def __init__(self, status: "Status", work: Work, live: Live) -> None:
        super().__init__(status)
        self._status, self._work = status, work
        self._hour = QTimer(self, interval=HOUR_MS)
        self._hour.timeout.connect(self.ask)
        live.changed.connect(self._on_changed)

    def start(self) -> None:
        """An office was entered."""
        QTimer.singleShot(SOON_MS, self, self.ask)
        self._hour.start()

    @Slot()
    def ask(self) -> None:
        """Ask the office now."""
        from mcsys_desktop.services import backups  # only when the window has long been there

        self._work.run(
            self, backups.warning, then=self._status.show_backup, failed=lambda error: None
        )

    @Slot(object)
    def _on_changed(self, tables: object) -> None:
        if self._hour.isActive() and isinstance(tables, set) and "backup" in tables:
            self.ask()
