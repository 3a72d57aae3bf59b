"""The page of agreements: on Monday first what waits, below it all that was agreed on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _, ngettext
from mcsys_desktop.services import agreements
from mcsys_desktop.services.agreements import Made, Row, Run, Waiting
from mcsys_desktop.services.invoices import keeping
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.agreements import words
from mcsys_desktop.ui.agreements.form import AgreementForm
from mcsys_desktop.ui.agreements.tables import WholeTable
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Card
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.texts import Label, WrappedLabel
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Task, Work


class AgreementsPage(Page):
    """``drafts_wanted``: somebody wants to see the drafts that were made."""

    title = N_("Agreements")
    icon = "refresh-cw"
    shows = frozenset({"agreement", "agreement_line", "agreement_run", "invoice", "customer"})

    drafts_wanted = Signal()

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self._why = ""
        self._masked = False
        self._rows: Sequence[Row] = ()
        self.found = Waiting()
        self.new = Button(_("New agreement"), "plus", "primary", shortcuts.shown("new"))
        self.ready = Label("", "section", figures=True)
        self.make = Button(_("Make drafts"), "check", "primary")
        self.hold = Button(_("Leave out"))
        self.drafts = Button(_("Show the drafts"), kind="link")
        self.waiting = WholeTable(words.waiting_columns(), words.key_of, name=_("Ready to invoice"))
        self.all = WholeTable(words.agreement_columns(), words.row_key, name=_("All agreements"))
        self.nothing = WrappedLabel(
            _("No agreements yet. Hosting, domains and maintenance belong here."), "meta"
        )
        self.form = AgreementForm(work)
        self.toast = Toast(self, work.notices)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._lists())
        self.stack.addWidget(self.form)
        self.setLayout(column(self.stack, gap=0))
        self._connect()
        self.work.run(self, keeping.treatments, then=self.form.lines.offer)

    def fetch(self) -> Task | None:
        """Ask what waits and what there is."""
        self.work.run(self, agreements.listing, then=self.show_all)
        return self.work.run(self, agreements.waiting, then=self.show_waiting)

    def show_waiting(self, found: Waiting) -> None:
        """Show what waits to be invoiced."""
        self.found = found
        shown = () if self._masked else found.runs
        told = words.HIDDEN if self._masked else ""
        self.ready.setText(_(told) if told else words.ready(len(found.runs), found.total))
        self.waiting.show_rows(shown)
        self.waiting.setVisible(bool(shown))
        for button in (self.make, self.hold):
            button.setVisible(bool(shown) and not self._why)

    def show_all(self, rows: Sequence[Row]) -> None:
        """Show all agreements."""
        self._rows = rows
        shown = () if self._masked else rows
        self.all.show_rows(shown)
        self.all.setVisible(bool(shown))
        self.nothing.setVisible(not rows)

    def start_new(self) -> None:
        """Begin a new agreement."""
        if not self._why:
            self.stack.setCurrentWidget(self.form)
            self.form.start_new()

    def show_list(self) -> None:
        """Show the lists again."""
        self.stack.setCurrentIndex(0)
        self.refresh()
        (self.waiting if self.found.runs else self.all).setFocus()

    def set_counter(self, masked: bool) -> None:
        """Hide names and amounts from the person opposite, or show them."""
        self._masked = masked
        if masked and self.stack.currentIndex():
            self.stack.setCurrentIndex(0)
        self.new.setDisabled(masked or bool(self._why))
        self.show_waiting(self.found)
        self.show_all(self._rows)

    def set_only_reads(self, why: str) -> None:
        """Let who may only read do nothing else."""
        self._why = why
        self.new.setDisabled(bool(why))
        self.new.setToolTip(why)
        self.form.keep.setDisabled(bool(why))
        self.show_waiting(self.found)

    def unsaved(self) -> int:
        """How many forms hold what the office does not have."""
        return int(self.stack.currentWidget() is self.form and self.form.changed)

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        if self.stack.currentWidget() is self.form:
            return [self.form]
        return [self.waiting, self.all]

    def make_drafts(self) -> None:
        """Make a draft of each that waits."""
        if self.found.runs and self.make.isEnabled():
            self.make.setDisabled(True)
            runs = self.found.runs
            self.work.run(
                self, agreements.make_drafts, runs, then=self._on_made, failed=self._refuse
            )

    def _on_made(self, made: Sequence[Made]) -> None:
        self.make.setEnabled(True)
        done = sum(one.invoice_id is not None for one in made)
        said = ngettext("{count} draft was made.", "{count} drafts were made.", done)
        reasons = list(dict.fromkeys(one.why for one in made if one.why))
        self.toast.say(" ".join([said.format(count=done), *reasons]))
        self.drafts.setVisible(bool(done))
        self.refresh()

    def _leave_out(self) -> None:
        run: Run | None = self.waiting.chosen()
        if run is None:
            self.toast.say(_("Choose first which period is left out."))
            return

        def done(_nothing: object) -> None:
            back = partial(self.work.run, self, agreements.take_in_again, run)
            self.toast.say(_("The period is left out."), _("Undo"), lambda: back(then=self._again))
            self.refresh()

        self.work.run(self, agreements.leave_out, run, then=done, failed=self._refuse)

    def _again(self, _nothing: object) -> None:
        self.refresh()

    def _open(self, found: Row | None) -> None:
        if found is not None:
            self._open_agreement(found.id, found.customer)

    def _open_run(self, run: Run | None) -> None:
        if run is not None:
            self._open_agreement(run.agreement_id, run.customer)

    def _open_agreement(self, agreement_id: int, customer: str) -> None:
        def come(found: agreements.Agreement | None) -> None:
            if found is None:
                self.toast.say(_("This agreement is no longer there."))
                self.refresh()
                return
            self.stack.setCurrentWidget(self.form)
            self.form.show_agreement(found, customer)

        self.work.run(self, agreements.get, agreement_id, then=come)

    def _on_saved(self, _agreement_id: int) -> None:
        self.toast.say(_("The agreement is kept."))
        self.show_list()

    def _refuse(self, error: Exception) -> None:
        self.make.setEnabled(True)
        if isinstance(error, UserError):
            self.toast.say(str(error))
            self.refresh()
        else:
            self.work.failed.emit(self, error)

    def _lists(self) -> QWidget:
        head = row(Label(_(self.title), "title"), None, self.new)
        acts = row(self.ready, None, self.drafts, self.hold, self.make)
        self.drafts.hide()
        ready = Card(column(acts, self.waiting, gap=10, margins=(16, 12, 1, 12)))
        every = Card(
            column(
                Label(_("All agreements"), "section"), self.nothing, self.all,
                gap=10, margins=(16, 12, 1, 12),
            )
        )  # fmt: skip
        return ScrollPage(column(head, ready, every, None, gap=16, margins=(24, 16, 24, 20)))

    def _connect(self) -> None:
        self.new.clicked.connect(self.start_new)
        self.make.clicked.connect(self.make_drafts)
        self.hold.clicked.connect(self._leave_out)
        self.drafts.clicked.connect(self.drafts_wanted)
        self.waiting.opened.connect(self._open_run)
        self.all.opened.connect(self._open)
        self.form.left.connect(self.show_list)
        self.form.saved.connect(self._on_saved)
        shortcuts.bind(self, "save", self.form.save)
        shortcuts.bind(self, "undo", self.toast.act)
