"""Rows of fields that somebody adds to and takes from: numbers, addresses, people."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers.edits import Typed, Values
from mcsys_desktop.ui.customers.fields import Field

Fields = Sequence[tuple[Field, int]]  # each with the share of the width that it gets


class FieldRow(QWidget):
    """The fields of one row. ``id`` is None as long as the row is not stored."""

    changed = Signal()
    remove_wanted = Signal()

    def __init__(self, row: Typed, fields: Fields, per_line: int, remove_words: str = "") -> None:
        super().__init__()
        self.id = row.id
        self.fields = {field.name: field for field, _share in fields}
        self._kept = dict(row.values)  # also what no field shows
        self._filled = False
        self._single = len(fields) <= per_line
        self._above = widgets.label(" ", "small")  # as high as the labels beside it
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        self._chain: list[QWidget] = []
        for start in range(0, len(fields), per_line):
            line = layouts.row(gap=8)
            for field, share in fields[start : start + per_line]:
                line.addWidget(field, share)
                self._chain.append(field.field)
                field.changed.connect(self.changed)
            if start == 0 and remove_words:
                remove = widgets.Button("", icon="x", kind="ghost")
                remove.setAccessibleName(remove_words)
                remove.setToolTip(remove_words)
                remove.clicked.connect(self.remove_wanted)
                self._chain.append(remove)
                line.addLayout(layouts.column(self._above, remove, None, gap=4))
            lines.addLayout(line)
        self.put(row.values)

    def show_labels(self, shown: bool) -> None:
        """Show the labels above the fields; below one another on one line they are said once."""
        shown = shown or not self._single
        self._above.setVisible(shown)
        for field in self.fields.values():
            field.label.setVisible(shown)

    def put(self, values: Values) -> None:
        """Show these values. A field that has its value already keeps its cursor where it is."""
        self._kept.update(values)
        for name, field in self.fields.items():
            if name in values and (not self._filled or field.value() != values[name]):
                field.set_value(values[name])
        self._filled = True

    def note(self, theirs: Mapping[tuple[int, str], object]) -> None:
        """Say below each field what somebody else stored there meanwhile."""
        for name, field in self.fields.items():
            value = None if self.id is None else theirs.get((self.id, name))
            words = "" if value is None else field.worded(value) or "–"
            field.remark(_("Stored now: {value}").format(value=words) if words else "")

    def wrong(self) -> Field | None:
        """The first field that will not do; each says what to type."""
        wrong = [field for field in self.fields.values() if not field.check()]
        return wrong[0] if wrong else None

    def focus_first(self) -> None:
        """Put the cursor in the first field that is there."""
        there = [field for field in self.fields.values() if not field.isHidden()]
        there[0].setFocus()

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        return self._chain

    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(self.id, {**self._kept, **{n: f.value() for n, f in self.fields.items()}})


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
    rows_changed = Signal()  # one more, or one less

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
        column.addLayout(layouts.row(self.add_button, None))

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
        for row in self.rows:
            row.show_labels(row is self.rows[0])

    def prototype(self) -> FieldRow:
        """A row that is not shown: it knows how the fields are called and worded."""
        return FieldRow(Typed(None, self.defaults), self._make(Typed(None, {})), self._per_line)

    def add(self) -> None:
        """Open one more row and go to it."""
        self._insert(len(self.rows), self._make_row(Typed(None, dict(self.defaults))))
        self.rows[-1].show_labels(len(self.rows) == 1)
        self.rows_changed.emit()
        self.rows[-1].focus_first()
        self.changed.emit()

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
        return [*(widget for row in self.rows for widget in row.chain()), self.add_button]

    def _make_row(self, typed: Typed) -> FieldRow:
        row = FieldRow(typed, self._make(typed), self._per_line, self._remove_words)
        row.changed.connect(self.changed)
        row.remove_wanted.connect(self._on_remove)
        return row

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
            self.rows[0].show_labels(True)
        else:
            self.add_button.setFocus()
        self.rows_changed.emit()
        self.changed.emit()

    def _take(self, row: FieldRow) -> None:
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
