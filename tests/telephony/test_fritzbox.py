"""The call monitor of a FRITZ!Box, line by line and however the network cuts them."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from mcsys_desktop.telephony.base import OpenCall
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.fritzbox.line import moment
from mcsys_desktop.telephony.fritzbox.reader import RINGS_AT_MOST, FritzReader
from mcsys_desktop.telephony.line_source import Instant
from tests.telephony.fritz_lines import (
    ALL,
    ANSWERED,
    BEGAN,
    BLOCKED,
    KEY,
    MACHINE,
    MISSED,
    OUTGOING,
    TWO_LINES,
    WITHHELD,
    instant,
    play,
    wire,
)
from tests.telephony.sip.damage import damaged

K = EventKind


def kinds(events: list[CallEvent]) -> list[EventKind]:
    return [event.kind for event in events]


def test_a_call_that_is_answered() -> None:
    ring, answer, end = play(ANSWERED)
    assert kinds([ring, answer, end]) == [K.RINGING, K.ANSWERED, K.ENDED]
    assert {event.external_id for event in (ring, answer, end)} == {"20260701T084210Z/0"}
    assert (ring.source, ring.number_raw, ring.called_raw) == (KEY, "0612345678", "0201234567")
    assert (ring.at, answer.device, end.seconds) == (BEGAN, "610", 44)
    assert end.at - ring.at == timedelta(seconds=51)


def test_a_call_that_is_missed() -> None:
    ring, missed = play(MISSED)
    assert kinds([ring, missed]) == [K.RINGING, K.MISSED]


def test_a_caller_who_is_withheld() -> None:
    ring, _missed = play(WITHHELD)
    assert ring.withheld
    assert (ring.number_raw, ring.called_raw) == ("", "0201234567")


def test_a_blocked_number_never_rings_here() -> None:
    (event,) = play(BLOCKED)
    assert (event.kind, event.reason, event.seconds) == (K.ENDED, "blocked", 0)
    assert event.number_raw == "0901234567"


def test_a_caller_who_hangs_up_soon_is_not_blocked() -> None:
    reader = FritzReader(KEY)
    assert reader.feed(wire(BLOCKED[:1]), instant()) == []
    assert reader.hurried
    assert kinds(reader.tick(instant(0.31))) == [K.RINGING]
    assert not reader.hurried
    assert kinds(reader.feed(wire(BLOCKED[1:]), instant(0.6))) == [K.MISSED]


def test_a_blocked_call_whose_end_is_never_told_is_given_up() -> None:
    reader = FritzReader(KEY)
    reader.feed(wire(BLOCKED[:1]), instant())
    assert kinds(reader.tick(instant(1.0))) == [K.RINGING]
    assert reader.tick(instant(RINGS_AT_MOST - 1)) == []
    assert kinds(reader.tick(instant(RINGS_AT_MOST + 1))) == [K.LOST]
    assert reader.feed(wire(BLOCKED[1:]), instant(RINGS_AT_MOST + 2)) == []


def test_an_answering_machine_is_nobody() -> None:
    ring, missed, end = play(MACHINE)
    assert kinds([ring, missed, end]) == [K.RINGING, K.MISSED, K.ENDED]
    assert (missed.reason, missed.device, end.seconds) == ("voicemail", "600", 18)


def test_a_call_to_outside() -> None:
    dial, answer, end = play(OUTGOING)
    assert kinds([dial, answer, end]) == [K.DIALLING, K.ANSWERED, K.ENDED]
    assert {event.direction for event in (dial, answer, end)} == {Direction.OUTBOUND}
    assert (dial.number_raw, dial.called_raw, dial.device) == ("0301234567", "1234567", "612")
    assert not dial.withheld


def test_two_lines_at_once_and_a_number_of_the_box_used_again() -> None:
    events = play(TWO_LINES)
    calls: dict[str, list[EventKind]] = {}
    for event in events:
        calls.setdefault(event.external_id, []).append(event.kind)
    assert list(calls.values()) == [
        [K.RINGING, K.MISSED],
        [K.RINGING, K.ANSWERED, K.ENDED],
        [K.RINGING, K.ANSWERED, K.ENDED],
    ]


def test_used_again_within_a_second_it_is_another_call() -> None:
    events = play((*BLOCKED, *BLOCKED, BLOCKED[0]))
    assert len({event.external_id for event in events}) == 3


def test_a_second_ring_on_one_connection_ends_the_first() -> None:
    later = ANSWERED[0].replace("10:42:10", "10:42:40")
    assert kinds(play((ANSWERED[0], later))) == [K.RINGING, K.LOST, K.RINGING]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("lines", ALL)
def test_it_makes_no_difference_how_the_network_cuts_it(lines: tuple[str, ...], end: str) -> None:
    data, chance = wire(lines, end) + b"x\n", random.Random(4476)
    now = instant(20)
    whole = FritzReader(KEY).feed(data, now)
    assert whole
    single = FritzReader(KEY)
    assert [e for byte in data for e in single.feed(bytes([byte]), now)] == whole
    for _ in range(20):
        cut, reader = sorted(chance.sample(range(len(data)), 5)), FritzReader(KEY)
        pieces = [data[a:b] for a, b in zip([0, *cut], [*cut, len(data)], strict=True)]
        assert [event for piece in pieces for event in reader.feed(piece, now)] == whole


def test_the_hour_that_comes_twice() -> None:
    first = datetime(2026, 10, 25, 0, 30, 1, tzinfo=UTC)
    again = first + timedelta(hours=1)
    assert moment("25.10.26 02:30:00", first) == first - timedelta(seconds=1)
    assert moment("25.10.26 02:30:00", again) == again - timedelta(seconds=1)
    reader, ids = FritzReader(KEY), set()
    for at in (first, again):
        for word in ("RING;0;0612345678;123;SIP0;", "DISCONNECT;0;0;"):
            line = f"25.10.26 02:30:00;{word}"
            steady = at.timestamp()
            ids |= {event.external_id for event in reader.feed(wire([line]), Instant(at, steady))}
    assert len(ids) == 2


def test_a_box_that_does_not_know_the_time_is_not_believed() -> None:
    reader = FritzReader(KEY)
    stale = [line.replace("01.07.26 10:", "01.01.70 00:") for line in ANSWERED]
    events: list[CallEvent] = []
    for line, seconds in zip(stale, (0, 7, 51), strict=True):
        events += reader.feed(wire([line]), instant(seconds))
    assert [(event.at - BEGAN).total_seconds() for event in events] == [0, 7, 51]
    assert kinds(events) == [K.RINGING, K.ANSWERED, K.ENDED]


def test_what_was_not_heard_from_the_start_is_nobodys_call() -> None:
    assert play(ANSWERED[1:]) == []


def test_what_changed_while_the_box_was_out_of_reach_is_no_news_of_an_old_call() -> None:
    reader = FritzReader(KEY)
    reader.feed(wire(ANSWERED[:1]), instant())
    reader.tick(instant(1))
    assert kinds(reader.lose(instant(70))) == [K.LOST]
    assert reader.lose(instant(71)) == []
    reader.begin()
    other = "01.07.26 10:43:40;CONNECT;0;10;0301234567;"
    assert reader.feed(wire([other]), instant(90)) == []


def test_the_end_that_is_told_after_a_gap_still_counts() -> None:
    reader = FritzReader(KEY)
    reader.feed(wire(ANSWERED[:2]), instant(7))
    reader.lose(instant(70))
    reader.begin()
    (end,) = reader.feed(wire(["01.07.26 10:44:00;DISCONNECT;0;103;"]), instant(110))
    assert (end.kind, end.seconds) == (K.ENDED, 103)


def test_a_conversation_longer_than_the_call_is_not_its_end() -> None:
    reader = FritzReader(KEY)
    reader.feed(wire(ANSWERED[:2]), instant(7))
    events = reader.feed(wire(["01.07.26 10:43:00;DISCONNECT;0;4000;"]), instant(50))
    assert kinds(events) == [K.LOST]


@pytest.mark.parametrize(
    "line",
    [
        "",
        ";;;;",
        "RING;0;0612345678;1;",
        "01.07.26 10:42:10;RING",
        "01.07.26 10:42:10;RING;0",
        "01.07.26 10:42:10;RING;x;0612345678;1;SIP0;",
        "01.07.26 10:42:10;ring;0;0612345678;1;SIP0;",
        "01.07.26 10:42:10;DISCONNECT;0;-1;",
        "01.07.26 10:42:10;DISCONNECT;0;99999999;",
        "01.07.26 10:42:10;NEWS;0;0612345678;1;SIP0;",
        "01.07.26 10:42:10;RING;0;" + "1" * 3000 + ";1;SIP0;",
    ],
)
def test_what_is_no_news_of_a_call_is_left_alone(line: str) -> None:
    reader = FritzReader(KEY)
    reader.feed(wire([line]), instant())
    assert reader.tick(instant(1)) == []
    assert len(play(ANSWERED, reader)) == 3


def test_a_box_that_never_ends_its_calls_fills_nothing() -> None:
    reader = FritzReader(KEY)
    events: list[CallEvent] = []
    for number in range(1000):
        events += reader.feed(wire([ANSWERED[0].replace(";0;", f";{number};", 1)]), instant())
    events += reader.lose(instant(1))
    assert kinds(events).count(K.RINGING) == kinds(events).count(K.LOST) == 1000
    assert len(reader.tick(instant(500))) == 0
    assert len(vars(reader)["_calls"]) == 0


def test_damaged_lines_never_fail() -> None:
    """Some hundred here; twenty thousand are a scenario of ``dev.py endurance``."""
    chance, reader, heard = random.Random(4477), FritzReader(KEY), 0
    for number in range(600):
        now = instant(number)
        heard += len(reader.feed(damaged(chance, wire(chance.choice(ALL))) + b"\n", now))
        heard += len(reader.tick(now))
    assert heard > 300


def recalled(**known: object) -> tuple[FritzReader, list[CallEvent]]:
    """A reader that goes on where another desk stopped, ten seconds after the call began."""
    reader = FritzReader(KEY)
    call = OpenCall("20260701T084210Z/0", number_raw="0612345678", rang_at=BEGAN, **known)  # type: ignore[arg-type]  # as named
    return reader, list(reader.recall([call], instant(10)))


def hear(reader: FritzReader, seconds: float, *lines: str) -> list[CallEvent]:
    return list(reader.feed(wire(lines), instant(seconds)))


def test_another_desk_goes_on_with_a_call_under_the_same_name() -> None:
    reader, told = recalled()
    told += hear(reader, 17, *ANSWERED[1:2])
    told += hear(reader, 61, *ANSWERED[2:])
    assert kinds(told) == [K.ANSWERED, K.ENDED]
    assert {one.external_id for one in told} == {"20260701T084210Z/0"}
    reader, told = recalled()
    assert kinds(told + hear(reader, 31, *MISSED[1:])) == [K.MISSED]
    reader, told = recalled(answered_at=BEGAN + timedelta(seconds=7))
    assert kinds(told + hear(reader, 51, *ANSWERED[2:])) == [K.ENDED]


def test_what_may_be_the_end_of_another_call_tells_nothing_of_this_one() -> None:
    reader, told = recalled()  # nobody heard that it was answered
    assert kinds(told + hear(reader, 61, *ANSWERED[2:])) == [K.LOST]
    reader, told = recalled(answered_at=BEGAN + timedelta(seconds=7))
    other = "01.07.26 10:43:01;DISCONNECT;0;20;"
    assert kinds(told + hear(reader, 51, other)) == [K.LOST]
    reader, told = recalled()
    again = "01.07.26 10:42:30;RING;0;0301234567;0201234567;SIP2;"
    assert kinds(told + hear(reader, 20, again)) == [K.LOST]


def test_nobody_waits_for_ever_for_the_end_of_such_a_call() -> None:
    reader, told = recalled()
    assert kinds(told + list(reader.tick(instant(RINGS_AT_MOST + 1)))) == [K.LOST]
    reader, told = recalled(passed_on=True)
    assert told == hear(reader, 31, *MISSED[1:]) == []
