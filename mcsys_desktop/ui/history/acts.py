"""A list of acts beside the one that is chosen, fetched page by page."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.services import history
from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.history import rows
from mcsys_desktop.ui.history.detail import ActDetail
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.tables import PagedList
from mcsys_desktop.ui.widgets import label
from mcsys_desktop.ui.work import Work


class Acts(QWidget):
    """Shows what ``sought`` finds. ``nothing`` is said where there is nothing."""

    customer_wanted = Signal(int)
    refused = Signal(object)  # the error; the list stays as it was

    def __init__(self, work: Work, name: str, nothing: str, *, to_customers: bool = True) -> None:
        super().__init__()
        self.sought: history.Sought | None = None
        self._fresh = False  # something else is looked for: begin at the top
        self._work = work
        self._nothing = nothing
        self._masked = False
        self.list = PagedList(self._ask, lambda act: self._look(act).title, self._spoken)
        self.list.setParent(self)
        self.view = List(self._look, name=name)
        self.view.setModel(self.list)
        self.empty = label("", "meta", wrap=True)
        self.empty.setContentsMargins(24, 12, 24, 12)
        self.empty.hide()
        self.detail = ActDetail(to_customers=to_customers)
        self.detail.customer_wanted.connect(self.customer_wanted)
        line = row(gap=0)
        line.addLayout(column(self.empty, self.view, gap=0), 1)
        line.addWidget(self.detail, 1)
        self.setLayout(line)
        self.list.loaded.connect(self._on_loaded)
        self.view.selectionModel().currentChanged.connect(self._on_current)

    def seek(self, sought: history.Sought) -> None:
        """Show something else, from its beginning."""
        self.sought = sought
        self._fresh = True
        self.list.restart()

    def refresh(self) -> None:
        """Fetch what is shown again; the place in the list stays."""
        if self.sought is not None:
            self.list.refresh()

    def set_counter(self, masked: bool) -> None:
        """Hide customers' names and values, or show them."""
        self._masked = masked
        self.detail.setVisible(not masked)
        self.view.viewport().update()

    def _ask(
        self, last: history.Act | None, limit: int, deliver: Callable[[Sequence[Any]], object]
    ) -> None:
        if self.sought is None:
            return
        before = None if last is None else last.seq
        self._work.run(
            self,
            history.acts,
            self.sought,
            limit,
            before,
            then=deliver,
            failed=self.refused.emit,
        )

    def _look(self, act: history.Act) -> RowLook:
        one = self.sought is not None and self.sought.customer_id is not None
        return rows.look(act, masked=self._masked, whose=not one)

    def _spoken(self, act: history.Act) -> str:
        return self._look(act).spoken()

    @Slot()
    def _on_loaded(self) -> None:
        found = bool(self.list.rows)
        self.empty.setText(self._nothing)
        self.empty.setVisible(not found)
        if found and (self._fresh or not self.view.currentIndex().isValid()):
            self.view.scrollToTop()
            self.view.setCurrentIndex(self.list.index(0, 0))
        if self._fresh:  # it may be the same act as before, seen from elsewhere
            self._fresh = False
            self.detail.show_act(self.list.rows[0] if found else None)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        self.detail.show_act(self.list.row(index))
