"""The pairs at the left: both names, how likely, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers, duplicates
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers import merge_words
from mcsys_desktop.ui.customers.waiting import Waiting
from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import ROOT, Deliver, PagedList
from mcsys_desktop.ui.work import Task, Work

Pair = duplicates.Pair
PAGE = 50


class Pairs(PagedList):
    """Pairs that go one by one, without asking for all of them again.

    To search anew after every decision would take longer than the decision.
    """

    def leave_out(self, gone: set[tuple[int, int]]) -> None:
        """Take these out; all others stay where they are."""
        for row in reversed(range(len(self.rows))):
            if self.rows[row].id in gone:
                self.beginRemoveRows(ROOT, row, row)
                del self.rows[row]
                self.endRemoveRows()

    def put_back(self, row: int, pair: Pair) -> None:
        """Put one in again, at ``row`` or at the end."""
        row = min(row, len(self.rows))
        self.beginInsertRows(ROOT, row, row)
        self.rows.insert(row, pair)
        self.endInsertRows()


class PairList(widgets.Pane):
    """`chosen` carries the Pair that is looked at, or None where none is left."""

    chosen = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__("surface", "right")
        self._work = work
        self._asked: Task | None = None
        self._hidden = False
        self._open: tuple[int, int] | None = None
        self.title = widgets.label(_("Likely duplicates"), "title")
        self.count = widgets.label("", "meta", figures=True)
        self.waiting = Waiting()
        self.model = Pairs(self._ask, lambda pair: self._look(pair).title, self._spoken, page=PAGE)
        self.model.setParent(self)
        self.view = List(self._look, name=_("Likely duplicates"))
        self.view.setModel(self.model)
        self.nothing = widgets.label("", "meta", wrap=True)
        self.again = widgets.Button(_("Search again"), icon="refresh-cw", kind="link")
        self.again.clicked.connect(self.restart)
        head = layouts.column(
            layouts.row(self.title, self.count, None),
            layouts.row(self.again, None, self.waiting),
            self.nothing,
            gap=8,
            margins=(16, 16, 16, 8),
        )
        body = layouts.column(head, self.view, margins=(0, 0, 1, 0), gap=0)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.view.selectionModel().currentChanged.connect(lambda *_both: self._tell())
        self.model.loaded.connect(self._on_loaded)
        self.restyle()

    def restyle(self) -> None:
        """Take the present text size."""
        self.setFixedWidth(style().metrics.list_pane)

    def restart(self) -> None:
        """Search anew; what was put off comes again."""
        self.model.restart()

    def pair(self) -> Pair | None:
        """The pair that is looked at."""
        found: Pair | None = self.model.row(self.view.currentIndex())
        return found

    def leave_out(self, gone: set[tuple[int, int]]) -> None:
        """Take these out; where one of them is looked at, the next one comes up."""
        at, before = self.view.currentIndex().row(), self.pair()
        above = sum(1 for pair in self.model.rows[: max(at, 0)] if pair.id in gone)
        self.model.leave_out(gone)
        if before is None or before.id in gone:
            self._go(max(at, 0) - above)
        self._count()
        if not self.model.rowCount():
            if self.model.exhausted:
                self._on_loaded()
            else:
                self.model.restart()

    def keep(self, left: set[tuple[int, int]]) -> None:
        """Colleagues decided about all but these."""
        gone = {pair.id for pair in self.model.rows} - left
        if gone:
            self.leave_out(gone)

    def put_back(self, pair: Pair) -> None:
        """A decision was undone: look at these two again."""
        if not self.model.find(pair.id).isValid():
            self.model.put_back(max(self.view.currentIndex().row(), 0), pair)
        self._go(self.model.find(pair.id).row())
        self._count()

    def set_counter(self, hidden: bool) -> None:
        """Hide names from whoever stands opposite."""
        self._hidden = hidden
        self.view.viewport().update()

    def entry(self) -> QWidget:
        """Where F6 puts the focus."""
        return self.again if self.view.isHidden() else self.view

    def _go(self, row: int) -> None:
        if self.model.rowCount():
            index = self.model.index(min(max(row, 0), self.model.rowCount() - 1), 0)
            selection = self.view.selectionModel()
            selection.setCurrentIndex(index, selection.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)
            left = self.model.rowCount() - index.row()
            if left < PAGE // 2 and self.model.canFetchMore(ROOT):
                self.model.fetchMore(ROOT)  # before somebody has to wait for it
        self._tell()

    def _tell(self) -> None:
        pair = self.pair()
        now = None if pair is None else pair.id
        if now != self._open:
            self._open = now
            self.chosen.emit(pair)

    def _ask(self, last: Pair | None, limit: int, deliver: Deliver) -> None:
        def come(pairs: Sequence[Pair]) -> None:
            self.waiting.end()
            deliver(pairs)

        def fail(error: Exception) -> None:
            self.waiting.end()
            self._work.failed.emit(self, error)

        if self._asked is not None:
            self._asked.cancel()
        self.waiting.begin()
        after = None if last is None else last.place
        self._asked = self._work.run(self, duplicates.pairs, after, limit, then=come, failed=fail)

    def _on_loaded(self) -> None:
        some = self.model.rowCount() > 0
        had_focus = self.view.hasFocus() or self.again.hasFocus()
        self.nothing.setText("" if some else _("No customers look alike any more."))
        self.nothing.setVisible(not some)
        self.view.setVisible(some)
        if had_focus:
            self.entry().setFocus()
        self._count()
        if self.pair() is None or not some:
            self._go(0)

    def _count(self) -> None:
        number = f"{self.model.rowCount():,}".replace(",", ".")
        self.count.setText(number if self.model.exhausted else f"{number}+")

    def _look(self, pair: Pair) -> RowLook:
        chip = merge_words.strength(pair.alike)
        names = [
            _("Customer {number}").format(number=row.number) if self._hidden else row.name
            for row in (pair.one, pair.other)
        ]
        avatar = (
            "" if self._hidden else names[0],
            pair.one.kind is customers.CustomerKind.BUSINESS,
        )
        detail = _("and {name}").format(name=names[1])
        why = merge_words.reasons(pair.alike)
        return RowLook(names[0], f"{detail} — {why}", chip=chip, avatar=avatar)

    def _spoken(self, pair: Pair) -> str:
        return self._look(pair).spoken()
