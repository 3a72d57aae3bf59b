"""What a box lists afterwards comes into the log once, beside what was heard as it happened."""

from datetime import UTC, datetime, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call, CallReport
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import CallState, Direction, Outcome
from mcsys_desktop.telephony.base import CONCLUDED
from mcsys_desktop.telephony.events import CallEvent, EventKind
from tests import make

pytestmark = pytest.mark.usefixtures("db")

NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
KARIN, OTHER = "0612345678", "0201234567"
LIVE, LIST = "fritzbox:test", "fritzbox:test list"


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=1))


def heard(kind: EventKind, after: float, id_: str = "a", **more: object) -> calls.CallRow:
    """What was told of a call as it happened, so many seconds after noon."""
    at = NOON + timedelta(seconds=after)
    said = {"source": LIVE, "number_raw": KARIN, "called_raw": "0334612045"} | more
    return calls.report(CallEvent(external_id=id_, kind=kind, at=at, **said))  # type: ignore[arg-type]


def listed(id_: str = "1", minutes: int = 0, seconds: int = 0, **more: object) -> calls.CallRow:
    """What the list says afterwards of a call that began so many minutes after noon."""
    began = NOON + timedelta(minutes=minutes)
    said = {
        "kind": EventKind.ENDED if seconds else EventKind.MISSED,
        "number_raw": KARIN,
        "called_raw": "0334612045",
        "device": "610" if seconds else "",
    } | more
    at = began + timedelta(seconds=seconds)
    return calls.report(
        CallEvent(LIST, id_, at=at, seconds=seconds, began=began, past=True, **said)  # type: ignore[arg-type]
    )


def test_a_call_that_nobody_heard_is_logged_once_and_waits_to_be_called_back() -> None:
    karin = make.customer("Karin", numbers=[KARIN])
    row = listed()
    assert [listed().id for _ in range(3)] == [row.id] * 3
    assert (row.state, row.outcome, row.rang_at) == (CallState.ENDED, Outcome.MISSED, NOON)
    assert row.customer_id == karin.id
    assert Call.select().count() == CallReport.select().count() == 1
    assert CallBack.select().count() == 1


def test_a_conversation_is_told_with_its_length_and_its_extension() -> None:
    row = listed(seconds=180)
    assert (row.outcome, row.seconds, row.rang_at) == (Outcome.ANSWERED, 180, NOON)
    assert Call.get_by_id(row.id).answered_by == "610"
    out = listed("2", 5, 60, direction=Direction.OUTBOUND, number_raw=OTHER)
    assert (out.direction, out.outcome) == (Direction.OUTBOUND, Outcome.ANSWERED)


def test_a_call_that_was_heard_stays_as_it_was_heard() -> None:
    heard(EventKind.RINGING, 37)
    heard(EventKind.ANSWERED, 42, device="611")
    before = heard(EventKind.ENDED, 95, seconds=53, device="611")
    after = listed(seconds=60)
    assert after.id == before.id
    assert (after.rang_at, after.ended_at, after.seconds) == (
        before.rang_at,
        before.ended_at,
        before.seconds,
    )
    assert Call.get_by_id(after.id).answered_by == "611"
    assert Call.select().count() == 1


def test_of_a_call_that_was_lost_the_list_tells_how_it_ended() -> None:
    heard(EventKind.RINGING, 37)
    lost = heard(EventKind.LOST, 60)
    assert lost.outcome is Outcome.UNKNOWN
    told = listed()
    assert (told.id, told.outcome, told.rang_at) == (lost.id, Outcome.MISSED, lost.rang_at)


def test_what_was_only_concluded_to_be_missed_the_list_knows_better() -> None:
    heard(EventKind.RINGING, 37)
    over = heard(EventKind.MISSED, 60, reason=CONCLUDED)
    assert over.outcome is Outcome.MISSED
    told = listed(seconds=60)
    assert (told.id, told.outcome) == (over.id, Outcome.ANSWERED)
    heard(EventKind.RINGING, 337, "b")
    heard(EventKind.MISSED, 360, "b", reason=CONCLUDED)
    heard(EventKind.RINGING, 338, "c", source="sip:201")
    sure = heard(EventKind.MISSED, 361, "c", source="sip:201")
    assert listed("2", 5, 60).outcome is sure.outcome is Outcome.MISSED


def test_who_rings_twice_in_a_minute_is_there_twice_and_no_more() -> None:
    for at, id_ in ((5, "a"), (40, "b")):
        heard(EventKind.RINGING, at, id_)
        heard(EventKind.MISSED, at + 10, id_)
    first, second = listed("1"), listed("2")
    assert first.id != second.id
    assert Call.select().count() == 2
    assert listed("3").id not in (first.id, second.id)  # the list knows of one more
    assert Call.select().count() == 3


@pytest.mark.parametrize(
    "more",
    [
        {"number_raw": OTHER},
        {"direction": Direction.OUTBOUND},
        {"minutes": 5},
        {"withheld": True, "number_raw": ""},
    ],
)
def test_another_number_direction_or_minute_is_another_call(more: dict[str, object]) -> None:
    heard(EventKind.RINGING, 37)
    before = heard(EventKind.MISSED, 50)
    assert listed(**more).id != before.id  # type: ignore[arg-type]


def test_a_withheld_call_is_known_by_the_number_that_rang_and_leaves_no_other() -> None:
    heard(EventKind.RINGING, 37, number_raw="", withheld=True)
    before = heard(EventKind.MISSED, 50, number_raw="", withheld=True)
    assert listed(number_raw="", withheld=True).id == before.id
    assert listed("2", 9, number_raw=KARIN, withheld=True).number == ""


def test_what_another_desk_lists_too_is_the_same() -> None:
    row = listed()
    assert (
        calls.report(
            CallEvent(
                LIST,
                "1",
                EventKind.MISSED,
                NOON,
                number_raw=KARIN,
                seconds=0,
                began=NOON,
                past=True,
            )
        ).id
        == row.id
    )
