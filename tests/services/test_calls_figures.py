"""A day and a week in figures: by the office's hours, also where the clock is put on or back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call, CallState, Outcome
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import Slot, Span
from tests.conftest import Office

pytestmark = pytest.mark.usefixtures("db")

MONDAY = date(2026, 6, 1)


def call(at: datetime, *, missed: bool = False, back: int | None = None, **more: object) -> None:
    """A call in the log; ``back``: dealt with after so many seconds."""
    handled = None if back is None else at + timedelta(seconds=back)
    outcome = Outcome.MISSED if missed else Outcome.ANSWERED
    fields: dict[str, object] = {
        "rang_at": at,
        "state": CallState.ENDED,
        "outcome": outcome,
        "e164": "+31334612045",
        "handled_at": handled,
    }
    with base.transaction():
        Call(**fields | more).save()


def office(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on the office's wall clock."""
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.OFFICE_ZONE)
    return local.astimezone(UTC)


def test_a_day_is_told_by_the_hour_with_how_soon_was_called_back() -> None:
    call(office(MONDAY, 9, 5))
    call(office(MONDAY, 9, 30), missed=True, back=600)
    call(office(MONDAY, 9, 59), missed=True, back=60)
    call(office(MONDAY, 14), missed=True, back=7200)
    call(office(MONDAY, 14, 30), missed=True)
    call(office(MONDAY, 14, 40), direction="outbound", outcome=Outcome.UNKNOWN)
    call(office(MONDAY, 23, 59))
    call(office(MONDAY + timedelta(days=1), 0))  # another day

    told = calls.figures(MONDAY)

    assert told.whole == Slot(calls=7, missed=4, handled=3, back=600)
    assert told.whole.open == 1
    assert told.hours[9] == Slot(3, 2, 2, 330)
    assert told.hours[14] == Slot(3, 2, 1, 7200)
    assert told.hours[23] == Slot(1)
    assert sum(hour.calls for hour in told.hours) == 7
    assert told.days == (told.whole,)


def test_a_week_is_told_by_the_day_beside_the_week_before() -> None:
    for day, many in ((0, 3), (2, 1), (6, 2)):
        for number in range(many):
            call(office(MONDAY + timedelta(days=day), 10, number), missed=number == 0, back=300)
    call(office(MONDAY - timedelta(days=1), 23, 59), missed=True)
    call(office(MONDAY - timedelta(days=7), 0))
    call(office(MONDAY - timedelta(days=8), 12))  # before that
    call(office(MONDAY + timedelta(days=7), 0))  # after it

    told = calls.figures(MONDAY + timedelta(days=3), Span.WEEK)

    assert (told.first, told.until) == (MONDAY, MONDAY + timedelta(days=7))
    assert [day.calls for day in told.days] == [3, 0, 1, 0, 0, 0, 2]
    assert told.hours[10].calls == told.whole.calls == 6
    assert told.whole.missed == 3
    assert told.before == Slot(calls=2, missed=1)


def test_nothing_happened_is_told_too() -> None:
    told = calls.figures(MONDAY, Span.WEEK)

    assert told.whole == Slot() == told.before
    assert len(told.hours) == 24
    assert len(told.days) == 7


def test_who_rang_where_nobody_could_answer_was_missed() -> None:
    for outcome in (Outcome.VOICEMAIL, Outcome.BUSY, Outcome.BLOCKED, Outcome.ANSWERED_ELSEWHERE):
        call(office(MONDAY, 9), outcome=outcome)

    assert calls.figures(MONDAY).whole == Slot(calls=4, missed=2)


@pytest.mark.parametrize(
    ("day", "moments", "hours"),
    [
        # Summer time begins: after 1:59 comes 3:00.
        (
            date(2026, 3, 29),
            ("2026-03-28 23:00", "2026-03-29 00:59", "2026-03-29 01:00"),
            {0: 1, 1: 1, 3: 1},
        ),
        # It ends: 2:30 is twice, and the day has twenty-five hours.
        (
            date(2026, 10, 25),
            ("2026-10-24 22:00", "2026-10-25 00:30", "2026-10-25 01:30", "2026-10-25 22:59"),
            {0: 1, 2: 2, 23: 1},
        ),
    ],
)
def test_the_hours_are_those_of_the_wall_also_when_the_clock_changes(
    day: date, moments: tuple[str, ...], hours: dict[int, int]
) -> None:
    for moment in moments:
        call(datetime.fromisoformat(moment).replace(tzinfo=UTC))

    told = calls.figures(day)

    assert {hour: slot.calls for hour, slot in enumerate(told.hours) if slot.calls} == hours
    assert calls.figures(day, Span.WEEK).days[6].calls == len(moments)


def test_it_is_one_question(db: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    execute = base.database.execute_sql

    def noted(sql: str, *more: object) -> object:
        asked.append(sql)
        return execute(sql, *more)

    monkeypatch.setattr(base.database.obj, "execute_sql", noted)
    calls.figures(MONDAY, Span.WEEK)

    assert len(asked) == 1
