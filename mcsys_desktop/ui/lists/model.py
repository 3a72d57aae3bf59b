"""The model of a long list: it fetches what is looked at, and forgets what is not."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal, Slot

from mcsys_desktop.services.keyset import Keys
from mcsys_desktop.ui.lists.asking import Asking
from mcsys_desktop.ui.lists.columns import Bounds, ListColumn, Source
from mcsys_desktop.ui.lists.stretches import MOST, PAGE, Part, Stretch, Stretches
from mcsys_desktop.ui.tables import (
    ALIGNMENT,
    DISPLAY,
    ROOT,
    ROW,
    SPOKEN,
    TONE,
    Index,
    Key,
    differences,
    own_id,
)
from mcsys_desktop.ui.work import Work

_COUNTED = 100  # stretches; how many rows a longer list has by now is told roughly
_ROLES = frozenset({DISPLAY, ALIGNMENT, SPOKEN, ROW, TONE})


class LongTable(QAbstractTableModel):
    """Rows of a `Source` seen through columns. `seek` shows another source, `refresh` asks again.

    The first rows are shown as soon as they are there; then the rest is measured, and the scroll
    bar goes anywhere. A row that is not there yet is None, and every cell of it is empty.
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
        super().__init__(parent)
        self.columns = tuple(columns)
        self.source: Source | None = None
        self.complete = False  # whether it is known how many rows there are
        self.exact = False  # and whether nothing can have been added or removed since
        self.stretches = Stretches()
        self._work = work
        self._key = key
        self._sought: Source | None = None  # what was asked for last; its rows may not be here yet
        self._question = 0
        self._low = self._high = 0  # the rows of the stretch that was looked at last
        self._near: list[Any] | None = None
        self._asking = Asking(work, self)
        self._asking.came.connect(self._on_came)
        self._asking.failed.connect(self.failed)

    def seek(self, source: Source) -> None:
        """Show the rows of ``source``, from its beginning."""
        self._question += 1
        question, self._sought = self._question, source
        self._work.run(
            self,
            source.between,
            None,
            None,
            PAGE,
            then=lambda rows: self._begin(question, rows),
            failed=self.failed.emit,
        )

    def refresh(self) -> None:
        """Ask again for what is looked at; what is not is asked for when somebody looks."""
        if self._sought is None:
            return
        if self._sought is not self.source:
            self.seek(self._sought)
            return
        self._asking.again()
        self._near, self._low, self._high = None, 0, 0
        self._count()

    def at(self, number: int) -> Any:
        """The row of this number; None while it is not there. It is asked for then."""
        if not self._low <= number < self._high:
            place = self.stretches.holding(number)
            stretch = self.stretches.all[place]
            self._low = self.stretches.first(place)
            self._high = self._low + stretch.size
            self._near = stretch.rows
            self._asking.look(stretch)
        near = self._near
        return None if near is None else near[number - self._low]

    def row(self, index: Index) -> Any:
        """The row at ``index``; None when there is none, or it is not there yet."""
        return self.at(index.row()) if index.isValid() else None

    def find(self, key: object) -> QModelIndex:
        """Where the row with this key is; an invalid index when it is not in memory."""
        for at, stretch in enumerate(self.stretches.all):
            for number, row in enumerate(stretch.rows or ()):
                if self._key(row) == key:
                    return self.index(self.stretches.first(at) + number, 0)
        return QModelIndex()

    def parts(self, ranges: Sequence[tuple[int, int]]) -> list[Part]:
        """How to read the rows of these ranges (first, last), see `stretches.read`."""
        return self.stretches.parts(ranges)

    def _begin(self, question: int, rows: Sequence[Any]) -> None:
        if question != self._question or self._sought is None:
            return
        self.beginResetModel()
        self.source = self._sought
        self.stretches = Stretches(rows)
        self._asking.begin(self.source, self.stretches)
        self._near, self._low, self._high = None, 0, 0
        self.complete = self.exact = len(rows) < PAGE
        self.endResetModel()
        if not self.complete:
            self._work.run(
                self,
                self.source.keys,
                PAGE,
                then=lambda keys: self._measure(question, keys),
                failed=self.failed.emit,
            )
        self.loaded.emit()

    def _measure(self, question: int, keys: Keys) -> None:
        if question != self._question:
            return
        starts, size = keys
        self.complete = self.exact = True
        if rest := starts[1:]:
            had = self.stretches.total
            more = (len(rest) - 1) * PAGE + size
            self.beginInsertRows(ROOT, had, had + more - 1)
            self.stretches.lengthen(rest, size)
            self._near, self._low, self._high = None, 0, 0
            self.endInsertRows()
        self.loaded.emit()

    def _count(self) -> None:
        """How many rows are there by now in what is not looked at?"""
        stretches, source, question = self.stretches, self.source, self._question
        away = [one for one in stretches.all if one.rows is None and not one.asked]
        self.exact = self.complete and not away
        if source is None or not away or len(stretches.all) > _COUNTED:
            return
        bounds = [(one.start, stretches.end(stretches.place(one))) for one in away]

        def come(counts: list[int]) -> None:
            if question != self._question:
                return
            for stretch, count in zip(away, counts, strict=True):
                if stretch.rows is None and stretches.place(stretch) >= 0:
                    self._resize(stretch, count)
            self.exact = self.complete
            self.loaded.emit()

        self._work.run(self, _counts, source, bounds, then=come, failed=self.failed.emit)

    @Slot(object, object)
    def _on_came(self, stretch: Stretch, rows: list[Any]) -> None:
        """These rows are in the stretch now, whatever was there."""
        at = self.stretches.place(stretch)
        if at < 0 or self.source is None:
            return
        if len(rows) >= MOST:  # far more came in than belongs in one stretch
            self._split(at, Stretch(self.source.key(rows.pop()), PAGE))
        old = stretch.rows
        if old is None:
            self._resize(stretch, len(rows))
            changed = list(range(len(rows)))
        else:
            before, after = [self._key(row) for row in old], [self._key(row) for row in rows]
            for removed, first, last, start, end in reversed(differences(before, after)):
                if removed:
                    self._take_out(stretch, first, last)
                else:
                    self._put_in(stretch, first, rows[start:end])
            changed = [number for number, row in enumerate(rows) if old[number] != row]
        stretch.rows = rows
        self._near, self._low, self._high = None, 0, 0
        self._asking.look(stretch)
        self._asking.keep_few()
        if changed:
            begins, last_column = self.stretches.first(at), len(self.columns) - 1
            bottom = self.index(begins + changed[-1], last_column)
            self.dataChanged.emit(self.index(begins + changed[0], 0), bottom)
        self.loaded.emit()

    def _resize(self, stretch: Stretch, size: int) -> None:
        """A stretch whose rows are away has another number of them than was believed."""
        if size > stretch.size:
            self._put_in(stretch, stretch.size, [None] * (size - stretch.size))
        elif size < stretch.size:
            self._take_out(stretch, size, stretch.size)

    def _put_in(self, stretch: Stretch, at: int, rows: Sequence[Any]) -> None:
        first = self.stretches.first(self.stretches.place(stretch)) + at
        self.beginInsertRows(ROOT, first, first + len(rows) - 1)
        if stretch.rows is not None:
            stretch.rows[at:at] = rows
        stretch.size += len(rows)
        self._measured()
        self.endInsertRows()

    def _take_out(self, stretch: Stretch, low: int, high: int) -> None:
        begins = self.stretches.first(self.stretches.place(stretch))
        self.beginRemoveRows(ROOT, begins + low, begins + high - 1)
        if stretch.rows is not None:
            del stretch.rows[low:high]
        stretch.size -= high - low
        self._measured()
        self.endRemoveRows()

    def _split(self, at: int, rest: Stretch) -> None:
        """The rest of a stretch is one of its own, which nobody has read."""
        first = self.stretches.first(at) + self.stretches.all[at].size
        self.beginInsertRows(ROOT, first, first + PAGE - 1)
        self.stretches.all.insert(at + 1, rest)
        self._measured()
        self.endInsertRows()

    def _measured(self) -> None:
        self.stretches.measure()
        self._near, self._low, self._high = None, 0, 0

    # Qt's own names from here.

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self.stretches.total

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == ALIGNMENT:
            return column.align
        row = self.at(index.row())
        if row is None:
            return None
        if role == DISPLAY:
            return column.text(row)
        if role == ROW:
            return row
        if role == TONE:
            return column.tone(row) if column.tone else None
        text = column.text(row)
        return f"{column.title}: {text}" if text else column.title

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == DISPLAY:
            return self.columns[section].title
        return self.columns[section].align if role == ALIGNMENT else None


def _counts(source: Source, bounds: Sequence[Bounds]) -> list[int]:
    """How many rows there are between these keys; runs on a worker."""
    return [source.counted(start, end) for start, end in bounds]
