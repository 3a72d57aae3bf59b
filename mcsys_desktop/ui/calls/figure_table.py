"""Bars in a card, and below them the same figures as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHeaderView, QSizePolicy

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.calls import Slot
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.bars import Bar, Bars
from mcsys_desktop.ui.calls import words
from mcsys_desktop.ui.delegates import TableView
from mcsys_desktop.ui.tables import RIGHT, ROOT, Column, Table


@dataclass(frozen=True, slots=True)
class Line:
    """The calls of some time: ``name`` below its bar, ``said`` in words; ``here``: it is now."""

    name: str
    said: str
    slot: Slot
    here: bool = False


class FigureTable(TableView):
    """Lines as rows, as high as all of them."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(name=name)
        columns = (
            Column(what, lambda line: line.said),
            Column(_("Calls"), lambda line: str(line.slot.calls), RIGHT),
            Column(_("Missed"), lambda line: str(line.slot.missed), RIGHT),
            Column(_("Not called back"), lambda line: str(line.slot.open), RIGHT),
            Column(_("Called back after"), lambda line: words.took(line.slot.back), RIGHT),
        )
        self.lines = Table(columns, key=lambda line: line.said, parent=self)
        self.setModel(self.lines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(40)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self.lines.show(lines)
        self.updateGeometry()

    def restyle(self) -> None:
        """Take the present density and text size."""
        super().restyle()
        self.updateGeometry()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        rows = self.lines.rowCount(ROOT) if hasattr(self, "lines") else 0
        high = self.horizontalHeader().height() + 2
        return QSize(320, high + rows * self.verticalHeader().defaultSectionSize())

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())


class FigureCard(widgets.Card):
    """A heading, the bars, and the table."""

    def __init__(self, title: str, what: str) -> None:
        self.bars = Bars(title)
        self.table = FigureTable(title, what)
        red = widgets.Label(_("Red: missed"), "meta")
        super().__init__(
            layouts.column(
                layouts.row(widgets.Label(title, "row"), None, red),
                self.bars,
                self.table,
                gap=10,
                margins=(16, 14, 16, 14),
            )
        )

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other figures."""
        self.bars.show_bars(
            [
                Bar(line.name, line.slot.calls, words.told(line.said, line.slot),
                    line.slot.missed, line.here)
                for line in lines
            ]
        )  # fmt: skip
        self.table.show_lines(lines)
