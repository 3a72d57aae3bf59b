"""One program of an office has the turn; when it is gone, however it went, the next one has it."""

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from mcsys_desktop.models import address, base, desks, feed, turns
from mcsys_desktop.models.desks import LISTENS, RECEIVES, Turn
from mcsys_desktop.models.feed import Feed
from mcsys_desktop.models.turns import FileTurns
from tests.conftest import Office

SOON = 15.0  # seconds
Held = frozenset[Turn]


class Program:
    """One program that wants turns."""

    def __init__(self, office: Office, login: str, named: str = "", *, desk: bool = True) -> None:
        self.held: queue.Queue[Held] = queue.Queue()
        known = address.parse(office.url).as_login(login)
        self.feed = Feed(
            known,
            office.password,
            lambda _table: None,
            turned=self.held.put,
            named=named,
            desk=desk,
        )

    def has(self) -> Held:
        return self.held.get(timeout=SOON)


@contextmanager
def program(
    office: Office, login: str, named: str = "", *turns: Turn, desk: bool = True
) -> Iterator[Program]:
    made = Program(office, login, named, desk=desk)
    made.feed.take_turns(*turns)
    made.feed.start()
    yield made
    made.feed.stop()


def until(enough: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON
    while not enough():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("engine", ["postgres"])
def test_one_has_the_turn_and_the_next_gets_it(db: Office) -> None:
    both = (LISTENS, (RECEIVES, 7))
    with program(db, "anna", "Balie één", LISTENS) as one:
        assert one.has() == {LISTENS}
        with program(db, "bob", "Balie 2", *both) as other:
            assert other.has() == {(RECEIVES, 7)}
            held = desks.holders(base.rows)
            assert (held[LISTENS].desk, held[LISTENS].login) == ("Balie één", "anna")
            assert held[RECEIVES, 7].desk == "Balie 2"
            one.feed.take_turns()
            assert one.has() == frozenset()
            assert other.has() == set(both)
            other.feed.take_turns((RECEIVES, 7))
            assert other.has() == {(RECEIVES, 7)}
            assert set(desks.holders(base.rows)) == {(RECEIVES, 7)}
        assert other.has() == frozenset()


@pytest.mark.parametrize("engine", ["postgres"])
def test_who_is_gone_has_lost_the_turn_at_once_and_hears_it_when_back(db: Office) -> None:
    with program(db, "bob", "", LISTENS) as one:
        assert one.has() == {LISTENS}
        with program(db, "anna", "", LISTENS) as other, db.administrator() as admin:
            assert other.has() == frozenset()
            admin.execute("ALTER ROLE bob CONNECTION LIMIT 0")
            admin.execute("SELECT pg_terminate_backend(%s)", (one.feed.session,))
            assert other.has() == {LISTENS}
            assert one.held.empty()  # it goes on listening: nobody told it otherwise yet
            admin.execute("ALTER ROLE bob CONNECTION LIMIT 20")
            one.feed.try_now()
            assert one.has() == frozenset()


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_line_that_only_broke_for_a_moment_changes_nothing(db: Office) -> None:
    with program(db, "anna", "", LISTENS) as one:
        assert one.has() == {LISTENS}
        before = one.feed.session
        with db.administrator() as admin:
            admin.execute("SELECT pg_terminate_backend(%s)", (before,))
        until(lambda: one.feed.session not in (0, before))
        until(lambda: LISTENS in desks.holders(base.rows))
        assert one.held.empty()


@pytest.mark.parametrize("engine", ["postgres"])
def test_the_server_ends_a_desk_that_says_nothing_any_more(
    db: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frozen program, a pulled cable: nothing arrives, and nobody hangs up."""
    monkeypatch.setitem(feed._LEAVING, "idle_session_timeout", "1s")
    monkeypatch.setattr(feed, "ALIVE", 60.0)  # it asks nothing for so long
    with program(db, "anna", "", LISTENS) as one:
        assert one.has() == {LISTENS}
        monkeypatch.setattr(feed, "ALIVE", 0.1)
        with program(db, "bob", "", LISTENS) as other:
            assert other.has() == frozenset()
            assert other.has() == {LISTENS}


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_program_without_a_window_is_seen_and_keeps_no_upgrade_waiting(db: Office) -> None:
    with program(db, "anna", "kast", LISTENS, desk=False) as one:
        assert one.has() == {LISTENS}
        holder = desks.holders(base.rows)[LISTENS]
        assert (holder.desk, holder.windowless) == ("kast", True)
        assert desks.waited_for(base.rows, 0) == []


@pytest.mark.parametrize("engine", ["sqlite"])
def test_beside_a_file_one_program_has_the_turn(
    db: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LOOK", 0.05)
    assert db.path is not None
    told: tuple[queue.Queue[Held], queue.Queue[Held]] = (queue.Queue(), queue.Queue())
    one, other = (FileTurns(db.path, each.put) for each in told)
    one.take_turns(LISTENS)
    one.start()
    assert told[0].get(timeout=SOON) == {LISTENS}
    other.take_turns(LISTENS)
    other.start()
    assert told[1].get(timeout=SOON) == frozenset()
    one.take_turns()
    assert told[0].get(timeout=SOON) == frozenset()
    assert told[1].get(timeout=SOON) == {LISTENS}
    one.stop()
    other.stop()
    assert told[1].get(timeout=SOON) == frozenset()


def test_a_name_fits_whatever_it_is() -> None:
    for name in ("", "Balie 2", "é" * 60, "x" * 100, "100%"):
        for window in (True, False):
            program = desks.program_of(name, window=window)
            assert len(program.encode("ascii")) <= 63
            assert name.startswith(desks._holder(1, "anna", program).desk)
