"""The models behind every list and table: rows of any kind, told about by small functions.

Both keep what people selected and where they scrolled when rows are fetched again: rows that are
still there stay where they are, and only what differs is taken out or put in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

# Roles as plain numbers: looking an enum up at each data() is what makes big lists slow.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
ROW = int(Qt.ItemDataRole.UserRole)  # the row itself, for delegates and pages
TONE = ROW + 1  # the tone of a chip cell

Key = Callable[[Any], object]
PAGE = 200
_COMPARED = 5_000  # rows; a middle part longer than this is swapped whole


def own_id(row: Any) -> object:
    """What tells one row from another, for rows that have an ``id``."""
    return row.id


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title in the user's language, and the text it shows of a row.

    ``tone`` makes a chip of the text (see `delegates.CellDelegate`); numbers align right.
    """

    title: str
    text: Callable[[Any], str]
    align: Qt.AlignmentFlag = LEFT
    tone: Callable[[Any], str] | None = None


class Table(QAbstractTableModel):
    """Rows seen through columns. It never fetches anything; pages give it rows to show."""

    def __init__(
        self, columns: Sequence[Column], key: Key = own_id, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self._key = key

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows, in this order."""
        _replace(self, self.rows, list(rows), self._key, len(self.columns))

    def row(self, index: Index) -> Any:
        """The row at ``index``; None when there is none."""
        return self.rows[index.row()] if index.isValid() else None

    def find(self, key: object) -> QModelIndex:
        """Where the row with this key is; an invalid index when it is not shown."""
        return _find(self, self.rows, self._key, key)

    # Qt's own names from here.

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == DISPLAY:
            return column.text(self.rows[index.row()])
        if role == ROW:
            return self.rows[index.row()]
        if role == ALIGNMENT:
            return column.align
        if role == TONE:
            return column.tone(self.rows[index.row()]) if column.tone else None
        if role == SPOKEN:
            text = column.text(self.rows[index.row()])
            return f"{column.title}: {text}" if text else column.title
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == DISPLAY:
            return self.columns[section].title
        if role == ALIGNMENT:
            return self.columns[section].align
        return None


Deliver = Callable[[Sequence[Any]], object]
Ask = Callable[[Any, int, Deliver], object]


class PagedList(QAbstractListModel):
    """A long list that asks for its next rows when they come into view (keyset paging).

    ``ask(last, limit, deliver)`` must fetch up to ``limit`` rows after the row ``last`` (None: from
    the start) and call ``deliver(rows)`` on the UI thread, now or later. Answers to questions that
    were overtaken by `refresh` or `restart` are dropped. ``spoken`` is what a screen reader says of
    a row.
    """

    loaded = Signal()  # rows came; now it is known whether there are any

    def __init__(
        self,
        ask: Ask,
        text: Callable[[Any], str],
        spoken: Callable[[Any], str] | None = None,
        *,
        key: Key = own_id,
        page: int = PAGE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []
        self.exhausted = True  # until the first question: Qt must not ask on its own
        self._ask, self._text, self._spoken = ask, text, spoken or text
        self._key = key
        self._page = page
        self._question = 0
        self._waiting = False

    def restart(self) -> None:
        """Begin anew from the first page: another filter, another search."""
        self._put(None, self._page)

    def refresh(self) -> None:
        """Fetch what is shown again, as many rows as there are, and keep the place."""
        self._put(None, max(self._page, len(self.rows)))

    def show(self, rows: Sequence[Any]) -> None:
        """Show exactly these rows and fetch no more: the answer to a search."""
        self._question += 1
        self._waiting = False
        self.exhausted = True
        _replace(self, self.rows, list(rows), self._key)
        self.loaded.emit()

    def row(self, index: Index) -> Any:
        """The row at ``index``; None when there is none."""
        return self.rows[index.row()] if index.isValid() else None

    def find(self, key: object) -> QModelIndex:
        """Where the row with this key is; an invalid index when it is not loaded."""
        return _find(self, self.rows, self._key, key)

    def _put(self, last: Any, limit: int) -> None:
        self._question += 1
        self._waiting = True
        question = self._question
        self._ask(last, limit, lambda rows: self._deliver(question, last, limit, rows))

    def _deliver(self, question: int, last: Any, limit: int, rows: Sequence[Any]) -> None:
        if question != self._question:
            return
        self.exhausted = len(rows) < limit
        # Whoever hears of the rows may ask for more at once, so they must be there by then.
        if last is None:
            _replace(self, self.rows, list(rows), self._key)
            self._waiting = False
        elif rows:
            end = len(self.rows)
            self.beginInsertRows(ROOT, end, end + len(rows) - 1)
            self.rows.extend(rows)
            self._waiting = False
            self.endInsertRows()
        else:
            self._waiting = False
        self.loaded.emit()

    # Qt's own names from here.

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == DISPLAY:
            return self._text(self.rows[index.row()])
        if role == ROW:
            return self.rows[index.row()]
        if role == SPOKEN:
            return self._spoken(self.rows[index.row()])
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self.exhausted and not self._waiting

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent) and self.rows:
            self._put(self.rows[-1], self._page)


def _find(model: QAbstractItemModel, rows: list[Any], key_of: Key, key: object) -> QModelIndex:
    for number, row in enumerate(rows):
        if key_of(row) == key:
            return model.index(number, 0)
    return QModelIndex()


def _replace(
    model: Table | PagedList, old: list[Any], new: list[Any], key: Key, columns: int = 1
) -> None:
    """Turn ``old`` into ``new`` in place, moving nothing that stays in its order.

    One changed, added or removed customer among thousands leaves all others alone, so that
    selection and scroll position stay.
    """
    before, after = [key(row) for row in old], [key(row) for row in new]
    for removed, first, last, start, end in reversed(differences(before, after)):
        if removed:
            model.beginRemoveRows(ROOT, first, last - 1)
            del old[first:last]
            model.endRemoveRows()
        else:
            model.beginInsertRows(ROOT, first, first + end - start - 1)
            old[first:first] = new[start:end]
            model.endInsertRows()
    changed = [number for number, row in enumerate(new) if old[number] != row]
    if changed:
        old[:] = new
        top, bottom = model.index(changed[0], 0), model.index(changed[-1], columns - 1)
        model.dataChanged.emit(top, bottom)


def differences(before: list[object], after: list[object]) -> list[tuple[bool, int, int, int, int]]:
    """What makes ``after`` of ``before``, from its start: (removed, first, last, start, end).

    It is done in reverse. Removed are the rows first to last; otherwise after[start:end] come in
    at ``first``.
    """
    least = min(len(before), len(after))
    head = 0
    while head < least and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < least - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if max(len(old), len(new)) > _COMPARED:
        steps = [(head, head + len(old), head, head + len(new))]
    else:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        steps = [
            (head + first, head + last, head + start, head + end)
            for tag, first, last, start, end in matcher.get_opcodes()
            if tag != "equal"
        ]
    found = []
    for first, last, start, end in steps:
        if end > start:  # listed first, so that, done in reverse, the old rows are gone by then
            found.append((False, first, first, start, end))
        if last > first:
            found.append((True, first, last, start, end))
    return found
