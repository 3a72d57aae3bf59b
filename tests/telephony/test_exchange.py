"""One thread runs all call sources; a broken one harms neither the others nor the program."""

import asyncio
import gc
import queue
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from mcsys_desktop.core import clock, i18n
from mcsys_desktop.telephony import exchange as exchange_module
from mcsys_desktop.telephony.base import CallSource, SourceState, SourceStatus
from mcsys_desktop.telephony.events import CallEvent, EventKind
from mcsys_desktop.telephony.exchange import Exchange
from tests.telephony.lines import PATIENCE, listening, local
from tests.telephony.transcripts import SNOM

Emit = Callable[[CallEvent], None]
Status = Callable[[SourceStatus], None]


def event(source: str, call: str) -> CallEvent:
    return CallEvent(source, call, EventKind.RINGING, clock.now())


class Steady:
    """Reports one call and then waits until it is stopped."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.ended = threading.Event()

    async def run(self, emit: Emit, status: Status) -> None:
        try:
            status(SourceStatus(self.key, SourceState.WORKING, clock.now()))
            emit(event(self.key, "1"))
            await asyncio.Event().wait()
        finally:
            self.ended.set()


class Broken:
    """Fails each time it runs; what it says in its fault must reach nobody."""

    key = "broken"

    def __init__(self, by_itself: bool = False) -> None:
        self.runs = 0
        self._by_itself = by_itself

    async def run(self, emit: Emit, status: Status) -> None:
        self.runs += 1
        emit(event(self.key, str(self.runs)))
        if not self._by_itself:
            raise ValueError("0612345678")


class Stubborn:
    """Will not end when it is asked to, until it is let go."""

    key = "stubborn"

    def __init__(self) -> None:
        self.let_go: asyncio.Event | None = None
        self.loop: asyncio.AbstractEventLoop | None = None

    async def run(self, emit: Emit, status: Status) -> None:
        self.loop, self.let_go = asyncio.get_running_loop(), asyncio.Event()
        emit(event(self.key, "1"))
        while not self.let_go.is_set():
            try:
                await self.let_go.wait()
            except asyncio.CancelledError:
                continue
        emit(event(self.key, "2"))


class Desk:
    """Runs sources and keeps what they say."""

    def __init__(self, *sources: CallSource, emit: Emit | None = None) -> None:
        self.events: queue.Queue[CallEvent] = queue.Queue()
        self.statuses: queue.Queue[SourceStatus] = queue.Queue()
        self.exchange = Exchange()
        self.exchange.start(sources, emit or self.events.put, self.statuses.put)

    def event(self) -> CallEvent:
        return self.events.get(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_module, "FIRST_WAIT", 0.01)
    i18n.use("en")


def test_all_sources_run_on_one_thread_that_is_not_ours() -> None:
    threads = set()
    heard: queue.Queue[str] = queue.Queue()

    def emit(news: CallEvent) -> None:
        threads.add(threading.current_thread())
        heard.put(news.source)

    desk = Desk(Steady("one"), Steady("two"), emit=emit)
    assert {heard.get(timeout=PATIENCE), heard.get(timeout=PATIENCE)} == {"one", "two"}
    assert desk.exchange.running
    assert desk.exchange.stop()
    assert not desk.exchange.running
    assert len(threads) == 1
    assert threading.current_thread() not in threads


def test_stopping_lets_every_source_end() -> None:
    sources = [Steady("one"), Steady("two")]
    desk = Desk(*sources)
    desk.event()
    assert desk.exchange.stop()
    assert all(source.ended.is_set() for source in sources)
    assert desk.exchange.stop()  # a second time is no fault


def test_it_can_be_started_again_with_other_sources() -> None:
    desk = Desk(Steady("one"))
    assert desk.event().source == "one"
    with pytest.raises(RuntimeError, match="runs already"):
        desk.exchange.start([], desk.events.put, desk.statuses.put)
    assert desk.exchange.stop()
    desk.exchange.start([Steady("two")], desk.events.put, desk.statuses.put)
    assert desk.event().source == "two"
    assert desk.exchange.stop()


def test_without_sources_it_starts_and_stops() -> None:
    assert Desk().exchange.stop()


@pytest.mark.parametrize("by_itself", [False, True])
def test_a_source_that_fails_is_reported_and_started_again(
    by_itself: bool, caplog: pytest.LogCaptureFixture
) -> None:
    broken, steady = Broken(by_itself), Steady("steady")
    desk = Desk(broken, steady)
    runs: list[str] = []
    while len(runs) < 3:
        if (found := desk.event()).source == "broken":
            runs.append(found.external_id)
    statuses = [desk.statuses.get(timeout=PATIENCE) for _ in range(3)]
    assert desk.exchange.stop()
    assert runs == ["1", "2", "3"]
    off = [status for status in statuses if status.state is SourceState.OFF]
    assert off[0].source == "broken"
    assert "is started again" in off[0].error
    assert steady.ended.is_set()
    assert ("ended by itself" if by_itself else "ValueError at exchange.py:") in caplog.text
    assert "0612345678" not in caplog.text


def test_a_listener_of_news_that_fails_does_not_end_the_source(
    caplog: pytest.LogCaptureFixture,
) -> None:
    steady = Steady("steady")
    told = threading.Event()

    def emit(news: CallEvent) -> None:
        told.set()
        raise ValueError(news.external_id)

    desk = Desk(steady, emit=emit)
    assert told.wait(PATIENCE)
    assert desk.exchange.running
    assert not steady.ended.is_set()
    assert desk.exchange.stop()
    assert "news of a call source was not taken" in caplog.text
    assert desk.statuses.qsize() == 1  # working; never reported as failed


def test_a_source_that_will_not_end_is_not_waited_for_for_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stubborn = Stubborn()
    desk = Desk(stubborn)
    statuses = desk.statuses
    desk.event()
    thread = next(found for found in threading.enumerate() if found.name == "telephony")
    assert not desk.exchange.stop(timeout=0.05)
    assert stubborn.loop is not None
    assert stubborn.let_go is not None
    stubborn.loop.call_soon_threadsafe(stubborn.let_go.set)
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert "ended by itself" not in caplog.text
    assert desk.events.empty()
    assert statuses.empty()  # what it does after the stop is no news to anybody


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files on Linux")
def test_starting_and_stopping_leaks_nothing() -> None:
    with listening() as line:
        line.send(local(SNOM["ring"]))
    gc.collect()
    before = sum(1 for _ in Path("/proc/self/fd").iterdir())
    for _ in range(10):
        with listening() as line, line.connect() as unfinished:
            unfinished.sendall(b"GET /")
            line.send(local(SNOM["ring"]))
    gc.collect()
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) <= before


def test_what_is_changed_ends_before_another_begins_and_the_rest_goes_on() -> None:
    stays, goes, comes = Steady("stays"), Steady("goes"), Steady("comes")
    desk = Desk(stays, goes)
    assert {desk.event().source, desk.event().source} == {"stays", "goes"}
    desk.exchange.change([stays, comes])
    assert desk.event().source == "comes"
    assert goes.ended.is_set()
    assert not stays.ended.is_set()
    told = [desk.statuses.get(timeout=PATIENCE) for _each in range(4)]
    gone = [(each.source, each.state) for each in told].index(("goes", SourceState.GONE))
    assert gone < [each.source for each in told].index("comes")
    assert desk.exchange.stop()
    assert desk.events.empty()  # the one that stayed was not started again


def test_nothing_can_run_for_a_while() -> None:
    one = Steady("one")
    desk = Desk(one)
    desk.event()
    desk.exchange.change([])
    assert one.ended.wait(PATIENCE)
    desk.exchange.change([Steady("two")])
    assert desk.event().source == "two"
    assert desk.exchange.stop()
