"""End waits that nothing else ends: a server that accepts and then says nothing.

psycopg waits for an answer for ever, also with keep-alives, ``tcp_user_timeout`` and
``statement_timeout`` set: the other computer's kernel still acknowledges, and who does not speak
does not say that time is up either. So one thread here knows which connections wait for an answer
since when, and shuts the socket of one that waits too long. Whoever waits on it then gets the error
of a broken connection, at once.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass

LIMIT = 5.0  # seconds for one answer; the server itself gives up on a statement before that
LOOK = 0.2  # seconds between two looks

_limit: ContextVar[float] = ContextVar("limit", default=LIMIT)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Give answers to what this thread asks meanwhile so many seconds; ``math.inf``: any time."""
    before = _limit.set(seconds)
    try:
        yield
    finally:
        _limit.reset(before)


@dataclass(slots=True)
class Wait:
    """One connection that waits for an answer."""

    socket: Callable[[], int]
    until: float  # of time.monotonic()
    cut: bool = False


class Watchdog:
    """The waits of this program, and the thread that looks at them while there are any."""

    def __init__(self) -> None:
        self._waits: dict[int, Wait] = {}
        self._lock = threading.Lock()
        self._woken = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, key: int, descriptor: Callable[[], int]) -> Iterator[Wait]:
        """Watch over one wait; ``descriptor`` gives the socket. ``cut`` tells that it was shut."""
        wait = Wait(descriptor, time.monotonic() + _limit.get())
        with self._lock:
            self._waits[key] = wait
        if not self._woken.is_set():
            self._wake()
        try:
            yield wait
        finally:
            with self._lock:
                del self._waits[key]

    def _wake(self) -> None:
        with self._lock:
            self._woken.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, name="watchdog", daemon=True)
                self._thread.start()

    def _look(self) -> None:
        quiet = 0
        while True:
            self._woken.wait()
            time.sleep(LOOK)
            with self._lock:  # as long as it is held, no wait ends and no socket gets a new owner
                now = time.monotonic()
                for wait in self._waits.values():
                    if now >= wait.until and not wait.cut:
                        wait.cut = True
                        shut(wait.socket)
                quiet = 0 if self._waits else quiet + 1
                if quiet > 5 / LOOK:  # an idle program is not woken five times a second
                    self._woken.clear()
                    quiet = 0


def shut(descriptor: Callable[[], int]) -> None:
    """Hang up a connection that another thread waits on; its owner closes it."""
    with suppress(Exception):  # it may have been closed in the meantime
        borrowed = socket.socket(fileno=descriptor())
        try:
            borrowed.shutdown(socket.SHUT_RDWR)
        finally:
            borrowed.detach()


watchdog = Watchdog()
