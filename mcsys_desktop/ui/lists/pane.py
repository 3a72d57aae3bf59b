"""A whole list as pages show it: head, rows, filters, and what is done with chosen rows."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal, Slot

from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.lists import taking
from mcsys_desktop.ui.lists.bar import ChosenBar, ManyAct
from mcsys_desktop.ui.lists.choice import Choice
from mcsys_desktop.ui.lists.columns import ListColumn
from mcsys_desktop.ui.lists.filters import FilterPanel
from mcsys_desktop.ui.lists.head import ColumnsMenu, ListHead
from mcsys_desktop.ui.lists.kind import ListKind
from mcsys_desktop.ui.lists.model import LongTable
from mcsys_desktop.ui.lists.taking_out import TakingOut
from mcsys_desktop.ui.lists.view import ListTable, count
from mcsys_desktop.ui.lists.views import Views, below
from mcsys_desktop.ui.work import Task, Work

ADDED_AT_MOST = 20_000  # chosen rows; of more only the number is said
_SETTLE_MS = 120  # who drags over rows need not see the sum of each


class ListPane(widgets.Pane):
    """Shows the list of a `ListKind`. It fetches nothing until `refresh` or `show_choice`.

    ``opened`` carries the row that somebody wants to see whole, ``remembered`` what was chosen
    (for the next time, see `restore`), ``said`` a sentence for the person at the desk.
    """

    opened = Signal(object)
    remembered = Signal(str)
    said = Signal(str)

    def __init__(self, work: Work, kind: ListKind) -> None:
        super().__init__("surface")
        self.kind = kind
        self.choice = kind.usual()
        self._work = work
        self._task: Task | None = None
        self._begun = False
        self.head = ListHead(kind)
        self.model = LongTable(work, kind.columns, parent=self)
        self.table = ListTable(self.model, name=kind.title)
        self.panel = FilterPanel(kind.filters)
        self.panel.hide()
        self.nothing = widgets.label("", "meta", wrap=True)
        self.nothing.setContentsMargins(24, 12, 24, 12)
        self.nothing.hide()
        self.bar = ChosenBar(kind.acts)
        left = layouts.column(self.head, self.nothing, self.table, self.bar, gap=0)
        left.setStretch(2, 1)
        line = layouts.row(gap=0)
        line.addLayout(left, 1)
        line.addWidget(self.panel)
        self.setLayout(line)
        self.out = TakingOut(self, work, kind, self.table)
        self.views = Views(self, work, kind, self.head.views, lambda: self.choice)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._add_up)
        self._keep = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._keep.timeout.connect(lambda: self.remembered.emit(self.choice.written()))
        self._connect()
        self.table.arrange(self.choice.columns)
        self._show()

    def refresh(self) -> None:
        """Fetch what is shown again; place and chosen rows stay."""
        if self._begun:
            self.model.refresh()
        else:
            self.show_choice(self.choice)
        if self.kind.options is not None:
            self._work.run(self, self.kind.options, then=self._offer)

    def show_choice(self, choice: Choice) -> None:
        """Show what ``choice`` asks for, from the beginning."""
        self._begun = True
        self.choice = choice
        self.table.arrange(choice.columns)
        self._show()
        self._seek()

    def restore(self, written: str) -> None:
        """Show what was remembered, at the next `refresh`."""
        self.choice = self.kind.read(written)
        self._begun = False

    def set_counter(self, masked: bool) -> None:
        """Show nothing of people while somebody stands opposite."""
        shown = self.kind.columns
        if masked:
            shown = tuple(map(_public, shown))
        self.model.columns = shown
        self.head.export.setDisabled(masked)
        self.out.shut = masked
        self.table.viewport().update()

    def _connect(self) -> None:
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(lambda error: self._work.failed.emit(self, error))
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self._on_chosen)
        self.table.arranged.connect(self._on_arranged)
        self.table.sort_wanted.connect(self._on_sort)
        self.table.copy_wanted.connect(self.out.copy)
        self.table.columns_wanted.connect(self._open_columns)
        self.table.typed.connect(self._on_typed)
        self.head.search.searched.connect(lambda _text: self._seek())
        self.head.search.left.connect(self.table.setFocus)
        self.head.chips.chosen.connect(self.narrow)
        self.head.chips.panel_wanted.connect(lambda: self.head.filters.setChecked(True))
        self.head.filters.toggled.connect(self.show_panel)
        self.head.columns.clicked.connect(lambda: self._open_columns(below(self.head.columns)))
        self.head.export.clicked.connect(lambda: self.out.ask())
        self.panel.changed.connect(self.narrow)
        self.panel.emptied.connect(self.widen)
        self.bar.copy_wanted.connect(self.out.copy)
        self.bar.export_wanted.connect(lambda: self.out.ask(chosen=True))
        self.out.said.connect(self.said)
        self.views.said.connect(self.said)
        self.views.chosen.connect(self._take)
        self.bar.act_wanted.connect(self._act)

    @Slot(bool)
    def show_panel(self, on: bool) -> None:
        """Show the panel of filters beside the rows, or put it away."""
        self.panel.setVisible(on)

    @Slot(str, object)
    def narrow(self, name: str, value: object) -> None:
        """Let a filter have another value; one that is empty narrows nothing down."""
        self.show_choice(self.choice.filtered(name, value))
        self._keep.start()

    @Slot()
    def widen(self) -> None:
        """Take every filter away."""
        self.head.search.clear()
        self.show_choice(replace(self.choice, filters={}))
        self._keep.start()

    def _seek(self) -> None:
        self.model.seek(self.kind.source(self.choice, self.head.search.text().strip()))

    def _show(self) -> None:
        self.table.show_order(self.choice)
        self.panel.show_values(self.choice.filters)
        self.head.chips.show_values(self.choice.filters)

    def _offer(self, options: Any) -> None:
        filters = tuple(
            replace(one, options=options.get(one.name, one.options)) for one in self.kind.filters
        )
        for name, offered in options.items():
            self.panel.offer(name, offered)
        self.head.chips.know(filters)
        self._show()

    @Slot()
    def _on_loaded(self) -> None:
        count = self.model.rowCount()
        self.head.show_count(count, exact=self.model.exact)
        self.nothing.setText(self.kind.nothing)
        self.nothing.setVisible(count == 0)
        self.table.setVisible(count > 0)

    @Slot()
    def _on_chosen(self) -> None:
        self.bar.show_count(count(self.table.ranges()))
        self.bar.sums.setText("")
        self._settle.start()

    @Slot()
    def _add_up(self) -> None:
        ranges, source = self.table.ranges(), self.model.source
        columns = [one for one in self.kind.columns if one.amount is not None]
        if self._task is not None:
            self._task.cancel()
        if not columns or source is None or not 0 < count(ranges) <= ADDED_AT_MOST:
            return

        def come(sums: list[int]) -> None:
            told = zip(columns, sums, strict=True)
            self.bar.sums.setText(
                " · ".join(f"{one.title}: {one.said(sum_)}" for one, sum_ in told)
            )

        parts = self.model.parts(ranges)
        self._task = self._work.run(self, taking.added, source, parts, columns, then=come)

    @Slot()
    def _on_arranged(self) -> None:
        self.choice = replace(self.choice, columns=self.table.arrangement())
        self._keep.start()

    @Slot(str)
    def _on_sort(self, sort: str) -> None:
        down = self.choice.sort == sort and not self.choice.descending
        self.show_choice(replace(self.choice, sort=sort, descending=down))
        self._keep.start()

    @Slot(str)
    def _on_typed(self, letters: str) -> None:
        """Typing in the list is typing in its search field."""
        if not self.head.search.isHidden():
            self.head.search.setFocus()
            self.head.search.insert(letters)
            self.head.search.textEdited.emit(self.head.search.text())

    @Slot(object)
    def _act(self, act: ManyAct) -> None:
        source = self.model.source
        if source is not None:
            parts = self.model.parts(self.table.ranges())
            self._work.run(self, taking.chosen, source, parts, then=act.act)

    @Slot(QPoint)
    def _open_columns(self, at: QPoint) -> None:
        menu = ColumnsMenu(self, self.table, self.kind)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.sort_wanted.connect(self._on_sort)
        menu.usual_wanted.connect(self._usual_columns)
        menu.open_at(at)

    @Slot()
    def _usual_columns(self) -> None:
        self.table.arrange(self.kind.usual().columns)
        self._on_arranged()

    def _take(self, choice: Choice) -> None:
        self.show_choice(choice)
        self._keep.start()


def _public(column: ListColumn) -> ListColumn:
    if column.public is None:
        return replace(column, text=_blank, tone=None)
    return replace(column, text=column.public)


def _blank(_row: Any) -> str:
    return ""
