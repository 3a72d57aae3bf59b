"""News arrives on the UI thread, in bundles, and reaches only the pages that care."""

import threading
import time

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.i18n import N_
from mcsys_desktop.ui.live import PAUSE_MS, Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.work import Task, Work


class Bell(Page):
    """A page that counts how often it fetched."""

    title = N_("Customers")
    shows = frozenset({"customer"})

    def __init__(self, work: Work, live: Live) -> None:
        super().__init__(work, live)
        self.fetched = 0
        self.given: list[int] = []

    def fetch(self) -> Task:
        self.fetched += 1
        return self.work.run(self, int, self.fetched, then=self.given.append)


@pytest.fixture
def page(work: Work, live: Live, qtbot: QtBot) -> Bell:
    page = Bell(work, live)
    qtbot.addWidget(page)
    return page


def test_news_from_any_thread_arrives_here_in_one_bundle(live: Live, qtbot: QtBot) -> None:
    heard: list[tuple[set[str], int]] = []
    live.changed.connect(lambda tables: heard.append((tables, threading.get_ident())))

    def tell() -> None:
        live.hear("customer")
        live.hear({"call", "customer"})

    thread = threading.Thread(target=tell)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [({"customer", "call"}, threading.get_ident())]


def test_a_steady_stream_is_told_while_it_lasts(live: Live, qtbot: QtBot) -> None:
    heard: list[set[str]] = []
    live.changed.connect(heard.append)
    stop = threading.Event()

    def stream() -> None:
        while not stop.wait(0.01):
            live.hear("call")

    thread = threading.Thread(target=stream)
    thread.start()
    try:
        qtbot.waitUntil(lambda: len(heard) >= 2)
    finally:
        stop.set()
        thread.join()


def test_the_first_news_is_told_at_once_and_what_follows_in_one_bundle(
    live: Live, qtbot: QtBot
) -> None:
    heard: list[tuple[float, set[str]]] = []
    live.changed.connect(lambda tables: heard.append((time.monotonic(), tables)))
    qtbot.wait(PAUSE_MS + 20)  # nothing was told for a while
    began = time.monotonic()
    live.hear("customer")
    qtbot.waitUntil(lambda: len(heard) == 1)
    for table in ("call", "person", "call"):
        live.hear(table)
        qtbot.wait(5)
    qtbot.waitUntil(lambda: len(heard) == 2)
    qtbot.wait(3 * PAUSE_MS)

    assert [tables for _at, tables in heard] == [{"customer"}, {"call", "person"}]
    assert heard[0][0] - began < PAUSE_MS / 1000 * 0.8
    assert heard[1][0] - heard[0][0] >= PAUSE_MS / 1000 * 0.9, "and not before the pause is over"


def test_after_a_lost_connection_everything_is_stale(live: Live, qtbot: QtBot) -> None:
    with qtbot.waitSignal(live.changed) as told:
        live.hear("customer")
        live.hear("*")
    assert told.args == [{"*"}]


def test_being_reachable_is_told_only_when_it_changes(live: Live, qtbot: QtBot) -> None:
    told: list[bool] = []
    live.online.connect(told.append)
    for online in (True, False, False, True):
        live.reach(online)
    qtbot.waitUntil(lambda: told == [False, True])
    assert live.is_online


def test_a_call_is_told_on_the_ui_thread(live: Live, qtbot: QtBot) -> None:
    heard: list[object] = []
    live.rang.connect(lambda event: heard.append((event, threading.get_ident())))
    thread = threading.Thread(target=live.ring, args=["a call"])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("a call", threading.get_ident())]


def test_a_page_fetches_when_it_is_shown_and_not_before(page: Bell, qtbot: QtBot) -> None:
    assert (page.fetched, page.stale) == (0, True)
    page.show()
    assert (page.fetched, page.stale) == (1, False)
    qtbot.waitUntil(lambda: page.given == [1])
    page.hide()
    page.show()
    assert page.fetched == 1


def test_a_visible_page_fetches_again_when_its_table_changes(
    page: Bell, live: Live, qtbot: QtBot
) -> None:
    page.show()
    live.hear("call")
    live.hear("customer")
    qtbot.waitUntil(lambda: page.fetched == 2)
    live.hear("*")
    qtbot.waitUntil(lambda: page.fetched == 3)


def test_a_hidden_page_only_grows_stale(page: Bell, live: Live, qtbot: QtBot) -> None:
    page.show()
    page.hide()
    with qtbot.waitSignal(live.changed):
        live.hear("customer")
    assert (page.fetched, page.stale) == (1, True)
    page.show()
    assert page.fetched == 2


def test_only_the_latest_question_gets_an_answer(page: Bell, qtbot: QtBot) -> None:
    for _time in range(5):
        page.refresh()
    qtbot.waitUntil(lambda: page.given == [5])


def test_a_page_that_was_closed_hears_nothing_more(work: Work, live: Live, qtbot: QtBot) -> None:
    window = QWidget()
    page = Bell(work, live)
    page.setParent(window)
    window.deleteLater()
    with qtbot.waitSignal(window.destroyed):
        pass
    with qtbot.waitSignal(live.changed):
        live.hear("customer")
    assert page.fetched == 0
