"""What people do with calls: read the log, note, choose, finish, tick off, forget."""

from datetime import datetime, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.models.calls import CallReport
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import (
    EventKind,
    Result,
)
from tests import make
from tests.conftest import AtDesk
from tests.services.telling import report_all, said

pytestmark = pytest.mark.usefixtures("db")

RINGING, ANSWERED, MISSED, ENDED = (
    EventKind.RINGING,
    EventKind.ANSWERED,
    EventKind.MISSED,
    EventKind.ENDED,
)


@pytest.fixture
def at() -> datetime:
    """A moment a little while ago, so that the whole call lies in the past."""
    return clock.now().replace(microsecond=0) - timedelta(minutes=4)


def test_a_note_survives_the_call_moving_on_under_it(at: datetime) -> None:
    ringing = calls.report(said(RINGING, at))
    version = calls.write_note(ringing.id, ringing.version, "Kassa", "")
    calls.report(said(ANSWERED, at, 5))
    calls.report(said(ENDED, at, 90))

    calls.write_note(ringing.id, version, "Kassa blijft hangen", "Kassa")

    (row,) = calls.recent()
    assert row.note == "Kassa blijft hangen"


def test_another_note_of_a_colleague_is_not_overwritten(at: datetime, at_desk: AtDesk) -> None:
    row = calls.report(said(RINGING, at))
    at_desk(calls.write_note, row.id, row.version, "Van Bob", "")

    with pytest.raises(StaleRecord) as caught:
        calls.write_note(row.id, row.version, "Van Anna", "")

    assert caught.value.changed_by in ("bob", "anna")  # a file's desks share one name
    assert calls.recent()[0].note == "Van Bob"


def test_the_number_is_linked_to_whom_somebody_chose(at: datetime) -> None:
    row = calls.report(said(RINGING, at))
    bakery = make.customer("Bakkerij De Vries")

    calls.choose_customer(row.id, bakery.id)
    calls.report(said(ENDED, at, 5))

    assert calls.recent()[0].customer_id == bakery.id
    assert [one.id for one in calls.of_customer(bakery.id)] == [row.id]


def test_finishing_a_call_ticks_it_off_unless_it_is_to_be_called_back(at: datetime) -> None:
    solved = calls.report(said(RINGING, at, call="1"))
    later = calls.report(said(RINGING, at, call="2"))
    calls.finish(solved.id, Result.SOLVED)
    calls.finish(later.id, Result.CALL_BACK)

    rows = {row.id: row for row in calls.recent()}

    assert rows[solved.id].handled_by == "anna"
    assert rows[solved.id].handled_at is not None
    assert (rows[later.id].result, rows[later.id].handled_at) == (Result.CALL_BACK, None)


def test_a_missed_call_is_ticked_off_once_and_the_tick_can_be_taken_away(
    at: datetime, at_desk: AtDesk
) -> None:
    row = report_all([said(RINGING, at), said(MISSED, at, 9)])
    at_desk(calls.mark_handled, row.id)
    first = calls.recent()[0]
    calls.mark_handled(row.id)

    assert calls.recent()[0].handled_at == first.handled_at

    calls.mark_handled(row.id, False)
    assert calls.recent()[0].handled_at is None


def test_a_call_that_is_gone_is_said_so() -> None:
    with pytest.raises(UserError, match="log"):
        calls.mark_handled(4711)


def test_old_calls_of_strangers_are_forgotten_and_those_of_customers_kept() -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    old = clock.now() - timedelta(days=91)
    kept = calls.report(said(RINGING, old))
    calls.report(said(RINGING, old, number="0612345678", call="2"))
    young = calls.report(said(RINGING, clock.now(), number="0612345678", call="3"))

    assert calls.forget_old() == 1

    assert {row.id for row in calls.recent()} == {kept.id, young.id}
    assert kept.customer_id == bakery.id
    assert CallReport.select().count() == 2


def test_the_log_is_read_page_by_page(at: datetime) -> None:
    made = [calls.report(said(RINGING, at, n, call=str(n))).id for n in range(5)]

    first = calls.recent(limit=2)
    second = calls.recent(limit=2, before=(first[-1].rang_at, first[-1].id))
    third = calls.recent(limit=2, before=(second[-1].rang_at, second[-1].id))

    assert [row.id for row in first + second + third] == made[::-1]


def test_current_calls_are_those_that_ring_or_are_spoken_in(at: datetime) -> None:
    ringing = calls.report(said(RINGING, at, call="1"))
    spoken = report_all([said(RINGING, at, call="2"), said(ANSWERED, at, 3, call="2")])
    report_all([said(RINGING, at, call="3"), said(MISSED, at, 3, call="3")])
    calls.report(said(RINGING, at, -301, call="4"))

    assert {row.id for row in calls.current()} == {ringing.id, spoken.id}
