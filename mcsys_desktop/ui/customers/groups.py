"""Rows of fields that somebody adds to and takes from: numbers, addresses, people."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers.edits import Typed, Values
from mcsys_desktop.ui.customers.field_row import FieldRow as FieldRow
from mcsys_desktop.ui.customers.field_row import Fields as Fields
from mcsys_desktop.ui.customers.fields import Field


class SingleRow(QWidget):
    """The fields of the one row that is always there, such as the customer's own."""

    changed = Signal()

    def __init__(self, fields: Fields, defaults: Values, *, per_line: int = 3) -> None:
        super().__init__()
        self.row = FieldRow(Typed(None, defaults), fields, per_line)
        self.row.changed.connect(self.changed)
        self.setLayout(layouts.column(self.row))

    def prototype(self) -> FieldRow:
        """The row itself: it knows how the fields are called and worded."""
        return self.row

    def show_rows(self, rows: Sequence[Typed]) -> None:
        """Show the one row."""
        for typed in rows[:1]:
            self.row.id = typed.id
            self.row.put(typed.values)

    def typed(self) -> list[Typed]:
        """The one row as it stands."""
        return [self.row.typed()]

    def note(self, theirs: Mapping[tuple[int, str], object]) -> None:
        """Say below each field what somebody else stored there meanwhile."""
        self.row.note(theirs)

    def wrong(self) -> Field | None:
        """The first field that will not do; each says what to type."""
        return self.row.wrong()

    def focus_first(self) -> None:
        """Put the cursor in the first field."""
        self.row.focus_first()

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        return self.row.chain()


class FieldGroup(QWidget):
    """All rows of one kind, and the button that opens another."""

    changed = Signal()
    rows_changed = Signal()  # one more or one less, or another order
    row_made = Signal(object)  # the FieldRow

    def __init__(
        self,
        title: str,
        add_words: str,
        remove_words: str,
        make: Callable[[Typed], Fields],
        defaults: Values,
        *,
        per_line: int = 4,
    ) -> None:
        super().__init__()
        self.defaults = defaults
        self._make = make
        self._per_line = per_line
        self._remove_words = remove_words
        self.rows: list[FieldRow] = []
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self.add_button = widgets.Button(add_words, icon="plus", kind="ghost")
        self.add_button.clicked.connect(self.add)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        self._buttons = layouts.row(self.add_button, None)
        column.addLayout(self._buttons)
        self._column = column
        self._offered: list[QWidget] = []

    def show_rows(self, rows: Sequence[Typed]) -> None:
        """Show these rows. Whoever types in one of them is not thrown out of it."""
        there = list(self.rows)
        for at, typed in enumerate(rows):
            known = next((row for row in there if row.id == typed.id), None)
            if known is not None and (known.typed() == typed or self._is_typed_in(known)):
                there.remove(known)
                known.put(typed.values)
                self.rows.remove(known)
                self._rows.removeWidget(known)
            else:
                known = self._make_row(typed)
            self._insert(at, known)
        for row in there:
            self._take(row)
        self._dress()

    def prototype(self) -> FieldRow:
        """A row that is not shown: it knows how the fields are called and worded."""
        return FieldRow(Typed(None, self.defaults), self._make(Typed(None, {})), self._per_line)

    def add(self) -> None:
        """Open one more row and go to it."""
        self.add_row({})

    def add_row(self, values: Values) -> None:
        """Open a row that holds these values already, and go to it."""
        self._insert(len(self.rows), self._make_row(Typed(None, {**self.defaults, **values})))
        self._dress()
        self.rows_changed.emit()
        self.rows[-1].focus_first()
        self.changed.emit()

    def offer(self, button: widgets.Button, below: QWidget, inside: Sequence[QWidget]) -> None:
        """Offer another way to add a row: a button beside ours, and what it opens.

        ``inside`` is what Tab goes through there.
        """
        self._buttons.insertWidget(1, button)
        self._column.addWidget(below)
        self._offered = [button, *inside]

    def typed(self) -> list[Typed]:
        """Every row as it stands."""
        return [row.typed() for row in self.rows]

    def note(self, theirs: Mapping[tuple[int, str], object]) -> None:
        """Say below each field what somebody else stored there meanwhile."""
        for row in self.rows:
            row.note(theirs)

    def wrong(self) -> Field | None:
        """The first field that will not do; each says what to type."""
        wrong = [field for row in self.rows if (field := row.wrong()) is not None]
        return wrong[0] if wrong else None

    def focus_first(self) -> None:
        """Put the cursor in the first field, or on the button where there is none."""
        if self.rows:
            self.rows[0].focus_first()
        else:
            self.add_button.setFocus()

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        rows = [widget for row in self.rows for widget in row.chain()]
        return [*rows, self.add_button, *self._offered]

    def _make_row(self, typed: Typed) -> FieldRow:
        row = FieldRow(typed, self._make(typed), self._per_line, self._remove_words)
        row.changed.connect(self.changed)
        row.remove_wanted.connect(self._on_remove)
        row.move_wanted.connect(self._on_move)
        self.row_made.emit(row)
        return row

    def _dress(self) -> None:
        """The first row has the labels, and nothing above it to change places with."""
        for row in self.rows:
            row.show_labels(row is self.rows[0])
            row.offer_moving(row is not self.rows[0], among=len(self.rows))

    def _on_move(self) -> None:
        row = self.sender()
        if not isinstance(row, FieldRow) or row not in self.rows[1:]:
            return
        at, focused = self.rows.index(row), QApplication.focusWidget()
        self.rows.remove(row)
        self._rows.removeWidget(row)
        self._insert(at - 1, row)
        self._dress()
        if focused is row.up and row.up.isHidden():
            row.focus_first()
        self.rows_changed.emit()
        self.changed.emit()

    def _insert(self, at: int, row: FieldRow) -> None:
        self.rows.insert(at, row)
        self._rows.insertWidget(at, row)

    def _is_typed_in(self, row: FieldRow) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and row.isAncestorOf(focused)

    def _on_remove(self) -> None:
        row = self.sender()
        if not isinstance(row, FieldRow) or row not in self.rows:
            return
        at = self.rows.index(row)
        self._take(row)
        if self.rows:  # the keyboard stays near, and the next press removes nothing by accident
            self.rows[min(at, len(self.rows) - 1)].focus_first()
            self._dress()
        else:
            self.add_button.setFocus()
        self.rows_changed.emit()
        self.changed.emit()

    def _take(self, row: FieldRow) -> None:
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
