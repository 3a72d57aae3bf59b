"""Times: aware UTC inside, the office's wall clock on the screen."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from mcsys_desktop.core import clock, i18n

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type]  # year, month, day, …


def test_now_is_aware_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_never_shown() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        clock.local(datetime(2026, 11, 22, 9))  # noqa: DTZ001  # that is the point


def test_the_wall_clock_knows_summer_and_winter() -> None:
    assert clock.time_of_day(at(2026, 7, 1, 8, 42)) == "10:42"
    assert clock.time_of_day(at(2026, 11, 22, 8, 42)) == "09:42"


def test_the_office_s_day_begins_at_its_own_midnight() -> None:
    assert clock.day_starts(date(2026, 7, 1)) == at(2026, 6, 30, 22)
    assert clock.day_starts(date(2026, 3, 29)) == at(2026, 3, 28, 23)  # the clock goes forward
    assert clock.day_starts(date(2026, 3, 30)) == at(2026, 3, 29, 22)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(2026, 11, 22, 9, 42), "today 10:42"),
        (at(2026, 11, 21, 23, 0), "today 00:00"),
        (at(2026, 11, 21, 22, 59), "yesterday 23:59"),
        (at(2026, 11, 20, 10, 5), "20 Nov 11:05"),
        (at(2025, 12, 31, 23, 30), "1 Jan 00:30"),
        (at(2025, 12, 31, 22, 30), "31 Dec 2025 23:30"),
    ],
)
def test_a_moment_is_told_from_today(moment: datetime, words: str) -> None:
    assert clock.day_and_time(moment, TODAY) == words


def test_the_twelve_months_have_twelve_names() -> None:
    assert [clock.month(number) for number in (1, 5, 12)] == ["Jan", "May", "Dec"]
    assert len({clock.month(number) for number in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (59, "0:59"), (168, "2:48"), (3600, "1:00:00"), (-5, "0:00")],
)
def test_a_duration_reads_like_a_stop_watch(seconds: int, shown: str) -> None:
    assert clock.duration(seconds) == shown
