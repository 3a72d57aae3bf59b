"""What a document comes to, below its lines."""

from PySide6.QtWidgets import QGridLayout, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.amounts import percentage
from mcsys_desktop.core.money.totals import PriceMode, Totals
from mcsys_desktop.services.invoices import Kind
from mcsys_desktop.ui import painting
from mcsys_desktop.ui.invoices.words import euros
from mcsys_desktop.ui.texts import Label


class Sums(QWidget):
    """Subtotal, discount, VAT per rate, and what is to be paid."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 8, 16, 16)
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.setLayout(self._grid)
        self._labels: list[Label] = []

    def show_totals(self, sums: Totals, mode: PriceMode, kind: Kind = Kind.INVOICE) -> None:
        """Show what it comes to."""
        told = in_words(sums, mode)
        last = _("To give back") if kind is Kind.CREDIT else _("To pay")
        told.append((last, euros(sums.total)))
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        for at, pair in enumerate(told):
            role = "section" if at == len(told) - 1 else "body"
            for column, words in enumerate(pair, start=1):
                label = Label(words, role, figures=column == 2)
                label.setAlignment(painting.RIGHT)
                self._grid.addWidget(label, at, column)
                self._labels.append(label)
        self.setAccessibleName(", ".join(f"{words} {amount}" for words, amount in told))


def in_words(sums: Totals, mode: PriceMode) -> list[tuple[str, str]]:
    """The lines above the last one."""
    told = []
    if sums.adjustments:
        told.append((_("Discount"), euros(sum(one.amount for one in sums.adjustments))))
    if mode is PriceMode.EXCL or sums.vat:
        told.append((_("Subtotal without VAT"), euros(sums.base)))
    for group in sums.groups:
        if group.rate.points:
            words = _("VAT {percent}%").format(percent=percentage(group.rate.points))
            told.append((words, euros(group.vat)))
    return told
