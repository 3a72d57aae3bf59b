"""The page of calls: first who must be called back, then the log of all calls, newest first."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _, ngettext
from mcsys_desktop.core.phone import display
from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.services.calls import Which
from mcsys_desktop.ui.call_backs.acting import Acting
from mcsys_desktop.ui.call_backs.adding import Adder
from mcsys_desktop.ui.call_backs.details import Details
from mcsys_desktop.ui.call_backs.subject import Subject
from mcsys_desktop.ui.call_backs.waiters import Waiters
from mcsys_desktop.ui.callers import rows, words
from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.tables import PagedList
from mcsys_desktop.ui.widgets import Button, Label, Pane
from mcsys_desktop.ui.work import Task, Work

WAITING = "waiting"


class CallsPage(Page):
    """Who waits to be called back, and the log. What is chosen is told at the right.

    ``customer_wanted`` carries the id of a customer, ``call_wanted`` a CallRow, ``form_wanted`` a
    CustomerDraft to begin with; ``counted`` tells how many wait.
    """

    title = N_("Calls")
    icon = "phone"
    shows = frozenset({"call", "call_back", "customer", "colleague", "phone_number"})

    customer_wanted = Signal(int)
    call_wanted = Signal(object)
    form_wanted = Signal(object)

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self._which = Which.ALL
        self._of: tuple[str, int | None] = ("", None)  # only of this number, or this customer
        self._masked = False
        self._counting: Task | None = None
        self.acting = Acting(self, work)
        self.waiters = Waiters(work, self)
        self.adder = Adder(self, self.waiters, work, self.acting)
        self.list = PagedList(self._ask, self._text, self._spoken, parent=self)
        self.view = List(self._look, name=_("Calls"))
        self.view.setModel(self.list)
        self.details = Details(work, self.acting)
        self.stack = QStackedWidget()
        for view in (self.waiters, self.view):
            self.stack.addWidget(view)
        self.waiting = Button(_("Call-back list"), kind="filter")
        self._buttons: dict[str, Button] = {WAITING: self.waiting}
        for which, text in (
            (Which.ALL, _("All")),
            (Which.MISSED, _("Missed")),
            (Which.MINE, _("Mine")),
            (Which.UNKNOWN, _("Unknown")),
        ):
            self._buttons[which] = Button(text, kind="filter")
        self.all, self.missed = self._buttons[Which.ALL], self._buttons[Which.MISSED]
        self._filters = QButtonGroup(self)
        for name, button in self._buttons.items():
            self._filters.addButton(button)
            button.clicked.connect(lambda _on=False, name=name: self.show_view(name))
        self.only = Button("", "x", kind="link")  # takes the filter away
        self.only.clicked.connect(lambda: self.show_view(self._which))
        self.tick = Button("", "check")
        self.tick.clicked.connect(lambda: self.acting.tick_off(self.waiters.selected()))
        self.nothing = Label("", "meta")
        self._lay_out()
        self._connect()
        self.show_view(WAITING)

    @property
    def waits(self) -> bool:
        """Whether the call-back list is on the screen, and not the log."""
        return self.stack.currentWidget() is self.waiters

    def show_view(self, name: str, e164: str = "", customer_id: int | None = None) -> None:
        """Show the call-back list ("waiting"), or a part of the log by its `Which`.

        ``e164`` or ``customer_id``: only the calls of a number, or of a customer.
        """
        self._buttons[name].setChecked(True)
        self.stack.setCurrentWidget(self.waiters if name == WAITING else self.view)
        self._of = (e164, customer_id)
        self.only.setVisible(bool(e164) or customer_id is not None)
        self.only.set_text(
            _("Only {number}").format(number=display(e164)) if e164 else _("Only one customer")
        )
        self.tick.hide()
        self.adder.show(self.waits)
        if name == WAITING:
            self.waiters.list.refresh()
        else:
            self._which = Which(name)
            self.view.scrollToTop()
            self.list.restart()
        self._tell()

    def show_entry(self, entry_id: int) -> None:
        """Show an entry of the call-back list."""
        self.show_view(WAITING)
        if not self.waiters.turn_to(entry_id):
            self._wanted = entry_id

    def set_counter(self, masked: bool) -> None:
        """Hide customers' names (a counter), or show them."""
        if masked != self._masked:
            self._masked = masked
            self.view.viewport().update()
            self.waiters.set_counter(masked)
            self.adder.mask(masked)
            self.details.set_counter(masked)

    def set_only_reads(self, why: str) -> None:
        """Let who may only read do nothing else; ``why`` says why not, and whom to ask."""
        self.acting.only_reads = why
        self.adder.show(self.waits)
        self._tell()

    def fetch(self) -> Task | None:
        """Fetch as many rows as are shown, so that the place in the list stays."""
        if self.waits:
            self.waiters.list.refresh()
        else:
            self.list.refresh()
        self.details.fetch()
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self.work.run(self, call_backs.waiting, then=self._on_counted)
        return None  # the lists drop overtaken answers by themselves

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.stack, self.details]

    def dial(self) -> bool:
        """Call whom is shown. False when nobody is."""
        there = bool(self.details.subject.dial)
        if there:
            self.details.dial()
        return there

    def put_on_list(self) -> bool:
        """Put whom is shown on the call-back list. False when there is no call to put there."""
        there = self.details.subject.call is not None
        if there:
            self.details.put_on_list()
        return there

    def _lay_out(self) -> None:
        head = column(
            row(Label(_(self.title), "title"), None, self.tick, self.adder.button),
            row(*self._buttons.values(), 8, self.only, None),
            gap=12,
            margins=(24, 20, 24, 8),
        )
        ground = Pane("surface")
        body = column(head, gap=0)
        self.nothing.setContentsMargins(24, 8, 24, 8)
        self.nothing.hide()
        body.addWidget(self.nothing)
        body.addWidget(self.stack, 1)
        ground.setLayout(body)
        whole = row(ground, self.details, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._wanted = 0  # an entry to show as soon as it is there
        self.list.loaded.connect(self._on_loaded)
        self.waiters.list.loaded.connect(self._on_waiting)
        self.view.activated.connect(self._on_row)
        self.view.selectionModel().currentChanged.connect(lambda *_at: self._tell())
        self.waiters.chosen.connect(lambda _row: self._tell())
        self.waiters.acted.connect(self._on_act)
        self.waiters.picked.connect(self._on_picked)
        self.acting.done.connect(self.refresh)
        self.details.customer_wanted.connect(self.customer_wanted)
        self.details.call_wanted.connect(self.call_wanted)
        self.details.form_wanted.connect(self.form_wanted)
        self.details.number_wanted.connect(lambda e164: self.show_view(Which.ALL, e164))

    def _ask(
        self, last: calls.CallRow | None, limit: int, deliver: Callable[[Sequence[Any]], object]
    ) -> None:
        before = None if last is None else (last.rang_at, last.id)
        self.work.run(self, calls.recent, limit, before, self._which, *self._of, then=deliver)

    def _on_loaded(self) -> None:
        if not self.waits:
            self._say_nothing(not self.list.rows)
            self._tell()

    def _on_waiting(self) -> None:
        if self._wanted and self.waiters.turn_to(self._wanted):
            self._wanted = 0
        if self.waits:
            self._say_nothing(not self.waiters.list.rows)

    def _say_nothing(self, empty: bool) -> None:
        said = _("No calls here.") if self._which is not Which.ALL else _("No calls yet.")
        if self._which is Which.MISSED:
            said = _("No missed calls.")
        if self.waits:
            said = _("Nobody waits to be called back.")
        self.nothing.setText(said)
        self.nothing.setVisible(empty)

    def _on_counted(self, waiting: call_backs.Waiting) -> None:
        self.waiting.set_count(str(waiting.count) if waiting.count else "")

    def _on_picked(self, count: int) -> None:
        self.tick.setVisible(count > 1 and not self.acting.only_reads)
        text = ngettext("Tick off {count}", "Tick off {count}", count).format(count=count)
        self.tick.set_text(text)

    def _tell(self) -> None:
        """The pane at the right follows what is chosen."""
        if self.waits:
            self.details.show_subject(Subject(entry=self.waiters.current()))
        else:
            call: calls.CallRow | None = self.list.row(self.view.currentIndex())
            self.details.show_subject(Subject(call=call))

    def _on_act(self, act: str) -> None:
        entry = self.waiters.current()
        if entry is None:
            return
        if act == "call":
            self.acting.call(entry)
        elif act == "take":
            self.acting.take(entry)
        elif act == "tick":
            self.acting.tick_off(self.waiters.selected())
        elif entry.customer_id is not None:
            self.customer_wanted.emit(entry.customer_id)
        elif entry.call_id is not None:
            self.work.run(self, calls.get, entry.call_id, then=self._on_call)

    def _on_call(self, call: calls.CallRow | None) -> None:
        if call is not None:
            self.call_wanted.emit(call)

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
