"""What a list can be narrowed down by: a panel beside it, and chips that say what is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.style import style

Options = Sequence[tuple[Any, str]]
TAKEN_AT_MOST = 2  # chips beside the quick ones; all of them are in the panel


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a list down.

    ``options`` are (value, words), without the one that narrows nothing down, which says
    ``otherwise``; a filter of truth is on or off. ``quick`` ones are chips above the list as well,
    whatever is chosen.
    """

    name: str
    label: str
    options: Options = ()
    kind: type = bool
    quick: bool = False
    otherwise: str = ""

    def choices(self, options: Options | None = None) -> list[tuple[Any, str]]:
        """What is offered: everything first."""
        return [(None, self.otherwise or _("All")), *(self.options if options is None else options)]

    def said(self, value: object) -> str:
        """What is chosen, in words."""
        if self.kind is bool:
            return self.label
        words = next((words for known, words in self.options if known == value), "")
        return words if self.quick or not words else f"{self.label}: {words}"


class FilterPanel(widgets.Pane):
    """A field for each filter. ``changed`` carries a filter's name and its value."""

    changed = Signal(str, object)
    emptied = Signal()

    def __init__(self, filters: Sequence[Filter]) -> None:
        super().__init__("surface", "left")
        self.fields: dict[str, widgets.ChoiceField | widgets.Switch] = {}
        self._filters = {one.name: one for one in filters}
        self._silent = False
        lines: list[QWidget] = []
        for one in filters:
            field: widgets.ChoiceField | widgets.Switch
            if one.kind is bool:
                field = widgets.Switch(one.label)
                field.toggled.connect(lambda on, name=one.name: self._tell(name, on))
                lines.append(field)
            else:
                field = widgets.ChoiceField(one.choices(), name=one.label)
                field.currentIndexChanged.connect(
                    lambda _at, name=one.name, field=field: self._tell(name, field.value())
                )
                lines.append(widgets.Labelled(one.label, field))
            self.fields[one.name] = field
        self.empty = widgets.Button(_("Clear filters"))
        self.empty.clicked.connect(self.emptied)
        inner = QWidget()
        inner.setLayout(
            layouts.column(
                *lines, layouts.row(self.empty, None), None, gap=14, margins=(20, 20, 20, 20)
            )
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self._area = area
        self.setLayout(layouts.column(area, gap=0, margins=(1, 0, 0, 0)))
        self.restyle()

    def restyle(self) -> None:
        """Take the present text size."""
        self.setFixedWidth(style().px(280))

    def offer(self, name: str, options: Options) -> None:
        """Offer other values; what is chosen stays chosen while it is among them."""
        field = self.fields[name]
        assert isinstance(field, widgets.ChoiceField)  # noqa: S101  # the others have none
        self._silent, held = True, field.value()
        field.clear()
        for value, words in self._filters[name].choices(options):
            field.addItem(words, value)
        field.choose(held)
        field.updateGeometry()
        self._silent = False

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is chosen; nobody is told of it."""
        self._silent = True
        for name, field in self.fields.items():
            if isinstance(field, widgets.Switch):
                field.setChecked(bool(values.get(name)))
            else:
                field.choose(values.get(name))
        self._silent = False

    def _tell(self, name: str, value: object) -> None:
        if not self._silent:
            self.changed.emit(name, value)


class Chips(QWidget):
    """Above a list: a chip for each value of the quick filters, and one for each other in force.

    ``chosen`` carries a filter's name and its value; None: no more of it. Where they would be too
    many, the last chip leads to the panel.
    """

    chosen = Signal(str, object)
    panel_wanted = Signal()

    def __init__(self, filters: Sequence[Filter]) -> None:
        super().__init__()
        self._filters = {one.name: one for one in filters}
        self.quick: dict[tuple[str, Any], widgets.Button] = {}
        self.taken: dict[str, widgets.Button] = {}
        self._line: QHBoxLayout = layouts.row()
        for one in filters:
            if not one.quick:
                continue
            for value, words in one.choices():
                chip = widgets.Button(words, kind="filter")
                chip.clicked.connect(
                    lambda _on=False, name=one.name, value=value: self.chosen.emit(name, value)
                )
                self.quick[one.name, value] = chip
                self._line.addWidget(chip)
        self._line.addStretch(1)
        self.setLayout(self._line)

    def know(self, filters: Sequence[Filter]) -> None:
        """Take other words for what can be chosen."""
        self._filters = {one.name: one for one in filters}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is chosen."""
        for (name, value), chip in self.quick.items():
            chip.setChecked(values.get(name) == value)
        for chip in self.taken.values():
            chip.hide()
            chip.deleteLater()
        self.taken = {}
        said = {
            name: words
            for name, value in values.items()
            if (known := self._filters.get(name)) is not None
            and not known.quick
            and (words := known.said(value))
        }
        for name, words in list(said.items())[:TAKEN_AT_MOST]:
            spoken = _("No longer: {filter}").format(filter=words)
            chip = self._chip(name, words, spoken, icon="x")
            chip.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name, None))
        if more := max(0, len(said) - TAKEN_AT_MOST):
            words = ngettext("{count} more", "{count} more", more).format(count=more)
            chip = self._chip(
                "", words, _("All filters: {filters}").format(filters=", ".join(said.values()))
            )
            chip.clicked.connect(self.panel_wanted)

    def _chip(self, name: str, words: str, spoken: str, icon: str = "") -> widgets.Button:
        chip = widgets.Button(words, icon=icon, kind="filter")
        chip.setChecked(True)
        chip.setAccessibleName(spoken)
        chip.setToolTip(spoken)
        self._line.insertWidget(self._line.count() - 1, chip)
        self.taken[name] = chip
        return chip
