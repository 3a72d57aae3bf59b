"""One agreement: for whom, how often, at what prices."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import agreements
from mcsys_desktop.services.agreements import Agreement, PriceChange
from mcsys_desktop.services.customers import CustomerRow
from mcsys_desktop.services.invoices import DraftHead
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.agreements.fields import AgreementFields
from mcsys_desktop.ui.agreements.prices import PriceCard, with_change
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.callers.finder import CustomerFinder
from mcsys_desktop.ui.invoices.lines_card import LinesCard
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.said import SaidLine
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.texts import Label
from mcsys_desktop.ui.work import Work


class AgreementForm(QWidget):
    """``saved`` carries the id of what was kept; ``left`` that somebody goes back to the list."""

    saved = Signal(int)
    left = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._shown: Agreement | None = None
        self.changed = False
        self.back = Button("", "chevron-left", "ghost", name=_("Back to the list"))
        self.title = Label("", "title")
        self.keep = Button(_("Save"), "check", "primary", shortcuts.shown("save"))
        self.wrong = SaidLine("body")
        self.customer = Label("", "section")
        self.finder = CustomerFinder(work)
        self.fields = AgreementFields()
        self.lines = LinesCard(work)
        self.lines.sums.called = _("Each time, including VAT")
        self.prices = PriceCard()
        head = row(self.back, self.title, None, self.keep)
        body = column(
            head, self.wrong, self.customer, self.finder, self.fields, self.lines, self.prices,
            None, gap=16, margins=(24, 16, 24, 20),
        )  # fmt: skip
        self._area = ScrollPage(body)
        self.setLayout(column(self._area, gap=0))
        self._connect()

    def start_new(self) -> None:
        """Begin a new one: first for whom."""
        self._shown = None
        self.changed = False
        self.title.setText(_("New agreement"))
        self._tell("")
        for part in (self.customer, self.fields, self.lines, self.prices):
            part.hide()
        self.keep.hide()
        self.finder.show()
        self.finder.field.setFocus()

    def show_agreement(self, one: Agreement, customer: str) -> None:
        """Show one to change."""
        self._shown = one
        self.title.setText(_("Agreement") if one.id else _("New agreement"))
        self.setAccessibleName(f"{self.title.text()}, {customer}")
        self.customer.setText(customer)
        self.finder.hide()
        for part in (self.customer, self.fields, self.lines, self.prices, self.keep):
            part.show()
        self._tell("")
        self.fields.show_agreement(one)
        self.lines.show_lines(one.lines, DraftHead(mode=one.mode, discount=one.discount))
        self.prices.show_lines(one.lines)
        self.changed = False

    def save(self) -> None:
        """Keep what stands here."""
        if self._shown is None or not self.keep.isEnabled():
            return
        self.lines.view.setFocus()  # an open field gives what was typed in it to the line
        read, wrong = self.fields.read(), self.lines.wrong()
        if read is None or wrong:
            self._tell(wrong or _("Something here is not understood yet. It says so below it."))
            return
        wanted = replace(read, lines=tuple(self.lines.model.lines))  # type: ignore[arg-type]
        self.keep.setDisabled(True)
        self._work.run(self, agreements.save, wanted, then=self._on_saved, failed=self._refuse)

    def _on_saved(self, agreement_id: int) -> None:
        self.keep.setEnabled(True)
        self.changed = False
        self.saved.emit(agreement_id)

    def _refuse(self, error: Exception) -> None:
        self.keep.setEnabled(True)
        if isinstance(error, UserError):
            self._tell(str(error))
        else:
            self._work.failed.emit(self, error)

    def _tell(self, sentence: str) -> None:
        self.wrong.say(sentence, bad=True)
        if sentence:
            self._area.verticalScrollBar().setValue(0)

    def _picked(self, found: CustomerRow) -> None:
        def come(made: Agreement) -> None:
            self.show_agreement(made, found.name)
            self.fields.texts["title"].setFocus()

        self._work.run(
            self, agreements.begin, found.id, clock.today(), then=come, failed=self._refuse
        )

    def _change_price(self, change: PriceChange) -> None:
        lines = list(self.lines.model.lines)
        at = max(0, self.lines.view.currentIndex().row())
        if at >= len(lines):
            self._tell(_("Choose the line first that gets another price."))
            return
        lines[at] = with_change(lines[at], change)
        self.lines.model.put(lines)
        self._tell("")

    def _touch(self) -> None:
        self.changed = True
        self.prices.show_lines(self.lines.model.lines)

    def _price(self) -> None:
        read = self.fields.read()
        if read is not None:
            self.lines.price_as(DraftHead(mode=read.mode, discount=read.discount))

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.keep.clicked.connect(self.save)
        self.finder.picked.connect(self._picked)
        self.fields.changed.connect(self._touch)
        self.fields.priced.connect(self._price)
        self.lines.model.changed.connect(self._touch)
        self.prices.wanted.connect(self._change_price)
        self.lines.view.customer = lambda: (
            self._shown.customer_id if self._shown else None,
            self._shown.mode if self._shown else None,
            self._shown.language if self._shown else "nl",
        )
