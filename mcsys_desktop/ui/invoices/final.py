"""A final document: only to look at, with what happened with it and what was paid."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import invoices, payments
from mcsys_desktop.services.invoices import EventKind, Kind, previews
from mcsys_desktop.services.payments.whole import Whole, whole
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.invoices.beside import Beside
from mcsys_desktop.ui.invoices.giving_back import CreditForm
from mcsys_desktop.ui.invoices.lines_card import LinesCard
from mcsys_desktop.ui.invoices.paying import PaymentForm
from mcsys_desktop.ui.invoices.preview import PreviewPane
from mcsys_desktop.ui.labels import Card, Chip
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.texts import ElidedLabel, Label
from mcsys_desktop.ui.work import Task, Work


class FinalView(QWidget):
    """One final document. ``opened`` carries the id of another one that somebody wants to see."""

    left = Signal()
    said = Signal(str, str, object)
    opened = Signal(int)
    print_wanted = Signal(int)
    mail_wanted = Signal(int)
    customer_wanted = Signal(int)

    def __init__(self, work: Work, preview: PreviewPane) -> None:
        super().__init__()
        self._work, self._preview = work, preview
        self._id, self._why = 0, ""
        self._task: Task | None = None
        self.whole: Whole | None = None
        self.form: PaymentForm | CreditForm | None = None
        self.back = Button("", "chevron-left", "ghost", name=_("Back to the list"))
        self.title = Label("", "title")
        self.chip = Chip()
        self.state = Label("", "meta", figures=True)
        self.show_preview = Button(_("Preview"))
        self.print = Button(_("Print"), "printer", key=shortcuts.shown("print"))
        self.mail = Button(_("Mail"), "mail")
        self.pay = Button(_("Record a payment"), "landmark", "primary")
        self.credit = Button(_("Credit"))
        self.copy = Button(_("Copy to a new draft"))
        self.dispute = Button("")
        self.customer = Button("", "user", "link")
        self.corrects = Button("", "link", "link")
        self.facts = ElidedLabel("", "meta")
        self.lines = LinesCard(work)
        self.lines.set_read_only()
        self.beside = Beside()
        for act in (self.pay, self.credit, self.copy, self.dispute):
            act.hide()  # until it is known what can be done
        self._lay_out()
        self._connect()

    def show_invoice(self, invoice_id: int) -> None:
        """Show another document."""
        if self.form is not None:
            self.form.close()
        self._id = invoice_id
        self._preview.show_now(partial(previews.of_final, invoice_id))
        self.refresh()

    def refresh(self) -> None:
        """Ask again how it stands."""
        if not self._id:
            return
        if self._task is not None:
            self._task.cancel()
        self._task = self._work.run(self, whole, self._id, then=self._show)

    def set_only_reads(self, why: str) -> None:
        """Let who may only read do nothing else."""
        self._why = why
        self._offer()

    def focus_first(self) -> None:
        """Where one goes on after it became final."""
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Whole | None) -> None:
        self.whole = found
        if found is None:
            self.left.emit()
            return
        invoice, how = found.invoice, found.standing
        self.title.setText(words.title(invoice.kind, invoice.number))
        self.setAccessibleName(self.title.text())
        self.chip.show_chip(words.standing(how), words.tone(how))
        self.state.setText(_("{amount} open").format(amount=words.euros(how.open))
                           if how.open else "")  # fmt: skip
        self.customer.set_text(found.customer)
        self.customer.setVisible(bool(found.customer))
        facts = [
            _("dated {day}").format(day=words.day(invoice.dated)),
            _("due {day}").format(day=words.day(invoice.due)),
        ]
        if invoice.head.reference:
            facts.append(_("reference {words}").format(words=invoice.head.reference))
        self.facts.setText(" · ".join(facts))
        corrects = found.corrects
        self.corrects.setVisible(corrects is not None)
        if corrects is not None:
            self.corrects.set_text(_("About invoice {number}").format(number=corrects.number))
        self.lines.kind = invoice.kind
        self.lines.show_lines(invoice.lines, invoice.head)
        self.beside.show_whole(found)
        self._offer()

    def _offer(self) -> None:
        found = self.whole
        if found is None:
            return
        invoice, how = found.invoice, found.standing
        may = not self._why
        credit = invoice.kind is Kind.CREDIT
        self.pay.set_text(_("Pay back") if credit else _("Record a payment"))
        self.pay.setVisible(may and how.open > 0)
        self.credit.setVisible(may and not credit and any(each.quantity for each in found.left))
        self.copy.setVisible(may and not credit)
        disputed = how.status is invoices.Status.DISPUTED
        self.dispute.set_text(_("Dispute over") if disputed else _("Disputed"))
        self.dispute.setVisible(may and not credit and (disputed or how.open > 0))

    def _ask_payment(self) -> None:
        if self.whole is not None:
            form = PaymentForm(self, self._work, self.whole)
            form.written.connect(self._on_paid)
            self.form = form
            form.open_below(self.pay, form.amount)

    def _on_paid(self, sentence: str, payment_id: int) -> None:
        self.said.emit(sentence, _("Undo"), partial(self._take_back, payment_id))
        self.refresh()

    def _take_back(self, payment_id: int) -> None:
        self._work.run(
            self,
            payments.take_back,
            payment_id,
            then=lambda _told: self.refresh(),
            failed=self._refuse,
        )

    def _ask_credit(self) -> None:
        if self.whole is not None:
            form = CreditForm(self, self._work, self.whole)
            form.drafted.connect(self.opened)
            self.form = form
            form.open_below(self.credit, form.first)

    def _copy(self) -> None:
        self._work.run(self, invoices.copy, self._id, then=self.opened.emit, failed=self._refuse)

    def _dispute(self) -> None:
        if self.whole is None:
            return
        over = self.whole.standing.status is invoices.Status.DISPUTED
        kind = EventKind.DISPUTE_OVER if over else EventKind.DISPUTED
        self._work.run(
            self,
            invoices.tell,
            self._id,
            kind,
            then=lambda _id: self.refresh(),
            failed=self._refuse,
        )

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.said.emit(str(error), "", None)
        else:
            self._work.failed.emit(self, error)

    def _print(self) -> None:
        if self.whole is not None:
            self.print_wanted.emit(self._id)

    def _open_customer(self) -> None:
        if self.whole is not None and self.whole.invoice.head.customer_id is not None:
            self.customer_wanted.emit(self.whole.invoice.head.customer_id)

    def _open_corrected(self) -> None:
        if self.whole is not None and self.whole.corrects is not None:
            self.opened.emit(self.whole.corrects.id)

    def _lay_out(self) -> None:
        under = row(self.chip, self.state, None, gap=8)
        names = column(row(self.back, self.title, None, gap=4), under, gap=4)
        head = row(names, self.show_preview, self.print, self.mail, self.pay)
        head.setStretch(0, 1)
        acts = row(self.credit, self.copy, self.dispute, None)
        about = Card(
            column(
                row(self.customer, self.corrects, None, gap=16),
                self.facts,
                gap=6,
                margins=(16, 12, 16, 12),
            )
        )
        body = column(
            head, about, self.lines, self.beside, acts, None, gap=16, margins=(24, 16, 24, 20)
        )
        self.setLayout(column(ScrollPage(body), gap=0))

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.print.clicked.connect(self._print)
        self.mail.clicked.connect(lambda: self.mail_wanted.emit(self._id))
        self.pay.clicked.connect(self._ask_payment)
        self.credit.clicked.connect(self._ask_credit)
        self.copy.clicked.connect(self._copy)
        self.dispute.clicked.connect(self._dispute)
        self.customer.clicked.connect(self._open_customer)
        self.corrects.clicked.connect(self._open_corrected)
        self.beside.opened.connect(self.opened)
        shortcuts.bind(self, "print", self._print)
