"""From a parsed event to the painted card of the caller, beside a bare query and a bare paint.

The whole window stands, with its panel, list and worker threads, and logs each call as it always
does. Floor and program take turns, call by call, after the same idle pause, so that the machine's
moods fall on both. The pause is long enough for the desk to have logged the call before and shown
it in its lists: an office has a call a minute, not twenty a second. The floor is one execution of
the very statement on a raw connection, and one repaint of a widget that draws seven lines of text.
"""

import statistics
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from mcsys_desktop.app import start
from mcsys_desktop.app.screens import Screens
from mcsys_desktop.core import clock, phone, settings
from mcsys_desktop.models import address, postgres, sqlcipher
from mcsys_desktop.models.base import shared
from mcsys_desktop.models.versions import SCHEMA
from mcsys_desktop.services import callers, offices
from mcsys_desktop.services.callers import statement
from mcsys_desktop.services.calls import CallEvent, EventKind
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests.benchmarks.offices import BigOffice

IDLE = 0.1  # seconds before each of the two
WARM_UP = 30


@dataclass(frozen=True)
class Times:
    """Milliseconds of one thing that was done many times."""

    each: list[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.each)

    def percentile(self, which: int) -> float:
        """So many of a hundred were as fast as this."""
        return sorted(self.each)[min(len(self.each) - 1, len(self.each) * which // 100)]


@dataclass(frozen=True)
class Measured:
    """What one office gave."""

    office: BigOffice
    query: Times  # the statement alone
    floor: Times  # the statement and a paint
    card: Times  # ours: event to painted card
    number: Times  # ours: event to painted number
    round_trips: float  # statements per card


class BarePaint(QWidget):
    """A widget that paints what a card holds, and nothing else."""

    lines: tuple[str, ...] = ()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for at, line in enumerate(self.lines):
            painter.drawText(QRect(8, 8 + 24 * at, 300, 24), Qt.AlignmentFlag.AlignLeft, line)
        painter.end()


class Paints(QObject):
    """Notices that a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen += 1
        return False


class Floor:
    """The statement on a connection of its own, and a paint."""

    def __init__(self, office: BigOffice) -> None:
        where = address.parse(office.url)
        self._server = where.shared
        if where.shared:
            import psycopg

            known = postgres.parameters(where, office.password, SCHEMA)
            self._connection: Any = psycopg.connect(**known, autocommit=True)
            self._connection.execute("SET plan_cache_mode = force_generic_plan")
        else:
            assert where.path is not None
            self._connection = sqlcipher.connect(where.path)
            self._connection.install("bench", SCHEMA)
        self._statement = statement.build(callers.FACTS, postgresql=where.shared)
        self._widget = BarePaint()
        self._widget.resize(328, 300)
        self._widget.show()

    def query(self, number: str) -> tuple[float, list[Any]]:
        """Milliseconds of the bare statement, and what it found."""
        e164 = phone.parse(number).e164
        midnight: Any = clock.day_starts(clock.today())
        if not self._server:
            midnight = int(midnight.timestamp() * 1_000_000)
        parameters = {
            "e164": e164,
            "tail": phone.tail(e164),
            "series_first": e164[:-4] + "0000",
            "series_last": e164[:-4] + "9999",
            "midnight": midnight,
        }
        began = time.perf_counter()
        if self._server:
            found = self._connection.execute(self._statement, parameters, prepare=True).fetchall()
        else:
            found = self._connection.execute(self._statement, parameters).fetchall()
        return (time.perf_counter() - began) * 1000, found

    def card(self, number: str) -> tuple[float, float]:
        """Milliseconds of the statement, and of the statement with the paint."""
        query, found = self.query(number)
        began = time.perf_counter()
        self._widget.lines = tuple(str(value) for value in found[0][:7])
        self._widget.repaint()
        return query, query + (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Leave the office."""
        self._widget.close()
        self._connection.close()


class Counted:
    """Counts the statements that the look-up thread sends."""

    def __init__(self, database: Any) -> None:
        self.count = 0
        self._database, self._execute = database, database.execute_sql

    def __enter__(self) -> "Counted":
        import threading

        def execute(sql: str, *args: Any, **kwargs: Any) -> Any:
            if threading.current_thread().name.startswith("look-up"):
                self.count += 1
            return self._execute(sql, *args, **kwargs)

        self._database.execute_sql = execute
        return self

    def __exit__(self, *_failure: object) -> None:
        del self._database.execute_sql


def measure(application: QApplication, office: BigOffice, calls: int) -> Measured:
    """Let ``calls`` customers of ``office`` ring, one after the other."""
    from mcsys_desktop.models.base import database

    chosen = settings.Settings()
    start.dress(chosen)
    window = start.make_window(chosen)
    window.resize(1600, 960)
    window.show()
    offices.enter(office.url, office.password)
    work, live = Work(offices.connected), Live()
    screens = Screens(window, work, live, chosen)
    screens.warm()
    offices.follow(live.hear, live.reach)
    floor = Floor(office)
    _let_pass(application, 1.5)
    paints = Paints()
    card = screens.panel.body.card
    card.installEventFilter(paints)
    queries, floors, cards, numbers = [], [], [], []
    trips = 0
    for at in range(calls + WARM_UP):
        number = office.number_of(1 + (at * 7919) % office.customers)
        _let_pass(application, IDLE)
        query, bare = floor.card(number)
        # The person works in the main window: the call is seen in its panel, and nowhere else.
        if not window.isActiveWindow():
            window.activateWindow()
        _let_pass(application, IDLE)
        with Counted(database.obj) as counted:
            shown, painted = _ring(application, screens, live, paints, at, number)
        if at >= WARM_UP:
            queries.append(query)
            floors.append(bare)
            numbers.append(shown)
            cards.append(painted)
            trips += counted.count
    assert shared() == (office.engine == "postgres")
    floor.close()
    screens.close()
    work.stop()
    offices.close()
    window.close()
    window.deleteLater()
    _let_pass(application, 0.1)
    return Measured(
        office, Times(queries), Times(floors), Times(cards), Times(numbers), trips / calls
    )


def _ring(
    application: QApplication, screens: Screens, live: Live, paints: Paints, at: int, number: str
) -> tuple[float, float]:
    """Milliseconds from the event to the painted number, and to the painted card."""
    now = datetime.now(UTC)
    event = CallEvent(f"bench:{at}", str(at), EventKind.RINGING, now, number_raw=number)
    before = paints.seen
    began = time.perf_counter()
    live.rang.emit(event)
    while paints.seen == before:
        application.processEvents()
    shown = time.perf_counter()
    call = screens.desk.shown
    assert call is not None
    between = paints.seen
    while not call.looked_up or paints.seen == between:
        application.processEvents()
        if time.perf_counter() - began > 10:
            raise RuntimeError("no card was painted within ten seconds")
    painted = time.perf_counter()
    assert call.hits, f"nobody was found for {number}"
    screens.desk.dismiss(call)
    return (shown - began) * 1000, (painted - began) * 1000


def _let_pass(application: QApplication, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        application.processEvents()
        time.sleep(0.001)
