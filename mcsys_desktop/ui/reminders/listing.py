"""The letters that may be sent, at the left: whom to, how late, which step, how much."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.amounts import euros
from mcsys_desktop.services import reminders
from mcsys_desktop.services.reminders import Proposal
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.reminders import words
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import Deliver, PagedList
from mcsys_desktop.ui.work import Task, Work


class ProposalList(widgets.Pane):
    """`chosen` carries the Proposal that is looked at, or None where none is left."""

    chosen = Signal(object)
    counted = Signal(int)

    def __init__(self, work: Work) -> None:
        super().__init__("surface", "right")
        self._work = work
        self._asked: Task | None = None
        self._hidden = False
        self.title = widgets.label(_("Reminders"), "title")
        self.count = widgets.label("", "meta", figures=True)
        self.sum = widgets.label("", "small", figures=True)
        self.model = PagedList(self._ask, lambda one: self._look(one).title, self._spoken)
        self.model.setParent(self)
        self.view = List(self._look, name=_("Reminders"))
        self.view.setModel(self.model)
        self.nothing = widgets.label("", "meta", wrap=True)
        self.nothing.hide()
        head = layouts.column(
            layouts.row(self.title, self.count, None),
            self.sum,
            self.nothing,
            gap=6,
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

    def refresh(self) -> None:
        """Ask again who is to be reminded; what is looked at stays."""
        self.model.refresh() if self.model.rows else self.model.restart()

    def proposal(self) -> Proposal | None:
        """The letter that is looked at."""
        found: Proposal | None = self.model.row(self.view.currentIndex())
        return found

    def set_counter(self, hidden: bool) -> None:
        """Hide names and amounts from whoever stands opposite."""
        self._hidden = hidden
        self.sum.setVisible(not hidden)
        self.view.viewport().update()

    def entry(self) -> QWidget:
        """Where F6 puts the focus."""
        return self.view

    def _ask(self, last: Proposal | None, limit: int, deliver: Deliver) -> None:
        def come(found: Sequence[Proposal]) -> None:
            deliver([] if last is not None else found)  # they come all at once

        if self._asked is not None:
            self._asked.cancel()
        self._asked = self._work.run(self, reminders.proposals, then=come)

    def _on_loaded(self) -> None:
        rows: list[Proposal] = self.model.rows
        self.count.setText(str(len(rows)) if rows else "")
        self.sum.setText(
            _("{amount} open in all").format(amount=euros(sum(one.principal for one in rows)))
            if rows
            else ""
        )
        self.nothing.setText("" if rows else _("Nobody has to be reminded now."))
        self.nothing.setVisible(not rows)
        if rows and self.proposal() is None:
            self._go(0)
        self.counted.emit(len(rows))
        self._tell()

    def _go(self, at: int) -> None:
        index = self.model.index(at, 0)
        selection = self.view.selectionModel()
        selection.setCurrentIndex(index, selection.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)

    def _tell(self) -> None:
        self.chosen.emit(self.proposal())

    def _look(self, one: Proposal) -> RowLook:
        name = _("Customer {number}").format(number=one.number) if self._hidden else one.name
        return RowLook(
            name,
            f"{words.late(one.late)} · {words.numbers(one)}",
            kept="" if self._hidden else euros(one.principal),
            chip=words.step(one.step),
            avatar=("" if self._hidden else one.name, one.business),
        )

    def _spoken(self, one: Proposal) -> str:
        return self._look(one).spoken()
