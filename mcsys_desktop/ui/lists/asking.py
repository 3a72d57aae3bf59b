"""Which stretches of a list are wanted, in which order they are asked for, and which are kept."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mcsys_desktop.ui.lists.columns import Source
from mcsys_desktop.ui.lists.stretches import MOST, Stretch, Stretches
from mcsys_desktop.ui.work import Work

_KEPT = 12  # stretches in memory
_SEEN = 3  # of those that were looked at last: what the screen shows, and a bit more
_AT_ONCE = 2  # questions: others want a worker too
_QUEUED = 4  # whoever drags the scroll bar past thousands waits for none of them


class Asking(QObject):
    """Fetches the stretches that are looked at, the latest first. ``came`` tells of each."""

    came = Signal(object, object)  # the Stretch and its rows
    failed = Signal(object)  # the error

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._source: Source | None = None
        self._stretches = Stretches()
        self._number = 0
        self._under_way = 0
        self._wanted: dict[Stretch, None] = {}  # the one that was looked at last comes last
        self._used: dict[Stretch, None] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask_wanted)

    def begin(self, source: Source, stretches: Stretches) -> None:
        """Other rows are shown from now on; the first of them are there."""
        self._source, self._stretches = source, stretches
        self._wanted.clear()
        self._used = {stretches.all[0]: None}

    def look(self, stretch: Stretch) -> None:
        """Somebody looks at this stretch: keep it, or get it."""
        if stretch.rows is not None:
            self._used.pop(stretch, None)
            self._used[stretch] = None
        elif not stretch.asked:
            self._wanted.pop(stretch, None)
            self._wanted[stretch] = None
            self._soon.start()

    def again(self) -> None:
        """Ask for what is looked at once more, and forget the rest."""
        seen = list(self._used)[-_SEEN:]
        for stretch in self._used:
            if stretch not in seen:
                stretch.rows = None
        self._used = dict.fromkeys(seen)
        for stretch in seen or self._stretches.all[:1]:
            self._ask(stretch)

    def keep_few(self) -> None:
        """Forget what was not looked at for longest."""
        while len(self._used) > _KEPT:
            oldest = next(iter(self._used))
            del self._used[oldest]
            oldest.rows = None

    @Slot()
    def _ask_wanted(self) -> None:
        while len(self._wanted) > _QUEUED:
            del self._wanted[next(iter(self._wanted))]
        while self._wanted and self._under_way < _AT_ONCE:
            self._ask(self._wanted.popitem()[0])

    def _ask(self, stretch: Stretch) -> None:
        at, source = self._stretches.place(stretch), self._source
        if at < 0 or source is None:
            return
        self._under_way += 1
        self._number += 1
        stretch.asked = self._number
        self._work.run(
            self,
            source.between,
            stretch.start,
            self._stretches.end(at),
            MOST,
            then=self._answer(stretch, self._number),
            failed=self._no_answer(stretch),
        )

    def _answer(self, stretch: Stretch, number: int) -> Callable[[Sequence[Any]], None]:
        def come(rows: Sequence[Any]) -> None:
            self._under_way -= 1
            if stretch.asked == number:  # else it was asked again since
                stretch.asked = 0
                self.came.emit(stretch, list(rows))
            self._ask_wanted()

        return come

    def _no_answer(self, stretch: Stretch) -> Callable[[Exception], None]:
        def fail(error: Exception) -> None:
            self._under_way -= 1
            stretch.asked = 0
            self.failed.emit(error)

        return fail
