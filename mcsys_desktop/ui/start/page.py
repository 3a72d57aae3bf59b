"""The first page: who works here, who waits, how the day goes, and what to look after."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _, ngettext
from mcsys_desktop.services import attention, duplicates, start
from mcsys_desktop.services.attention import Notice
from mcsys_desktop.services.start import Overview
from mcsys_desktop.ui.call_backs import words as waiting_words
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.start import words
from mcsys_desktop.ui.start.bars import Bars
from mcsys_desktop.ui.start.blocks import AttentionBlock, WaitersBlock, block
from mcsys_desktop.ui.start.money import MoneyTiles
from mcsys_desktop.ui.tiles import Tile
from mcsys_desktop.ui.widgets import Label
from mcsys_desktop.ui.work import Task, Work

MINUTE_MS = 60_000
LATER_MS = 3000  # what to look after is asked when the first screen is long there
HOUR_MS = 3_600_000
ABOUT_CUSTOMERS = frozenset({"customer", "phone_number", "not_duplicate", "merging"})
ABOUT_SAFETY = frozenset({"backup", "security_review", EVERYTHING})


class StartPage(Page):
    """``wanted`` tells where a figure leads: "waiting", "calls:missed", "customers", "duplicates";
    ``called`` whom somebody wants to call back. ``loaded`` comes each time that it is up to date.
    """

    title = N_("Start")
    icon = "layout-dashboard"
    shows = frozenset({"call", "call_back", "customer", "colleague", "number_series", "allocation"})

    wanted = Signal(str)
    called = Signal(object)
    loaded = Signal()
    counted = Signal(int)

    def __init__(self, work: Work, live: Live, desk: str = "", parent: QWidget | None = None):
        super().__init__(work, live, parent)
        self._desk = desk
        self._masked = False
        self._overview: Overview | None = None
        self._notices: list[Notice] = []
        self._source: Notice | None = None  # a phone system that is gone
        self.greeting = Label("", "title")
        self.day = Label("", "meta")
        self.waiting = Tile(_("To call back"))
        self.calls = Tile(_("Calls today"))
        self.customers = Tile(_("New customers this week"))
        self.duplicates = Tile(_("Duplicate customers"))
        self.duplicates.show_figure("…")
        self._look_again = False  # customers changed since it was asked what to look after
        self.money = MoneyTiles(work)
        self.bars = Bars(_("Calls today, by the hour"))
        self.of_today = Label("", "meta", figures=True)
        self.waiters = WaitersBlock()
        self.attention = AttentionBlock()
        self._lay_out()
        self._connect()

    def fetch(self) -> Task | None:
        """Ask the office how the day goes."""
        self.money.fetch()
        return self.work.run(self, start.overview, then=self.show_overview)

    def show_overview(self, overview: Overview) -> None:
        """Show the day as it is."""
        self._overview = overview
        at, waiting = overview.at, overview.waiting
        self.greeting.setText(words.greeting(overview.name, at))
        self.day.setText(" · ".join(part for part in (words.day(at), self._desk) if part))
        oldest = ""
        if waiting.oldest is not None:
            waits = waiting_words.waited(waiting.oldest, at)
            oldest = _("the longest for {time}").format(time=waits)
        self.waiting.show_figure(str(waiting.count), oldest or _("nobody waits"), *_red(oldest))
        missed = ngettext("{count} missed", "{count} missed", overview.missed)
        missed = missed.format(count=overview.missed) if overview.missed else ""
        self.calls.show_figure(str(overview.calls), missed or _("none missed"))
        figure = f"{overview.new_customers}+" if overview.many else str(overview.new_customers)
        self.customers.show_figure(figure, _("since Monday"))
        self.of_today.setText(" · ".join(part for part in (str(overview.calls), missed) if part))
        self.bars.show_hours(overview.hours, clock.local(at).hour)
        self.waiters.show_entries(overview.longest, masked=self._masked)
        self.counted.emit(waiting.count)
        self.loaded.emit()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show what should be looked after."""
        self._notices = list(notices)
        first = [self._source] if self._source is not None else []
        self.attention.show_notices([*first, *self._notices])

    def show_source(self, lost: str | None) -> None:
        """A phone system is gone, and why; None: all of them are there."""
        self._source = None
        if lost is not None:
            title = _("No connection to the phone system")
            self._source = Notice("source", "bad", "phone-off", title, lost, "settings")
        self.show_notices(self._notices)

    def set_desk(self, name: str) -> None:
        """The desk is called so from now on."""
        self._desk = name
        if self._overview is not None:
            self.show_overview(self._overview)

    def set_counter(self, masked: bool) -> None:
        """Hide customers' names, or show them."""
        self._masked = masked
        self.money.set_counter(masked)
        if self._overview is not None:
            self.waiters.show_entries(self._overview.longest, masked=masked)

    def entry(self) -> QWidget:
        """Where the focus begins."""
        return self._whole

    def show_duplicates(self, counted: duplicates.Counted) -> None:
        """Show how many customers may be one."""
        if counted.pairs:
            self.duplicates.show_figure(f"{counted.pairs}{'+' * counted.more}", _("to decide"))
        else:
            none = _("none found so far") if counted.more else _("none found")
            self.duplicates.show_figure("0", none)

    def look_after(self) -> None:
        """Ask what should be looked after."""
        self._look_again = False
        self.work.run(self, duplicates.counted, then=self.show_duplicates, failed=self._later)
        self.work.run(self, attention.notices, then=self.show_notices, failed=self._later)

    def _lay_out(self) -> None:
        tiles = row(self.waiting, self.calls, self.customers, self.duplicates, gap=16)
        for place in range(4):
            tiles.setStretch(place, 1)
        bars = block(_("Calls today"), self.bars, aside=self.of_today)
        below = row(self.waiters, self.attention, gap=16)
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        layout = column(
            column(self.greeting, self.day, gap=4),
            tiles,
            self.money,
            bars,
            below,
            None,
            gap=16,
            margins=(24, 20, 24, 20),
        )
        # The focus begins on the whole page, and not on the first figure there happens to be.
        self._whole = ScrollPage(layout)
        self._whole.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._whole.setAccessibleName(_(self.title))
        self.setLayout(column(self._whole, gap=0))

    def _connect(self) -> None:
        for tile, target in (
            (self.waiting, "waiting"),
            (self.calls, "calls:all"),
            (self.customers, "customers"),
            (self.duplicates, "duplicates"),
        ):
            tile.clicked.connect(lambda _on=False, target=target: self.wanted.emit(target))
        self.money.wanted.connect(self.wanted)
        self.waiters.all_wanted.connect(lambda: self.wanted.emit("waiting"))
        self.waiters.called.connect(self.called)
        self.attention.wanted.connect(self.wanted)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()
        self._hour = QTimer(self, interval=HOUR_MS)
        self._hour.timeout.connect(self.look_after)
        self._hour.start()
        QTimer.singleShot(LATER_MS, self, self.look_after)

    def _on_minute(self) -> None:
        """Time goes on, also where nothing happens."""
        if self.isVisible():
            self.refresh()
            self._again()

    def _again(self) -> None:
        if self._look_again:
            self.look_after()

    def _on_changed(self, tables: set[str]) -> None:
        super()._on_changed(tables)
        self._look_again |= bool(tables & ABOUT_CUSTOMERS)  # and not at each of a whole list's
        if tables & ABOUT_SAFETY:
            self.look_after()

    def _later(self, error: Exception) -> None:
        """The office does not answer now, which the window says already: in an hour then."""
        if not isinstance(error, UserError):
            self.work.failed.emit(self, error)

    # Qt's own names from here.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._again()


def _red(oldest: str) -> tuple[str, ...]:
    return ("bad",) if oldest else ()
