"""What one desk saves, the others hear of: by whatever way it was written."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from mcsys_desktop.models import address, base, feed
from mcsys_desktop.models.customers import Customer, CustomerKind, PhoneNumber
from tests import make
from tests.conftest import AtDesk, Office

SOON = 15.0  # seconds; it takes a few milliseconds


class Ear:
    """Hears news, and can wait for it."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.up: list[bool] = []
        self._changed = threading.Condition()

    def hear(self, table: str) -> None:
        with self._changed:
            self.heard.append(table)
            self._changed.notify_all()

    def online(self, up: bool) -> None:
        self.up.append(up)

    def wait_for(self, enough: Callable[[list[str]], bool]) -> list[str]:
        """What was heard since the last time, as soon as that is enough."""
        with self._changed:
            assert self._changed.wait_for(lambda: enough(self.heard), SOON), self.heard
            heard, self.heard = self.heard, []
        return heard


@pytest.fixture
def ear(db: Office) -> Iterator[Ear]:
    """An ear of the program at this desk."""
    listening = Ear()
    if base.shared():
        told = feed.follow(address.parse(db.url), db.password, listening.hear, listening.online)
        assert listening.wait_for(bool) == ["*"], "the line is new, so everything may be"
        yield listening
        told.stop()
        return
    before = base.on_news

    def hear(tables: set[str]) -> None:
        for table in sorted(tables):
            listening.hear(table)

    base.on_news = hear
    yield listening
    base.on_news = before


def test_every_table_that_was_written_to_is_heard_once_per_transaction(ear: Ear) -> None:
    with base.transaction():
        owner = make.customer()
        make.number(owner, "033 461 20 45")
        make.number(owner, "033 461 20 46")
    heard = ear.wait_for(lambda seen: "phone_number" in seen and "customer" in seen)
    assert sorted(heard) == ["customer", "phone_number"]


def test_another_desk_is_heard(ear: Ear, at_desk: AtDesk) -> None:
    at_desk(make.customer)
    assert "customer" in ear.wait_for(bool)


def test_bulk_updates_and_deletions_are_heard(ear: Ear) -> None:
    owner = make.customer(numbers=["033 461 20 45", "033 461 20 46"])
    ear.wait_for(lambda seen: "phone_number" in seen)
    with base.transaction():
        Customer.update(notes="x", version=Customer.version + 1).execute()
    assert ear.wait_for(bool) == ["customer"]
    with base.transaction():
        PhoneNumber.delete().where(PhoneNumber.customer == owner).execute()
    assert ear.wait_for(bool) == ["phone_number"]
    with base.transaction():
        Customer.insert_many(
            [{"kind": CustomerKind.PRIVATE, "name": n, "sort_key": n} for n in "abc"]
        ).execute()
    assert ear.wait_for(bool) == ["customer"]


def test_what_was_taken_back_is_not_heard(ear: Ear) -> None:
    def fail() -> None:
        with base.transaction():
            make.customer()
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail()
    with base.transaction():
        make.number(make.customer(), "033 461 20 45")
    heard = ear.wait_for(lambda seen: "phone_number" in seen)
    assert sorted(heard) == ["customer", "phone_number"]


@pytest.mark.parametrize("engine", ["sqlite"])
def test_in_a_file_the_news_comes_after_the_commit(db: Office, at_desk: AtDesk) -> None:
    counts: list[int] = []
    before = base.on_news
    base.on_news = lambda tables: counts.append(at_desk(Customer.select().count))
    try:
        make.customer()
    finally:
        base.on_news = before
    assert counts == [1]


@pytest.mark.parametrize("engine", ["postgres"])
def test_what_a_block_of_sql_does_is_heard(db: Office, ear: Ear) -> None:
    make.customer()
    ear.wait_for(bool)
    with db.raw("bob") as connection:
        connection.execute(
            "DO 'BEGIN UPDATE customer SET notes = notes, version = version + 1; END'"
        )
    assert ear.wait_for(bool) == ["customer"]


@pytest.mark.parametrize("engine", ["postgres"])
def test_after_a_lost_line_everything_is_news(db: Office, ear: Ear) -> None:
    with db.administrator() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
    assert "*" in ear.wait_for(bool)
    assert ear.up == [True, False, True]


def test_a_listener_stops_at_once_also_while_there_is_no_server() -> None:
    nowhere = address.parse("postgresql://anna@127.0.0.1:9/office")
    for ready in (False, True):
        ear = Ear()
        told = feed.follow(nowhere, "x", ear.hear, ear.online)
        if ready:
            deadline = time.monotonic() + SOON
            while not ear.up and time.monotonic() < deadline:
                threading.Event().wait(0.01)
            assert ear.up == [False]
        began = time.monotonic()
        told.stop()
        assert time.monotonic() - began < 4.0
        assert ear.heard == []
