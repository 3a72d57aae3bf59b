"""Rows in stretches as Qt sees them: what is in memory, what is away, and what comes and goes."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from mcsys_desktop.ui.lists.columns import ListColumn, Source
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

_ROLES = frozenset({DISPLAY, ALIGNMENT, SPOKEN, ROW, TONE})


class StretchTable(QAbstractTableModel):
    """Rows seen through columns. A row that is away is None, and every cell of it is empty.

    It fetches nothing; `look` is told which stretch somebody looks at.
    """

    def __init__(
        self,
        columns: Sequence[ListColumn],
        key: Key = own_id,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.source: Source | None = None
        self.stretches = Stretches()
        self._key = key
        self._low = self._high = 0  # the rows of the stretch that was looked at last
        self._near: list[Any] | None = None

    def look(self, stretch: Stretch) -> None:
        """Somebody looks at this stretch."""
        raise NotImplementedError

    def begin(self, source: Source, rows: Sequence[Any]) -> None:
        """Show these rows of another source, and nothing else."""
        self.beginResetModel()
        self.source, self.stretches = source, Stretches(rows)
        self.forget_near()
        self.endResetModel()

    def lengthen(self, starts: Sequence[Any], size: int) -> None:
        """More stretches follow, which begin at ``starts``; the last has ``size`` rows."""
        if starts:
            had = self.stretches.total
            self.beginInsertRows(ROOT, had, had + (len(starts) - 1) * PAGE + size - 1)
            self.stretches.lengthen(starts, size)
            self.forget_near()
            self.endInsertRows()

    def at(self, number: int) -> Any:
        """The row of this number; None while it is not there. It is asked for then."""
        if not self._low <= number < self._high:
            place = self.stretches.holding(number)
            stretch = self.stretches.all[place]
            self._low = self.stretches.first(place)
            self._high = self._low + stretch.size
            self._near = stretch.rows
            self.look(stretch)
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

    def put(self, stretch: Stretch, rows: list[Any]) -> None:
        """These rows are in the stretch now, whatever was there."""
        at = self.stretches.place(stretch)
        if at < 0 or self.source is None:
            return
        if len(rows) >= MOST:  # far more came in than belongs in one stretch
            self._split(at, Stretch(self.source.key(rows.pop()), PAGE))
        old = stretch.rows
        if old is None:
            self.resize(stretch, len(rows))
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
        self.forget_near()
        if changed:
            begins, last_column = self.stretches.first(at), len(self.columns) - 1
            bottom = self.index(begins + changed[-1], last_column)
            self.dataChanged.emit(self.index(begins + changed[0], 0), bottom)

    def resize(self, stretch: Stretch, size: int) -> None:
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
        self.forget_near()

    def forget_near(self) -> None:
        """What was looked at last is no longer what it was."""
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
