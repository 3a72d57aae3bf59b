"""What stands above a list: its name, how many rows, the search field, and what can be done."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.lists.filters import Chips
from mcsys_desktop.ui.lists.kind import ListKind
from mcsys_desktop.ui.lists.view import ListTable


class ListHead(QWidget):
    """The two lines above the rows; pages may add buttons of their own at the end of the first."""

    def __init__(self, kind: ListKind) -> None:
        super().__init__()
        self.title = widgets.label(kind.title, "title")
        self.count = widgets.label("", "meta", figures=True)
        self.search = widgets.SearchField(kind.search, name=_("Search in this list"), key="Ctrl F")
        if not kind.search:
            self.search.hide()  # and never shown by itself: it would be a window of its own
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(320)
        self.views = widgets.Button(_("Views"))
        self.export = widgets.Button(_("Take out"))
        self.chips = Chips(kind.filters)
        self.filters = widgets.Button(_("Filters"), icon="list-filter")
        self.filters.setCheckable(True)
        if not kind.filters:
            self.filters.hide()
        self.columns = widgets.Button(_("Columns"))
        self.line = layouts.row(self.title, self.count, None, self.search, self.views, self.export)
        self.line.setStretch(3, 2)
        below = layouts.row(self.chips, self.filters, self.columns)
        below.setStretch(0, 1)
        self.setLayout(layouts.column(self.line, below, gap=12, margins=(24, 16, 24, 8)))

    def show_count(self, count: int, *, exact: bool) -> None:
        """Say how many rows there are; roughly where that is all that is known."""
        if not exact:
            digits = max(0, len(str(count)) - 3)
            count = round(count / 10**digits) * 10**digits
        number = f"{count:,}".replace(",", ".")
        words = "{number}" if exact else _("about {number}")
        self.count.setText(words.format(number=number))
        spoken = ngettext("{number} row", "{number} rows", count)
        self.count.setAccessibleName(spoken.format(number=self.count.text()))


class ColumnsMenu(QMenu):
    """Which columns are seen, by which the rows are sorted, and where they stand."""

    sort_wanted = Signal(str)
    usual_wanted = Signal()

    def __init__(self, owner: QWidget, table: ListTable, kind: ListKind) -> None:
        super().__init__(owner)
        self.setAccessibleName(_("Columns"))
        header = table.horizontalHeader()
        sorting = self.addMenu(_("Sort by"))
        for at, column in enumerate(kind.columns):
            if column.sort:
                action = sorting.addAction(column.title)
                action.setCheckable(True)
                action.setChecked(header.sortIndicatorSection() == at)
                action.triggered.connect(
                    lambda _on=False, sort=column.sort: self.sort_wanted.emit(sort)
                )
        moving = self.addMenu(_("Move column"))
        moving.addAction(
            _("{column} to the left").format(column=self._present(table, kind)),
            lambda: table.move_column(-1),
        )
        moving.addAction(
            _("{column} to the right").format(column=self._present(table, kind)),
            lambda: table.move_column(1),
        )
        self.addSeparator()
        for at, column in enumerate(kind.columns):
            action = self.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(at))
            action.triggered.connect(lambda on, name=column.name: table.show_column(name, seen=on))
        self.addSeparator()
        self.addAction(_("As they were at first"), self.usual_wanted.emit)

    def open_at(self, at: QPoint) -> None:
        """Open at a place on the screen."""
        self.popup(at)

    @staticmethod
    def _present(table: ListTable, kind: ListKind) -> str:
        return kind.columns[max(0, table.currentIndex().column())].title
