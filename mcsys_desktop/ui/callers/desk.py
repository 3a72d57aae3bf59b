"""The calls of this moment at this desk, and which of them the person is looking at.

An event is shown at once, before any database is asked. Who it is, and the line in the log, follow
from other threads. Nothing here draws: the panel and the compact window listen to the signals.
"""

from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal

from mcsys_desktop.services import callers, calls
from mcsys_desktop.services.customers import Relation
from mcsys_desktop.ui.callers import arrivals, words
from mcsys_desktop.ui.callers.ageing import Ageing
from mcsys_desktop.ui.callers.book import CallBook
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.handing import HandedIn
from mcsys_desktop.ui.callers.looking_up import LookUps
from mcsys_desktop.ui.callers.popping import Popping
from mcsys_desktop.ui.callers.roster import Roster, urgency
from mcsys_desktop.ui.callers.sources import Sources
from mcsys_desktop.ui.callers.taking_up import TakingUp
from mcsys_desktop.ui.callers.view import Place
from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.work import Work

LOG_PAUSE_MS = 60
ABOUT_CUSTOMERS = frozenset({"customer", "phone_number", "person", "customer_person"})
LOGGED = frozenset({EVERYTHING, "call", "call_back", "office_setting"})


class CallDesk(QObject):
    """Holds the calls; a second caller joins the first and never takes its place.

    ``began`` tells a call that is new here; ``updated`` one of which something changed;
    ``arranged`` that calls came or went, or that another one is shown; ``ticked`` each second of a
    call; ``today_changed`` today's calls (a list of CallRow).
    ``customer_wanted`` asks for a customer's card, ``new_customer_wanted`` (a DeskCall) for a form.
    """

    began = Signal(object)
    updated = Signal(object)
    arranged = Signal()
    ticked = Signal()
    today_changed = Signal(object)
    customer_wanted = Signal(int)
    new_customer_wanted = Signal(object)

    def __init__(
        self, work: Work, live: Live, extension: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.extension = extension
        self.shown: DeskCall | None = None
        self.today: list[calls.CallRow] = []
        self.news = arrivals.News([], [])
        self.book = CallBook(work, self)
        self.book.changed.connect(self._on_book)
        self.popping = Popping(extension=extension)
        self._roster, self._keys = Roster(), count(1)
        self._look_ups = LookUps(self, work)
        self._taking_up = TakingUp(self, self._roster, self._keys, self._look_ups)
        self._handed = HandedIn(self)
        self._log = arrivals.LogReader(work, self)
        self._log.read.connect(self._on_news)
        self._clock = Ageing(self)
        self._unlogged: list[tuple[DeskCall, calls.CallEvent]] = []
        self._logging = QTimer(self, singleShot=True, interval=LOG_PAUSE_MS)
        self._logging.timeout.connect(self.log_now)
        live.rang.connect(self.take)
        live.changed.connect(self._on_changed)
        self.sources = Sources(live, self)
        live.online.connect(self._on_online)

    @property
    def present(self) -> list[DeskCall]:
        """All calls that belong on the screen, the newest first."""
        return list(self._roster.visible())

    @property
    def others(self) -> list[DeskCall]:
        """The calls besides the one that is shown, the newest first."""
        return [call for call in self.present if call is not self.shown]

    @property
    def live(self) -> list[DeskCall]:
        """The calls with which something is still to be done here."""
        return self._roster.live()

    def place(self, call: DeskCall | None, *, hiding: bool) -> Place:
        """What a view of ``call`` depends on besides the call. ``hiding`` is counter mode."""
        lost = self.sources.lost is not None
        return self.news.place(call, Place(self.extension, hiding, deaf=call is None and lost))

    def refresh(self) -> None:
        """Ask the log what goes on."""
        self._log.ask()

    def take(self, event: calls.CallEvent) -> None:
        """Take what a phone says: on the screen first, then in the log."""
        call = self._roster.named((event.source, event.external_id))
        if call is None:
            call = self._join(event)
        elif call.take(event, self.extension):
            self.moved(call)
        elif call.quiet:
            self._come_up(call)
        # Logging is work for the same processor: it begins when the caller is on the screen, which
        # is when the look-up has answered, and never later than this pause.
        self._unlogged.append((call, event))
        if call.looked_up or call.stage is Stage.GONE:
            self.log_now()
        elif not self._logging.isActive():
            self._logging.start()

    def show(self, call: DeskCall) -> None:
        """Look at another call. The notes of both stay as they are."""
        call.quiet = False
        if call is not self.shown:
            self.shown = call
            self.arranged.emit()

    def dismiss(self, call: DeskCall) -> None:
        """Put the call away: it stays in the log, and unsaved writes go on."""
        call.move_to(Stage.GONE)
        self.moved(call)

    def open_row(self, row: calls.CallRow) -> None:
        """Take a call of the log in hand again: for its note, or to say who it was."""
        self.shown = self._taking_up.again(row)
        self.arranged.emit()

    def take_handed(self, row: calls.CallRow) -> None:
        """A colleague hands a call over to whoever works here: it comes up, before it rings."""
        call = self._taking_up.handed(row)
        if self.shown is None or self.shown.stage is not Stage.TALKING:
            self.shown = call
        self._clock.start()
        self.arranged.emit()
        self.began.emit(call)

    def finish(self, call: DeskCall) -> None:
        """Keep note and result, and put the call away when the office has them."""
        self.log_now()
        self.book.finish(call, lambda: self.dismiss(call))

    def mark_handled(self, call: DeskCall) -> None:
        """A missed call needs nothing more."""
        self.log_now()
        self.book.mark_handled(call)
        self.dismiss(call)

    def link(
        self, call: DeskCall, customer_id: int, name: str, relation: Relation = Relation.OWN
    ) -> None:
        """It is this customer, and the number is theirs from now on."""
        self.log_now()
        self.book.link(call, customer_id, name, relation)
        self.updated.emit(call)

    def ask_new_customer(self, call: DeskCall) -> None:
        """Somebody makes a customer of this caller; whoever has the number then, it is."""
        self._look_ups.expecting = call
        self.new_customer_wanted.emit(call)

    def choose(self, call: DeskCall, hit: callers.Hit) -> None:
        """It is this one of the customers that have the number."""
        self.log_now()
        self.book.choose(call, hit)
        self.updated.emit(call)

    def _join(self, event: calls.CallEvent) -> DeskCall:
        """A phone tells of a call for the first time; another one may have told of it before."""
        name = (event.source, event.external_id)
        new = arrivals.from_event(next(self._keys), event)
        late = event.past or self._roster.is_past(name)
        rings = [] if late else self._roster.live()
        told = next((call for call in rings if call.same_ring(new, event)), None)
        call = told or new
        self._roster.name(name, call)
        if late or event.kind in (calls.EventKind.ENDED, calls.EventKind.LOST):
            new.stage = Stage.GONE  # over before this desk heard of it: only for the log
        moved = call.take(event, self.extension)
        if told is None:
            self._add(new)
        elif moved:
            self.moved(told)
        return call

    def log_now(self) -> None:
        """Bring what phones told to the log, before something is decided about it."""
        self._logging.stop()
        waiting, self._unlogged = self._unlogged, []
        for call, event in waiting:
            self.book.report(call, event)
        self.tidy()

    def _add(self, call: DeskCall) -> None:
        """A call that is new here: shown, unless somebody is busy with another one."""
        self._roster.add(call)
        if not call.visible:
            return
        call.quiet = not self.popping.wants(call)
        self._clock.start()
        if not call.quiet:
            self._bring_up(call)
        self.arranged.emit()
        self._look_ups.ask(call)
        words.number_of(call)  # read and grouped while the office is asked; the card needs it
        if not call.quiet:
            self.began.emit(call)

    def _bring_up(self, call: DeskCall) -> None:
        """Show it, unless somebody is busy with another one. What is over makes room."""
        for other in self._roster.live():
            if other is not call and other.spent:
                other.stage = Stage.GONE
        if self.shown is None or not self.shown.visible:
            self.shown = call

    def _come_up(self, call: DeskCall) -> None:
        """More is known of a call that was left quiet: it may ring here as well."""
        if call.under_way and self.popping.wants(call):
            call.quiet = False
            self._bring_up(call)
            self.arranged.emit()
            self.began.emit(call)

    def moved(self, call: DeskCall) -> None:
        """A call went on, or something about it became known."""
        shown = self.shown
        if call.quiet and not (call.under_way or call.note):
            call.move_to(Stage.GONE)  # nobody here had to do with it; it is in the log
        elif call.quiet:
            self._come_up(call)
        if shown is None or not shown.visible:
            loud = (one for one in self.present if not one.quiet)
            self.shown = min(loud, key=urgency, default=None)
        elif (
            call.stage is Stage.TALKING
            and not call.quiet
            and shown.stage is not Stage.TALKING
            and not shown.unsaved
            and not self.book.busy(shown)
        ):
            self.shown = call  # the hand that picks up the phone says which call it wants
        self.updated.emit(call)
        self.arranged.emit()
        self.tidy()

    def tidy(self) -> None:
        """Let go of what is over."""
        waiting = {call for call, _event in self._unlogged}
        self._roster.forget(lambda call: call in waiting or self.book.busy(call))

    def _on_book(self, call: DeskCall) -> None:
        row = call.row
        if row is not None and call.heed(row):
            self._look_ups.ask(call)
        self._handed.compare(call)
        if row is not None and row.outcome is calls.Outcome.MISSED and row.handled_at is None:
            call.move_to(Stage.MISSED)  # the log hears every desk and may know better
        self.moved(call)

    def _on_changed(self, tables: set[str]) -> None:
        if tables & LOGGED or tables & ABOUT_CUSTOMERS:  # calls are told with the names of today
            self.refresh()
        if EVERYTHING in tables or tables & ABOUT_CUSTOMERS:
            for call in self._roster.live():
                self._look_ups.ask(call)

    def _on_online(self, online: bool) -> None:
        if online:
            self.book.retry()
            self.refresh()

    def _on_news(self, news: arrivals.News) -> None:
        self.news, self.today = news, news.today
        for row in news.today:
            call = self._roster.of_row(row)
            if call is not None and (call.row is None or call.row.version < row.version):
                self._compare(call, row)
        for row in news.current:
            known = self._roster.is_past(row.id) or self._roster.of_row(row) is not None
            if row.state is calls.CallState.RINGING and not known:
                call = arrivals.from_row(next(self._keys), row)
                self._add(call)
                self.book.learn(call, row)
        for call in self._roster.missed():  # ticked off here, on whichever screen: away with it
            (self.dismiss if call.ticked_by(news.me) else self.updated.emit)(call)
        self.today_changed.emit(news.today)

    def _compare(self, call: DeskCall, row: calls.CallRow) -> None:
        """What the log says of a call on this desk, perhaps by another desk's phone."""
        if not call.heard:  # our own phone would know better how the call stands here
            here = call.stage is Stage.TALKING
            call.judge(row.state, row.outcome, row.answered_at, row.ended_at, here=here)
        self.book.learn(call, row)
