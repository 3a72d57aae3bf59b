"""Listens to the phone systems of the office without a window, and logs what it hears.

It is one of those who may have the turn, and has no right of way: whoever has it keeps it until
they are gone. A machine that is always on was there before the desks come in the morning, so it has
it nearly always; and taking the turn away from a desk in the middle of the day would only make a
gap in which nobody hears who rings.
"""

import logging
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.logs import trace
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import calls, listening, offices
from mcsys_desktop.services.calls import CallEvent, SourceStatus
from mcsys_desktop.services.listening import LISTENS, Key, Turn, Wanted
from mcsys_desktop.telephony.base import OfficeSource
from mcsys_desktop.telephony.exchange import Exchange

log = logging.getLogger(__name__)
MOST_WAITING = 20_000  # events that are kept while the office is away; later ones are lost
TRIES = 3  # at an event that the office would not take
PAUSE = 0.5  # seconds before the office is tried again
GIVE_UP_AFTER = 60.0  # seconds between two looks at calls whose end nobody told
EVERYTHING = "*"
_NOTHING = Wanted({})


class _Look:
    """Something may have changed."""


class _End:
    """There will be nothing more."""


class CallCollector:
    """``begin`` when an office was entered, ``pause`` before it is left for a while, ``end`` once.

    While it pauses it goes on hearing: what it hears is logged when the office is back.
    """

    def __init__(self, desk: Settings) -> None:
        self._desk = desk
        self._exchange = Exchange()
        self._running: dict[Key, OfficeSource] = {}
        self._held: frozenset[Turn] = frozenset()
        self._there = threading.Event()  # the office is open in this process
        self._stopped = threading.Event()
        self._asking = threading.Lock()  # held while the office is asked something
        self._things: queue.Queue[CallEvent | _Look | _End] = queue.Queue()
        self._thread = threading.Thread(target=self._work, name="calls", daemon=True)

    def begin(self) -> None:
        """The office is open."""
        self._there.set()
        told = (self._hear, self._reach, self._turned, socket.gethostname())
        offices.follow(*told, *self._held, desk=False)
        if not self._thread.is_alive():
            self._exchange.start((), self._take, _report)
            self._thread.start()
        self._things.put(_Look())

    def pause(self) -> None:
        """The office is about to be left; returns when nothing of it is asked any more."""
        self._there.clear()
        with self._asking:
            pass

    def end(self, patience: float = 5.0) -> None:
        """Hang up, and log what was heard: for at most ``patience`` seconds."""
        self._exchange.stop()
        if self._thread.is_alive():
            self._things.put(_End())
            self._thread.join(patience)
        self._stopped.set()
        self.pause()

    # Told on other threads.

    def _hear(self, tables: Iterable[str] | str) -> None:
        told = {tables} if isinstance(tables, str) else set(tables)
        if told & {*listening.NEWS, "colleague", EVERYTHING}:
            self._things.put(_Look())

    def _reach(self, up: bool, _why: str, _wait: float) -> None:
        if up:
            self._things.put(_Look())

    def _turned(self, held: frozenset[Turn]) -> None:
        if self._there.is_set():  # else the office is being left: it is not there for others either
            self._held = held
            self._things.put(_Look())

    def _take(self, event: CallEvent) -> None:
        if self._things.qsize() < MOST_WAITING:
            self._things.put(event)
        else:
            log.error("the office has been away for too long: a call is not logged")

    # On a thread of its own.

    def _work(self) -> None:
        reaped = time.monotonic()
        while not self._stopped.is_set():
            try:
                thing = self._things.get(timeout=GIVE_UP_AFTER)
            except queue.Empty:
                thing = _Look()
            if isinstance(thing, _End):
                return
            self._try(self._look if isinstance(thing, _Look) else partial(calls.report, thing))
            if self._running and time.monotonic() - reaped > GIVE_UP_AFTER:
                reaped = time.monotonic()
                self._try(calls.give_up)

    def _look(self) -> None:
        wanted = listening.wanted(self._desk)
        offices.take_turns(*([LISTENS] if wanted.systems else []))
        before = self._running
        self._running = (wanted if LISTENS in self._held else _NOTHING).renewed(before)
        if self._running != before:
            log.info("listening to %d phone systems of the office", len(self._running))
            self._exchange.change(list(self._running.values()))

    def _try(self, job: Callable[[], object]) -> None:
        """Do it when the office is there; what fails otherwise fails a few times and is told."""
        tries = 0
        while not self._stopped.is_set():
            if not self._there.wait(PAUSE):
                continue
            try:
                with self._asking:
                    if not self._there.is_set():
                        continue
                    with offices.connected():
                        job()
                        return
            except OfficeUnavailable:
                self._stopped.wait(PAUSE)
            except Exception as error:  # a fault of ours must not silence the next call
                tries += 1
                if tries >= TRIES or not isinstance(error, UserError):
                    log.error("a call could not be logged: %s", trace(error))
                    return


def _report(status: SourceStatus) -> None:
    """On the sources' thread. What they say goes to the log: there is no screen."""
    if status.error:
        kind = status.source.partition(":")[0]
        log.warning("%s is not what it should be: %s", kind, status.state.value)
