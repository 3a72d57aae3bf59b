"""The page that a day begins with."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models import base
from mcsys_desktop.services import call_backs, duplicates, start
from mcsys_desktop.services.attention import Notice
from mcsys_desktop.services.call_backs import Asked, CallBackRow
from mcsys_desktop.ui.bars import step_of
from mcsys_desktop.ui.live import PAUSE_MS, Live
from mcsys_desktop.ui.start import StartPage, words
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui import accessibility
from tests.ui.callers.screen import BAKERY, STRANGER, Kind
from tests.ui.test_calls import call


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def page(
    db: Office, work: Work, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StartPage]:
    monkeypatch.setattr(base, "on_news", live.hear)
    style().apply("light")
    page = StartPage(work, live, "Balie 1")
    qtbot.addWidget(page)
    page.resize(1000, 760)
    with qtbot.waitActive(page), qtbot.waitSignal(page.loaded):
        page.show()
    yield page
    work.stop()


def test_it_greets_and_says_the_day_and_the_desk(page: StartPage) -> None:
    assert page.greeting.text().startswith("Good ")
    assert page.day.text().endswith("· Balie 1")


def test_nobody_waits_and_nothing_happened(page: StartPage) -> None:
    assert (page.waiting.figure, page.waiting.detail) == ("0", "nobody waits")
    assert page.waiters.nothing.isVisible()
    assert page.attention.nothing.isVisible()


def test_figures_follow_what_happens_at_any_desk(
    page: StartPage, qtbot: QtBot, at_desk: AtDesk
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    at_desk(call, BAKERY, Kind.MISSED)

    qtbot.waitUntil(lambda: page.waiting.figure == "1")
    assert page.waiting.detail.startswith("the longest for ")
    assert page.waiters.lines[0].name.text() == "Bakkerij De Vries"
    assert page.customers.figure == "1"


def test_each_figure_leads_to_what_it_counts(page: StartPage) -> None:
    wanted: list[str] = []
    page.wanted.connect(wanted.append)

    for tile in (page.waiting, page.calls, page.customers, page.duplicates):
        tile.click()
    page.waiters.all.click()

    assert wanted == ["waiting", "calls:all", "customers", "duplicates", "waiting"]


def test_who_may_be_one_is_counted_and_counted_again(page: StartPage, qtbot: QtBot) -> None:
    page.look_after()
    qtbot.waitUntil(lambda: page.duplicates.figure == "0")
    assert page.duplicates.detail == "none found"
    one = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    other = make.customer("De Vries, bakker", numbers=[BAKERY])

    qtbot.waitUntil(lambda: page.customers.figure == "2")
    page._on_minute()
    qtbot.waitUntil(lambda: page.duplicates.figure == "1")
    assert page.duplicates.accessibleName() == "Duplicate customers: 1, to decide"

    page.hide()
    duplicates.not_the_same(one.id, other.id)
    qtbot.wait(2 * PAUSE_MS)
    page.show()
    qtbot.waitUntil(lambda: page.duplicates.figure == "0")


def test_more_than_a_hundred_is_told_as_such(page: StartPage) -> None:
    page.show_duplicates(duplicates.Counted(100, more=True))
    assert page.duplicates.figure == "100+"
    page.show_duplicates(duplicates.Counted(0, more=True))
    assert page.duplicates.detail == "none found so far"


def test_whoever_waits_longest_is_called_from_here(page: StartPage, qtbot: QtBot) -> None:
    call_backs.add(Asked(number=STRANGER))
    qtbot.waitUntil(page.waiters.lines[0].isVisible)
    called: list[CallBackRow] = []
    page.called.connect(called.append)

    page.waiters.lines[0].call.click()

    assert [entry.e164 for entry in called] == ["+31644192703"]


def test_the_drawing_is_told_in_words(page: StartPage, qtbot: QtBot) -> None:
    hours = (start.Hour(8, 1), start.Hour(9, 4, 2), start.Hour(10))
    page.bars.show_hours(hours, 10)

    assert page.bars.accessibleDescription() == "8-9: 1; 9-10: 4, of which missed 2; now: 0"


@pytest.mark.parametrize(("most", "step"), [(1, 1), (3, 1), (5, 2), (14, 5), (31, 20), (800, 500)])
def test_the_scale_has_a_few_lines(most: int, step: int) -> None:
    assert step_of(most) == step


def test_what_to_look_after_leads_there_and_a_lost_phone_system_comes_first(
    page: StartPage,
) -> None:
    wanted: list[str] = []
    page.attention.wanted.connect(wanted.append)
    page.show_notices([Notice("backup", "warn", "history", "No good backup", "…", "settings")])
    page.show_source("The port is taken.")

    first, second = page.attention.lines[:2]
    assert "phone system" in first.accessibleName()
    second.click()
    assert wanted == ["settings"]

    page.show_source(None)
    assert not second.isVisible()


def test_at_a_counter_nobody_has_a_name(page: StartPage, qtbot: QtBot) -> None:
    make.customer("J. Jansen", numbers=[STRANGER])
    call(STRANGER, Kind.MISSED)
    qtbot.waitUntil(lambda: page.waiters.lines[0].name.text() == "J. Jansen")

    page.set_counter(True)

    assert page.waiters.lines[0].name.text() == "06 4419 2703"
    assert "Jansen" not in page.waiters.lines[0].call.accessibleName()


def test_the_greeting_goes_by_the_clock_of_the_office() -> None:
    for hour, said in ((3, "night"), (9, "morning"), (15, "afternoon"), (20, "evening")):
        at = datetime(2026, 11, 22, hour, 30, tzinfo=clock.OFFICE_ZONE).astimezone(UTC)
        assert words.greeting("Sanne Visser", at) == f"Good {said} Sanne"
    assert words.day(datetime(2026, 11, 22, 9, 0, tzinfo=UTC)) == "Sunday 22 November 2026"


def test_the_page_is_fit_for_everybody(page: StartPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED)
    qtbot.waitUntil(page.waiters.lines[0].isVisible)
    page.show_source("The port is taken.")

    assert accessibility.walk(page) == []
    qtbot.waitUntil(lambda: accessibility.clipped(page) == [])
