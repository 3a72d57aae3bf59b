"""One version of a quote: typed until it is sent, answered and invoiced after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import quotes
from mcsys_desktop.services.invoices.keeping import Buyer
from mcsys_desktop.services.quotes import Choice, Rest, State, Version, previews
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.fields import Labelled, LineField
from mcsys_desktop.ui.invoices.head import HeadCard
from mcsys_desktop.ui.invoices.lines_card import LinesCard
from mcsys_desktop.ui.invoices.preview import PreviewPane
from mcsys_desktop.ui.invoices.words import day, typed_day
from mcsys_desktop.ui.labels import Card, Chip
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.quotes import words
from mcsys_desktop.ui.quotes.answering import AcceptForm, DeclineForm, InvoiceForm
from mcsys_desktop.ui.quotes.choosing import chosen_as, own
from mcsys_desktop.ui.quotes.keeping import Keeping, Typed
from mcsys_desktop.ui.said import SaidLine
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.texts import Label, WrappedLabel
from mcsys_desktop.ui.work import Work


@dataclass(frozen=True, slots=True)
class Opened:
    """A version, whom it is for, and what of it is on no invoice yet."""

    version: Version
    buyer: Buyer | None
    left: Sequence[Rest] = ()


class QuoteEditor(QWidget):
    """``opened`` carries the id of a version to show, ``invoiced`` that of an invoice, ``said`` a
    sentence.
    """

    left = Signal()
    opened = Signal(int)
    invoiced = Signal(int)
    said = Signal(str)

    def __init__(self, work: Work, preview: PreviewPane) -> None:
        super().__init__()
        self._work, self._preview = work, preview
        self._why = ""
        self.shown: Opened | None = None
        self.keeping = Keeping(self, work, self.typed)
        self.back = Button("", "chevron-left", "ghost", name=_("Back to the list"))
        self.title = Label("", "title")
        self.chip = Chip()
        self.state = Label("", "meta")
        self.delete = Button(_("Throw away"))
        self.send = Button(_("Send"), "mail", "primary", shortcuts.shown("finalise"))
        self.revise = Button(_("New version"))
        self.decline = Button(_("Declined"))
        self.accept = Button(_("Customer agrees"), "check", "primary")
        self.invoice = Button(_("Make an invoice"), "receipt-euro", "primary")
        self.wrong = SaidLine("body")
        self.called, self.until = LineField(), LineField(placeholder=_("day-month-year"))
        self.labelled = (
            Labelled(_("Quote"), self.called, _("what it is about, for your own list")),
            Labelled(_("Valid until"), self.until, _("empty: the usual term")),
        )
        self.head = HeadCard(work)
        for name in ("dated", "payment_days", "delivered_on"):
            self.head.labelled[name].hide()
        self.lines = LinesCard(work)
        self.lines.model.marked = words.mark
        self.lines.model.summed = quotes.sum_lines
        self.lines.sums.called = _("Total including VAT")
        self.choices = {
            Choice.FIXED: Button(_("Offered")),
            Choice.OPTION: Button(_("As an option")),
            Choice.ALTERNATIVE: Button(_("As an alternative")),
        }
        self.past = WrappedLabel("", "small")
        self._lay_out()
        self._connect()

    def typed(self) -> Typed:
        """What stands on the screen."""
        until = typed_day(self.until.text()) if self.until.text().strip() else None
        lines = tuple(self.lines.model.lines)
        return Typed(self.head.head(), lines, until, self.called.text())

    def show_version(self, found: Opened) -> None:
        """Show a version."""
        self.shown = found
        version = found.version
        today = clock.today()
        self.keeping.begin(version.id, version.version)
        self._tell("")
        self.title.setText(_("Quote {number}").format(number=version.number))
        self.setAccessibleName(self.title.text())
        state = version.state(today)
        self.chip.show_chip(quotes.word(state), words.tone(state))
        self.state.setText("")
        self.called.setText(version.title)
        self.until.setText(day(version.valid_until))
        self.head.show_head(version.head, found.buyer)
        self.head.change.hide()
        self.lines.show_lines(version.lines, version.head)
        typing = not version.frozen and not self._why
        self.head.setEnabled(typing)
        for field in (self.called, self.until):
            field.setEnabled(typing)
        self.lines.view.set_read_only(not typing)
        self.past.setText("\n".join(words.event(one) for one in version.events))
        self.past.setVisible(bool(version.events))
        self._offer(state, version, typing)
        self._preview.show_now(self._drawing())

    def set_only_reads(self, why: str) -> None:
        """Let who may only read do nothing else."""
        self._why = why
        if self.shown is not None:
            self.show_version(self.shown)

    def send_it(self) -> None:
        """Keep what stands here and freeze it: it goes to the customer."""
        if self.shown is None or not self.send.isVisibleTo(self):
            return
        self.lines.view.setFocus()  # an open field gives what was typed in it to the line
        if wrong := self.lines.wrong():
            self._tell(wrong)
            return
        self.keeping.after(self._send)

    def _send(self) -> None:
        def sent(found: Version) -> None:
            self.said.emit(_("{number} is sent, and stays as it is.").format(number=found.number))
            self.opened.emit(found.id)

        self._run(partial(quotes.send, self.keeping.id, self.keeping.version), sent)

    def _revise(self) -> None:
        if self.shown is not None:
            self._run(partial(quotes.revise, self.shown.version.id), self.opened.emit)

    def _delete(self) -> None:
        def gone(_nothing: object) -> None:
            self.said.emit(_("The version was thrown away."))
            self.left.emit()

        def delete() -> None:
            self._run(partial(quotes.delete, self.keeping.id, self.keeping.version), gone)

        self.keeping.after(delete)

    def _ask(self, form: Any, anchor: QWidget, first: QWidget, then: Callable[[Any], Any]) -> None:
        form.done.connect(then)
        self.form = form
        form.open_below(anchor, first)

    def _accept(self) -> None:
        if self.shown is not None:
            form = AcceptForm(self, self._work, self.shown.version)
            self._ask(form, self.accept, form.who, self._again)

    def _decline(self) -> None:
        if self.shown is not None:
            form = DeclineForm(self, self._work, self.shown.version)
            self._ask(form, self.decline, form.who, self._again)

    def _invoice(self) -> None:
        if self.shown is not None:
            form = InvoiceForm(self, self._work, self.shown.version, self.shown.left)
            first = next(iter(form.fields.values()), form.percent)
            self._ask(form, self.invoice, first, self.invoiced.emit)

    def _again(self, _result: object) -> None:
        self.opened.emit(self.keeping.id)

    def _choose(self, choice: Choice) -> None:
        at = self.lines.view.currentIndex().row()
        lines = self.lines.model.lines
        if not 0 <= at < len(lines):
            self._tell(_("Choose a line first."))
            return
        self.lines.model.put(chosen_as(lines, at, choice))
        self.lines.view.setCurrentIndex(self.lines.model.index(at, 0))

    def _changed(self) -> None:
        self._tell("")
        if self.shown is None or self.shown.version.frozen:
            return
        self.state.setText(_("Not kept yet"))
        self.keeping.touch()
        self._preview.show_soon(self._drawing())

    def _on_kept(self) -> None:
        self.state.setText(_("Kept"))

    def _drawing(self) -> Any:
        shown = self.shown
        assert shown is not None  # noqa: S101  # nothing is drawn before something is shown
        if shown.version.frozen:
            return partial(previews.of_sent, shown.version.id)
        typed = self.typed()
        lines = tuple(own(line) for line in typed.lines)
        whole = replace(shown.version, head=typed.head, lines=lines, valid_until=typed.valid_until)
        return partial(previews.of_draft, whole)

    def _priced(self) -> None:
        self.lines.price_as(self.head.head())
        self._changed()

    def _offer(self, state: State, version: Version, typing: bool) -> None:
        may = not self._why
        answered = state in (State.ACCEPTED, State.INVOICED)
        waits = state in (State.SENT, State.EXPIRED)
        self.send.setVisible(typing)
        self.delete.setVisible(typing)
        for button in self.choices.values():
            button.setVisible(typing)
        self.accept.setVisible(may and version.newest and (waits or state is State.DECLINED))
        self.decline.setVisible(may and waits)
        self.revise.setVisible(may and version.frozen and version.newest)
        self.invoice.setVisible(may and answered)

    def _run(self, job: Callable[[], Any], then: Callable[[Any], Any]) -> None:
        self._work.run(self, job, then=then, failed=self._refuse)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._tell(str(error))
        else:
            self._work.failed.emit(self, error)

    def _tell(self, sentence: str) -> None:
        self.wrong.say(sentence, bad=True)
        if sentence:
            self._area.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        names = column(row(self.back, self.title, None, gap=4), row(self.chip, self.state, None))
        acts = (self.delete, self.decline, self.revise, self.accept, self.invoice, self.send)
        head = row(names, *acts)
        head.setStretch(0, 1)
        about = Card(row(*self.labelled, gap=16, margins=(16, 12, 16, 14)))
        choices = row(*self.choices.values(), None)
        body = column(
            head, self.wrong, about, self.head, self.lines, choices, self.past, None,
            gap=16, margins=(24, 16, 24, 20),
        )  # fmt: skip
        self._area = ScrollPage(body)
        self.setLayout(column(self._area, gap=0))

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.keeping.after(self.left.emit))
        self.send.clicked.connect(self.send_it)
        self.revise.clicked.connect(self._revise)
        self.delete.clicked.connect(self._delete)
        self.accept.clicked.connect(self._accept)
        self.decline.clicked.connect(self._decline)
        self.invoice.clicked.connect(self._invoice)
        for choice, button in self.choices.items():
            button.clicked.connect(lambda _on=False, choice=choice: self._choose(choice))
        for field in (self.called, self.until):
            field.textEdited.connect(lambda _text: self._changed())
        self.head.changed.connect(self._changed)
        self.head.pricing_changed.connect(self._priced)
        self.lines.model.changed.connect(self._changed)
        self.keeping.refused.connect(self._tell)
        self.keeping.kept.connect(self._on_kept)
        self.lines.view.customer = lambda: (
            self.head.buyer.id if self.head.buyer else None,
            self.head.head().mode,
            self.head.head().language,
        )
        shortcuts.bind(self, "finalise", self.send_it)
