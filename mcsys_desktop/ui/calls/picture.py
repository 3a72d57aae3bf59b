"""A day or a week of calls as a picture: when it is busy, who was missed, how soon called back."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import Figures, Span, Which
from mcsys_desktop.services.calls.figures import first_day
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.calls import words
from mcsys_desktop.ui.calls.figure_table import FigureCard, Line
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.tiles import Tile
from mcsys_desktop.ui.work import Task, Work

_OPENS, _CLOSES = 8, 18  # hours that are shown, calls or not


class Picture(widgets.Pane):
    """The day or the week that somebody looks at; at first today.

    ``calls_wanted`` tells a part of the log, the first day and the one after the last.
    """

    calls_wanted = Signal(object, object, object)

    def __init__(self, work: Work) -> None:
        super().__init__("bg")
        self._work = work
        self._task: Task | None = None
        self._day: date | None = None  # None: today, whichever day that is by now
        self.span = Span.DAY
        self.shown: Figures | None = None
        self.by_day = widgets.Button(_("Day"), kind="filter")
        self.by_week = widgets.Button(_("Week"), kind="filter")
        self._spans = QButtonGroup(self)
        for button, span in ((self.by_day, Span.DAY), (self.by_week, Span.WEEK)):
            self._spans.addButton(button)
            button.clicked.connect(lambda _on=False, span=span: self.show_span(span))
        self.back = widgets.Button("‹", name=_("Earlier"))
        self.on = widgets.Button("›", name=_("Later"))
        self.now = widgets.Button(_("To today"), kind="link")
        self.title = widgets.Label("", "row")
        self.count = Tile(_("Calls"))
        self.missed = Tile(_("Missed"))
        self.soon = Tile(_("Called back after"))
        self.open = Tile(_("Not called back"))
        self.days = FigureCard(_("Calls by the day"), _("Day"))
        self.hours = FigureCard(_("Calls by the hour"), _("Hour"))
        self._lay_out()
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.now.clicked.connect(lambda: self.show_day(None))
        for tile, which in ((self.count, Which.ALL), (self.missed, Which.MISSED)):
            tile.clicked.connect(lambda _on=False, which=which: self._lead(which))
        for tile in (self.soon, self.open):
            tile.clicked.connect(lambda: self._lead(Which.MISSED))
        self.by_day.setChecked(True)

    @property
    def day(self) -> date:
        """The day that it is about, or one of the week."""
        return self._day or clock.today()

    def show_span(self, span: Span) -> None:
        """Show a day, or a week."""
        self.span = span
        (self.by_week if span is Span.WEEK else self.by_day).setChecked(True)
        self.refresh()

    def show_day(self, day: date | None) -> None:
        """Show another day, or the week that it is in; None: today."""
        self._day = None if day == clock.today() else day
        self.refresh()

    def refresh(self) -> None:
        """Ask the office for the figures; the answer to an earlier question is dropped."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._work.run(self, calls.figures, self.day, self.span, then=self.show_it)

    def show_it(self, told: Figures) -> None:
        """Show these figures."""
        self.shown = told
        week, today = told.span is Span.WEEK, clock.today()
        here = told.first <= today < told.until
        title = words.span(told.first, told.until)
        self.title.setText(f"{words.week(told.first)} · {title}" if week else title)
        self.on.setEnabled(told.until <= today)
        self.now.setVisible(not here)
        self._show_whole(told)
        self.days.setVisible(week)
        self.days.show_lines(_days(told, today) if week else [])
        now = clock.local(clock.now()).hour if here and not week else -1
        self.hours.show_lines(_hours(told, now))

    def _show_whole(self, told: Figures) -> None:
        whole, week = told.whole, told.span is Span.WEEK
        before = _("{count} the week before") if week else _("{count} the day before")
        self.count.show_figure(str(whole.calls), before.format(count=told.before.calls))
        part = round(100 * whole.missed / whole.calls) if whole.calls else 0
        self.missed.show_figure(str(whole.missed), _("{part} % of all").format(part=part))
        sooner = _("half of them sooner") if whole.back is not None else _("nobody yet")
        if not whole.missed:
            sooner = _("nobody was missed")
        self.soon.show_figure(words.took(whole.back), sooner)
        left = _("of {count} missed").format(count=whole.missed)
        self.open.show_figure(str(whole.open), left, "bad" if whole.open else "text2")

    def _lay_out(self) -> None:
        tiles = layouts.row(self.count, self.missed, self.soon, self.open, gap=12)
        for place in range(4):
            tiles.setStretch(place, 1)
        choosing = layouts.row(
            *(self.by_day, self.by_week, 8, self.back, self.on, 8, self.title, self.now, None)
        )
        # Without words that wrap the page would be squeezed into the window, and not scrolled.
        about = widgets.WrappedLabel(
            _(
                "Called back after: how long it took until half of those who were missed were"
                " called back, called again and got somebody, or were ticked off. Hours are those"
                " of the clock in the Netherlands."
            ),
            "meta",
        )
        self.page = ScrollPage(
            layouts.column(
                *(choosing, tiles, self.days, self.hours, about, None),
                gap=16,
                margins=(24, 8, 24, 20),
            )
        )
        self.page.setAccessibleName(_("Day and week"))
        self.setLayout(layouts.column(self.page, gap=0))

    def _turn(self, by: int) -> None:
        first = first_day(self.day, self.span)
        self.show_day(min(first + timedelta(days=by * self.span), clock.today()))

    def _lead(self, which: Which) -> None:
        if self.shown is not None:
            self.calls_wanted.emit(which, self.shown.first, self.shown.until)


def _days(told: Figures, today: date) -> list[Line]:
    found = []
    for at, slot in enumerate(told.days):
        day = told.first + timedelta(days=at)
        said = words.day(day)
        found.append(Line(words.weekday(day), said, slot, day == today))
    return found


def _hours(told: Figures, now: int) -> list[Line]:
    """The hours of the office, and those before and after them in which somebody called."""
    busy = [hour for hour, slot in enumerate(told.hours) if slot.calls]
    first, last = min([_OPENS, *busy]), max([_CLOSES - 1, now, *busy])
    return [
        Line(str(hour), f"{hour}–{hour + 1}", told.hours[hour], hour == now)
        for hour in range(first, last + 1)
    ]
