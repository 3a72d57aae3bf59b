"""The second step: which column is what, and the first rows as they will be understood."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import imports
from mcsys_desktop.ui.delegates import TableView
from mcsys_desktop.ui.imports import words
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.tables import Column, Table
from mcsys_desktop.ui.texts import ElidedLabel
from mcsys_desktop.ui.widgets import ChoiceField, Label, Pane, label

PREVIEW = 20  # rows
_EXAMPLES = 3


class Columns(QWidget):
    """A choice for each column of the file. ``changed`` comes when somebody chose another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", wrap=True)
        self.choices: list[ChoiceField] = []
        self._found = imports.Found()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        ground = Pane("bg")
        ground.setLayout(column(self._grid, None, margins=(16, 12, 16, 12)))
        self.scrolled = QScrollArea()
        self.scrolled.setWidget(ground)
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table = Table([], key=lambda row: row.line, parent=self)
        self.preview = TableView(name=_("First rows of the file"))
        self.preview.setModel(self.table)
        body = column(
            self.said,
            self.scrolled,
            Label(_("First rows of the file"), "row"),
            self.preview,
            gap=12,
        )
        body.setStretch(1, 3)
        body.setStretch(3, 2)
        self.setLayout(body)

    def show_file(self, found: imports.Found, fields: Sequence[imports.Field]) -> None:
        """Show the columns of ``found``, and what they are taken for."""
        self._clear()
        self._found = found
        rows = ngettext("{count} row was found.", "{count} rows were found.", len(found.rows))
        self.said.setText(
            rows.format(count=words.number(len(found.rows)))
            + " "
            + _("Look whether the columns are understood; what is not wanted is left out.")
        )
        shown = [at for at in range(len(fields)) if any(row.cells[at] for row in found.rows)]
        for line, at in enumerate(shown):
            self._add_line(line, at, fields[at])
        self._show_preview()

    def fields(self) -> tuple[imports.Field, ...]:
        """What the columns are now; one that holds nothing is left out."""
        chosen = {int(field.property("column")): field.value() for field in self.choices}
        return tuple(
            imports.Field(str(chosen.get(at, ""))) for at in range(len(self._found.heading))
        )

    def title(self, at: int) -> str:
        """What the file calls a column."""
        return self._found.heading[at] or _("Column {number}").format(number=at + 1)

    def _add_line(self, line: int, at: int, field: imports.Field) -> None:
        title = self.title(at)
        if self._is_cards():
            title = imports.words(imports.Field(title))
        heading = ElidedLabel(title, "row")
        heading.setMinimumWidth(120)
        examples = list(dict.fromkeys(row.cells[at].strip() for row in self._found.rows[:50]))
        told = " · ".join(" ".join(one.split()) for one in examples if one)
        example = ElidedLabel(told[:300], "small")
        choice = _Choice(
            ((one, imports.words(one)) for one in imports.Field),
            name=_("{column} is").format(column=title),
        )
        choice.choose(field)
        choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        choice.setProperty("column", at)
        choice.currentIndexChanged.connect(lambda _index, changed=choice: self._on_chosen(changed))
        heading.setBuddy(choice)
        for place, widget in enumerate((heading, example, choice)):
            self._grid.addWidget(widget, line, place)
        self.choices.append(choice)

    def _is_cards(self) -> bool:
        return bool(self._found.heading) and not self._found.delimiter

    def _on_chosen(self, changed: ChoiceField) -> None:
        """Two columns that are the same one thing: the one that was chosen last is it."""
        field = imports.Field(str(changed.value()))
        if field not in imports.MANY:
            for other in self.choices:
                if other is not changed and other.value() == field:
                    other.choose(imports.Field.NOTHING)
        self._show_preview()
        self.changed.emit()

    def _show_preview(self) -> None:
        fields = self.fields()
        kept = [at for at, field in enumerate(fields) if field is not imports.Field.NOTHING]
        self.table.beginResetModel()
        self.table.columns = tuple(
            Column(
                imports.words(fields[at]),
                partial(_cell, at),
            )
            for at in kept
        )
        self.table.rows = list(self._found.rows[:PREVIEW])
        self.table.endResetModel()
        for at in range(len(kept)):
            self.preview.setColumnWidth(at, 150)

    def _clear(self) -> None:
        self.choices = []
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()


class _Choice(ChoiceField):
    """Whoever turns the wheel wants to see the other columns, and chooses nothing."""

    # Qt's own names from here.

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _cell(at: int, row: imports.Row) -> str:
    """A cell in one line; a damaged row may have fewer."""
    return " ".join(row.cells[at].split()) if at < len(row.cells) else ""
