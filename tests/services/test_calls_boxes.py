"""What a FRITZ!Box and an NCID server tell becomes the right calls in the log."""

from collections.abc import Sequence

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import CallState, Direction, Outcome
from mcsys_desktop.telephony.events import CallEvent, EventKind
from mcsys_desktop.telephony.fritzbox.reader import FritzReader
from mcsys_desktop.telephony.ncid.reader import NcidReader
from tests import make
from tests.telephony import fritz_lines, ncid_lines

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the day of the transcripts."""
    now = fritz_lines.instant(600).at
    monkeypatch.setattr(clock, "now", lambda: now)


def logged(events: Sequence[CallEvent]) -> list[calls.CallRow]:
    """The calls of which this was said, the earliest first; said twice, as by two desks."""
    for event in (*events, *reversed(events)):
        calls.report(event)
    return calls.today()[::-1]


def fritz(lines: Sequence[str]) -> list[calls.CallRow]:
    return logged(fritz_lines.play(lines))


def ncid(data: bytes) -> list[calls.CallRow]:
    reader = NcidReader(ncid_lines.KEY)
    return logged(reader.feed(ncid_lines.START + data, ncid_lines.instant()))


def test_answered_at_the_box() -> None:
    karin = make.customer("Karin", numbers=["06 12345678"])
    (row,) = fritz(fritz_lines.ANSWERED)
    assert (row.state, row.outcome, row.e164) == (
        CallState.ENDED,
        Outcome.ANSWERED,
        "+31612345678",
    )
    assert (row.customer_id, row.seconds, row.rang_at) == (karin.id, 44, fritz_lines.BEGAN)
    assert Call.get_by_id(row.id).answered_by == "610"


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        (fritz_lines.MISSED, Outcome.MISSED),
        (fritz_lines.WITHHELD, Outcome.MISSED),
        (fritz_lines.BLOCKED, Outcome.BLOCKED),
        (fritz_lines.MACHINE, Outcome.VOICEMAIL),
    ],
)
def test_nobody_picked_up_at_the_box(lines: Sequence[str], outcome: Outcome) -> None:
    (row,) = fritz(lines)
    assert (row.state, row.outcome) == (CallState.ENDED, outcome)
    assert row.withheld is (lines is fritz_lines.WITHHELD)


def test_somebody_here_called() -> None:
    (row,) = fritz(fritz_lines.OUTGOING)
    assert (row.direction, row.outcome, row.e164) == (
        Direction.OUTBOUND,
        Outcome.ANSWERED,
        "+31301234567",
    )


def test_two_lines_of_the_box_are_three_calls() -> None:
    rows = fritz(fritz_lines.TWO_LINES)
    assert [(row.e164, row.outcome) for row in rows] == [
        ("+31612345678", Outcome.MISSED),
        ("+31301234567", Outcome.ANSWERED),
        ("+31612345678", Outcome.ANSWERED),
    ]


def test_a_handset_that_tells_of_it_too_is_the_same_call() -> None:
    ring, stop = fritz_lines.instant(1.5).at, fritz_lines.instant(8).at
    handset = [
        CallEvent("handset:1", "a", EventKind.RINGING, ring, number_raw="+31612345678"),
        CallEvent("handset:1", "a", EventKind.MISSED, stop, number_raw="+31612345678"),
    ]
    (row,) = logged([*fritz_lines.play(fritz_lines.ANSWERED), *handset])
    assert row.sources == ("fritzbox:fritz.box", "handset:1")
    assert (row.state, row.outcome) == (CallState.ENDED, Outcome.ANSWERED)


def test_a_desk_that_saw_the_box_die_does_not_spoil_what_another_heard() -> None:
    reader = FritzReader(fritz_lines.KEY)
    reader.feed(fritz_lines.wire(fritz_lines.ANSWERED[:2]), fritz_lines.instant(7))
    events = [*reader.lose(fritz_lines.instant(70)), *fritz_lines.play(fritz_lines.ANSWERED)]
    (row,) = logged(events)
    assert (row.outcome, row.seconds) == (Outcome.ANSWERED, 44)


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (ncid_lines.info(-1), Outcome.MISSED),
        (ncid_lines.info(0), Outcome.UNKNOWN),
        (ncid_lines.info(0) + ncid_lines.info(-2), Outcome.ANSWERED),
        (ncid_lines.END % b"BYE", Outcome.ANSWERED),
        (ncid_lines.END % b"CANCEL", Outcome.MISSED),
        (ncid_lines.cid(tag="HUP"), Outcome.BLOCKED),
    ],
)
def test_what_an_analogue_line_tells(data: bytes, outcome: Outcome) -> None:
    (row,) = ncid(ncid_lines.cid() + data)
    assert (row.state, row.outcome, row.e164) == (CallState.ENDED, outcome, "+31612345678")


def test_who_is_withheld_on_an_analogue_line_leaves_nothing() -> None:
    (row,) = ncid(ncid_lines.cid("PRIVATE"))
    assert row.withheld
    assert (row.number, row.name_given, row.called) == ("", "", "POTS")
