"""The phones of this desk: call sources as the settings say, on one thread."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from mcsys_desktop.app.phone_books import PhoneBooks
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import callers
from mcsys_desktop.telephony import sources
from mcsys_desktop.telephony.base import CallSource
from mcsys_desktop.telephony.books import Lender
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.listener import HandsetListener
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work

log = logging.getLogger(__name__)
RESTART_PAUSE_MS = 300  # several settings of one source are often changed in a row


class Phones(QObject):
    """Runs the sources. Their news goes to ``live``, from their own thread.

    ``work`` finds the names of callers for an exchange that asks; another one comes with whoever
    signs in next, so it is asked for each time.
    """

    def __init__(
        self,
        live: Live,
        settings: Settings,
        parent: QObject | None = None,
        work: Callable[[], Work] | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._live, self._settings = live, settings
        self._exchange = Exchange()
        self.books = PhoneBooks(live, settings, self)
        self.sources: list[CallSource] = []
        self._learned: Callable[[str], None] | None = None
        self._again = QTimer(self, singleShot=True, interval=RESTART_PAUSE_MS)
        self._again.timeout.connect(self._restart)

    def enter(self, work: Work, label: str, folder: Path | None = None) -> None:
        """Somebody is in the office called ``label``: listen, and read it for the phone book.

        ``folder`` keeps what was put into books elsewhere.
        """
        self.books.pushing.folder = folder
        if not self._exchange.running:
            self.start()
        self.books.enter(work, label)

    def start(self) -> None:
        """Begin to listen, where this desk has a source that is switched on."""
        self.sources = sources.configured(self._settings)
        self.books.look()
        for source in self.sources:
            if isinstance(source, Lender):
                source.lend(self.books.shelf)
            if not isinstance(source, HandsetListener):
                continue
            if self._learned is not None:
                source.learn(self._learned)
            if self._work is not None:
                source.name_by(self._name_of)
        if self.sources:
            self._exchange.start(self.sources, self._live.ring, self._live.report)

    def learn(self, learned: Callable[[str], None] | None) -> None:
        """Hear every phone of the office that knows the token, and tell its address to ``learned``
        on the phones' own thread; None: hear only those on the list again.
        """
        self._learned = learned
        self.restart()

    def restart(self) -> None:
        """The settings of a source were changed."""
        self._again.start()

    def stop(self) -> None:
        """Hang up."""
        self._again.stop()
        if not self._exchange.stop():
            log.warning("a call source did not end in time")

    def _name_of(self, number: str) -> "Future[str]":
        """On the phones' thread. Raises RuntimeError while nobody is signed in."""
        if self._work is None:
            raise RuntimeError("There is nobody to ask.")
        return self._work().look_up_for(callers.name_of, number)

    def _restart(self) -> None:
        self.stop()
        self.start()
