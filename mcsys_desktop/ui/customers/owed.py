"""What a customer has to pay, on their card; at a counter nobody reads it."""

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _, ngettext
from mcsys_desktop.core.money.amounts import euros
from mcsys_desktop.services.invoices import Owed
from mcsys_desktop.services.reminders import Stands, Step
from mcsys_desktop.ui.tiles import Tile

_STEPS = {
    Step.FRIENDLY: N_("reminded"),
    Step.FOURTEEN_DAYS: N_("14-day letter of"),
    Step.NOTICE: N_("formal notice of"),
    Step.HANDED_OVER: N_("handed over"),
}


class OwedTile(Tile):
    """The sum of what is open, and how late it is. Pressed it leads to those invoices."""

    def __init__(self) -> None:
        super().__init__(_("Outstanding amount"))
        self._owed: Owed | None = None
        self._reminded = ""
        self.show_owed(None)

    def show_reminded(self, how: Stands) -> None:
        """Say how far it has come with reminders."""
        self._reminded = ""
        if how.locked:
            self._reminded = _("gets no reminders")
        elif how.last is not None:
            step, day = _STEPS[how.last.step], f"{how.last.dated:%d-%m}"
            self._reminded = _("{step} {day}").format(step=_(step), day=day)
        self.show_owed(self._owed)

    def show_owed(self, owed: Owed | None) -> None:
        """Show what they have to pay; None while nobody knows."""
        self._owed = owed
        if owed is None:
            self._reminded = ""
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
        if owed.invoices and self._reminded:
            detail = f"{detail} · {self._reminded}"
        self.show_figure(euros(owed.open), detail, *(("bad",) if late else ()))

    def set_hidden(self, hidden: bool) -> None:
        """Hide it from whoever stands opposite, or show it."""
        self.setVisible(not hidden)
