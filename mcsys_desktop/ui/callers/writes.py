"""What is said of calls, written to the office: in order, and again until the office has it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.ui.work import Work

# Seconds until the next try. The last one repeats for as long as the program runs.
PAUSES = (1, 2, 5, 10, 30)


@dataclass(slots=True)
class Write:
    """One thing to write. ``prepare`` is asked when its turn comes: the version may have moved.

    It gives the service and its arguments, or None when there is nothing left to write. ``then``
    gets what the service returned; ``refused`` a UserError, and answers whether that settles it.
    """

    prepare: Callable[[], tuple[Callable[..., Any], tuple[Any, ...]] | None]
    then: Callable[[Any], object] = lambda result: None
    refused: Callable[[UserError], bool] = lambda error: False
    kind: str = ""


@dataclass(slots=True)
class _Queue:
    waiting: deque[Write] = field(default_factory=deque)
    running: bool = False
    failures: int = 0


class Writes(QObject):
    """One queue per call: its writes keep their order, and different calls do not wait for
    each other. A write that fails stays first in its queue and is tried again.

    ``stuck`` tells the key and a sentence at each failure, ``written`` the key whenever one got
    through. Errors that are bugs are also passed to ``Work.failed``, once for each write.
    """

    stuck = Signal(object, object)
    written = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._queues: dict[int, _Queue] = {}
        self._reported: set[int] = set()

    def add(self, key: int, write: Write) -> None:
        """Write this after what already waits for ``key``. A second of the same kind is one."""
        queue = self._queues.setdefault(key, _Queue())
        first = 1 if queue.running else 0
        if write.kind and any(each.kind == write.kind for each in list(queue.waiting)[first:]):
            return
        queue.waiting.append(write)
        self._next(key)

    def busy(self, key: int) -> bool:
        """Whether something about this call is not yet in the office."""
        return key in self._queues

    def waits(self, key: int, kind: str) -> bool:
        """Whether a write of this kind is on its way for ``key``."""
        queue = self._queues.get(key)
        return queue is not None and any(each.kind == kind for each in queue.waiting)

    def retry(self) -> None:
        """Try at once what waits for its pause to pass: the office is there again."""
        for key in list(self._queues):
            self._next(key)

    def _next(self, key: int) -> None:
        queue = self._queues.get(key)
        if queue is None or queue.running:
            return
        while queue.waiting:
            write = queue.waiting[0]
            prepared = write.prepare()
            if prepared is None:
                queue.waiting.popleft()
                continue
            job, arguments = prepared
            queue.running = True
            self._work.run(
                self,
                job,
                *arguments,
                then=partial(self._succeeded, key, write),
                failed=partial(self._failed, key, write),
            )
            return
        del self._queues[key]
        self.written.emit(key)

    def _succeeded(self, key: int, write: Write, result: Any) -> None:
        queue = self._queues[key]
        queue.waiting.popleft()
        queue.running = False
        queue.failures = 0
        self._reported.discard(id(write))
        write.then(result)
        self._next(key)

    def _failed(self, key: int, write: Write, error: Exception) -> None:
        queue = self._queues[key]
        if isinstance(error, UserError):
            queue.waiting.popleft()
            if write.refused(error):  # may have added what must be done instead
                queue.running = False
                self._next(key)
                return
            queue.waiting.appendleft(write)
        queue.running = False
        if not isinstance(error, UserError) and id(write) not in self._reported:
            self._reported.add(id(write))
            self._work.failed.emit(self, error)
        pause = PAUSES[min(queue.failures, len(PAUSES) - 1)]
        queue.failures += 1
        self.stuck.emit(key, error)
        QTimer.singleShot(pause * 1000, self, lambda: self._next(key))
