"""The page of calls: the whole log, also what other desks add to it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models import base
from mcsys_desktop.models.customers import CustomerKind
from mcsys_desktop.services import calls
from mcsys_desktop.ui.calls import CallsPage
from mcsys_desktop.ui.live import PAUSE_MS, Live
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui import accessibility
from tests.ui.callers.screen import BAKERY, HOSTILE, STRANGER, Kind


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def page(
    db: Office, work: Work, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CallsPage]:
    monkeypatch.setattr(base, "on_news", live.hear)
    style().apply("light")
    page = CallsPage(work, live)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    with qtbot.waitActive(page):
        page.show()
    page.all.click()
    yield page
    work.stop()


def call(
    number: str, *kinds: calls.EventKind, id: str = "1", ago: int = 60, **more: object
) -> calls.CallRow:
    """A call in the log, as phones reported it."""
    rang = clock.now() - timedelta(seconds=ago)
    rows = [
        calls.report(
            calls.CallEvent(
                source="handset:a",
                external_id=id,
                kind=kind,
                at=rang + timedelta(seconds=5 * after),
                number_raw=number,
                name_raw=str(more.get("name", "")),
                withheld=bool(more.get("withheld")),
            )
        )
        for after, kind in enumerate((Kind.RINGING, *kinds))
    ]
    return rows[-1]


def shown(page: CallsPage) -> list[str]:
    return [page._look(row).title for row in page.list.rows]


def wait_for(page: CallsPage, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: shown(page) == list(names))


def test_the_log_is_shown_newest_first(page: CallsPage, qtbot: QtBot) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    call(BAKERY, Kind.ANSWERED, Kind.ENDED, id="1", ago=600)
    call(STRANGER, Kind.MISSED, id="2", ago=60)
    call("", Kind.MISSED, id="3", ago=30, withheld=True)

    wait_for(page, qtbot, "Number withheld", "06 4419 2703", "Bakkerij De Vries")
    look = page._look(page.list.rows[2])
    assert look.icon == "phone-incoming"
    assert look.detail == "033 461 20 45 · answered · 0:05"
    assert page._look(page.list.rows[1]).chip == ("Not picked up", "bad")


def test_a_note_and_what_came_of_it_are_in_the_log(page: CallsPage, qtbot: QtBot) -> None:
    row = call(STRANGER, Kind.ANSWERED, Kind.ENDED)
    calls.write_note(row.id, row.version, "Kassa blijft\nhangen")
    calls.finish(row.id, calls.Result.SOLVED)

    qtbot.waitUntil(lambda: bool(page.list.rows) and page._look(page.list.rows[0]).chip is not None)
    look = page._look(page.list.rows[0])
    assert "Kassa blijft hangen" in look.detail
    assert look.chip == ("Solved", "neutral")


def test_the_missed_calls_alone(page: CallsPage, qtbot: QtBot) -> None:
    call(BAKERY, Kind.ANSWERED, Kind.ENDED, id="1", ago=600)
    call(STRANGER, Kind.MISSED, id="2")
    wait_for(page, qtbot, "06 4419 2703", "033 461 20 45")

    page.missed.click()
    wait_for(page, qtbot, "06 4419 2703")

    page.all.click()
    wait_for(page, qtbot, "06 4419 2703", "033 461 20 45")


def test_more_of_the_log_comes_when_one_scrolls(
    page: CallsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    recent = calls.recent

    def noted(limit: int, before: Any, *more: Any) -> list[calls.CallRow]:
        asked.append(before)
        return recent(limit, before, *more)

    page.list._page = 5
    for number in range(13):
        call(BAKERY, Kind.MISSED, id=str(number), ago=1000 - number)
    qtbot.waitUntil(lambda: len(page.list.rows) == 13)
    qtbot.wait(2 * PAUSE_MS)  # until the last news of them was told: it fetches all at once
    monkeypatch.setattr(calls, "recent", noted)

    page.list.restart()  # the view asks for more as long as it has room

    qtbot.waitUntil(lambda: len(asked) >= 3 and len(page.list.rows) == 13)
    assert len({row.id for row in page.list.rows}) == len(page.list.rows) == 13


def test_what_another_desk_logs_appears_by_itself(
    page: CallsPage, qtbot: QtBot, at_desk: AtDesk
) -> None:
    at_desk(call, STRANGER, Kind.MISSED)

    wait_for(page, qtbot, "06 4419 2703")


def test_opening_a_call_leads_to_its_customer_or_to_the_call(page: CallsPage, qtbot: QtBot) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    call(BAKERY, Kind.MISSED, id="1", ago=600)
    stranger = call(STRANGER, Kind.MISSED, id="2")
    wait_for(page, qtbot, "06 4419 2703", "Bakkerij De Vries")
    customers: list[int] = []
    rows: list[calls.CallRow] = []
    page.customer_wanted.connect(customers.append)
    page.call_wanted.connect(rows.append)

    page.view.setFocus()
    page.view.setCurrentIndex(page.list.index(1, 0))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    page.view.setCurrentIndex(page.list.index(0, 0))
    QTest.keyClick(page.view, Qt.Key.Key_Return)

    assert customers == [bakery.id]
    assert [row.id for row in rows] == [stranger.id]


def test_at_a_counter_customers_have_no_name(page: CallsPage, qtbot: QtBot) -> None:
    make.customer("J. Jansen", kind=CustomerKind.PRIVATE, numbers=[STRANGER])
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "J. Jansen")

    page.set_counter(True)

    assert shown(page) == ["06 4419 2703"]
    assert "Jansen" not in page.list.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_name_that_was_sent_along_stays_text(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED, name=HOSTILE)
    qtbot.waitUntil(lambda: bool(page.list.rows))

    look = page._look(page.list.rows[0])

    assert look.title == "06 4419 2703"
    assert f"name given: {HOSTILE}" in look.detail


def test_the_page_is_fit_for_everybody(
    page: CallsPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    assert page.nothing.text() == "" or page.nothing.isVisible()
    call(STRANGER, Kind.MISSED)
    qtbot.waitUntil(lambda: bool(page.list.rows))

    qtmodeltester.check(page.list)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    assert accessibility.walk(page) == []
    qtbot.waitUntil(lambda: accessibility.clipped(page) == [])


def test_an_empty_log_says_so(page: CallsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.nothing.isVisible)
    qtbot.waitUntil(lambda: page.nothing.text() == "No calls yet.")
    page.missed.click()
    qtbot.waitUntil(lambda: page.nothing.text() == "No missed calls.")
