"""The page of calls: who must be called back, the log of all calls, and a day or week of them."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QStackedWidget, QWidget

from mcsys_desktop.core.i18n import N_, _, ngettext
from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.services.calls import Which
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.call_backs.acting import Acting
from mcsys_desktop.ui.call_backs.adding import Adder
from mcsys_desktop.ui.call_backs.details import Details
from mcsys_desktop.ui.call_backs.subject import Subject
from mcsys_desktop.ui.call_backs.waiters import Waiters
from mcsys_desktop.ui.calls.picture import Picture
from mcsys_desktop.ui.calls.table import CallTable, period_of
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.widgets import Button, Label, Pane
from mcsys_desktop.ui.work import Task, Work

WAITING, LOG, PICTURE = "waiting", "log", "picture"
LIST = "calls"  # under which is remembered how the log was left


class CallsPage(Page):
    """Who waits to be called back, the log, and figures. What is chosen is told at the right.

    ``customer_wanted`` carries the id of a customer, ``call_wanted`` a CallRow, ``form_wanted`` a
    CustomerDraft to begin with. ``remembered`` (a name, what was chosen) is for the next time, see
    `restore`.
    """

    title = N_("Calls")
    icon = "phone"
    shows = frozenset({"call", "call_back", "customer", "colleague", "phone_number"})

    customer_wanted = Signal(int)
    call_wanted = Signal(object)
    form_wanted = Signal(object)
    remembered = Signal(str, str)

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self._wanted = 0  # an entry to show as soon as it is there
        self._counting: Task | None = None
        self.acting = Acting(self, work)
        self.waiters = Waiters(work, self)
        self.nothing = Label("", "meta")
        self.log = CallTable(work)
        self.picture = Picture(work)
        self.adder = Adder(self, self.waiters, work, self.acting)
        self.details = Details(work, self.acting)
        self.stack = QStackedWidget()
        self.waiting = Button(_("Call-back list"), kind="filter")
        self.all = Button(_("All calls"), kind="filter")
        self.tick = Button("", "check")
        self.tick.clicked.connect(lambda: self.acting.tick_off(self.waiters.selected()))
        self.figures = Button(_("Day and week"), kind="filter")
        self._views: dict[str, tuple[Button, QWidget]] = {
            WAITING: (self.waiting, self._waiting_pane()),
            LOG: (self.all, self.log),
            PICTURE: (self.figures, self.picture),
        }
        self._buttons = QButtonGroup(self)
        for name, (button, view) in self._views.items():
            self._buttons.addButton(button)
            self.stack.addWidget(view)
            button.clicked.connect(lambda _on=False, name=name: self._show(name))
        self._lay_out()
        self._connect()
        self._show(WAITING)

    @property
    def waits(self) -> bool:
        """Whether the call-back list is on the screen, and not the log."""
        return self.waiting.isChecked()

    def show_view(self, name: str, e164: str = "", customer_id: int | None = None) -> None:
        """Show the call-back list ("waiting"), the figures ("picture"), the log as it was left
        ("log"), or a part of it by its `Which` and no other.

        ``e164`` or ``customer_id``: only the calls of a number, or of a customer.
        """
        if name in self._views:
            self._show(name)
        else:
            self.log.show_part(Which(name), e164, customer_id)
            self._show(LOG)

    def show_entry(self, entry_id: int) -> None:
        """Show an entry of the call-back list."""
        self.show_view(WAITING)
        if not self.waiters.turn_to(entry_id):
            self._wanted = entry_id

    def restore(self, told: dict[str, str]) -> None:
        """What whoever works here chose the last time, by the names of `remembered`."""
        if written := told.get(LIST):
            self.log.restore(written)

    def set_counter(self, masked: bool) -> None:
        """Hide customers' names (a counter), or show them."""
        self.waiters.set_counter(masked)
        self.adder.set_counter(masked)
        self.log.set_counter(masked)
        self.details.set_counter(masked)

    def set_only_reads(self, why: str) -> None:
        """Let who may only read do nothing else; ``why`` says why not, and whom to ask."""
        self.acting.only_reads = why
        self.adder.show(self.waits)
        self._tell()

    def fetch(self) -> Task | None:
        """Fetch what is shown again; the place in the lists stays."""
        self._fetch_shown()
        self.details.fetch()
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self.work.run(self, call_backs.waiting, then=self._on_counted)
        return None  # the lists drop overtaken answers by themselves

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.waiters if self.waits else self.stack, self.details]

    def dial(self) -> bool:
        """Call whom is shown. False when nobody is."""
        there = bool(self.details.subject.dial) and not self.figures.isChecked()
        if there:
            self.details.dial()
        return there

    def put_on_list(self) -> bool:
        """Put whom is shown on the call-back list. False when there is no call to put there."""
        there = self.details.subject.call is not None and not self.figures.isChecked()
        if there:
            self.details.put_on_list()
        return there

    def _show(self, name: str) -> None:
        button, view = self._views[name]
        button.setChecked(True)
        focused = QApplication.focusWidget()
        inside = focused is not None and self.stack.isAncestorOf(focused)
        if inside and view is not self.stack.currentWidget():
            button.setFocus()  # what has the focus goes, and Qt would take the next best
        self.stack.setCurrentWidget(view)
        self.tick.hide()
        self.adder.show(self.waits)
        self._make_room()
        self._fetch_shown()
        self._tell()

    def _fetch_shown(self) -> None:
        if self.waits:
            self.waiters.list.refresh()
        elif self.all.isChecked():
            self.log.refresh()
        else:
            self.picture.refresh()

    def _make_room(self) -> None:
        """The panel of filters stands where the details do, and figures are about nobody."""
        filtering = self.all.isChecked() and self.log.head.filters.isChecked()
        self.details.setHidden(filtering or self.figures.isChecked())

    def _waiting_pane(self) -> Pane:
        pane = Pane("surface")
        acts = row(self.adder.button, self.tick, None, margins=(24, 0, 24, 8))
        body = column(acts, self.nothing, gap=0)
        self.nothing.setContentsMargins(24, 8, 24, 8)
        self.nothing.hide()
        body.addWidget(self.waiters, 1)
        pane.setLayout(body)
        return pane

    def _lay_out(self) -> None:
        views = (button for button, _view in self._views.values())
        head = row(
            *(Label(_(self.title), "title"), 16, *views, None),
            margins=(24, 16, 24, 8),
        )
        ground = Pane("surface")
        body = column(head, gap=0)
        body.addWidget(self.stack, 1)
        ground.setLayout(body)
        whole = row(ground, self.details, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.waiters.list.loaded.connect(self._on_waiting)
        self.waiters.chosen.connect(lambda _row: self._tell())
        self.waiters.acted.connect(self._on_act)
        self.waiters.picked.connect(self._on_picked)
        self.log.opened.connect(self._on_opened)
        self.log.said.connect(self.acting.toast.say)
        self.log.remembered.connect(lambda written: self.remembered.emit(LIST, written))
        self.log.model.loaded.connect(self._on_log)
        self.log.table.selectionModel().currentChanged.connect(lambda *_at: self._tell())
        self.log.filtering.connect(lambda _on: self._make_room())
        self.picture.calls_wanted.connect(self._on_figures)
        self.adder.added.connect(self.show_entry)
        self.acting.done.connect(self.refresh)
        self.details.customer_wanted.connect(self.customer_wanted)
        self.details.call_wanted.connect(self.call_wanted)
        self.details.form_wanted.connect(self.form_wanted)
        self.details.number_wanted.connect(lambda e164: self.show_view(Which.ALL, e164))
        shortcuts.bind(self, "filter", self._search)

    def _search(self) -> None:
        if not self.all.isChecked():
            self._show(LOG)
        self.log.head.search.setFocus()

    def _on_waiting(self) -> None:
        if self._wanted and self.waiters.turn_to(self._wanted):
            self._wanted = 0
        self.nothing.setText(_("Nobody waits to be called back."))
        self.nothing.setVisible(not self.waiters.list.rows)

    def _on_log(self) -> None:
        if self.all.isChecked() and self.log.current() != self.details.subject.call:
            self._tell()

    def _on_counted(self, waiting: call_backs.Waiting) -> None:
        self.waiting.set_count(str(waiting.count) if waiting.count else "")

    def _on_picked(self, count: int) -> None:
        self.tick.setVisible(self.waits and count > 1 and not self.acting.only_reads)
        text = ngettext("Tick off {count}", "Tick off {count}", count).format(count=count)
        self.tick.set_text(text)

    def _on_figures(self, which: Which, first: date, until: date) -> None:
        self.log.show_part(which, period=period_of(first, until))
        self._show(LOG)

    def _tell(self) -> None:
        """The pane at the right follows what is chosen."""
        if self.waits:
            self.details.show_subject(Subject(entry=self.waiters.current()))
        else:
            self.details.show_subject(Subject(call=self.log.current()))

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

    def _on_opened(self, call: calls.CallRow) -> None:
        if call.customer_id is not None:
            self.customer_wanted.emit(call.customer_id)
        else:
            self.call_wanted.emit(call)
