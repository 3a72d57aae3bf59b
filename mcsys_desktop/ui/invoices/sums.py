"""What a document comes to, below its lines."""

from PySide6.QtWidgets import QGridLayout, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.amounts import percentage
from mcsys_desktop.core.money.totals import PriceMode, Totals
from mcsys_desktop.services.invoices import Kind
from mcsys_desktop.ui import painting
from mcsys_desktop.ui.invoices.words import euros
from mcsys_desktop.ui.texts import Label

_MOST = 6  # lines above the last: discount, subtotal, and a line for each rate there is


class Sums(QWidget):
    """Subtotal, discount, VAT per rate, and what is to be paid."""

    def __init__(self) -> None:
        super().__init__()
        self.called = _("To pay")  # what the last line is, unless it is given back
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 8, 16, 16)
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.setLayout(self._grid)
        self._rows = [self._row(at, "body") for at in range(_MOST)]
        self._last = self._row(_MOST, "section")

    def show_totals(self, sums: Totals, mode: PriceMode, kind: Kind = Kind.INVOICE) -> None:
        """Show what it comes to."""
        told = in_words(sums, mode)
        last = _("To give back") if kind is Kind.CREDIT else self.called
        for at, pair in enumerate(self._rows):
            for label, words in zip(pair, told[at] if at < len(told) else ("", ""), strict=True):
                label.setText(words)
                label.setVisible(at < len(told))
        for label, words in zip(self._last, (last, euros(sums.total)), strict=True):
            label.setText(words)
        said = [*told, (last, euros(sums.total))]
        self.setAccessibleName(", ".join(f"{words} {amount}" for words, amount in said))

    def _row(self, at: int, role: str) -> tuple[Label, Label]:
        pair = Label("", role), Label("", role, figures=True)
        for column, label in enumerate(pair, start=1):
            label.setAlignment(painting.RIGHT)
            self._grid.addWidget(label, at, column)
        return pair


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
    return told[:_MOST]
