"""Writes whose answer never came: asked again under the same request once the office is back."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from mcsys_desktop.core.errors import OfficeUnavailable, Unanswered
from mcsys_desktop.core.i18n import _

if TYPE_CHECKING:
    from mcsys_desktop.ui.work import Task, Work


AGAIN_MS = 2000  # perhaps only that one connection broke, and the office was never away


@dataclass(slots=True, eq=False)
class Asked:
    """One write: what is asked, and who waits for it."""

    job: Callable[..., Any]
    arguments: tuple[Any, ...]
    task: "Task"
    unsure: Callable[[str], object] | None
    under_way: bool = False


class Uncertain(QObject):
    """The queue of writes of which nobody knows whether they happened.

    ``changed`` tells how many there are now. Only a service that takes a request's id comes here:
    it does the same request once, however often it is asked. Whoever asked may have gone; the
    answer is fetched all the same.
    """

    changed = Signal(int)

    def __init__(self, work: "Work") -> None:
        super().__init__(work)
        self._work = work
        self._waiting: list[Asked] = []
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.ask_again)

    def __len__(self) -> int:
        return len(self._waiting)

    def ask(self, asked: Asked) -> None:
        """Let it be done, for the first time or once more."""
        asked.under_way = True

        def done(result: Any) -> None:
            self._settle(asked)
            if asked.task.wanted and asked.task.then is not None:
                asked.task.then(result)

        def failed(error: Exception) -> None:
            asked.under_way = False
            if isinstance(error, Unanswered):
                self._wait(asked)
            elif asked not in self._waiting or not isinstance(error, OfficeUnavailable):
                self._settle(asked)
                self._refuse(asked, error)

        self._work.run(self, asked.job, *asked.arguments, then=done, failed=failed)

    def ask_again(self) -> None:
        """Find out, for all that wait; costs nothing while the office is known to be away."""
        for asked in list(self._waiting):
            if not asked.under_way:
                self.ask(asked)

    def _wait(self, asked: Asked) -> None:
        if asked in self._waiting:
            return
        self._waiting.append(asked)
        self._again.start()
        self.changed.emit(len(self))
        if asked.task.wanted and asked.unsure is not None:
            asked.unsure(sentence())

    def _refuse(self, asked: Asked, error: Exception) -> None:
        if asked.task.wanted and asked.task.failed is not None:
            asked.task.failed(error)
        else:
            self._work.failed.emit(asked.task.owner, error)

    def _settle(self, asked: Asked) -> None:
        if asked in self._waiting:
            self._waiting.remove(asked)
            self.changed.emit(len(self))
        if not self._waiting:
            self._again.stop()


def takes_request(service: Callable[..., Any]) -> bool:
    """Whether a service knows requests: then asking twice does it once."""
    try:
        return "request" in inspect.signature(service).parameters
    except (TypeError, ValueError):  # made in C
        return False


def sentence() -> str:
    """What is said meanwhile."""
    return _(
        "It is not certain that this is saved. The program finds out by itself as soon as the"
        " office is there again."
    )
