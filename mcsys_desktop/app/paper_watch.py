"""Makes the papers that are missing: at the start, and soon after documents became final.

Whoever makes a document final has its paper made at once. This is for what was left behind when a
program ended in between, on this desk or on another one; so each desk waits a while of its own, and
mostly finds that nothing is missing.
"""

import random
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.services.invoices.papers import Made
    from mcsys_desktop.services.offices import Office

SOON_MS = 8000  # after the office was entered: the first screen and the first call come first
SHORTEST_MS, LONGEST_MS = 1500, 6000  # after documents became final


class PaperWatch(QObject):
    """Looks for final documents without a paper while somebody works here."""

    def __init__(self, live: Live, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._busy = False
        self._stopped = Event()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        live.changed.connect(self._on_changed)

    def start(self, work: Work, office: "Office") -> None:
        """Somebody came in."""
        self._work = work if office.writable else None
        self._stopped = Event()
        if self._work is not None:
            self._timer.start(SOON_MS)

    def stop(self) -> None:
        """They left, or the program ends: what is not drawn yet is drawn the next time."""
        self._stopped.set()
        self._timer.stop()
        self._work = None

    @Slot()
    def look(self) -> None:
        """Make what is missing."""
        if self._work is None or self._busy:
            return
        self._busy = True
        self._work.run(self, _make, self._stopped, then=self._on_made, failed=self._on_failed)

    def _on_made(self, _made: "Made") -> None:
        self._busy = False

    def _on_failed(self, _error: Exception) -> None:
        """Nobody may write, or the office does not answer, which the status says already."""
        self._busy = False

    @Slot(object)
    def _on_changed(self, tables: object) -> None:
        told = isinstance(tables, set) and tables & {"invoice", EVERYTHING}
        if told and self._work is not None and not self._timer.isActive():
            self._timer.start(random.randint(SHORTEST_MS, LONGEST_MS))  # noqa: S311  # no secret


def _make(stopped: Event) -> "Made":
    """On a worker."""
    from mcsys_desktop.services.invoices import papers  # loaded when the window has long been there

    return papers.make_missing(stopped.is_set)
