"""Brings phone books elsewhere up to date, one at a time and beside everything else."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mcsys_desktop.core import clock
from mcsys_desktop.core.phone_book_index import Index
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import book_pushes
from mcsys_desktop.services.book_pushes import BOX, CARDDAV, Told
from mcsys_desktop.services.calls import SourceState, SourceStatus
from mcsys_desktop.telephony.faults import place
from mcsys_desktop.ui.live import Live

log = logging.getLogger(__name__)
AGAIN = 900.0  # seconds after a book that could not be reached


class BookPushing(QObject):
    """Puts each new phone book where the settings say; how that goes stands in the status bar.

    A wrong password is tried once, until the settings change.
    """

    _done = Signal(object)

    def __init__(self, live: Live, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live, self._settings = live, settings
        self._box: Settings | None = None  # the office's, while this desk listens to it
        self.folder: Path | None = None  # keeps what was put there
        self._thread: ThreadPoolExecutor | None = None
        self._index: Index | None = None
        self._refused: set[str] = set()
        self._busy: set[str] = set()
        self._round = 0  # what was begun before another round is not wanted any more
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._begin)
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    @property
    def wanted(self) -> bool:
        """Whether this desk looks after any book elsewhere."""
        return bool(self._books())

    def look_after_box(self, box: Settings | None) -> None:
        """Who listens to the office's box sees to its phone book too; None: another desk does."""
        if box is not self._box:
            self._box = box
            self.look()

    def _books(self) -> dict[str, Settings]:
        """The books that this desk looks after, and how each is reached."""
        return {
            book: chosen
            for book, chosen in ((CARDDAV, self._settings), (BOX, self._box))
            if chosen is not None and book in book_pushes.wanted(chosen)
        }

    def take(self, index: Index) -> None:
        """This is the phone book from now on."""
        self._index = index
        self._begin()

    def look(self) -> None:
        """The settings may say otherwise now."""
        self._refused.clear()
        self._round += 1
        if self._index is not None:
            self._begin()

    def stop(self) -> None:
        """The office was left: what is under way ends at its next entry."""
        self._round += 1
        self._index = None
        self._again.stop()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.shutdown(wait=False, cancel_futures=True)

    @Slot()
    def _begin(self) -> None:
        index = self._index
        if index is None:
            return
        for book, chosen in self._books().items():
            if book in self._refused or book in self._busy:
                continue
            if self._thread is None:
                self._thread = ThreadPoolExecutor(1, thread_name_prefix="books")
            self._busy.add(book)
            begun = self._round
            self._thread.submit(
                book_pushes.bring_up_to_date,
                book,
                chosen,
                index,
                self.folder,
                lambda begun=begun: self._round == begun,  # type: ignore[misc]
            ).add_done_callback(lambda future, of=book: self._told(future, of))  # type: ignore[misc]

    def _told(self, future: "Future[Told]", book: str) -> None:
        """On the other thread."""
        if future.cancelled():
            self._done.emit(Told(book))
            return
        error = future.exception()
        if error is None:
            self._done.emit(future.result())
            return
        log.error("a phone book elsewhere: %s", place(error))
        self._done.emit(Told(book, error=book_pushes.failed()))

    @Slot(object)
    def _on_done(self, told: Told) -> None:
        self._busy.discard(told.book)
        if told.book not in self._books():
            return
        state = SourceState.WORKING
        if told.error:
            state = SourceState.OFF if told.again else SourceState.WRONG_PASSWORD
            if not told.again:
                self._refused.add(told.book)
            elif not self._again.isActive():
                self._again.start(round(AGAIN * 1000))
        self._live.report(SourceStatus(told.book, state, clock.now(), told.error))
