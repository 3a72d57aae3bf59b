"""A write whose answer was lost is asked again by its request, and done once; or never again."""

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import OfficeUnavailable, Unanswered, UserError
from mcsys_desktop.ui import uncertain
from mcsys_desktop.ui.work import Work


class Ledger:
    """An office that does each request once, and whose answers get lost as often as wanted."""

    def __init__(self, *outcomes: type[UserError] | None) -> None:
        self.outcomes = list(outcomes)
        self.done: dict[str, str] = {}
        self.asked: list[str] = []

    def _answer(self) -> None:
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is not None:
            raise outcome("no answer")

    def book(self, words: str, *, request: str) -> str:
        self.asked.append(request)
        self.done.setdefault(request, words)
        self._answer()
        return self.done[request]

    def scribble(self, words: str) -> str:
        self.asked.append(words)
        self._answer()
        return words


class Desk(QObject):
    """Whoever asked, and what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []
        self.unsure: list[str] = []


@pytest.fixture
def desk(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(uncertain, "AGAIN_MS", 100_000)  # asked again when the test says so
    return Desk()


def write(work: Work, desk: Desk, service: Callable[..., str], request: str = "r1") -> None:
    work.write(
        desk,
        service,
        "een notitie",
        request=request,
        then=desk.told.append,
        failed=desk.told.append,
        unsure=desk.unsure.append,
    )


def test_a_lost_answer_is_said_and_asked_again_by_the_same_request(
    work: Work, desk: Desk, qtbot: QtBot
) -> None:
    ledger = Ledger(Unanswered, OfficeUnavailable, Unanswered)
    counts: list[int] = []
    work.uncertain.changed.connect(counts.append)
    write(work, desk, ledger.book)
    qtbot.waitUntil(lambda: len(desk.unsure) == 1)
    assert desk.told == []
    for asked in (2, 3):  # the office is away, then the answer is lost once more
        work.uncertain.ask_again()
        qtbot.waitUntil(lambda: len(ledger.asked) == asked)  # noqa: B023 - waited for here
        qtbot.wait(20)
        assert len(work.uncertain) == 1
    work.uncertain.ask_again()
    qtbot.waitUntil(lambda: desk.told == ["een notitie"])
    assert ledger.asked == ["r1"] * 4
    assert ledger.done == {"r1": "een notitie"}
    assert counts == [1, 0]
    assert len(desk.unsure) == 1


def test_it_is_asked_again_by_itself(
    work: Work, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.uncertain._again.setInterval(50)
    write(work, desk, Ledger(Unanswered, Unanswered).book)
    qtbot.waitUntil(lambda: desk.told == ["een notitie"])
    assert not work.uncertain._again.isActive()


def test_a_service_that_knows_no_requests_is_never_asked_twice(
    work: Work, desk: Desk, qtbot: QtBot
) -> None:
    ledger = Ledger(Unanswered)
    write(work, desk, ledger.scribble)
    qtbot.waitUntil(lambda: len(desk.told) == 1)
    assert isinstance(desk.told[0], Unanswered)
    work.uncertain.ask_again()
    qtbot.wait(30)
    assert len(ledger.asked) == 1
    assert desk.unsure == []


def test_what_was_certainly_not_saved_is_a_failure_at_once(
    work: Work, desk: Desk, qtbot: QtBot
) -> None:
    write(work, desk, Ledger(OfficeUnavailable).book)
    qtbot.waitUntil(lambda: len(desk.told) == 1)
    assert isinstance(desk.told[0], OfficeUnavailable)
    assert len(work.uncertain) == 0


def test_a_refusal_found_out_later_is_told(work: Work, desk: Desk, qtbot: QtBot) -> None:
    write(work, desk, Ledger(Unanswered, UserError).book)
    qtbot.waitUntil(lambda: len(work.uncertain) == 1)
    work.uncertain.ask_again()
    qtbot.waitUntil(lambda: len(desk.told) == 1)
    assert type(desk.told[0]) is UserError
    assert len(work.uncertain) == 0


def test_the_answer_is_fetched_also_when_nobody_waits_for_it_any_more(
    work: Work, desk: Desk, qtbot: QtBot
) -> None:
    ledger = Ledger(Unanswered)
    write(work, desk, ledger.book)
    qtbot.waitUntil(lambda: len(work.uncertain) == 1)
    shiboken6.delete(desk)
    work.uncertain.ask_again()
    qtbot.waitUntil(lambda: len(work.uncertain) == 0)
    assert len(ledger.asked) == 2


def test_a_form_that_was_closed_before_the_answer_got_lost_is_looked_into_all_the_same(
    work: Work, desk: Desk, qtbot: QtBot
) -> None:
    ledger = Ledger(Unanswered)
    write(work, desk, ledger.book)
    shiboken6.delete(desk)
    qtbot.waitUntil(lambda: len(work.uncertain) == 1)


def test_an_office_that_lets_nobody_write_any_more_is_told_to_everybody(
    work: Work, desk: Desk, qtbot: QtBot
) -> None:
    from mcsys_desktop.core.errors import ReadOnlyOffice

    with qtbot.waitSignal(work.outdated):
        write(work, desk, Ledger(ReadOnlyOffice).scribble)
    assert isinstance(desk.told[0], ReadOnlyOffice)
