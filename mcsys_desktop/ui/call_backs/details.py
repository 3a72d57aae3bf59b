"""The pane at the right: who it is, what it is about, what can be done, and earlier calls."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import callers, calls, customers
from mcsys_desktop.services.call_backs import Asked, CallBackRow
from mcsys_desktop.services.customers import Relation
from mcsys_desktop.ui.call_backs import words
from mcsys_desktop.ui.call_backs.acting import Acting
from mcsys_desktop.ui.call_backs.plan import Plan
from mcsys_desktop.ui.call_backs.subject import Subject
from mcsys_desktop.ui.call_backs.whose import Whose
from mcsys_desktop.ui.callers import rows as call_rows
from mcsys_desktop.ui.callers.words import joined
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.shortcuts import shown
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import (
    Avatar,
    Button,
    Card,
    Chip,
    ElidedLabel,
    FactRow,
    Label,
    Pane,
    WrappedLabel,
)
from mcsys_desktop.ui.work import Task, Work

EARLIER = 6  # calls of the number; the log has them all


class Details(Pane):
    """Shows a `Subject`. ``customer_wanted`` (id), ``form_wanted`` (a CustomerDraft) and
    ``call_wanted`` (a CallRow) lead elsewhere; ``number_wanted`` (E.164) to all calls of a number.
    """

    customer_wanted = Signal(int)
    form_wanted = Signal(object)
    call_wanted = Signal(object)
    number_wanted = Signal(str)

    def __init__(self, work: Work, acting: Acting) -> None:
        super().__init__("bg", "left")
        self.setAccessibleName(_("Details"))
        self._work, self._acting = work, acting
        self._masked = False
        self._asked: Task | None = None
        self._earlier: list[calls.CallRow] = []
        self.subject = Subject()
        self.avatar = Avatar("", size=44)
        self.name = ElidedLabel("", "section")
        self.number = Label("", "meta", figures=True)
        self.chip = Chip("", "accent")
        self.about = WrappedLabel("", "meta")
        self.note = WrappedLabel("", "body")
        self.call = Button(_("Dial"), "phone", "primary", shown("dial"))
        self.take = Button(_("I call back"), "user", key=shown("take waiter"))
        self.tick = Button(_("Tick off"), "check", key=shown("tick waiter"))
        self.open = Button(_("Open customer card"), "user")
        self.list_it = Button(_("On the call-back list"), "list-todo", key=shown("list"))
        self.take_up = Button(_("Note and result"), "file-pen-line")
        self.plan = Plan(work)
        self.whose = Whose(work)
        self.earlier = [FactRow() for _place in range(EARLIER)]
        self.title = Label(_("Earlier calls of this number"), "caption")
        self.all = Button(_("All calls of this number"), kind="link")
        self._lay_out()
        self._connect()
        self.show_subject(Subject())

    def restyle(self) -> None:
        """Take the present text size."""
        self.setFixedWidth(style().px(340))

    def set_counter(self, masked: bool) -> None:
        """Hide customers' names and what was noted, or show them."""
        self._masked = masked
        self.show_subject(self.subject)

    def show_subject(self, subject: Subject) -> None:
        """Show somebody who waits, or a call; nobody for an empty one."""
        other = (subject.entry and subject.entry.id, subject.call and subject.call.id) != (
            self.subject.entry and self.subject.entry.id,
            self.subject.call and self.subject.call.id,
        )
        self.subject = subject
        there = subject.entry is not None or subject.call is not None
        self._body.setVisible(there)
        if not there:
            return
        known = subject.customer_id is not None
        title = subject.title(masked=self._masked)
        named = not self._masked and title != subject.number
        self.avatar.show_name(title if named else "", known and subject.business)
        self.name.setText(title)
        self.number.setText(subject.number if subject.number != title else "")
        self.number.setVisible(bool(self.number.text()))
        self._tell(subject)
        self._offer(subject, known=known)
        self.plan.setVisible(subject.entry is not None and not self._acting.only_reads)
        self.plan.show_entry(subject.entry)
        if other:
            self.whose.begin()
            self._show_earlier(())
        self._ask_earlier()

    def fetch(self) -> None:
        """Something changed: ask for the earlier calls again."""
        self._ask_earlier()

    def _tell(self, subject: Subject) -> None:
        entry, call = subject.entry, subject.call
        about, chip = "", ""
        if entry is not None:
            now = clock.now()
            wait = _("Waits for {time}").format(time=words.waited(entry.waits_since, now))
            about = joined(wait, words.missed(entry), "" if self._masked else entry.person_name)
            chip = words.doer(entry)
        elif call is not None:
            when = clock.day_and_time(call.rang_at, clock.today())
            about = joined(when, call_rows.outcome_of(call), call_rows.length_of(call))
            if not self._masked and call.name_given:
                about = joined(about, _("name given: {name}").format(name=call.name_given))
        self.about.setText(about)
        self.chip.show_chip(chip, "accent" if entry is not None and entry.mine else "neutral")
        self.chip.setVisible(bool(chip))
        note = "" if self._masked else subject.note
        self.note.setText(note)
        self._noted.setVisible(bool(note))

    def _offer(self, subject: Subject, *, known: bool) -> None:
        entry = subject.entry
        writes = not self._acting.only_reads
        self.call.setVisible(bool(subject.dial))
        self.take.setVisible(entry is not None and writes)
        self.take.set_text(_("Let go") if entry is not None and entry.mine else _("I call back"))
        self.tick.setVisible(entry is not None and writes)
        self.open.setVisible(known)
        can_list = entry is None and writes and bool(subject.dial or known)
        self.list_it.setVisible(can_list)
        self.take_up.setVisible(subject.call is not None and writes)
        self.whose.setVisible(not known and writes and bool(subject.number))
        self.all.setVisible(bool(subject.e164))

    def _ask_earlier(self) -> None:
        subject = self.subject
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        if not subject.e164 and subject.customer_id is None:
            self._show_earlier(())
            return
        asked = (EARLIER + 1, None, calls.Which.ALL)
        whose = (subject.e164, None) if subject.e164 else ("", subject.customer_id)
        self._asked = self._work.run(self, calls.recent, *asked, *whose, then=self._show_earlier)

    def _show_earlier(self, found: Sequence[calls.CallRow]) -> None:
        here = self.subject.call.id if self.subject.call is not None else 0
        self._earlier = [one for one in found if one.id != here][:EARLIER]
        today = clock.today()
        for place, line in enumerate(self.earlier):
            line.setVisible(place < len(self._earlier))
            if place < len(self._earlier):
                one = self._earlier[place]
                icon, tone = call_rows.icon_of(one)
                said = joined(
                    call_rows.outcome_of(one),
                    call_rows.length_of(one),
                    "" if self._masked else " ".join(one.note.split()),
                )
                line.show_fact(clock.day_and_time(one.rang_at, today), said, icon=icon, tone=tone)
        self.title.setVisible(bool(self._earlier))

    def _lay_out(self) -> None:
        who = column(self.name, self.number, row(self.chip, None), gap=2)
        head = row(self.avatar, who, gap=12)
        head.setStretch(1, 1)
        self._noted = Card(column(self.note, margins=(12, 10, 12, 10)))
        acts = column(
            self.call, row(self.take, self.tick), self.open, self.list_it, self.take_up, gap=8
        )
        layout = column(
            head,
            self.about,
            self._noted,
            acts,
            self.whose,
            self.plan,
            self.title,
            *self.earlier,
            row(self.all, None),
            None,
            gap=10,
            margins=(20, 20, 20, 20),
        )
        self._body = ScrollPage(layout)
        self.setLayout(column(self._body, gap=0, margins=(1, 0, 0, 0)))
        self.restyle()

    def _connect(self) -> None:
        self.call.clicked.connect(self.dial)
        self.take.clicked.connect(lambda: self._entry_act(self._acting.take))
        self.tick.clicked.connect(lambda: self._entry_act(lambda one: self._acting.tick_off([one])))
        self.open.clicked.connect(self._on_open)
        self.list_it.clicked.connect(self.put_on_list)
        self.take_up.clicked.connect(lambda: self.call_wanted.emit(self.subject.call))
        self.all.clicked.connect(lambda: self.number_wanted.emit(self.subject.e164))
        self.whose.new_wanted.connect(self._on_new)
        self.whose.found.connect(self._on_found)
        self.plan.handed.connect(self._on_handed)
        self.plan.refused.connect(self._acting.toast.say)
        self.plan.kept.connect(self._acting.done)
        for place, line in enumerate(self.earlier):
            line.clicked.connect(lambda _on=False, at=place: self._on_earlier(at))

    def dial(self) -> None:
        """Call them; who waits is taken along."""
        if self.subject.entry is not None:
            self._acting.call(self.subject.entry)
        elif self.subject.dial:
            self._acting.dial(self.subject.dial, self.subject.customer_id)

    def put_on_list(self) -> None:
        """Put whom is shown on the call-back list."""
        call = self.subject.call
        if call is not None and (self.subject.dial or call.customer_id is not None):
            self._acting.add(Asked(call_id=call.id, name=call.name_given, reason=call.note))

    def _entry_act(self, act: Callable[[CallBackRow], object]) -> None:
        if self.subject.entry is not None:
            act(self.subject.entry)

    def _on_handed(self, login: str) -> None:
        if self.subject.entry is not None:
            self._acting.hand_over(self.subject.entry, login)

    def _on_open(self) -> None:
        if self.subject.customer_id is not None:
            self.customer_wanted.emit(self.subject.customer_id)

    def _on_new(self) -> None:
        self.form_wanted.emit(callers.draft_of(self.subject.number, self.subject.given))

    def _on_found(self, found: customers.CustomerRow, relation: Relation) -> None:
        self._acting.attach(
            self.subject.number, found.id, found.name, relation, self.subject.call_id
        )

    def _on_earlier(self, place: int) -> None:
        if place < len(self._earlier):
            self.call_wanted.emit(self._earlier[place])

    def panes(self) -> list[QWidget]:
        """What F6 stops at."""
        return [self]
