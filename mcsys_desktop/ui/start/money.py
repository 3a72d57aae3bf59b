"""The tiles about money on the first page: open, overdue, turnover of the month."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.money.amounts import euros
from mcsys_desktop.services.invoices import figures
from mcsys_desktop.services.invoices.figures import Figures
from mcsys_desktop.ui import dates
from mcsys_desktop.ui.layouts import row
from mcsys_desktop.ui.tiles import Tile
from mcsys_desktop.ui.work import Task, Work


class MoneyTiles(QWidget):
    """``wanted`` tells where a figure leads. Not there before the first invoice, nor at a counter,
    where whoever stands opposite would read it.
    """

    wanted = Signal(str)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._task: Task | None = None
        self._hidden = False
        self.open = Tile(_("Outstanding amount"))
        self.overdue = Tile(_("Overdue"))
        self.turnover = Tile(_("Turnover of this month"))
        tiles = row(self.open, self.overdue, self.turnover, gap=16)
        for place in range(3):
            tiles.setStretch(place, 1)
        self.setLayout(tiles)
        self.hide()
        for tile, part in (
            (self.open, "open"),
            (self.overdue, "overdue"),
            (self.turnover, ""),
        ):
            tile.clicked.connect(lambda _on=False, part=part: self.wanted.emit(f"invoices:{part}"))

    def fetch(self) -> None:
        """Ask the office again."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._work.run(self, figures.figures, then=self.show_figures)

    def show_figures(self, told: Figures) -> None:
        """Show what there is to tell."""
        owed = told.owed
        said = ngettext("{count} invoice", "{count} invoices", owed.invoices)
        self.open.show_figure(euros(owed.open), said.format(count=owed.invoices))
        late = 0
        if owed.oldest_due is not None and owed.overdue:
            late = (clock.today() - owed.oldest_due).days
        words = ngettext("the oldest {count} day", "the oldest {count} days", late)
        about = words.format(count=late) if late else _("nothing late")
        self.overdue.show_figure(euros(owed.overdue), about, *(("bad",) if late else ()))
        self.turnover.setVisible(told.turnover is not None)
        if told.turnover is not None and told.before is not None:
            today = clock.today()
            former = today.replace(day=1) - timedelta(days=1)
            before = _("without VAT · {month} {amount}").format(
                month=dates.month(former.year, former.month), amount=euros(told.before)
            )
            self.turnover.show_figure(euros(told.turnover), before)
        self.setVisible(told.any and not self._hidden)

    def set_counter(self, masked: bool) -> None:
        """Hide amounts (a counter), or show them."""
        self._hidden = masked
        if masked:
            self.hide()
        else:
            self.fetch()
