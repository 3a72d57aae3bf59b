"""However fast somebody types, one question is under way and the last text is answered."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import search
from mcsys_desktop.ui.searching import Searcher
from mcsys_desktop.ui.work import Work

FOUND = search.Found("customer", "customer:1", "Anna Smit")
NEAR = search.Found("customer", "customer:2", "Anna Smid")


class Office:
    """Answers searches when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.guessed: list[str] = []
        self.gate = threading.Event()
        self.under_way = 0
        self.most_at_once = 0
        self.few = False
        self.error: Exception | None = None
        self._lock = threading.Lock()

    def find(self, typed: str) -> search.Answer:
        with self._lock:
            self.asked.append(typed)
            self.under_way += 1
            self.most_at_once = max(self.most_at_once, self.under_way)
        assert self.gate.wait(10)
        with self._lock:
            self.under_way -= 1
        if self.error is not None:
            raise self.error
        return search.Answer(typed, (FOUND,), few=self.few)

    def find_alike(self, typed: str, _known: object) -> tuple[search.Found, ...]:
        self.guessed.append(typed)
        return (NEAR,)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office()
    monkeypatch.setattr(search, "find", made.find)
    monkeypatch.setattr(search, "find_alike", made.find_alike)
    return made


@pytest.fixture
def searcher(unconnected: Work) -> Searcher:
    return Searcher(unconnected)


@pytest.fixture
def unconnected(qapp: object) -> Iterator[Work]:
    """Workers without an office, although ``office`` is asked for here."""
    work = Work()
    yield work
    work.stop()


@pytest.fixture
def answers(searcher: Searcher) -> list[str]:
    got: list[str] = []
    searcher.answered.connect(lambda answer: got.append(answer.typed))
    return got


def type_fast(searcher: Searcher, text: str) -> None:
    for length in range(1, len(text) + 1):
        searcher.ask(text[:length])


def until(qtbot: QtBot, happened: Callable[[], bool]) -> None:
    qtbot.waitUntil(happened, timeout=10_000)


def test_typing_fast_asks_for_the_first_and_the_last_only(
    searcher: Searcher, office: Office, answers: list[str], qtbot: QtBot
) -> None:
    type_fast(searcher, "bakkerij")
    until(qtbot, lambda: office.asked == ["b"])
    office.gate.set()
    until(qtbot, lambda: answers == ["bakkerij"])

    assert office.asked == ["b", "bakkerij"]
    assert office.most_at_once == 1


def test_an_answer_to_what_is_no_longer_typed_is_dropped(
    searcher: Searcher, office: Office, answers: list[str], qtbot: QtBot
) -> None:
    searcher.ask("bak")
    until(qtbot, lambda: bool(office.asked))
    searcher.forget()
    office.gate.set()
    until(qtbot, lambda: office.under_way == 0)
    qtbot.wait(20)
    assert answers == []

    searcher.ask("smit")
    until(qtbot, lambda: answers == ["smit"])


def test_little_found_is_followed_by_what_sounds_like_it(
    searcher: Searcher, office: Office, answers: list[str], qtbot: QtBot
) -> None:
    guesses: list[str] = []
    searcher.guessed.connect(lambda typed, _found: guesses.append(typed))
    office.gate.set()
    searcher.ask("smit")
    until(qtbot, lambda: answers == ["smit"])
    office.few = True
    searcher.ask("smid")
    until(qtbot, lambda: guesses == ["smid"])

    assert office.guessed == ["smid"]


def test_a_search_that_fails_says_so_and_the_next_one_is_asked(
    searcher: Searcher, office: Office, answers: list[str], qtbot: QtBot
) -> None:
    failures: list[str] = []
    searcher.failed.connect(lambda typed, error: failures.append(f"{typed}: {error}"))
    office.error = UserError("The server of the office does not answer.")
    searcher.ask("smit")
    until(qtbot, lambda: bool(office.asked))
    searcher.ask("smits")
    office.gate.set()
    until(qtbot, lambda: bool(failures))
    assert failures == ["smits: The server of the office does not answer."]

    office.error = None
    searcher.ask("bos")
    until(qtbot, lambda: answers == ["bos"])
