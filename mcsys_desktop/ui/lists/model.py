"""The model of a long list: it fetches what is looked at, and forgets what is not."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from mcsys_desktop.services.keyset import Keys
from mcsys_desktop.ui.lists.asking import Asking
from mcsys_desktop.ui.lists.columns import Bounds, ListColumn, Source
from mcsys_desktop.ui.lists.stretched import StretchTable
from mcsys_desktop.ui.lists.stretches import FIRST, PAGE, Stretch
from mcsys_desktop.ui.tables import Key, own_id
from mcsys_desktop.ui.work import Work

_COUNTED = 100  # stretches; how many rows a longer list has by now is told roughly


class LongTable(StretchTable):
    """Rows of a `Source`. `seek` shows another source, `refresh` asks again.

    The first rows are shown as soon as they are there; then the rest is measured, and the scroll
    bar goes anywhere.
    """

    loaded = Signal()  # rows came, or it is known how many there are
    failed = Signal(object)  # the error

    def __init__(
        self,
        work: Work,
        columns: Sequence[ListColumn],
        key: Key = own_id,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, key, parent)
        self.complete = False  # whether it is known how many rows there are
        self.exact = False  # and whether nothing can have been added or removed since
        self._work = work
        self._sought: Source | None = None  # what was asked for last; its rows may not be here yet
        self._stale = False  # others changed rows while they were on their way
        self._broken = False  # the way to the rows ended with an error
        self._question = 0
        self._asking = Asking(work, self)
        self._asking.came.connect(self._on_came)
        self._asking.failed.connect(self.failed)

    def seek(self, source: Source) -> None:
        """Show the rows of ``source``, from its beginning."""
        self._question += 1
        question, self._sought = self._question, source
        self._broken = self._stale = False
        self._ask(question, source.between, None, None, FIRST, then=self._begin)

    def refresh(self) -> None:
        """Ask again for what is looked at; what is not is asked for when somebody looks."""
        if self._sought is None:
            return
        if self._broken:
            self.seek(self._sought)
        elif self._sought is not self.source or not self.complete:
            self._stale = True  # what is under way comes first, or it would never end
        else:
            self._stale = False
            self._asking.again()
            self.forget_near()
            self._count()

    def look(self, stretch: Stretch) -> None:
        """Somebody looks at this stretch: it is kept, or fetched."""
        self._asking.look(stretch)

    def _ask(
        self,
        question: int,
        job: Callable[..., Any],
        *args: Any,
        then: Callable[[int, Any], None],
    ) -> None:
        """One step of showing another source; an answer that was overtaken is dropped."""

        def come(answer: Any) -> None:
            if question == self._question:
                then(question, answer)

        def fail(error: Exception) -> None:
            if question == self._question:
                self._broken = True
                self.failed.emit(error)

        self._work.run(self, job, *args, then=come, failed=fail)

    def _begin(self, question: int, rows: Sequence[Any]) -> None:
        source = self._sought
        if source is None:
            return
        self.complete = self.exact = len(rows) < FIRST
        self.begin(source, rows)
        self._asking.begin(source, self.stretches)
        self.loaded.emit()
        if self.complete:
            self._catch_up()
        else:
            self._ask(question, source.between, None, None, PAGE, then=self._go_on)

    def _go_on(self, question: int, rows: Sequence[Any]) -> None:
        """The first stretch is there whole."""
        self.complete = self.exact = len(rows) < PAGE
        self._on_came(self.stretches.all[0], list(rows))
        if self.complete:
            self._catch_up()
        elif self.source is not None:
            self._ask(question, self.source.keys, PAGE, then=self._measure)

    def _measure(self, _question: int, keys: Keys) -> None:
        starts, size = keys
        self.complete = self.exact = True
        self.lengthen(starts[1:], size)
        self.loaded.emit()
        self._catch_up()

    def _catch_up(self) -> None:
        """The list is whole; what others changed meanwhile is asked for now."""
        if self._stale:
            self.refresh()

    def _count(self) -> None:
        """How many rows are there by now in what is not looked at?"""
        stretches, source, question = self.stretches, self.source, self._question
        away = [one for one in stretches.all if one.rows is None and not one.asked]
        self.exact = not away
        if source is None or not away or len(stretches.all) > _COUNTED:
            return
        bounds = [(one.start, stretches.end(stretches.place(one))) for one in away]

        def come(counts: list[int]) -> None:
            if question != self._question:
                return
            for stretch, count in zip(away, counts, strict=True):
                if stretch.rows is None and stretches.place(stretch) >= 0:
                    self.resize(stretch, count)
            self.exact = True
            self.loaded.emit()

        self._work.run(self, _counts, source, bounds, then=come, failed=self.failed.emit)

    @Slot(object, object)
    def _on_came(self, stretch: Stretch, rows: list[Any]) -> None:
        if self.stretches.place(stretch) < 0:
            return  # of another source
        self.put(stretch, rows)
        self._asking.look(stretch)
        self._asking.keep_few()
        self.loaded.emit()


def _counts(source: Source, bounds: Sequence[Bounds]) -> list[int]:
    """How many rows there are between these keys; runs on a worker."""
    return [source.counted(start, end) for start, end in bounds]
