"""One row of fields: a number, an address, a person, or the customer's own values."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers.edits import Typed, Values
from mcsys_desktop.ui.customers.fields import Field

Fields = Sequence[tuple[Field, int]]  # each with the share of the width that it gets


def line_of(fields: Mapping[str, Field], **shares: int) -> QHBoxLayout:
    """Fields beside each other, each with its share of the width."""
    line = layouts.row(gap=8)
    for name, share in shares.items():
        line.addWidget(fields[name], share)
    return line


class FieldRow(QWidget):
    """The fields of one row. ``id`` is None as long as the row is not stored."""

    changed = Signal()
    remove_wanted = Signal()
    move_wanted = Signal()  # one place up

    def __init__(self, row: Typed, fields: Fields, per_line: int, remove_words: str = "") -> None:
        super().__init__()
        self.id = row.id
        self.fields = {field.name: field for field, _share in fields}
        self._kept = dict(row.values)  # also what no field shows
        self._filled = False
        self._single = len(fields) <= per_line
        self._above = widgets.label(" ", "small")  # as high as the labels beside it
        self.up = widgets.Button("", icon="arrow-up", kind="ghost", name=_("Move up"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        self._chain: list[QWidget] = []
        for start in range(0, len(fields), per_line):
            line = layouts.row(gap=8)
            for field, share in fields[start : start + per_line]:
                line.addWidget(field, share)
                self._chain += field.parts()
                field.changed.connect(self.changed)
            if start == 0 and remove_words:
                self.up.clicked.connect(self.move_wanted)
                remove = widgets.Button("", icon="x", kind="ghost", name=remove_words)
                remove.clicked.connect(self.remove_wanted)
                self._chain += [self.up, remove]
                buttons = layouts.row(self.up, remove, gap=0)
                line.addLayout(layouts.column(self._above, buttons, None, gap=4))
            lines.addLayout(line)
        self._lines = lines
        self.put(row.values)

    def add_below(self, part: QWidget) -> None:
        """Put something below the fields that goes with them."""
        self._lines.addLayout(layouts.row(part, None))
        self._chain.append(part)

    def offer_moving(self, offered: bool, *, among: int) -> None:
        """Offer to change places with the row above; of several rows all fields are as wide."""
        policy = self.up.sizePolicy()
        policy.setRetainSizeWhenHidden(among > 1)
        self.up.setSizePolicy(policy)
        self.up.setVisible(offered)

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

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Up and not self.up.isHidden():
            self.move_wanted.emit()
            event.accept()
            return
        super().keyPressEvent(event)
