"""Looks at the office's server after every start, and once a day while the program stays open.

It is the cheap part of ``server check``: one handshake, one question. Whoever sits at a desk reads
what is wrong, and 60 days ahead that the server's certificate is to be renewed. An office in a file
has no server, but a clock that may be wrong as well.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.status import Status

SOON_MS = 7000  # after the office was entered: its first screen and the backups come first
DAY_MS = 86_400_000


class ServerWatch(QObject):
    """Tells the status what there is to say of the server."""

    def __init__(self, status: "Status") -> None:
        super().__init__(status)
        self._status = status
        self._work: Work | None = None  # of whoever works here
        self._day = QTimer(self, interval=DAY_MS)
        self._day.timeout.connect(self.look)

    def start(self, work: Work) -> None:
        """An office was entered."""
        self._work = work
        QTimer.singleShot(SOON_MS, self, self.look)
        self._day.start()

    def stop(self) -> None:
        """The office was left, or the program ends."""
        self._work = None
        self._day.stop()

    @Slot()
    def look(self) -> None:
        """Look now."""
        if self._work is not None:
            self._work.run(self, _look, then=self._on_looked, failed=_passing)

    def _on_looked(self, sentences: list[str]) -> None:
        if self._work is not None:
            self._status.show_server(sentences)


def _look() -> list[str]:
    """On a worker, which has the time for the import."""
    from mcsys_desktop.services import offices, servers

    quick = servers.quick_check()
    found = [finding.sentence for finding in quick.findings] if quick is not None else []
    return [*filter(None, [offices.clock_warning()]), *found]


def _passing(_error: Exception) -> None:
    """The office does not answer, which the status says already."""
