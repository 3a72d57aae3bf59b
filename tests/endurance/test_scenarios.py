"""The scenarios run, a little of each; and whatever would be a loss is counted as one."""

import uuid
from collections.abc import Callable

import pytest

from mcsys_desktop.models import base
from mcsys_desktop.services import customers
from tests.conftest import Office
from tests.endurance import __main__ as runner
from tests.endurance.account import Account, Journal, opened, settle
from tests.endurance.scenario import Outcome, Stage, all_of_them
from tests.endurance.writing_desk import ASKING, CONFLICT, NOT_SAVED, SAVED, UNSURE, draft_of

# They need no server.
SHORT = {
    "desks killed, file": 0.012,
    "one record, file": 0.05,
    "numbers, file": 0.02,
    "mails, file": 0.05,
}


@pytest.mark.parametrize("name", SHORT)
def test_a_little_of_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.play(name, all_of_them()[name], SHORT[name], seed=7), capsys.readouterr()


def test_what_goes_wrong_is_a_row_and_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    def fails(_stage: Stage) -> Outcome:
        raise RuntimeError("on purpose")

    assert not runner.play("fails", fails, 1, seed=1)
    assert not runner.play("loses", lambda _stage: Outcome(3, lost=1), 1, seed=1)
    assert not runner.play("forged", lambda _stage: Outcome(3, chain="BROKEN"), 1, seed=1)
    assert runner.play("holds", lambda _stage: Outcome(3, chain="valid, 2 links"), 1, seed=1)
    said = capsys.readouterr().out
    assert "FAILED" in said
    assert said.count("WRONG") == 2


class Desk:
    """What a desk was told, and what the office holds: put side by side by hand."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.journal = Journal()
        with opened(office), base.connected():
            self.shared = customers.create(draft_of(uuid.uuid4().hex))
            customers.change(self.shared, 1, department="2", payment_days=2)

    def make(self, told: str, times: int = 1) -> str:
        """Somebody was told this of a new customer, who is there so many times."""
        request = uuid.uuid4().hex
        with opened(self._office), base.connected():
            for time in range(times):
                customers.create(draft_of(request), "" if time else request)
        self.journal.makes[request] = told
        return request

    def change(self, told: str, version: int = 0) -> None:
        """Somebody was told this of a change that was to become ``version``."""
        key = uuid.uuid4().hex
        for what in (ASKING, told):
            line = {"what": what, "act": "change", "key": key, "version": version}
            self.journal.hear(line)

    def count_up(self, department: str, days: int = 3) -> None:
        """What everybody changes becomes version 3."""
        with opened(self._office), base.connected():
            customers.change(self.shared, 2, department=department, payment_days=days)

    def settle(self) -> Account:
        """The account of it."""
        return settle(self.journal, self._office, self.shared, 2)


@pytest.fixture
def engine() -> str:
    """What is counted does not depend on it."""
    return "sqlite"


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


Forging = Callable[[Desk], object]
COUNTED: Forging = lambda desk: desk.count_up("3")  # noqa: E731  # a name for the table below
FORGED: dict[str, tuple[tuple[Forging, ...], tuple[int, int, int]]] = {
    "all is well": (
        (lambda desk: desk.make(SAVED), lambda desk: desk.make(NOT_SAVED, 0)),
        (0, 0, 0),
    ),
    "told saved, and not there": ((lambda desk: desk.make(SAVED, 0),), (1, 0, 0)),
    "told saved, and there twice": ((lambda desk: desk.make(SAVED, 2),), (0, 1, 0)),
    "told not saved, and there": ((lambda desk: desk.make(NOT_SAVED),), (0, 1, 0)),
    "unknown, not done": ((lambda desk: desk.make(ASKING, 0),), (0, 0, 0)),
    "unknown, done": ((lambda desk: desk.make(UNSURE),), (0, 0, 0)),
    "a change": ((COUNTED, lambda desk: desk.change(SAVED, 3)), (0, 0, 0)),
    "a change told saved, and not there": ((lambda desk: desk.change(SAVED, 3),), (1, 0, 0)),
    "a conflict that was saved": ((COUNTED, lambda desk: desk.change(CONFLICT)), (0, 1, 0)),
    "one of two changes gone": (
        (COUNTED, lambda desk: desk.change(SAVED, 3), lambda desk: desk.change(SAVED, 3)),
        (0, 0, 1),
    ),
    "a count that was put back": (
        (lambda desk: desk.count_up("2 x"), lambda desk: desk.change(SAVED, 3)),
        (0, 0, 1),
    ),
    "a term that was put back": (
        (lambda desk: desk.count_up("3", 2), lambda desk: desk.change(SAVED, 3)),
        (0, 0, 1),
    ),
}


@pytest.mark.parametrize("forged", FORGED)
def test_the_account_finds_what_is_forged(desk: Desk, forged: str) -> None:
    steps, expected = FORGED[forged]
    for forge in steps:
        forge(desk)
    found = desk.settle()
    assert (found.lost, found.doubled, found.overwritten) == expected


def test_an_unknown_act_that_its_request_does_not_know_is_done_twice_and_counted(
    desk: Desk, office: Office
) -> None:
    request = uuid.uuid4().hex
    with opened(office), base.connected():
        customers.create(draft_of(request))
    desk.journal.makes[request] = UNSURE
    assert desk.settle().doubled == 1
