"""The list of who waits: keys act on the row that is chosen, and on several at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import call_backs
from mcsys_desktop.services.call_backs import CallBackRow
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.call_backs import words
from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.tables import PagedList
from mcsys_desktop.ui.work import Work

MINUTE_MS = 60_000
_KEYS = {"call waiter": "call", "take waiter": "take", "tick waiter": "tick"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Waiters(List):
    """Who waits, the longest first. ``acted`` tells one of call, take, tick and open.

    ``chosen`` tells the row that somebody looks at, or None; ``picked`` how many are selected.
    """

    acted = Signal(str)
    chosen = Signal(object)
    picked = Signal(int)

    def __init__(self, work: Work, owner: QWidget) -> None:
        self._masked = False
        super().__init__(self.look, name=_("Call-back list"))
        self._work, self._owner = work, owner
        self.list = PagedList(self._ask, self._text, self._spoken, parent=self)
        self.setModel(self.list)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().currentChanged.connect(lambda *_at: self._tell())
        self.selectionModel().selectionChanged.connect(lambda *_at: self._count())
        self.list.loaded.connect(self._tell)
        self.doubleClicked.connect(lambda _at: self.acted.emit("open"))
        for name, act in _KEYS.items():
            for key in shortcuts.bind(self, name, partial(self._do, act)):
                key.setAutoRepeat(False)
        self._minute = QTimer(self, interval=MINUTE_MS)  # how long they wait goes on by itself
        self._minute.timeout.connect(self.viewport().update)
        self._minute.start()

    def set_counter(self, masked: bool) -> None:
        """Hide customers' names, or show them."""
        self._masked = masked
        self.viewport().update()

    def current(self) -> CallBackRow | None:
        """The row that somebody looks at."""
        row: CallBackRow | None = self.list.row(self.currentIndex())
        return row

    def selected(self) -> list[CallBackRow]:
        """The rows that are selected; the one looked at when none is."""
        rows = [self.list.row(at) for at in self.selectionModel().selectedIndexes()]
        found = [row for row in rows if row is not None]
        current = self.current()
        return found or ([current] if current is not None else [])

    def turn_to(self, entry_id: int) -> bool:
        """Look at an entry. False when it is not shown."""
        index = self.list.find(entry_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def look(self, row: CallBackRow) -> RowLook:
        """How a row is drawn."""
        return words.look(row, clock.now(), masked=self._masked)

    def _ask(
        self, last: CallBackRow | None, limit: int, deliver: Callable[[Sequence[Any]], object]
    ) -> None:
        after = None if last is None else (last.waits_since, last.id)
        self._work.run(self._owner, call_backs.listing, limit, after, then=deliver)

    def _text(self, row: CallBackRow) -> str:
        return words.title(row, masked=self._masked)

    def _spoken(self, row: CallBackRow) -> str:
        return self.look(row).spoken()

    def _do(self, act: str) -> None:
        if self.current() is not None:
            self.acted.emit(act)

    def _tell(self) -> None:
        self.chosen.emit(self.current())

    def _count(self) -> None:
        self.picked.emit(len(self.selectionModel().selectedIndexes()))

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            if event.key() in _ENTER and self.current() is not None:
                self.acted.emit("open")
                return
            if event.key() == Qt.Key.Key_Space:
                # As in a list of mail: the space bar picks one after the other.
                toggle = QItemSelectionModel.SelectionFlag.Toggle
                self.selectionModel().select(self.currentIndex(), toggle)
                return
            if event.text().isprintable() and event.text():
                return  # single letters are keys here, no search
        super().keyPressEvent(event)
