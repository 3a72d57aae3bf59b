"""From a key in the search field to painted results, beside a bare query of the index and a scan.

Each query is asked of all of them in turn, so that the machine's moods fall on all. ``bare`` is the
index alone: ids of up to fifty rows that hold the letters, in no order. ``scan`` is what a program
without an index does: LIKE over all texts, ordered by name. ``query`` is the statement that gives
our candidates, ``service`` all that happens on the worker until there are rows to show, and
``painted`` what somebody waits for: from the key until the rows for that very text are on screen,
typing letter by letter in the real window.
"""

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mcsys_desktop.app import start
from mcsys_desktop.app.screens import Screens
from mcsys_desktop.core import settings
from mcsys_desktop.models import base
from mcsys_desktop.models import search as index
from mcsys_desktop.services import offices, search
from mcsys_desktop.services.customers import wanted
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests.benchmarks.calls import Times
from tests.benchmarks.offices import BigOffice
from tests.benchmarks.searched import One

TYPED = 4  # texts of each kind, letter by letter
GAP = 0.06  # seconds between two keys: faster than anybody types for long
SCANS = 6  # a scan of a million takes half a second
LONGEST_WAIT = 20.0  # seconds
KINDS = (
    *("name", "first name, place", "street", "e-mail", "number", "half a number", "place"),
    *("misspelt", "absent"),
)


@dataclass
class Seen:
    """Milliseconds of one kind of search. ``found``: how many candidates there were."""

    typed: list[str] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    scan: list[float] = field(default_factory=list)
    query: list[float] = field(default_factory=list)
    service: list[float] = field(default_factory=list)
    alike: list[float] = field(default_factory=list)
    found: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Measured:
    """What one office gave: by kind of search, and each key that was pressed."""

    office: BigOffice
    kinds: dict[str, Seen]
    painted: Times  # each key
    blank: Times  # the floor: a key in the field, painted, with nobody who searches


def searches(customers: int, each: int) -> dict[str, list[str]]:
    """What is searched for: ``each`` of every kind, of customers all over the office."""
    made: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for at in range(each):
        one = One(1 + (at * 7919 + 77) % customers)
        surname = one.surname
        made["name"].append(f"{one.prefix} {surname}".strip())
        made["first name, place"].append(f"{one.first} {one.city}")
        made["street"].append(f"{one.street} {one.house_number}")
        made["e-mail"].append(one.email[:18])
        made["number"].append(f"06 {str(one.mobile)[1:5]} {str(one.mobile)[5:]}")
        made["half a number"].append(str(one.mobile)[-6:])
        made["place"].append(one.city)
        made["misspelt"].append(f"{surname[:3]}{surname[4:]} {one.city}")
        made["absent"].append(f"qzx{at}jwk")
    return made


def measure(application: QApplication, office: BigOffice, each: int) -> Measured:
    """Search ``office`` for ``each`` of every kind."""
    asked = searches(office.customers, each)
    chosen = settings.Settings()
    start.dress(chosen)
    window = start.make_window(chosen)
    window.resize(1600, 960)
    window.show()
    offices.enter(office.url, office.password)
    work, live = Work(offices.connected), Live()
    screens = Screens(window, work, live, chosen)
    screens.warm()
    try:
        with offices.connected():
            kinds = _queries(asked)
        _let_pass(application, 1.0)
        painted, blank = _typing(application, screens, asked)
    finally:
        screens.close()
        work.stop()
        offices.close()
        window.close()
        window.deleteLater()
        _let_pass(application, 0.1)
    return Measured(office, kinds, painted, blank)


def _queries(asked: dict[str, list[str]]) -> dict[str, Seen]:
    kinds = {kind: Seen() for kind in asked}
    for warm in (True, False):
        for at in range(2 if warm else len(asked["name"])):
            for kind, texts in asked.items():
                seen = Seen() if warm else kinds[kind]
                _ask(texts[at], seen, scans=not warm and at < SCANS, bare_first=at % 2 == 0)
    return kinds


def _ask(typed: str, seen: Seen, *, scans: bool, bare_first: bool) -> None:
    read = wanted.read(typed)
    seen.typed.append(typed)
    for bare in (bare_first, not bare_first):  # what comes first finds the memory cold
        if bare:
            with _timed(seen.bare):
                _bare(read.words)
        else:
            with _timed(seen.query):
                found = index.find(read.words, read.beginning, read.number)
            seen.found.append(len(found))
    with _timed(seen.service):
        search.find(typed)
    with _timed(seen.alike):
        search.find_alike(typed)
    if scans:
        with base.may_take_long(), _timed(seen.scan):
            _scan(read.words)


@contextlib.contextmanager
def _timed(into: list[float]) -> Iterator[None]:
    began = time.perf_counter()
    yield
    into.append((time.perf_counter() - began) * 1000)


def _bare(words: Sequence[str]) -> list[Any]:
    """The index and nothing else."""
    if base.shared():
        held = " AND ".join(['"text" LIKE %s'] * len(words))
        found = f"SELECT customer_id FROM customer_search WHERE {held} LIMIT 50"  # noqa: S608
        return base.rows(found, [f"%{word}%" for word in words])
    long = [word for word in words if len(word) >= index.SHORTEST]
    match = " AND ".join(f'"{word}"' for word in long)
    return base.rows(
        "SELECT rowid FROM customer_search WHERE text MATCH ? LIMIT 50",
        [match],
    )


def _scan(words: Sequence[str]) -> list[Any]:
    """All texts, as a program reads them that has no index, the first fifty by name."""
    mark = base.database.param
    # An expression that no index knows, of the same cost.
    held = " AND ".join([f"s.text || '' LIKE {mark}"] * len(words))
    key = "customer_id" if base.shared() else "rowid"
    return base.rows(
        f"SELECT c.id FROM customer c JOIN customer_search s ON s.{key} = c.id"  # noqa: S608
        f" WHERE {held} ORDER BY c.sort_key LIMIT 50",
        [f"%{word}%" for word in words],
    )


class _Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def _typing(
    application: QApplication, screens: Screens, asked: dict[str, list[str]]
) -> tuple[Times, Times]:
    """Each key of some of the texts, typed one after the other."""
    window, letters = screens.window, _Painted()
    line = window.top_bar.search
    line.installEventFilter(letters)
    window.activateWindow()
    window.go_to_search()
    keys, blanks = [], []
    texts = [texts[at] for at in range(TYPED) for kind, texts in asked.items() if kind != "absent"]
    for number, typed in enumerate([texts[0], *texts]):  # the first makes the list: once a day
        line.clear()
        window.top_bar.close_results()
        _let_pass(application, 0.2)
        for length in range(1, len(typed) + 1):
            took, letter = _key(application, screens, typed[:length], letters)
            if number and not typed[:length].endswith(" "):
                keys.append(took)
                blanks.append(letter)
            _let_pass(application, GAP)
    line.removeEventFilter(letters)
    return Times(keys), Times(blanks)


def _key(
    application: QApplication, screens: Screens, so_far: str, letters: _Painted
) -> tuple[float, float]:
    """Press the last key of a text; milliseconds to the painted rows, and to the painted letter."""
    bar, before = screens.window.top_bar, letters.count
    letter = 0.0
    began = time.perf_counter()
    QTest.keyClicks(bar.search, so_far[-1])
    while bar.results is None or bar.results.answers != so_far.strip():
        # As the program waits: a loop that spins would take the worker's turns to run Python.
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if not letter and letters.count > before:
            letter = time.perf_counter() - began
        if time.perf_counter() - began > LONGEST_WAIT:
            raise RuntimeError(f"nothing was shown for a text of {len(so_far)} letters")
    bar.results.repaint()  # the whole of it, also where no row has changed
    application.processEvents()
    return (time.perf_counter() - began) * 1000, letter * 1000


def _let_pass(application: QApplication, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        application.processEvents()
        time.sleep(0.0005)
