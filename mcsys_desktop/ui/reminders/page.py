"""Reminders to be sent, one after the other: the list at the left, the letter at the right."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import reminders
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.services.invoices import Problem
from mcsys_desktop.services.reminders import Delivery, Proposal, Step, previews, sending
from mcsys_desktop.ui import dates, layouts, shortcuts, widgets
from mcsys_desktop.ui.invoices.preview import PreviewPane
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.moments import MomentPopup
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.reminders import words
from mcsys_desktop.ui.reminders.listing import ProposalList
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Task, Work

MARGIN = 24
_WEEK = timedelta(days=7)


class RemindersPage(Page):
    """Send, put off, never: one key each, and the next letter opens by itself.

    Nothing is sent that was not seen: the keys wait until the letter is on the screen.
    ``print_wanted`` carries the id of a letter that was made, ``customer_wanted`` that of a
    customer.
    """

    title = N_("Reminders")
    icon = "mail"
    shows = frozenset(
        {"invoice", "invoice_event", "allocation", "reminder", "billing_terms", "mail", "customer"}
    )

    customer_wanted = Signal(int)
    print_wanted = Signal(int)
    left = Signal()

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self._rights = Rights()
        self._hidden = False
        self._shown: Proposal | None = None
        self._request = ""
        self._writing = False  # what is drawn again meanwhile does not let the keys go
        self.list = ProposalList(work)
        self.heading_line = widgets.label("", "title", wrap=True)
        self.about = widgets.label("", "body", wrap=True)
        self.chip = widgets.Chip()
        self.doubt = widgets.WrappedLabel("", "body", ink="warn")
        self.doubt.hide()
        self.way = widgets.ChoiceField(name=_("How the letter goes"))
        self.preview = PreviewPane(work)
        self.preview.hide_button.hide()
        self.send = widgets.Button(kind="primary", key=shortcuts.shown("send reminder"))
        self.later = widgets.Button(
            _("In a week"), kind="ghost", key=shortcuts.shown("reminder later")
        )
        self.until = widgets.Button(
            _("Hold until …"), kind="ghost", key=shortcuts.shown("hold reminder")
        )
        self.never = widgets.Button(_("Do not remind this customer"), kind="ghost")
        self.card = widgets.Button(_("Customer card"), kind="link")
        self.back = widgets.Button(_("Back to the invoices"), kind="link")
        self._bar = widgets.Pane("surface", "top")
        self._right = self._letter()
        line = layouts.row(self.list, gap=0)
        line.addWidget(self._right, 1)
        self.setLayout(line)
        self.toast = Toast(self.preview, work.notices)
        self._connect()
        self._show(None)

    def fetch(self) -> Task | None:
        """Ask again who is to be reminded."""
        self.list.refresh()
        return None

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.list, self._right, self._bar]

    def set_rights(self, rights: Rights) -> None:
        """Offer only what whoever works here may do."""
        self._rights = rights
        for button in (self.send, self.later, self.until, self.never):
            button.setVisible(rights.edits)

    def set_counter(self, hidden: bool) -> None:
        """Show nobody's debts while somebody stands opposite."""
        self._hidden = hidden
        self.list.set_counter(hidden)
        self._show(self.list.proposal())

    def send_it(self) -> None:
        """This letter goes as it is seen: by mail, or as paper that is opened to be printed."""
        one = self._ready()
        if one is None:
            return
        self._hold(True)
        self._writing = True
        by = Delivery(str(self.way.value()))

        def done(sent: sending.Sent) -> None:
            if sent.prints:
                self.print_wanted.emit(sent.reminder_id)
            self._next(sent.sentence)

        self.work.write(
            self, sending.send, one, by, request=self._request, then=done, failed=self._fail
        )

    def put_off(self, until: date | None = None) -> None:
        """Not now: propose it again in a week, or on a day."""
        one = self._ready()
        if one is None:
            return
        day = until or clock.today() + _WEEK
        self._hold(True)
        sentence = _("Held until {day}.").format(day=dates.whole(day))
        self._act(
            partial(reminders.hold, one.invoice_ids, day),
            sentence,
            partial(reminders.go_on, one.invoice_ids),
        )

    def ask_until(self) -> None:
        """Choose the day until which it is held."""
        if self._ready() is None:
            return
        popup = MomentPopup(self)
        popup.chosen.connect(self._on_until)
        start = clock.day_starts(clock.today() + 2 * _WEEK) + timedelta(hours=9)
        popup.open_below(self.until, start)

    def lock_customer(self) -> None:
        """This customer gets no reminders any more."""
        one = self._ready()
        if one is None:
            return
        self._hold(True)
        self._act(
            partial(reminders.lock, one.customer_id),
            _("{name} gets no reminders any more.").format(name=one.name),
            partial(reminders.unlock, one.customer_id),
        )

    def undo(self) -> None:
        """Do what the toast offers."""
        self.toast.act()

    def _letter(self) -> QWidget:
        page = widgets.Pane("bg")
        top = layouts.row(self.chip, self.heading_line, gap=12)
        top.setStretch(1, 1)
        top.addWidget(self.card)
        top.addWidget(self.back)
        how = layouts.row(self.about, widgets.Labelled(_("How the letter goes"), self.way), gap=16)
        how.setStretch(0, 1)
        head = layouts.column(top, how, self.doubt, gap=8, margins=(MARGIN, 16, MARGIN, 12))
        buttons = (self.never, None, self.until, self.later, self.send)
        self._bar.setLayout(layouts.row(*buttons, gap=8, margins=(MARGIN, 8, MARGIN, 8)))
        body = layouts.column(head, self.preview, self._bar, gap=0)
        body.setStretch(1, 1)
        page.setLayout(body)
        return page

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        self.way.activated.connect(lambda _at: self._on_way())
        self.preview.problems.connect(self._on_drawn)
        self.back.clicked.connect(self.left)
        self.card.clicked.connect(self._open_card)
        self.never.clicked.connect(self.lock_customer)
        keys: tuple[tuple[str, widgets.Button | None, Callable[[], object]], ...] = (
            ("send reminder", self.send, self.send_it),
            ("reminder later", self.later, self.put_off),
            ("hold reminder", self.until, self.ask_until),
            ("undo", None, self.undo),
        )
        for name, button, act in keys:
            for key in shortcuts.bind(self, name, act):
                key.setAutoRepeat(False)  # a key that is held down sends one letter
            if button is not None:
                button.clicked.connect(lambda _on=False, do=act: do())

    def _show(self, one: Proposal | None) -> None:
        seen = one is not None and not self._hidden
        self._right.setVisible(seen)
        if one is None or not seen:
            self._shown = None
            self._hold(True)
            return
        same = self._shown == one
        self._shown = one
        if same:
            return
        self._request = uuid4().hex
        self.chip.show_chip(*words.step(one.step))
        self.heading_line.setText(one.name)
        self.about.setText(f"{words.amount(one)} · {words.late(one.late)}\n{words.numbers(one)}")
        self.doubt.hide()
        self._offer_ways(one)
        self._draw()

    def _offer_ways(self, one: Proposal) -> None:
        self.way.clear()
        if one.email and sending.MAILS:
            self.way.addItem(_("By mail to {address}").format(address=one.email), Delivery.EMAIL)
        self.way.addItem(_("On paper"), Delivery.POST)
        self.way.choose(one.delivery)
        if self.way.value() is None:
            self.way.choose(Delivery.POST)
        self._say_send()

    def _on_way(self) -> None:
        self._say_send()
        self._draw()

    def _say_send(self) -> None:
        one, paper = self._shown, str(self.way.value()) == Delivery.POST
        if one is not None and one.step is Step.HANDED_OVER:
            self.send.set_text(_("Hand over"))
        else:
            self.send.set_text(_("Make and print") if paper else _("Send"))

    def _draw(self) -> None:
        one = self._shown
        if one is not None:
            self._hold(True)
            by = Delivery(str(self.way.value()))
            self.preview.show_now(partial(previews.of_proposal, one, by))

    def _ready(self) -> Proposal | None:
        """The letter that is seen; None while it is not there yet, or may not be touched."""
        if self._shown is None or not self.send.isEnabled():
            return None
        if why := self._rights.why_not(Group.DESK):
            self.toast.say(why)
            return None
        return self._shown

    def _hold(self, held: bool) -> None:
        for button in (self.send, self.later, self.until, self.never):
            button.setEnabled(not held)

    def _on_drawn(self, problems: Sequence[Problem]) -> None:
        self.doubt.setText(" ".join(each.sentence for each in problems))
        self.doubt.setVisible(bool(problems))
        if not self._writing:
            self._hold(False)

    def _act(self, act: Callable[[], None], sentence: str, back: Callable[[], None]) -> None:
        self._writing = True

        def done(_nothing: object) -> None:
            self._next(sentence, partial(self.work.run, self, back))

        self.work.run(self, act, then=done, failed=self._fail)

    def _next(self, sentence: str, back: Callable[[], object] | None = None) -> None:
        self._shown, self._writing = None, False
        self.list.refresh()
        self.toast.say(sentence, _("Undo") if back else "", back)

    def _on_until(self, moment: datetime) -> None:
        self.put_off(clock.local(moment).date())

    def _open_card(self) -> None:
        if self._shown is not None:
            self.customer_wanted.emit(self._shown.customer_id)

    def _fail(self, error: Exception) -> None:
        """Something changed, or it cannot be: say so, and look at what is there now."""
        self._writing = False
        self._hold(False)
        if isinstance(error, UserError):
            self.toast.say(str(error))
            self._shown = None
            self.list.refresh()
        else:
            self.work.failed.emit(self, error)
