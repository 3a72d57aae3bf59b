"""What a customer has to pay, on their card; at a counter nobody reads it."""

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.money.amounts import euros
from mcsys_desktop.services.invoices import Owed
from mcsys_desktop.ui.tiles import Tile


class OwedTile(Tile):
    """The sum of what is open, and how late it is. Pressed it leads to those invoices."""

    def __init__(self) -> None:
        super().__init__(_("Outstanding amount"))
        self.show_owed(None)

    def show_owed(self, owed: Owed | None) -> None:
        """Show what they have to pay; None while nobody knows."""
        if owed is None:
            self.show_figure("…")
            return
        late = 0
        if owed.oldest_due is not None:
            late = max(0, (clock.today() - owed.oldest_due).days)
        if not owed.invoices:
            detail = _("nothing to pay")
        elif late:
            said = ngettext("{amount} overdue, {count} day", "{amount} overdue, {count} days", late)
            detail = said.format(amount=euros(owed.overdue), count=late)
        else:
            said = ngettext("{count} invoice, not due yet", "{count} invoices, not due yet",
                            owed.invoices)  # fmt: skip
            detail = said.format(count=owed.invoices)
        self.show_figure(euros(owed.open), detail, *(("bad",) if late else ()))

    def set_hidden(self, hidden: bool) -> None:
        """Hide it from whoever stands opposite, or show it."""
        self.setVisible(not hidden)
