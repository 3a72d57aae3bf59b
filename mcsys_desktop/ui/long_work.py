"""Work that takes long: shown where it was asked for, then behind the bell; it can be given up.

    task = work.long.start(_("Read in customers"), imports.carry_out, plan, then=self._on_done)
    strip.follow(task)      # ui.work_strip: a cue, after two seconds a bar with "Cancel"

The service is called as ``service(*arguments, progress=Progress)`` on a worker with a connection;
see `core.progress`. One long act runs at a time, so that two workers stay for everything else.
"""

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.progress import Cancelled, Progress

if TYPE_CHECKING:
    from mcsys_desktop.ui.work import Work

T = TypeVar("T")
Said = Callable[[Any], str]


class Shown(IntEnum):
    """How much there is to be seen of the work, the longer it takes."""

    NOTHING = 0
    CUE = 1  # in place: it is busy
    BAR = 2  # in place: how far, and a button that gives it up
    BELL = 3  # behind the bell as well: nobody need stay and watch


AFTER_MS = {Shown.CUE: 300, Shown.BAR: 2000, Shown.BELL: 10_000}


class State(IntEnum):
    """How it stands with one long act."""

    WAITING = 0  # for another one to end
    RUNNING = 1
    CANCELLING = 2
    DONE = 3
    FAILED = 4
    CANCELLED = 5


class LongTask(QObject):
    """One long act. ``changed`` comes on the UI thread; ``done`` and ``total`` count its parts."""

    changed = Signal()
    given_up = Signal()  # before it began
    _told = Signal(int, int)  # on any thread

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.state, self.shown = State.WAITING, Shown.NOTHING
        self.done = self.total = 0
        self.sentence = ""  # what it led to, or why it did not
        self.back: Callable[[], object] | None = None  # leads to where it was asked for
        self.progress = Progress(self._told.emit)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._growing = QTimer(self, singleShot=True)
        self._growing.timeout.connect(self._grow)
        self._growing.start(AFTER_MS[Shown.CUE])

    @property
    def ended(self) -> bool:
        """Whether it is over, in whichever way."""
        return self.state >= State.DONE

    @Slot()
    def cancel(self) -> None:
        """Give it up: it ends at its next step, or never begins."""
        if self.ended:
            return
        self.progress.cancel()
        if self.state is State.WAITING:
            self.given_up.emit()
        else:
            self.become(State.CANCELLING)

    def become(self, state: State, sentence: str = "") -> None:
        """It stands otherwise with it now."""
        self.state, self.sentence = state, sentence
        if self.ended:
            self._growing.stop()
        self.changed.emit()

    def _on_told(self, done: int, total: int) -> None:
        if not self.ended:
            self.done, self.total = done, total
            self.changed.emit()

    @Slot()
    def _grow(self) -> None:
        before = AFTER_MS[Shown(self.shown + 1)]
        self.shown = Shown(self.shown + 1)
        if self.shown < Shown.BELL:
            self._growing.start(AFTER_MS[Shown(self.shown + 1)] - before)
        self.changed.emit()


class LongWork(QObject):
    """The long acts of whoever works here. ``changed``: one began, moved, grew or ended."""

    changed = Signal()

    def __init__(self, work: "Work") -> None:
        super().__init__(work)
        self._work = work
        self.tasks: list[LongTask] = []  # that have not ended, the oldest first
        self._running: LongTask | None = None
        self._begin: dict[LongTask, Callable[[], object]] = {}  # what waits, the oldest first

    def start(
        self,
        title: str,
        service: Callable[..., T],
        *arguments: Any,
        owner: QObject | None = None,
        said: Callable[[T], str] | None = None,
        words: str = "",
        act: Callable[[T], object] | None = None,
        back: Callable[[], object] | None = None,
        then: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> LongTask:
        """Run ``service(*arguments, progress=…)`` and tell what came of it.

        ``title`` says what is being done. ``said`` makes the sentence for the bell out of the
        result, where ``act(result)`` stands behind a button ``words``: what to do next. ``back``
        leads to where it was asked for, while it runs and afterwards. ``then``, ``failed`` and
        ``cancelled`` are told while ``owner`` (if any) lives; an error that is a sentence is kept
        behind the bell too. Of any other the program's own report tells.
        """
        task = LongTask(title, self)
        task.back = back

        def lives() -> bool:
            return owner is None or bool(shiboken6.isValid(owner))

        def on_cancelled() -> None:
            self._end(task, State.CANCELLED, _("Given up: {what}.").format(what=title))
            if cancelled is not None and lives():
                cancelled()

        def on_done(result: T) -> None:
            next_act = partial(act, result) if act is not None else None
            self._end(task, State.DONE, said(result) if said else "", words, next_act)
            if then is not None and lives():
                then(result)

        def on_failed(error: Exception) -> None:
            if isinstance(error, Cancelled):
                on_cancelled()
                return
            sentence = str(error) if isinstance(error, UserError) else _("It did not work out.")
            self._end(task, State.FAILED, sentence)
            if failed is not None and lives():
                failed(error)
            elif not isinstance(error, UserError) or task.shown < Shown.BELL:
                self._work.failed.emit(owner or self, error)

        def job() -> T:
            return service(*arguments, progress=task.progress)

        def begin() -> None:
            task.become(State.RUNNING)
            self._work.run(self, job, then=on_done, failed=on_failed)

        self.tasks.append(task)
        task.changed.connect(self.changed)
        task.given_up.connect(on_cancelled)
        self._begin[task] = begin
        self._next()
        self.changed.emit()
        return task

    @property
    def in_background(self) -> list[LongTask]:
        """Those that take so long that nobody need watch them."""
        return [task for task in self.tasks if task.shown >= Shown.BELL]

    def stop(self) -> None:
        """Give everything up: whoever works here leaves, or the program ends."""
        for task in self.tasks:
            task.progress.cancel()

    def _next(self) -> None:
        if self._running is None and self._begin:
            self._running = next(iter(self._begin))
            self._begin.pop(self._running)()

    def _end(
        self,
        task: LongTask,
        state: State,
        sentence: str,
        words: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """It is over: the next begins, and the bell keeps what came of what took long."""
        if act is None and task.back is not None:
            words, act = _("Show"), task.back
        self.tasks.remove(task)
        self._begin.pop(task, None)
        if self._running is task:
            self._running = None
        task.become(state, sentence)
        wrong = state is State.FAILED
        if sentence and (wrong or task.shown >= Shown.BAR or act is not None):
            tone = "bad" if wrong else "ok" if state is State.DONE else "neutral"
            told = f"{task.title}: {sentence}" if wrong else sentence
            long = task.shown >= Shown.BELL
            self._work.notices.add(told, words, act, tone=tone, counts=long or wrong)
        self._next()
        self.changed.emit()
        task.deleteLater()
