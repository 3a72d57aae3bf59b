"""Another price for a line from a day on."""

from collections.abc import Sequence
from dataclasses import fields, replace

from PySide6.QtCore import Qt, Signal

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money import amounts
from mcsys_desktop.services.agreements import Line, PriceChange
from mcsys_desktop.services.invoices import DraftLine
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.fields import Labelled, LineField
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.labels import Card
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.texts import Label, WrappedLabel


class PriceCard(Card):
    """``wanted`` carries a `PriceChange` for the line that is chosen above."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.price = LineField()
        self.day = LineField(placeholder=_("day-month-year"))
        self.labelled = (
            Labelled(_("New price of the chosen line"), self.price),
            Labelled(_("From which day"), self.day),
        )
        self.add = Button(_("Change the price"))
        self.known = WrappedLabel("", "small")
        fields_row = row(*self.labelled, self.add, gap=16)
        for at in (0, 1):
            fields_row.setStretch(at, 1)
            fields_row.setAlignment(self.labelled[at], Qt.AlignmentFlag.AlignTop)
        fields_row.setAlignment(self.add, Qt.AlignmentFlag.AlignBottom)
        heading = Label(_("Price changes"), "row")
        self.setLayout(column(heading, fields_row, self.known, gap=10, margins=(16, 12, 16, 14)))
        self.add.clicked.connect(self._add)
        self.day.returnPressed.connect(self._add)

    def show_lines(self, lines: Sequence[DraftLine]) -> None:
        """Say which changes there are."""
        said = [
            _("{line}: {price} from {day}").format(
                line=" ".join(line.description.split())[:60],
                price=amounts.price(change.price),
                day=words.day(change.from_day),
            )
            for line in lines
            if isinstance(line, Line)
            for change in line.changes
        ]
        self.known.setText("\n".join(said))
        self.known.setVisible(bool(said))

    def _add(self) -> None:
        for one in self.labelled:
            one.show_error("")
        day = words.typed_day(self.day.text())
        try:
            price = amounts.read(self.price.text(), amounts.PRICE)
        except UserError as error:
            self.labelled[0].show_error(str(error))
            return
        if day is None:
            self.labelled[1].show_error(_("Type a day, such as 6-12-2026."))
            return
        self.wanted.emit(PriceChange(day, price))
        self.price.clear()
        self.day.clear()


def with_change(line: DraftLine, change: PriceChange) -> Line:
    """A line that costs something else from a day on."""
    if not isinstance(line, Line):
        line = Line(**{one.name: getattr(line, one.name) for one in fields(DraftLine)})
    kept = [one for one in line.changes if one.from_day != change.from_day]
    return replace(line, changes=tuple(sorted([*kept, change], key=lambda one: one.from_day)))
