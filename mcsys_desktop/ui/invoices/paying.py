"""A small window that writes down that money came in, or goes back."""

import uuid
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money import amounts
from mcsys_desktop.services import payments
from mcsys_desktop.services.invoices import Kind
from mcsys_desktop.services.payments import Share
from mcsys_desktop.services.payments.whole import Whole
from mcsys_desktop.ui.choices import ChoiceField
from mcsys_desktop.ui.fields import Labelled, LineField
from mcsys_desktop.ui.form_popup import FormPopup
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.texts import Label
from mcsys_desktop.ui.work import Work


class PaymentForm(FormPopup):
    """Amount, day and way of a payment for one document. ``written`` carries what was said of it
    and the payment's id.
    """

    written = Signal(str, int)

    def __init__(self, owner: QWidget, work: Work, whole: Whole) -> None:
        back = whole.invoice.kind is Kind.CREDIT
        heading = _("Pay back {number}") if back else _("Payment of {number}")
        heading = heading.format(number=whole.invoice.number)
        super().__init__(owner, work, heading, _("Record the payment"), wide=340)
        self._whole = whole
        self._request = uuid.uuid4().hex
        self.amount = LineField(amounts.number(whole.standing.open, amounts.CENTS, amounts.CENTS))
        self.dated = LineField(words.day(clock.today()))
        self.method = ChoiceField(words.methods().items())
        self.words = LineField()
        self.understood = Label("", "small")
        self.amount_row = Labelled(_("Amount"), self.amount)
        self.day_row = Labelled(_("Day"), self.dated)
        self.lay_out(
            self.amount_row,
            self.understood,
            self.day_row,
            Labelled(_("Method of payment"), self.method),
            Labelled(_("Description"), self.words),
        )
        self.amount.textEdited.connect(lambda _text: self._understand())
        for field in (self.amount, self.dated, self.words):
            field.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self._understand()

    def _read(self) -> int | None:
        try:
            return amounts.read(self.amount.text(), amounts.CENTS)
        except UserError:
            return None

    def _understand(self) -> None:
        """Say what is understood of the amount, and what is left or too much then."""
        cents, open_ = self._read(), self._whole.standing.open
        if cents is None:
            self.understood.setText("")
            return
        said = words.euros(cents)
        if cents < open_:
            rest = _("{amount} stays open").format(amount=words.euros(open_ - cents))
        elif cents > open_:
            rest = _("{amount} too much").format(amount=words.euros(cents - open_))
        else:
            rest = _("nothing stays open")
        self.understood.setText(f"{said} · {rest}")
        self.amount_row.show_error("")

    def _save(self) -> None:
        try:
            cents = amounts.read(self.amount.text(), amounts.CENTS)
        except UserError as error:
            self.amount_row.show_error(str(error))
            self.amount.setFocus()
            return
        day = words.typed_day(self.dated.text())
        if day is None:
            self.day_row.show_error(_("Type a day, such as 6-12-2026."))
            self.dated.setFocus()
            return
        self.save.setDisabled(True)
        invoice, method = self._whole.invoice, payments.Method(str(self.method.value()))
        if invoice.kind is Kind.CREDIT:
            service = partial(
                payments.refund, invoice.id, cents, day, method, words=self.words.text()
            )
        else:  # what is too much is kept as an overpayment
            shares = [Share(invoice.id, min(cents, self._whole.standing.open))]
            service = partial(payments.receive, cents, day, method, shares, words=self.words.text())
        self._work.write(self, service, request=self._request, then=self._done, failed=self.refuse)

    def _done(self, payment_id: int) -> None:
        said = _("{amount} recorded for {number}.").format(
            amount=words.euros(self._read() or 0), number=self._whole.invoice.number
        )
        self.written.emit(said, payment_id)
        self.close()
