"""“Merge with …”: whom the customer of the card turns out to be, in the place of the card."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers, merging
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers.bars import MARGIN
from mcsys_desktop.ui.customers.merge_acts import MergeActs
from mcsys_desktop.ui.customers.merge_preview import MergePreview
from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.tables import PagedList
from mcsys_desktop.ui.work import Task, Work

_FOUND = 30


class MergeView(widgets.Pane):
    """A finder, and then both side by side. ``left`` goes back to the card; ``merged`` carries the
    id of the merging and of both customers.
    """

    left = Signal()
    merged = Signal(int, int, int)
    refused = Signal(str)

    def __init__(self, work: Work) -> None:
        super().__init__("bg")
        self._work = work
        self._asked: Task | None = None
        self._customer = 0
        self._hidden = False
        self.acts = MergeActs(work, self)
        self.title = widgets.label("", "title", wrap=True)
        self.field = widgets.SearchField(
            _("Name, number or city"), name=_("Find the other customer")
        )
        self.model = PagedList(lambda *_asked: None, lambda row: row.name, self._spoken)
        self.model.setParent(self)
        self.found = List(self._look, name=_("Customers found"))
        self.found.setModel(self.model)
        self.nobody = widgets.label("", "meta", wrap=True)
        self.preview = MergePreview()
        self.merge = widgets.Button(_("Merge"), icon="link", kind="primary", key="Ctrl S")
        self.another = widgets.Button(_("Another customer"), kind="ghost")
        self.back = widgets.Button(_("Back to the card"), kind="ghost", key="Esc")
        self._steps = QStackedWidget()
        self._finder = QWidget()
        finder = layouts.column(self.field, self.nobody, self.found, gap=8)
        finder.setContentsMargins(MARGIN, 0, MARGIN, 8)
        finder.setStretch(2, 1)
        self._finder.setLayout(finder)
        self._steps.addWidget(self._finder)
        self._steps.addWidget(self.preview)
        bar = widgets.Pane("surface", "top")
        buttons = layouts.row(None, self.back, self.another, self.merge, gap=8)
        buttons.setContentsMargins(MARGIN, 8, MARGIN, 8)
        bar.setLayout(buttons)
        head = layouts.row(self.title, margins=(MARGIN, 20, MARGIN, 12))
        body = layouts.column(head, self._steps, bar, gap=0)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._connect()
        self.setAccessibleName(_("Merge with another customer"))

    def open(self, customer_id: int, name: str) -> None:
        """Begin: whom is this customer the same as?"""
        self._customer = customer_id
        self.title.setText(_("Merge {name} with …").format(name=name))
        self.field.clear()
        self.model.show(())
        self.nobody.setText("")
        self._find_again()

    def set_counter(self, hidden: bool) -> None:
        """Hide other people's names."""
        self._hidden = hidden
        self.found.viewport().update()

    def act(self) -> None:
        """Merge, where both are seen."""
        if self._steps.currentWidget() is self.preview and self.preview.preview is not None:
            self.merge.setEnabled(False)
            self.acts.merge(self.preview.preview, self.preview.choices())

    def leave(self) -> None:
        """Back to the finder, and from there to the card."""
        if self._steps.currentWidget() is self.preview:
            self._find_again()
        else:
            self.left.emit()

    def _connect(self) -> None:
        self.field.searched.connect(self._search)
        self.field.left.connect(self.left)
        self.field.stepped.connect(self._step)
        self.field.returnPressed.connect(lambda: self._pick(self.found.currentIndex()))
        self.found.activated.connect(self._pick)
        self.found.clicked.connect(self._pick)
        self.preview.swap_wanted.connect(self._swap)
        self.merge.clicked.connect(self.act)
        self.another.clicked.connect(self._find_again)
        self.back.clicked.connect(self.left)
        self.acts.came.connect(self._on_preview)
        self.acts.merged.connect(self._on_merged)
        self.acts.refused.connect(self._on_refused)

    def _find_again(self) -> None:
        self.acts.forget()
        self._steps.setCurrentWidget(self._finder)
        self.merge.hide()
        self.another.hide()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, text: str) -> None:
        if self._asked is not None:
            self._asked.cancel()
        if not text.strip():
            self.model.show(())
            self.nobody.setText("")
            return
        self._asked = self._work.run(self, customers.search, text, _FOUND, then=self._on_found)

    def _on_found(self, rows: list[customers.CustomerRow]) -> None:
        others = [row for row in rows if row.id != self._customer]
        self.model.show(others)
        self.nobody.setText("" if others else _("Nobody else found."))
        if others:
            self.found.setCurrentIndex(self.model.index(0, 0))

    def _step(self, by: int) -> None:
        at = min(max(self.found.currentIndex().row() + by, 0), self.model.rowCount() - 1)
        self.found.setCurrentIndex(self.model.index(at, 0))

    def _pick(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None:
            self.acts.look(self._customer, row.id)

    def _swap(self) -> None:
        seen = self.preview.preview
        if seen is not None:
            self.acts.look(seen.other.card.id, seen.heir.card.id)

    def _on_preview(self, preview: merging.Preview) -> None:
        fresh = self._steps.currentWidget() is not self.preview
        self.preview.show_preview(preview)
        self._steps.setCurrentWidget(self.preview)
        self.merge.setEnabled(True)
        self.merge.show()
        self.another.show()
        if fresh:
            self.merge.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_merged(self, merging_id: int, heir_id: int, other_id: int) -> None:
        self.merged.emit(merging_id, heir_id, other_id)

    def _on_refused(self, sentence: str) -> None:
        self.refused.emit(sentence)
        seen = self.preview.preview
        self.merge.setEnabled(True)
        if self._steps.currentWidget() is self.preview and seen is not None:
            self.acts.look(seen.heir.card.id, seen.other.card.id)  # as they are now

    def _look(self, row: customers.CustomerRow) -> RowLook:
        business = row.kind is customers.CustomerKind.BUSINESS
        if self._hidden:
            title = _("Customer {number}").format(number=row.number)
            return RowLook(title, _("Hidden at the counter"), avatar=("", business))
        return RowLook(row.name, row.city, row.phone, avatar=(row.name, business))

    def _spoken(self, row: customers.CustomerRow) -> str:
        return self._look(row).spoken()
