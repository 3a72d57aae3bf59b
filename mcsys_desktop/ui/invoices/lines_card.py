"""The second card of the editor: the lines, what is wrong with them, and what they come to."""

from collections.abc import Sequence
from typing import Any

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.services.invoices import DraftHead, DraftLine, Kind, Problem
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.invoices.lines_view import LinesView
from mcsys_desktop.ui.invoices.sums import Sums
from mcsys_desktop.ui.labels import Card, horizontal_line
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.texts import Label, WrappedLabel
from mcsys_desktop.ui.work import Work


class LinesCard(Card):
    """The lines of a document, to type or only to read."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.kind = Kind.INVOICE
        self._offered: list[Treatment] = [Treatment.HIGH, Treatment.LOW, Treatment.ZERO]
        self.view = LinesView(work)
        self.model = self.view.lines
        self.view.treatments = self._treatments
        self.discount = Button(_("Discount per line"), kind="link")
        self.trouble = WrappedLabel("", "small", ink="bad")
        self.trouble.setContentsMargins(16, 4, 16, 4)
        self.trouble.hide()
        self.sums = Sums()
        self._said = ""
        head = row(Label(_("Lines"), "row"), None, self.discount, margins=(16, 12, 16, 4))
        grid = row(self.view, margins=(1, 0, 1, 0))
        self.setLayout(column(head, grid, self.trouble, horizontal_line(), self.sums, gap=0))
        self.discount.clicked.connect(lambda: self.view.show_discount(not self.view.with_discount))
        self.model.changed.connect(self._show)

    def offer(self, treatments: Sequence[Treatment]) -> None:
        """Offer these ways to be taxed; the first is that of a new line."""
        self._offered = list(treatments)
        if self._offered:
            self.model.usual = self._offered[0]

    def show_lines(self, lines: Sequence[DraftLine], head: DraftHead) -> None:
        """Show what is stored."""
        self._said = ""
        self.model.price_as(head.mode, head.discount)
        self.model.show(lines)
        self._show()

    def price_as(self, head: DraftHead) -> None:
        """The prices hold the VAT or not, or another discount is on all of it."""
        self.model.price_as(head.mode, head.discount)
        self._show()

    def set_read_only(self) -> None:
        """Only show them."""
        self.view.set_read_only(True)
        self.discount.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say below the lines what is not right with them."""
        about = [one.sentence for one in problems if one.line is not None or one.field == "lines"]
        self._said = "\n".join(about)
        self._show()

    def wrong(self) -> str:
        """What is said of the first cell that is not understood."""
        return next((sentence for _typed, sentence in self.model.wrong.values()), "")

    def _show(self) -> None:
        self.sums.show_totals(self.model.totals, self.model.mode, self.kind)
        sentences = [
            _("Line {n}: {sentence}").format(n=place[0] + 1, sentence=sentence)
            for place, (_typed, sentence) in sorted(self.model.wrong.items())
        ]
        said = "\n".join([*sentences, *([self._said] if self._said else [])])
        self._said = ""
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))

    def _treatments(self) -> list[tuple[Any, str]]:
        return [(str(one), words.treatment(one)) for one in self._offered]
