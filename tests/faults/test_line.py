"""A line that goes silent, breaks, drips or lies: every wait ends, and nobody is told a lie."""

import random
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from mcsys_desktop.core.errors import OfficeUnavailable, Unanswered, UserError
from mcsys_desktop.models import address, base
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.turns import Turn
from tests import make
from tests.conftest import POSTGRES, Office
from tests.faults.proxy import Proxy

NOTICED_WITHIN = 6.0  # seconds
pytestmark = [
    pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL here"),
    pytest.mark.parametrize("engine", ["postgres"]),
]


@pytest.fixture
def proxy(office: Office) -> Iterator[Proxy]:
    """A line to the tests' server."""
    port = urlsplit(POSTGRES).port or 5432
    with Proxy("127.0.0.1", port) as proxy:
        office.url = office.url.replace(f":{port}/", f":{proxy.port}/")
        yield proxy


@pytest.fixture
def far(office: Office, proxy: Proxy) -> Iterator[Office]:
    """The office, open at the other end of that line."""
    base.connect(office.url, password=office.password)
    yield office
    base.disconnect()


def took(job: Callable[[], object], refused: type[Exception] = OfficeUnavailable) -> float:
    """How many seconds it took until ``job`` was refused."""
    began = time.monotonic()
    with pytest.raises(refused):
        job()
    return time.monotonic() - began


def count(name: str = "") -> int:
    """How many customers there are of that name."""
    with base.connected():
        chosen = Customer.select()
        return int((chosen.where(Customer.name == name) if name else chosen).count())


def test_a_server_that_goes_silent_is_noticed_and_the_next_question_is_answered(
    far: Office, proxy: Proxy
) -> None:
    assert count() == 0
    proxy.say("silent")
    assert 4.0 < took(count) < NOTICED_WITHIN
    proxy.say("pass")
    assert count() == 0


@pytest.mark.parametrize("after", [0, 8, 700])
def test_a_server_that_goes_silent_while_it_is_called_is_given_up(
    office: Office, proxy: Proxy, after: int
) -> None:
    proxy.say(f"deaf {after}" if after else "silent")
    seconds = took(lambda: base.connect(office.url, password=office.password))
    assert seconds < NOTICED_WITHIN


def test_nobody_at_home_is_given_up(office: Office, proxy: Proxy) -> None:
    proxy.say("pull")
    assert took(lambda: base.connect(office.url, password=office.password)) < NOTICED_WITHIN


def test_a_line_that_drips_is_given_up_and_a_slow_one_works(office: Office, proxy: Proxy) -> None:
    proxy.say("drip 1 50")
    assert took(lambda: base.connect(office.url, password=office.password)) < NOTICED_WITHIN
    proxy.say("drip 400 20")
    base.connect(office.url, password=office.password)
    try:
        assert count() == 0
    finally:
        proxy.say("pass")
        base.disconnect()


def test_a_byte_that_was_changed_on_the_way_is_an_error_and_no_answer(
    far: Office, proxy: Proxy
) -> None:
    assert count() == 0
    for at in (3, 7, 20):
        proxy.say(f"flip {at}")
        assert took(count) < NOTICED_WITHIN
        proxy.say("pass")
        assert count() == 0


def test_a_statement_that_takes_long_is_refused_by_the_server_unless_it_may(far: Office) -> None:
    def sleep() -> None:
        with base.connected():
            base.rows("SELECT pg_sleep(5.5)")

    with base.connected():
        assert 3.5 < took(sleep, UserError) < 5.0
        assert base.rows("SELECT 1") == [(1,)], "the connection is as good as before"
        began = time.monotonic()
        with base.may_take_long():
            base.rows("SELECT pg_sleep(5.5)")
        assert time.monotonic() - began > 5.4
        assert base.rows("SHOW statement_timeout") == [("4s",)], "only what was inside may"


def test_while_the_line_is_known_to_be_down_nobody_waits_for_it(far: Office, proxy: Proxy) -> None:
    with base.connected():
        assert count() == 0
        proxy.say("silent")
        base.reach(False)
        assert took(count) < 0.5, "the old connection is not asked"
    assert took(count) < 0.5
    proxy.say("pass")
    base.reach(True)
    assert count() == 0


def test_a_lost_answer_to_a_commit_is_said_to_be_uncertain(far: Office, proxy: Proxy) -> None:
    def write_uncertain() -> None:
        with base.transaction():
            Customer(name="Onzeker", kind="business", sort_key="onzeker").save()
            proxy.say("lose")  # from here on nothing comes back

    assert took(write_uncertain, Unanswered) < NOTICED_WITHIN
    proxy.say("pass")
    assert count("Onzeker") == 1, "it was saved, and nobody could know"


def test_what_breaks_before_the_commit_is_said_not_to_be_saved(far: Office, proxy: Proxy) -> None:
    def write_half() -> None:
        with base.transaction():
            Customer(name="Half", kind="business", sort_key="half").save()
            proxy.say("cut")
            Customer.select().count()

    with pytest.raises(OfficeUnavailable) as told:
        write_half()
    assert not isinstance(told.value, Unanswered)
    proxy.say("pass")
    assert count("Half") == 0


def write(name: str) -> None:
    """One act of several statements."""
    with base.transaction():
        owner = Customer(name=name, kind="business", sort_key=name.lower())
        owner.save()
        for typed in ("033 461 20 45", "033 461 20 46"):
            make.number(owner, typed)


def cut_at(chance: random.Random, proxy: Proxy, number: int) -> str:
    """Make a customer over a line that is cut at any byte; what its maker was told."""
    name, byte = f"Klant {number}", chance.randrange(1, 1800)
    proxy.say(chance.choice([f"limit {byte}", f"answer {byte // 2}"]))
    try:
        write(name)
    except Unanswered:
        told = "uncertain"
    except OfficeUnavailable:
        told = "not saved"
    else:
        told = "saved"
    proxy.say("pass")
    kept = count(name)
    assert kept == {"saved": 1, "not saved": 0}.get(told, kept), (byte, told, kept)
    return told if told != "uncertain" else f"uncertain, saved {kept} times"


def test_whoever_is_told_saved_or_not_saved_is_told_the_truth(far: Office, proxy: Proxy) -> None:
    chance = random.Random(11)
    told = {cut_at(chance, proxy, number) for number in range(30)}
    assert "not saved" in told


def test_whose_turn_it_is_ends_with_a_silent_server_too(office: Office, proxy: Proxy) -> None:
    turn = Turn(address.parse(office.url), office.password)
    assert turn.take()
    proxy.say("silent")
    began = time.monotonic()
    assert not turn.held()
    assert time.monotonic() - began < NOTICED_WITHIN
    proxy.say("carry")
    turn.give_back()
