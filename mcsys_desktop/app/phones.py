"""The phones of this desk, and those of the office while it is this desk that listens to them."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from mcsys_desktop.app.office_phones import OfficePhones
from mcsys_desktop.app.phone_books import PhoneBooks
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import callers, offices
from mcsys_desktop.services.phone_setup import Kind, owns
from mcsys_desktop.telephony import sources
from mcsys_desktop.telephony.base import CallSource
from mcsys_desktop.telephony.books import Lender
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.listener import HandsetListener
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.services.offices import Office

log = logging.getLogger(__name__)
RESTART_PAUSE_MS = 300  # several settings of one source are often changed in a row


class Phones(QObject):
    """Runs the sources on one thread. Their news goes to ``live``, from that thread.

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
        self.office = OfficePhones(live, settings, self)
        self.office.changed.connect(self._apply)
        self._own: list[CallSource] = []
        self._learned: Callable[[str], None] | None = None
        self._left_out: Kind | None = None  # while one of that kind is on trial
        self._again = QTimer(self, singleShot=True, interval=RESTART_PAUSE_MS)
        self._again.timeout.connect(self._restart)

    @property
    def sources(self) -> list[CallSource]:
        """What this desk listens to now."""
        kind, found = self._left_out, [*self._own, *self.office.sources]
        return [each for each in found if kind is None or not owns(kind, each.key)]

    def enter(self, work: Work, office: "Office", folder: Path | None = None) -> None:
        """Somebody is in ``office``: hear its news, listen, and read it for the phone book.

        ``folder`` keeps what was put into books elsewhere.
        """
        self.books.pushing.folder = folder
        turned, named = self.office.turned, self._settings.desk_name
        offices.follow(self._live.hear, self._live.reach, turned, named)
        if not self._own:
            self.start()
        self.office.enter(work, office)
        self.books.enter(work, office.label)

    def leave(self) -> None:
        """Nobody is in. The telephones of this desk are heard all the same."""
        self.office.leave()
        self.books.leave()

    def start(self) -> None:
        """Begin to listen, where this desk has a source that is switched on."""
        self._own = sources.configured(self._settings)
        self.books.look()
        for source in self._own:
            if isinstance(source, Lender):
                source.lend(self.books.shelf)
            if not isinstance(source, HandsetListener):
                continue
            if self._learned is not None:
                source.learn(self._learned)
            if self._work is not None:
                source.name_by(self._name_of)
        self._apply()

    def learn(self, learned: Callable[[str], None] | None) -> None:
        """Hear every phone of the office that knows the token, and tell its address to ``learned``
        on the phones' own thread; None: hear only those on the list again.
        """
        self._learned = learned
        self.restart()

    def restart(self) -> None:
        """The settings of a source were changed."""
        self._again.start()

    def leave_out(self, kind: Kind | None) -> None:
        """Run no source of this kind: one of it is on trial, and has its port. None: run all."""
        self._left_out = kind
        if kind is None:
            self.restart()
        else:
            self._apply()

    def stop(self) -> None:
        """Hang up."""
        self._again.stop()
        self.office.leave()
        if not self._exchange.stop():
            log.warning("a call source did not end in time")

    def _name_of(self, number: str) -> "Future[str]":
        """On the phones' thread. Raises RuntimeError while nobody is signed in."""
        if self._work is None:
            raise RuntimeError("There is nobody to ask.")
        return self._work().look_up_for(callers.name_of, number)

    @Slot()
    def _apply(self) -> None:
        """Run what there is to run; what runs already goes on."""
        self.books.pushing.look_after_box(self.office.runs("fritzbox"))
        if self._exchange.running:
            self._exchange.change(self.sources)
        elif self.sources:
            self._exchange.start(self.sources, self._live.ring, self._live.report)

    def _restart(self) -> None:
        self.start()
        self.office.look()
