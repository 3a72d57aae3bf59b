"""An office on a server is upgraded when the other desks agree or are closed, and not before."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from mcsys_desktop import __version__
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import address, base, desks, feed, migrations, upgrade, versions
from mcsys_desktop.models.desks import Answer, Asking, Waited
from mcsys_desktop.services import offices
from tests.conftest import MIGRATOR, PASSWORD, Office
from tests.models.newer import NEXT


@pytest.fixture
def engine() -> str:
    """A file has one desk."""
    return "postgres"


@contextmanager
def desk(office: Office, login: str) -> Iterator[feed.Feed]:
    """A desk that is open, as its listener says."""
    up = threading.Event()
    one = feed.follow(
        address.parse(office.login(login)), PASSWORD, lambda tables: None, lambda line: up.set()
    )
    try:
        assert up.wait(10)
        yield one
    finally:
        one.stop()


def until(seen: Callable[[], Any], wanted: object) -> None:
    end = time.monotonic() + 10
    while (found := seen()) != wanted:
        assert time.monotonic() < end, found
        time.sleep(0.05)


def asking(office: Office, login: str = "anna") -> Asking:
    return Asking(address.parse(office.login(login)), PASSWORD)


def answers(one: feed.Feed, kind: int, office: Office) -> None:
    with office.raw() as connection:
        found = desks.wish(lambda sql, values: connection.execute(sql, values).fetchall())
    assert found is not None
    one.hold((kind, found.number))


def test_a_desk_is_waited_for_until_it_agrees_or_is_closed(office: Office) -> None:
    with desk(office, "bob") as bob, desk(office, "rita") as rita, asking(office) as asked:
        until(asked.waits_for, [Waited("bob", Answer.NONE), Waited("rita", Answer.NONE)])
        answers(bob, desks.LATER, office)
        until(asked.waits_for, [Waited("bob", Answer.LATER), Waited("rita", Answer.NONE)])
        answers(bob, desks.AGREES, office)
        until(asked.waits_for, [Waited("rita", Answer.NONE)])
        answers(bob, desks.LATER, office)
        until(asked.waits_for, [Waited("bob", Answer.LATER), Waited("rita", Answer.NONE)])
        answers(bob, desks.AGREES, office)
        rita.stop()
        until(asked.waits_for, [])
        with desk(office, "carla"):
            until(asked.waits_for, [Waited("carla", Answer.NONE)])


def test_two_desks_of_the_same_person_are_two(office: Office) -> None:
    with desk(office, "bob") as one, desk(office, "bob"), asking(office) as asked:
        until(asked.waits_for, [Waited("bob", Answer.NONE)] * 2)
        answers(one, desks.AGREES, office)
        until(asked.waits_for, [Waited("bob", Answer.NONE)])


def test_a_killed_desk_is_waited_for_no_longer(office: Office) -> None:
    with desk(office, "bob") as bob, asking(office) as asked:
        until(asked.waits_for, [Waited("bob", Answer.NONE)])
        session = bob.session
        bob.stop(0)
        with office.administrator() as admin:
            admin.execute("SELECT pg_terminate_backend(%s)", (session,))
        until(asked.waits_for, [])


def test_an_answer_to_somebody_else_agrees_to_nothing(office: Office) -> None:
    with desk(office, "bob") as bob:
        with asking(office):
            answers(bob, desks.AGREES, office)
            time.sleep(2)
        with asking(office, "carla") as again:
            until(again.waits_for, [Waited("bob", Answer.NONE)])


def test_one_asks_at_a_time_and_a_lost_asker_leaves_nothing_behind(office: Office) -> None:
    with asking(office, "carla") as first:
        with pytest.raises(UserError, match="carla"):
            asking(office).begin()
        with office.administrator() as admin:
            number = first._connection.info.backend_pid
            admin.execute("SELECT pg_terminate_backend(%s)", (number,))
    with asking(office) as second:
        assert second.waits_for() == []


def test_a_login_that_takes_the_locks_for_itself_makes_no_desk_look_dead(office: Office) -> None:
    with office.raw("rita") as thief:
        thief.execute("SELECT pg_advisory_lock(%s, 0)", (desks.DESK,))
        with desk(office, "bob") as bob:
            time.sleep(4)
            assert bob.session


def test_everybody_sees_who_asks_and_for_which_version(db: Office) -> None:
    assert offices.wish() is None
    with asking(db, "carla"):
        found = offices.wish()
        assert found is not None
        assert (found.name, found.version) == ("", __version__)  # Carla was given no name
    assert offices.wish() is None


def test_news_comes_when_it_begins_and_when_it_is_over(office: Office) -> None:
    heard: list[str] = []
    one = feed.follow(address.parse(office.login("bob")), PASSWORD, heard.append)
    try:
        until(lambda: heard, ["*"])
        with asking(office):
            until(lambda: heard, ["*", desks.NEWS])
        until(lambda: heard, ["*", desks.NEWS, desks.NEWS])
    finally:
        one.stop()


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (*migrations.MIGRATIONS, NEXT)
    monkeypatch.setattr(upgrade, "MIGRATIONS", steps)
    monkeypatch.setattr(upgrade, "SCHEMA", NEXT.NUMBER)


def test_the_command_waits_tells_for_whom_and_then_upgrades(office: Office, newer: None) -> None:
    told: list[list[tuple[str, Answer]]] = []
    with desk(office, "bob") as bob:

        def tell(waited: list[offices.Waited]) -> None:
            told.append([(one.name, one.answer) for one in waited])
            with office.administrator() as admin:
                said = admin.execute("SELECT version FROM app.schema_meta").fetchone()
                assert said == (versions.SCHEMA,)
            answers(bob, desks.AGREES if len(told) > 1 else desks.LATER, office)

        done = offices.upgrade(office.login(MIGRATOR), PASSWORD, tell)
    assert done == [NEXT.NAME]
    assert told == [[("bob", Answer.NONE)], [("bob", Answer.LATER)]]
    assert offices.upgrade(office.login(MIGRATOR), PASSWORD, tell) == []


def test_a_round_of_the_window_asks_everybody_but_its_own_desk(office: Office, newer: None) -> None:
    offices.enter(office.login("carla"), PASSWORD)
    offices.follow(lambda tables: None, lambda *line: None)
    try:
        until(lambda: offices.opening._inside.feed.session > 0, True)  # type: ignore[union-attr]
        going = offices.Round()
        with base.connected(), desk(office, "bob") as bob:
            with pytest.raises(UserError):
                going.begin("anna", PASSWORD)  # who may not
            assert going.begin(MIGRATOR, PASSWORD) == [NEXT.NAME]
            until(lambda: [one.name for one in going.waits_for()], ["bob"])
            assert going.upgrade(MIGRATOR, PASSWORD) == []
            answers(bob, desks.AGREES, office)
            until(going.waits_for, [])
            assert going.upgrade(MIGRATOR, PASSWORD) == [NEXT.NAME]
            going.end()
            assert offices.wish() is None
    finally:
        offices.close()
