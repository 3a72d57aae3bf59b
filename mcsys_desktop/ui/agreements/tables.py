"""A table on a page that scrolls as a whole: as high as its rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView

from mcsys_desktop.ui import painting
from mcsys_desktop.ui.delegates import TableView
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import Column, Key, Table

_MEASURED = 200  # rows
_BESIDE = 16  # pixels beside the text of a cell
_MOST = 14  # rows that are seen at once; more of them scroll


class WholeTable(TableView):
    """``opened`` carries the row that Enter or a double click is about."""

    opened = Signal(object)

    def __init__(self, columns: Sequence[Column], key: Key, *, name: str) -> None:
        super().__init__(name=name)
        self.table = Table(columns, key, parent=self)
        self.setModel(self.table)
        header = self.horizontalHeader()
        for at in range(len(columns)):
            mode = QHeaderView.ResizeMode
            wide = at < 2  # names give way
            header.setSectionResizeMode(at, mode.Stretch if wide else mode.Fixed)
        header.setMinimumSectionSize(style().px(80))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(lambda index: self.opened.emit(self.table.row(index)))

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these."""
        self.table.show(rows)
        self._fit(rows[:_MEASURED])
        self.setFixedHeight(self.sizeHint().height())

    def chosen(self) -> Any:
        """The row that is chosen; None when there is none."""
        return self.table.row(self.currentIndex())

    def restyle(self) -> None:
        """Take the present density and text size."""
        super().restyle()
        if hasattr(self, "table"):
            self._fit(self.table.rows[:_MEASURED])
            self.setFixedHeight(self.sizeHint().height())

    def _fit(self, rows: Sequence[Any]) -> None:
        """Each column is as wide as what stands in it: only names give way."""
        for at, column in enumerate(self.table.columns[2:], start=2):
            texts = [column.text(row) for row in rows]
            widths = [painting.width_of(text, figures=True) for text in texts]
            if column.tone is not None:
                widths = [painting.chip_width(text) for text in texts]
            title = painting.width_of(column.title, "caption")
            self.horizontalHeader().resizeSection(at, max([title, *widths]) + 2 * _BESIDE + 4)

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        sizes = style().metrics
        rows = min(self.table.rowCount(), _MOST) if hasattr(self, "table") else 0
        return QSize(480, sizes.header + sizes.table_row * rows + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())
