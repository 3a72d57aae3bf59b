"""The log of all calls, newest first: who called whom, how it went, and what was said."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers import rows, words
from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.tables import PagedList
from mcsys_desktop.ui.widgets import Button, Label, Pane
from mcsys_desktop.ui.work import Task, Work

Before = tuple[datetime, int] | None
SCANNED = 1000  # rows that are read at once while looking for missed ones


def missed(limit: int, before: Before) -> list[calls.CallRow]:
    """The missed calls of the log, newest first, from ``before`` on."""
    found: list[calls.CallRow] = []
    while len(found) < limit:
        read = calls.recent(SCANNED, before)
        found += [call for call in read if call.outcome is calls.Outcome.MISSED]
        if len(read) < SCANNED:
            break
        before = (read[-1].rang_at, read[-1].id)
    return found[:limit]


class CallsPage(Page):
    """All calls or the missed ones. Opening one leads to its customer, or to the call itself.

    ``customer_wanted`` carries the id of a customer, ``call_wanted`` a CallRow without one.
    """

    title = N_("Calls")
    icon = "phone"
    shows = frozenset({"call", "customer"})

    customer_wanted = Signal(int)
    call_wanted = Signal(object)

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self._only_missed = False
        self._masked = False
        self.list = PagedList(self._ask, self._text, self._spoken, parent=self)
        self.list.loaded.connect(self._on_loaded)
        self.view = List(self._look, name=_("Calls"))
        self.view.setModel(self.list)
        self.view.activated.connect(self._on_row)
        self.view.clicked.connect(self._on_row)
        self.all = Button(_("All"), kind="filter")
        self.missed = Button(_("Missed"), kind="filter")
        self._filters = QButtonGroup(self)
        for button in (self.all, self.missed):
            self._filters.addButton(button)
        self.all.setChecked(True)
        self._filters.buttonClicked.connect(self._on_filter)
        self.nothing = Label("", "meta")
        self.nothing.hide()
        self._lay_out()

    def set_counter(self, masked: bool) -> None:
        """Hide customers' names (a counter), or show them."""
        if masked != self._masked:
            self._masked = masked
            self.view.viewport().update()

    def fetch(self) -> Task | None:
        """Fetch as many calls as are shown, so that the place in the list stays."""
        self.list.refresh()
        return None  # the list drops overtaken answers by itself

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.view]

    def _lay_out(self) -> None:
        head = column(
            row(Label(_(self.title), "title"), None),
            row(self.all, self.missed, None),
            gap=12,
            margins=(24, 20, 24, 8),
        )
        ground = Pane("surface")
        body = column(head, gap=0)
        self.nothing.setContentsMargins(24, 8, 24, 8)
        body.addWidget(self.nothing)
        body.addWidget(self.view, 1)
        ground.setLayout(body)
        self.setLayout(column(ground, gap=0))

    def _ask(
        self, last: calls.CallRow | None, limit: int, deliver: Callable[[Sequence[Any]], object]
    ) -> None:
        before = None if last is None else (last.rang_at, last.id)
        job = missed if self._only_missed else calls.recent
        self.work.run(self, job, limit, before, then=deliver)

    def _on_filter(self, button: QWidget) -> None:
        only_missed = button is self.missed
        if only_missed != self._only_missed:
            self._only_missed = only_missed
            self.view.scrollToTop()
            self.list.restart()

    def _on_loaded(self) -> None:
        empty = not self.list.rows
        self.nothing.setText(_("No missed calls.") if self._only_missed else _("No calls yet."))
        self.nothing.setVisible(empty)

    def _on_row(self, index: QModelIndex) -> None:
        call = self.list.row(index)
        if call is None:
            return
        if call.customer_id is not None:
            self.customer_wanted.emit(call.customer_id)
        else:
            self.call_wanted.emit(call)

    def _look(self, call: calls.CallRow) -> RowLook:
        return look(call, masked=self._masked)

    def _spoken(self, call: calls.CallRow) -> str:
        return self._look(call).spoken()

    def _text(self, call: calls.CallRow) -> str:
        return rows.name_of(call, masked=self._masked)


def look(call: calls.CallRow, *, masked: bool = False) -> RowLook:
    """One call in the log: name over number, outcome, duration and note; day and time aside."""
    icon, tone = rows.icon_of(call)
    known = bool(call.customer_name) and not masked
    given = _("name given: {name}").format(name=call.name_given) if call.name_given else ""
    chip = None
    if rows.is_open(call):
        chip = (_("Not picked up"), "bad")
    elif call.result is not calls.Result.NONE:
        chip = (words.result_name(call.result), "neutral")
    note = "" if masked else " ".join(call.note.split())
    return RowLook(
        rows.name_of(call, masked=masked),
        words.joined(
            call.number if known else "",
            rows.outcome_of(call),
            rows.length_of(call),
            "" if known or masked else given,
            note,
        ),
        chip=chip,
        icon=icon,
        tone=tone,
        aside=clock.day_and_time(call.rang_at, clock.today()),
    )
