"""A day and a week of calls on the screen: painted, told in words, and leading to the calls."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call, CallState, Outcome
from mcsys_desktop.services.calls import Slot, Span
from mcsys_desktop.ui.calls import CallsPage, words
from mcsys_desktop.ui.calls.picture import Picture
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests.conftest import AtDesk, Office
from tests.ui import accessibility

WEDNESDAY = date(2026, 6, 3)


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def page(
    db: Office, work: Work, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CallsPage]:
    now = datetime(2026, 6, 3, 13, 20, tzinfo=UTC)  # 15:20 at the office
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(base, "on_news", live.hear)
    for hour, count, missed, back in ((9, 3, 1, 600), (10, 2, 0, 0), (14, 4, 2, 0)):
        for number in range(count):
            log(WEDNESDAY, hour, number, missed=number < missed, back=back)
    log(WEDNESDAY - timedelta(days=1), 11, 0)
    log(WEDNESDAY - timedelta(days=7), 11, 0)
    style().apply("light")
    page = CallsPage(work, live)
    qtbot.addWidget(page)
    page.resize(1100, 820)
    with qtbot.waitActive(page):
        page.show()
    page.figures.click()
    qtbot.waitUntil(lambda: page.picture.shown is not None)
    yield page
    work.stop()


def log(day: date, hour: int, minute: int, *, missed: bool = False, back: int = 0) -> None:
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.OFFICE_ZONE)
    rang_at = local.astimezone(UTC)
    with base.transaction():
        Call(
            rang_at=rang_at,
            ended_at=rang_at + timedelta(seconds=30),
            state=CallState.ENDED,
            outcome=Outcome.MISSED if missed else Outcome.ANSWERED,
            e164="+31334612045",
            handled_at=rang_at + timedelta(seconds=back) if missed and back else None,
        ).save()


def week(page: CallsPage, qtbot: QtBot) -> Picture:
    page.picture.by_week.click()
    qtbot.waitUntil(lambda: shown_span(page) is Span.WEEK)
    return page.picture


def shown_span(page: CallsPage) -> Span | None:
    return page.picture.shown.span if page.picture.shown else None


def rows(picture: Picture, *, days: bool = False) -> list[list[str]]:
    """The table, as somebody reads it."""
    model = (picture.days if days else picture.hours).table.lines
    return [
        [str(model.index(row, at).data()) for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_day_is_told_in_figures_bars_and_a_table(page: CallsPage) -> None:
    picture = page.picture
    assert picture.title.text() == "Wed 3 Jun 2026"
    assert (picture.count.figure, picture.count.detail) == ("9", "1 the day before")
    assert (picture.missed.figure, picture.missed.detail) == ("3", "33 % of all")
    assert (picture.soon.figure, picture.soon.detail) == ("10 min", "half of them sooner")
    assert (picture.open.figure, picture.open.detail) == ("2", "of 3 missed")
    told = rows(picture)
    assert [row[0] for row in told] == [f"{hour}–{hour + 1}" for hour in range(8, 18)]
    assert told[1] == ["9–10", "3", "1", "0", "10 min"]
    assert told[2] == ["10–11", "2", "0", "0", "–"]
    assert told[6] == ["14–15", "4", "2", "2", "–"]
    assert picture.days.isHidden()
    assert not page.details.isVisible()


def test_the_bars_say_all_of_it_to_whoever_does_not_see_them(page: CallsPage) -> None:
    said = page.picture.hours.bars.accessibleDescription()
    assert page.picture.hours.bars.accessibleName() == "Calls by the hour"
    assert "9–10: 3, of which missed 1, called back after 10 min" in said
    assert "10–11: 2" in said
    assert "14–15: 4, of which missed 2, nobody called back" in said


def test_a_week_is_told_by_the_day_and_by_the_hour(page: CallsPage, qtbot: QtBot) -> None:
    picture = week(page, qtbot)

    assert picture.title.text() == "week 23 · 1 – 7 Jun 2026"
    assert (picture.count.figure, picture.count.detail) == ("10", "1 the week before")
    told = rows(picture, days=True)
    assert [row[:2] for row in told] == [
        ["Mon 1 Jun", "0"],
        ["Tue 2 Jun", "1"],
        ["Wed 3 Jun", "9"],
        ["Thu 4 Jun", "0"],
        ["Fri 5 Jun", "0"],
        ["Sat 6 Jun", "0"],
        ["Sun 7 Jun", "0"],
    ]
    assert next(row for row in rows(picture) if row[0] == "11–12")[1] == "1"


def test_one_turns_to_earlier_days_and_back_to_today(page: CallsPage, qtbot: QtBot) -> None:
    picture = page.picture
    assert not picture.on.isEnabled()
    assert picture.now.isHidden()

    picture.back.click()
    qtbot.waitUntil(lambda: picture.title.text() == "Tue 2 Jun 2026")
    assert picture.on.isEnabled()
    week(page, qtbot)
    picture.back.click()
    qtbot.waitUntil(lambda: picture.title.text() == "week 22 · 25 – 31 May 2026")
    picture.on.click()
    qtbot.waitUntil(lambda: picture.title.text() == "week 23 · 1 – 7 Jun 2026")
    assert not picture.on.isEnabled()
    picture.back.click()
    picture.by_day.click()
    qtbot.waitUntil(lambda: picture.title.text() == "Mon 25 May 2026")
    picture.now.click()
    qtbot.waitUntil(lambda: picture.title.text() == "Wed 3 Jun 2026")


def test_a_figure_leads_to_the_calls_that_it_counts(page: CallsPage, qtbot: QtBot) -> None:
    page.picture.missed.click()

    qtbot.waitUntil(lambda: page.log.model.rowCount() == 3)
    assert page.all.isChecked()
    qtbot.waitUntil(lambda: "period" in page.log.head.chips.taken)
    assert page.log.head.chips.taken["period"].text() == "Period: Wed 3 Jun 2026"
    page.figures.click()
    week(page, qtbot).count.click()
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 10)


def test_a_call_of_another_desk_appears_by_itself(
    page: CallsPage, qtbot: QtBot, at_desk: AtDesk
) -> None:
    at_desk(log, WEDNESDAY, 15, 1)

    qtbot.waitUntil(lambda: page.picture.count.figure == "10")


def test_the_picture_is_fit_for_everybody(
    page: CallsPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    picture = week(page, qtbot)
    for card in (picture.days, picture.hours):
        qtmodeltester.check(card.table.lines)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
        bar = card.table.verticalScrollBar()
        qtbot.waitUntil(lambda bar=bar: bar.maximum() == 0)  # type: ignore[misc]  # all rows are seen
    assert accessibility.walk(page) == []
    qtbot.waitUntil(lambda: accessibility.clipped(page) == [])


def test_the_picture_fits_a_small_screen_with_large_text(page: CallsPage, qtbot: QtBot) -> None:
    style().apply("light", "normal", 1.3)
    try:
        page.resize(1366 - 64, 640)
        week(page, qtbot)
        qtbot.waitUntil(lambda: accessibility.clipped(page) == [])
        assert page.minimumSizeHint().width() <= 1366 - 64
        assert page.picture.page.verticalScrollBar().maximum() > 0
    finally:
        style().apply("light", "normal", 1.0)


def test_the_keyboard_alone_turns_the_pages(page: CallsPage, qtbot: QtBot) -> None:
    page.picture.by_week.setFocus()
    QTest.keyClick(page.picture.by_week, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown_span(page) is Span.WEEK)
    QTest.keyClick(page.picture.back, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.picture.title.text() == "week 22 · 25 – 31 May 2026")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "–"),
        (0, "under 1 min"),
        (29, "under 1 min"),
        (31, "1 min"),
        (3569, "59 min"),
        (3600, "1 h 0 min"),
        (7260, "2 h 1 min"),
        (172_800, "2 days"),
    ],
)
def test_how_long_it_took_is_said_as_people_do(seconds: int | None, said: str) -> None:
    assert words.took(seconds) == said


def test_days_of_two_months_and_years_are_told_apart() -> None:
    assert words.span(date(2026, 6, 29), date(2026, 7, 6)) == "29 Jun – 5 Jul 2026"
    assert words.span(date(2026, 12, 28), date(2027, 1, 4)) == "28 Dec 2026 – 3 Jan 2027"
    assert words.week(date(2026, 12, 28)) == "week 53"
    assert words.told("9–10", Slot(3)) == "9–10: 3"
