"""What is written about a call: in order, again until it is kept, and nothing twice."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.ui.callers import writes as module
from mcsys_desktop.ui.callers.writes import Write, Writes
from mcsys_desktop.ui.work import Work


@pytest.fixture
def writes(work: Work, monkeypatch: pytest.MonkeyPatch) -> Writes:
    monkeypatch.setattr(module, "PAUSES", (0.01,))
    return Writes(work)


def of(job: Callable[..., Any], *arguments: Any, **more: Any) -> Write:
    return Write(lambda: (job, arguments), **more)


def test_writes_about_one_call_keep_their_order(writes: Writes, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(20):
        writes.add(1, of(done.append, number))

    qtbot.waitUntil(lambda: not writes.busy(1))
    assert done == list(range(20))


def test_a_write_that_fails_is_tried_again_and_holds_back_the_next(
    writes: Writes, qtbot: QtBot
) -> None:
    done: list[str] = []
    failures = [OfficeUnavailable("no office"), OfficeUnavailable("no office")]

    def sometimes(text: str) -> None:
        if failures:
            raise failures.pop()
        done.append(text)

    stuck: list[str] = []
    writes.stuck.connect(lambda _key, error: stuck.append(str(error)))
    writes.add(1, of(sometimes, "first"))
    writes.add(1, of(done.append, "second"))
    writes.add(2, of(done.append, "another call"))

    qtbot.waitUntil(lambda: not writes.busy(1))
    assert done[-2:] == ["first", "second"]
    assert done[0] == "another call"
    assert stuck == ["no office", "no office"]


def test_a_bug_is_reported_once_and_still_tried_again(
    writes: Writes, work: Work, qtbot: QtBot
) -> None:
    failures: list[Exception] = [ZeroDivisionError(), ZeroDivisionError()]
    reported: list[Exception] = []
    work.failed.connect(lambda _owner, error: reported.append(error))

    def sometimes() -> None:
        if failures:
            raise failures.pop()

    writes.add(1, of(sometimes))

    qtbot.waitUntil(lambda: not writes.busy(1))
    assert len(reported) == 1


def test_a_refusal_that_is_settled_lets_the_next_write_through(
    writes: Writes, qtbot: QtBot
) -> None:
    done: list[str] = []

    def refuse() -> None:
        raise UserError("not like this")

    def settle(error: UserError) -> bool:
        writes.add(1, of(done.append, f"instead of: {error}"))
        return True

    writes.add(1, of(refuse, refused=settle))

    qtbot.waitUntil(lambda: not writes.busy(1))
    assert done == ["instead of: not like this"]


def test_waiting_writes_of_one_kind_are_one_write(writes: Writes, qtbot: QtBot) -> None:
    done: list[str] = []
    latest = ["first"]

    def prepare() -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return done.append, (latest[0],)

    for text in ("first", "second", "third"):
        latest[0] = text
        writes.add(1, Write(prepare, kind="note"))

    qtbot.waitUntil(lambda: not writes.busy(1))
    assert done[-1] == "third"
    assert len(done) <= 2
