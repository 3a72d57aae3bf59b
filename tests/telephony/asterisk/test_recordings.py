"""Every recording of a real Asterisk becomes the right calls, however its bytes arrive."""

import random
from datetime import UTC, datetime

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models.calls import Call, CallState, Outcome
from mcsys_desktop.services import calls
from mcsys_desktop.telephony.asterisk import recordings
from mcsys_desktop.telephony.asterisk.tracker import LONGEST_CALL, Tracker
from mcsys_desktop.telephony.asterisk.wire import Packet, Reader
from mcsys_desktop.telephony.base import SourceState
from mcsys_desktop.telephony.events import CallEvent, EventKind
from tests.telephony.asterisk.exchange import desk, manager
from tests.telephony.asterisk.recordings import FOLDER, NAMES, expected, packets, settled, wire

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def tracked(events: list[Packet]) -> list[CallEvent]:
    heard: list[CallEvent] = []
    tracker = Tracker("ami:office.test", heard.append)
    for packet in events:
        tracker.hear(packet, AT, 0.0)
    assert not tracker._known.calls  # nothing is left behind
    return heard


def test_there_is_something_to_try() -> None:
    files = [file for file in FOLDER.glob("*.json") if "expected" not in file.name]
    assert len(NAMES) == len(files) == 20


@pytest.mark.parametrize("name", NAMES)
def test_it_becomes_the_right_calls(name: str) -> None:
    assert settled(recordings.replay((FOLDER / f"{name}.json").read_bytes())) == expected(name)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("name", NAMES)
def test_so_it_does_in_an_office(name: str) -> None:
    for event in recordings.replay((FOLDER / f"{name}.json").read_bytes()):
        calls.report(event)
    found = list(Call.select().order_by(Call.rang_at, Call.id))
    wanted = [
        (one["called"], CallState.ENDED, Outcome(one["outcome"]), one["answered_by"])
        for one in expected(name)
    ]
    assert [(one.called, one.state, one.outcome, one.answered_by) for one in found] == wanted
    numbers = [one.e164 or one.number_raw for one in found]
    assert numbers == [one["number"] for one in expected(name)]


@pytest.mark.parametrize("name", NAMES)
def test_byte_by_byte_in_one_lump_or_cut_anywhere(name: str) -> None:
    data, whole = b"\r\n" + wire(packets(name)), packets(name)
    assert Reader().feed(data) == whole
    reader = Reader()
    assert [one for byte in data for one in reader.feed(bytes([byte]))] == whole
    chance = random.Random(name)
    for _ in range(20):
        reader, found, at = Reader(), list[Packet](), 0
        while at < len(data):
            step = chance.randint(1, 900)
            found += reader.feed(data[at : at + step])
            at += step
        assert found == whole


@pytest.mark.parametrize("name", NAMES)
def test_over_a_real_line(name: str) -> None:
    data, chance = wire(packets(name)), random.Random(name)
    with manager() as office, desk(office) as here:
        here.status(SourceState.WORKING)
        line = office.there.get(timeout=30)
        at = 0
        while at < len(data):
            step = chance.randint(1, 4000)
            line.sendall(data[at : at + step])
            at += step
        wanted = tracked(packets(name))
        heard = [here.event() for _ in wanted]
        assert here.events.empty()
    assert [event.kind for event in heard] == [event.kind for event in wanted]
    assert settled(heard) == expected(name)


def test_a_recording_of_the_bytes_is_played_as_well() -> None:
    data = b"Asterisk Call Manager/5.0.2\r\n" + wire(packets("queue_simple"))
    assert settled(recordings.replay(data)) == expected("queue_simple")


@pytest.mark.parametrize("data", [b"", b"[", b"[1]", b"[{}]", b"{}", b"\xff\0", b"[" * 100_000])
def test_what_is_no_recording_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(UserError, match=r"geen opname|no recording"):
        recordings.replay(data)


@pytest.mark.parametrize("presentation", ["32 (Presentation Prohibited, Not Screened)", "35 (x)"])
def test_who_withholds_leaves_nothing_behind(presentation: str) -> None:
    events = packets("ab_a_cancel")
    for event in events:
        if "cid-callingpres" in event:
            event["cid-callingpres"] = presentation
    (call,) = settled(tracked(events))
    assert (call["number"], call["name"], call["withheld"]) == ("", "", True)
    heard = tracked(events)
    assert all(not event.number_raw and not event.name_raw for event in heard)


def test_what_comes_late_or_twice_opens_nothing_again() -> None:
    events = packets("ab_callgroup")
    assert settled(tracked([*events, *events[10:60]])) == expected("ab_callgroup")


def test_a_call_whose_end_was_never_told_is_given_up_after_four_hours() -> None:
    heard: list[CallEvent] = []
    tracker = Tracker("ami:office.test", heard.append)
    for packet in packets("ab_success_a_hangup")[:30]:
        tracker.hear(packet, AT, 100.0)
    tracker.tick(AT, 100.0 + LONGEST_CALL - 1)
    assert [event.kind for event in heard] == [EventKind.RINGING, EventKind.ANSWERED]
    tracker.tick(AT, 100.0 + LONGEST_CALL)
    assert [event.kind for event in heard][2:] == [EventKind.LOST]
    tracker.tick(AT, 100.0 + 3 * LONGEST_CALL)
    assert not tracker._known.calls
    assert not tracker._known.channels


def test_what_rings_while_the_line_is_cut_is_lost_and_told_of_again() -> None:
    heard: list[CallEvent] = []
    tracker = Tracker("ami:office.test", heard.append)
    events = packets("ab_callgroup")
    for packet in events[:40]:
        tracker.hear(packet, AT, 0.0)
    tracker.lose(AT)
    rings = [event.device for event in heard if event.kind is EventKind.RINGING]
    assert rings == ["150010002", "150010003"], "each desk hears of its own telephone"
    assert [event.kind for event in heard[2:]] == [EventKind.LOST]
