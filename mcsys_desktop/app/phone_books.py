"""Keeps the phone book of this desk's telephones up to date, where it is switched on."""

import time

from PySide6.QtCore import QObject, QTimer, Slot

from mcsys_desktop.app.book_pushing import BookPushing
from mcsys_desktop.core.phone_books import NumberForm
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import phone_books
from mcsys_desktop.services.phone_books import Shelf
from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.work import Work

NOT_BEFORE = 900.0  # seconds since it was read last
TABLES = frozenset({"customer", "person", "customer_person", "phone_number", EVERYTHING})


class PhoneBooks(QObject):
    """Reads the office for the ``shelf`` when it is entered and after news, but not often.

    While nobody is in, telephones get what was read last: it is what hangs on the wall.
    """

    def __init__(self, live: Live, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shelf = Shelf()
        self.pushing = BookPushing(live, settings, self)
        self._settings = settings
        self._work: Work | None = None
        self._label = ""
        self._read_at: float | None = None  # of time.monotonic()
        self._reading = False
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._read)
        live.changed.connect(self._on_news)

    def enter(self, work: Work, label: str) -> None:
        """Somebody is in the office called ``label``; the workers can read it."""
        if label != self._label:
            self.shelf.clear()
        self._work, self._label, self._reading = work, label, False
        self.look()
        self._on_news({EVERYTHING})

    def leave(self) -> None:
        """Nobody is in."""
        self._work = None
        self.pushing.stop()
        self._later.stop()

    def look(self) -> None:
        """The settings may say otherwise now."""
        self.shelf.write_numbers(NumberForm(self._settings.book_numbers))
        self.pushing.look()
        if self.shelf.index is None:
            self._read()

    @property
    def _wanted(self) -> bool:
        handed_out = self._settings.book_enabled or self._settings.book_directory
        return handed_out or self.pushing.wanted

    @Slot(set)
    def _on_news(self, tables: set[str]) -> None:
        if self._read_at is None or not self._wanted or tables.isdisjoint(TABLES):
            return  # before the first time nothing can be old
        if not self._later.isActive():
            wait = max(NOT_BEFORE - (time.monotonic() - self._read_at), 1.0)
            self._later.start(round(wait * 1000))

    @Slot()
    def _read(self) -> None:
        if self._work is None or not self._wanted or self._reading:
            return
        self._reading, self._read_at = True, time.monotonic()
        self._work.run(
            self, phone_books.renew, self.shelf, then=self._on_read, failed=self._on_failed
        )

    def _on_read(self, _count: int) -> None:
        self._reading = False
        if self._work is not None and self.shelf.index is not None:
            self.pushing.take(self.shelf.index)

    def _on_failed(self, _error: Exception) -> None:
        self._reading = False
        if not self._later.isActive():  # a lost office is told elsewhere
            self._later.start(round(NOT_BEFORE * 1000))
