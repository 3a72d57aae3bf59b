"""Who was merged into the customer of the card, and the way back: at any time, years later too."""

from PySide6.QtCore import Signal

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers import words
from mcsys_desktop.ui.customers.rows import clear


class MergedCard(widgets.Card):
    """One line for each; not there where nobody was. ``apart_wanted`` carries a merging's id."""

    apart_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._edits = True
        self._hidden = False
        self._card: customers.CustomerCard | None = None
        self.buttons: list[widgets.Button] = []
        self._rows = layouts.column(gap=8)
        title = _("Merged customers")
        self.setLayout(
            layouts.column(
                widgets.label(title, "row"), self._rows, gap=12, margins=(16, 12, 16, 16)
            )
        )
        self.setAccessibleName(title)
        self.hide()

    def show_card(self, card: customers.CustomerCard) -> None:
        """Show who is shown as this customer."""
        self._card = card
        clear(self._rows)
        self.buttons = []
        for line in card.merged:
            number = _("Customer {number}").format(number=line.number)
            name = number if self._hidden else f"{line.name} ({number.lower()})"
            said = widgets.label(_("Merged with {name}").format(name=name), wrap=True)
            day = clock.day_and_time(line.at, clock.today())
            about = widgets.label(words.joined(line.by, day), "small", figures=True)
            apart = widgets.Button(_("Take apart"), kind="default")
            apart.setAccessibleName(_("Take apart: {name}").format(name=name))
            apart.clicked.connect(lambda _on=False, which=line.id: self.apart_wanted.emit(which))
            apart.setVisible(self._edits)
            self.buttons.append(apart)
            row = layouts.row(layouts.column(said, about, gap=0), apart, gap=12)
            row.setStretch(0, 1)
            holder = widgets.Pane("surface")
            holder.setLayout(row)
            self._rows.addWidget(holder)
        self.setVisible(bool(card.merged))

    def offer_editing(self, offered: bool) -> None:
        """Offer to take them apart, or only say that they are one."""
        self._edits = offered
        self._again()

    def set_hidden(self, hidden: bool) -> None:
        """Hide names from whoever stands opposite, or show them."""
        self._hidden = hidden
        self._again()

    def _again(self) -> None:
        if self._card is not None:
            self.show_card(self._card)
