"""This program is older than the office: fetch the newer version, and go on as that one."""

from PySide6.QtCore import QObject, Signal, Slot

from mcsys_desktop.app.leaving import Leaving
from mcsys_desktop.app.status import Status
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.installed import Installed
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.work import Work


class Updating(QObject):
    """One click. ``brought`` carries the version that goes on once the window is closed.

    What was typed lies with the drafts, as always, and is offered by the new version.
    """

    brought = Signal(object)

    def __init__(self, window: MainWindow, leaving: Leaving, status: Status) -> None:
        super().__init__(status)
        self._window, self._leaving, self._status = window, leaving, status
        self._work: Work | None = None
        self._busy = False
        status.update_wanted.connect(self.update)

    def start(self, work: Work) -> None:
        """Somebody works in an office, which says where its updates lie."""
        self._work = work

    @Slot()
    def update(self) -> None:
        """Fetch and prove it; then close the window."""
        if self._busy or self._work is None:
            return
        self._busy = True
        self._status.busy(_("The new version is fetched and checked; this takes a moment."))
        self._work.run(self, _update, then=self._on_brought, failed=self._on_failed)

    def _on_brought(self, new: Installed) -> None:
        self._busy = False
        self.brought.emit(new)
        self._leaving.agree()
        self._window.close()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._status.busy("")
        if isinstance(error, UserError):
            self._status.say(str(error))
        elif self._work is not None:
            self._work.failed.emit(self, error)


def _update() -> Installed:
    """On a worker, which has the time for the import."""
    from mcsys_desktop.services import updates

    return updates.update()
