"""Long work tells how far it is, can be given up, runs one at a time, and is found again."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.progress import Cancelled, Progress
from mcsys_desktop.ui import long_work
from mcsys_desktop.ui.long_work import LongTask, Shown, State
from mcsys_desktop.ui.work import Work
from mcsys_desktop.ui.work_strip import WorkStrip


class Long:
    """A service that goes on until the test lets it end."""

    def __init__(self) -> None:
        self.end, self.began = threading.Event(), threading.Event()
        self.rounds = 0

    def __call__(self, answer: int, *, progress: Progress) -> int:
        self.began.set()
        while not self.end.wait(0.001):
            self.rounds += 1
            progress(self.rounds, 1_000_000_000)
        return answer


@pytest.fixture
def long() -> Iterator[Long]:
    service = Long()
    yield service
    service.end.set()


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What only shows when it lasts shows at once."""
    for shown in long_work.AFTER_MS:
        monkeypatch.setitem(long_work.AFTER_MS, shown, 0)


def refuses(*, progress: Progress) -> None:
    raise UserError("The disk is full.")


def test_the_result_comes_home_and_nothing_is_kept_of_what_was_quick(
    work: Work, qtbot: QtBot
) -> None:
    got: list[int] = []
    work.long.start("Add up", lambda *, progress: 3, said=lambda n: f"{n} rows.", then=got.append)
    qtbot.waitUntil(lambda: got == [3])
    assert work.long.tasks == []
    assert work.notices.all == []


def test_progress_is_told_seldom_however_often_it_is_counted() -> None:
    told: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: told.append((done, total)))
    for done in range(10_001):
        progress(done, 10_000)
    assert told[0] == (0, 10_000)
    assert told[-1] == (10_000, 10_000)
    assert len(told) < 1000


def test_cancelling_ends_it_at_its_next_step(work: Work, qtbot: QtBot, long: Long) -> None:
    over: list[str] = []
    task = work.long.start("Read in", long, 1, cancelled=lambda: over.append("given up"))
    qtbot.waitUntil(lambda: task.total > 0)
    task.cancel()
    assert task.state is State.CANCELLING
    qtbot.waitUntil(lambda: over == ["given up"])
    assert not long.end.is_set()
    assert work.long.tasks == []


def test_one_runs_at_a_time_and_one_that_waits_can_be_given_up(
    work: Work, qtbot: QtBot, long: Long
) -> None:
    order: list[object] = []
    work.long.start("First", long, 1, then=order.append)
    qtbot.waitUntil(long.began.is_set)
    second = work.long.start("Second", lambda *, progress: 2, then=order.append)
    third = work.long.start("Third", lambda *, progress: 3, then=order.append)
    assert (second.state, third.state) == (State.WAITING, State.WAITING)
    second.cancel()
    assert [task.title for task in work.long.tasks] == ["First", "Third"]
    long.end.set()
    qtbot.waitUntil(lambda: order == [1, 3])


@pytest.mark.usefixtures("_at_once")
def test_what_takes_long_is_found_behind_the_bell_with_what_to_do_next(
    work: Work, qtbot: QtBot, long: Long
) -> None:
    opened: list[int] = []
    task = work.long.start(
        "Read in", long, 12, said=lambda n: f"{n} read.", words="Show", act=opened.append
    )
    qtbot.waitUntil(lambda: task.shown is Shown.BELL)
    assert work.long.in_background == [task]
    long.end.set()
    qtbot.waitUntil(lambda: bool(work.notices.all))
    (notice,) = work.notices.all
    assert (notice.sentence, notice.words, notice.tone) == ("12 read.", "Show", "ok")
    assert work.notices.unseen == 1
    assert work.notices.do(notice)
    assert not work.notices.do(notice)
    assert opened == [12]


def test_an_error_is_kept_behind_the_bell_and_told_to_who_asked(work: Work, qtbot: QtBot) -> None:
    told: list[Exception] = []
    work.long.start("Write out", refuses, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    (notice,) = work.notices.all
    assert (notice.sentence, notice.tone) == ("Write out: The disk is full.", "bad")


def test_an_owner_that_has_gone_is_not_told_and_the_work_is_done(
    work: Work, qtbot: QtBot, long: Long
) -> None:
    import shiboken6

    owner, got = QObject(), list[int]()
    work.long.start("Read in", long, 1, owner=owner, then=got.append)
    qtbot.waitUntil(long.began.is_set)
    shiboken6.delete(owner)
    long.end.set()
    qtbot.waitUntil(lambda: not work.long.tasks)
    assert got == []


def test_stopping_the_workers_gives_up_what_runs(qapp: object, qtbot: QtBot, long: Long) -> None:
    work = Work()
    work.long.start("Read in", long, 1)
    qtbot.waitUntil(long.began.is_set)
    work.stop()  # would wait for ever
    assert not long.end.is_set()


def test_a_service_that_is_given_up_before_it_counts_raises() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        progress(1)
    assert progress.is_cancelled()


@pytest.mark.usefixtures("_at_once")
def test_the_strip_shows_a_bar_and_gives_up(work: Work, qtbot: QtBot, long: Long) -> None:
    strip = WorkStrip()
    qtbot.addWidget(strip)
    task = work.long.start("Read in", long, 1)
    strip.follow(task)
    qtbot.waitUntil(lambda: strip.bar.isVisible() and task.total > 0)
    assert strip.said.text().startswith("Read in: ")
    strip.cancel.click()
    assert not strip.cancel.isEnabled()
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_the_newest_that_can_be_undone_is_undone_first(work: Work) -> None:
    undone: list[str] = []
    work.notices.add("Old", "Undo", lambda: undone.append("old"), undoes=True)
    work.notices.add("New", "Undo", lambda: undone.append("new"), undoes=True)
    work.notices.add("Read in", "Show", lambda: undone.append("no"))
    assert [work.notices.undo() for _ in range(3)] == [True, True, False]
    assert undone == ["new", "old"]


def test_a_task_says_what_it_waits_for(work: Work) -> None:
    from mcsys_desktop.ui.work_strip import how_far

    task = LongTask("Read in", work)
    assert how_far(task) == "Read in: waits until something else is done."
    task.become(State.RUNNING)
    task.done, task.total = 1, 3
    assert how_far(task) == "Read in: 33%"
