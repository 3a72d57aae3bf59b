"""Work runs elsewhere and comes home."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.ui.work import Work


class Doors:
    """Counts the connections that are opened and closed, and by which threads."""

    def __init__(self) -> None:
        self.opened: list[int] = []
        self.closed = 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self.opened.append(threading.get_ident())
        try:
            yield
        finally:
            self.closed += 1


class Answers:
    """Keeps what arrived, and on which thread."""

    def __init__(self) -> None:
        self.got: list[object] = []
        self.threads: set[int] = set()

    def __call__(self, result: object) -> None:
        self.got.append(result)
        self.threads.add(threading.get_ident())


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


@pytest.fixture
def answers() -> Answers:
    return Answers()


def run_of(work: Work, name: str) -> Callable[..., object]:
    return work.run if name == "run" else work.look_up


@pytest.mark.parametrize("verb", ["run", "look_up"])
def test_a_job_runs_elsewhere_and_its_result_arrives_here(
    work: Work, owner: QObject, answers: Answers, qtbot: QtBot, verb: str
) -> None:
    run_of(work, verb)(owner, threading.get_ident, then=answers)
    qtbot.waitUntil(lambda: bool(answers.got))
    assert answers.got[0] != threading.get_ident()
    assert answers.threads == {threading.get_ident()}
    assert QThread.currentThread() is work.thread()


def test_each_job_has_a_connection_for_as_long_as_it_runs(
    work: Work, owner: QObject, answers: Answers, qtbot: QtBot
) -> None:
    doors = Doors()
    work.connect_with(doors)
    for number in range(20):
        work.run(owner, abs, -number, then=answers)
    qtbot.waitUntil(lambda: len(answers.got) == 20)
    assert sorted(map(int, map(str, answers.got))) == list(range(20))
    assert len(doors.opened) == doors.closed == 20
    assert threading.get_ident() not in doors.opened


def test_the_look_ups_keep_one_connection_warm(
    work: Work, owner: QObject, answers: Answers, qtbot: QtBot
) -> None:
    doors = Doors()
    work.connect_with(doors)
    for number in range(3):
        work.look_up(owner, abs, number, then=answers)
    qtbot.waitUntil(lambda: len(answers.got) == 3)
    assert answers.got == [0, 1, 2]
    assert len(set(doors.opened)) == 1
    assert len(doors.opened) - doors.closed == 1  # the warm one
    work.stop()
    assert len(doors.opened) == doors.closed


def test_a_look_up_over_a_dead_connection_is_asked_once_more(
    work: Work, owner: QObject, answers: Answers, qtbot: QtBot
) -> None:
    asked: list[int] = []

    def who(number: int) -> int:
        asked.append(number)
        if len(asked) == 2:
            raise ConnectionError("the server has gone")
        return number

    work.look_up(owner, who, 1, then=answers)
    work.look_up(owner, who, 2, then=answers)
    qtbot.waitUntil(lambda: len(answers.got) == 2)
    assert answers.got == [1, 2]
    assert asked == [1, 2, 2]


def test_an_error_goes_to_whoever_asked_or_else_to_everybody(
    work: Work, owner: QObject, answers: Answers, qtbot: QtBot
) -> None:
    def refuse() -> None:
        raise UserError("not today")

    work.run(owner, refuse, failed=answers)
    qtbot.waitUntil(lambda: len(answers.got) == 1)
    assert str(answers.got[0]) == "not today"

    with qtbot.waitSignal(work.failed) as told:
        work.run(owner, refuse, then=answers)
    assert told.args is not None
    assert told.args[0] is owner
    assert isinstance(told.args[1], UserError)
    assert len(answers.got) == 1


def test_nothing_is_delivered_to_who_left_or_no_longer_wants_it(
    work: Work, owner: QObject, answers: Answers, qtbot: QtBot
) -> None:
    gone, gate = QObject(), threading.Event()
    work.run(gone, gate.wait, then=answers)
    work.run(owner, gate.wait, then=answers).cancel()
    shiboken6.delete(gone)
    gate.set()
    last = Answers()
    for _turn in range(3):
        work.run(owner, str, then=last)
    qtbot.waitUntil(lambda: len(last.got) == 3)
    work.stop()
    qtbot.wait(1)
    assert answers.got == []


def test_stopping_finishes_what_runs_and_drops_what_waits(
    qapp: object, owner: QObject, answers: Answers
) -> None:
    work, done = Work(), threading.Event()
    started = threading.Event()

    def long() -> None:
        started.set()
        done.wait(5)

    for _thread in range(3):
        work.run(owner, long)
    ran: list[int] = []
    for number in range(10):
        work.run(owner, ran.append, number)
    assert started.wait(5)
    threading.Timer(0.05, done.set).start()
    work.stop()
    work.stop()
    assert ran == []
    assert not [t for t in threading.enumerate() if t.name.startswith(("work", "look-up"))]
    assert not work.run(owner, ran.append, 1).wanted
