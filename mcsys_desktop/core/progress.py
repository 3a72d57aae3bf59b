"""How far long work is, and whether it is still wanted: what a service that takes long is given.

A service takes ``progress: Progress | None = None`` and calls it as it goes, also a thousand times
a second; without one it tells nobody. It asks inside its transaction, so that what is given up
leaves nothing behind, and never after the COMMIT: what was done cannot be given up any more.
"""

import threading
import time
from collections.abc import Callable

TOLD_EVERY = 0.1  # seconds; a bar that moves more often only costs


class Cancelled(Exception):  # not an error: somebody wants it no more
    """Whoever asked for the work gave it up, or the program ends."""


class Progress:
    """Counts what is done of the whole: ``progress(3, 1200)``. Raises Cancelled when given up.

    ``tell`` gets (done, total) on the thread of the work, at most ten times a second and always
    for the first and the last; ``total`` is 0 while nobody knows it. May be used from any thread.
    """

    def __init__(self, tell: Callable[[int, int], object] | None = None) -> None:
        self._tell = tell
        self._cancelled = threading.Event()
        self._not_before = 0.0  # of time.monotonic()

    def __call__(self, done: int, total: int = 0) -> None:
        """Tell how far it is. Raises Cancelled."""
        self.check()
        if self._tell is None:
            return
        now = time.monotonic()
        if now >= self._not_before or (total and done >= total):
            self._not_before = now + TOLD_EVERY
            self._tell(done, total)

    def check(self) -> None:
        """Raise Cancelled when the work is wanted no more."""
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Want it no more. The work ends at its next step; what was stored before stays stored."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether it is wanted no more: for what asks instead of being told."""
        return self._cancelled.is_set()
