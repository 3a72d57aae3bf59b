"""An NCID server, line by line and however the network cuts them."""

import random
from datetime import timedelta

import pytest

from mcsys_desktop.telephony.base import OpenCall
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.ncid.line import fields
from mcsys_desktop.telephony.ncid.reader import RINGS_AT_MOST, NcidReader
from tests.telephony.ncid_lines import (
    ALL,
    BEGAN,
    END,
    GREETING,
    KEY,
    MESSAGE,
    START,
    cid,
    info,
    instant,
)
from tests.telephony.sip.damage import damaged

K = EventKind


def kinds(events: list[CallEvent]) -> list[EventKind]:
    return [event.kind for event in events]


@pytest.fixture
def reader() -> NcidReader:
    """A server that has said its hello and its log."""
    made = NcidReader(KEY)
    assert made.feed(START, instant()) == []
    assert made.recognised
    return made


def test_who_does_not_introduce_itself_tells_nothing() -> None:
    made = NcidReader(KEY)
    assert made.feed(b"220 mail.example.nl ESMTP\r\n" + cid(), instant()) == []
    assert not made.recognised
    assert len(made.feed(GREETING + cid(), instant())) == 1


def test_a_call_rings(reader: NcidReader) -> None:
    (ring,) = reader.feed(cid(), instant())
    assert (ring.kind, ring.source, ring.at) == (K.RINGING, KEY, BEGAN)
    assert (ring.number_raw, ring.name_raw, ring.called_raw) == ("0612345678", "Karin", "POTS")
    assert ring.external_id == "in/POTS/070120261042"


def test_ringing_that_stops_is_neither_an_answer_nor_a_missed_call(reader: NcidReader) -> None:
    events = reader.feed(cid() + info(1) + info(2) + info(0) + info(0), instant())
    assert kinds(events) == [K.RINGING, K.LOST]


def test_a_gateway_knows_how_it_ended(reader: NcidReader) -> None:
    assert kinds(reader.feed(cid() + info(-1) + info(-1), instant())) == [K.RINGING, K.MISSED]
    events = reader.feed(cid("0301234567") + info(0), instant(5))
    events += reader.feed(info(-2), instant(65))
    assert kinds(events) == [K.RINGING, K.LOST, K.ANSWERED, K.ENDED]
    assert events[3].at - events[2].at == timedelta(seconds=60)


def test_a_gateway_tells_the_length(reader: NcidReader) -> None:
    events = reader.feed(cid() + END % b"BYE", instant())
    assert kinds(events) == [K.RINGING, K.ENDED]
    assert events[1].seconds == 60
    events = reader.feed(cid() + END % b"CANCEL" + END % b"CANCEL", instant())
    assert kinds(events) == [K.RINGING, K.MISSED]


def test_what_the_server_hangs_up_is_blocked(reader: NcidReader) -> None:
    (event,) = reader.feed(cid("0901234567", tag="HUP"), instant())
    assert (event.kind, event.reason) == (K.ENDED, "blocked")
    events = reader.feed(cid() + cid(tag="BLK"), instant())
    assert kinds(events) == [K.RINGING, K.ENDED]
    assert len({event.external_id for event in events}) == 1


def test_a_smartphone_and_another_server_are_heard_too(reader: NcidReader) -> None:
    events = reader.feed(cid(tag="PID") + cid("0301234567", tag="+CID"), instant())
    assert kinds(events) == [K.RINGING, K.RINGING]


def test_a_call_to_outside(reader: NcidReader) -> None:
    (event,) = reader.feed(cid(tag="OUT"), instant())
    assert (event.kind, event.direction) == (K.DIALLING, Direction.OUTBOUND)
    assert kinds(reader.feed(info(-1), instant(9))) == [K.ENDED]


@pytest.mark.parametrize("number", ["PRIVATE", "P", "Restricted", "ANONYMOUS", "anoniem"])
def test_who_is_withheld_leaves_nothing(reader: NcidReader, number: str) -> None:
    (event,) = reader.feed(cid(number), instant())
    assert event.withheld
    assert (event.number_raw, event.name_raw) == ("", "")


@pytest.mark.parametrize("number", ["OUT-OF-AREA", "RING", "NO-NUMBER", "-", "O", ""])
def test_a_number_that_is_not_known_is_not_withheld(reader: NcidReader, number: str) -> None:
    (event,) = reader.feed(cid(number), instant())
    assert (event.number_raw, event.withheld, event.name_raw) == ("", False, "Karin")


def test_old_servers_name_no_line(reader: NcidReader) -> None:
    events = reader.feed(cid(line="") + info(-1, line=""), instant())
    assert kinds(events) == [K.RINGING, K.MISSED]
    assert events[0].external_id == "in/-/070120261042"


def test_lines_are_kept_apart(reader: NcidReader) -> None:
    one, two = cid(line="*LINE*1"), cid("0301234567", line="*LINE*2")
    events = reader.feed(one + two + info(-1, line="*LINE*1"), instant())
    assert events[2].external_id == events[0].external_id
    assert reader.feed(info(-1, line="*LINE*3"), instant()) == []


def test_one_minute_has_room_for_several_calls(reader: NcidReader) -> None:
    events = reader.feed(cid() + info(-1) + cid() + info(-1) + cid("0301234567"), instant())
    assert len({event.external_id for event in events}) == 3


def test_two_devices_on_a_line_tell_of_one_call(reader: NcidReader) -> None:
    assert len(reader.feed(cid() + cid(), instant())) == 1


def test_a_call_of_which_nothing_more_is_said_is_given_up(reader: NcidReader) -> None:
    reader.feed(cid(), instant())
    reader.feed(info(4), instant(100))
    assert reader.tick(instant(RINGS_AT_MOST + 50)) == []
    assert kinds(reader.tick(instant(RINGS_AT_MOST + 101))) == [K.LOST]
    assert reader.tick(instant(RINGS_AT_MOST + 102)) == []


def test_after_a_gap_the_log_of_the_server_is_no_news(reader: NcidReader) -> None:
    reader.feed(cid(), instant())
    assert kinds(reader.lose(instant(70))) == [K.LOST]
    reader.begin()
    log = cid().replace(b"CID:", b"CIDLOG:")
    assert reader.feed(START + log, instant(80)) == []


@pytest.mark.parametrize(
    "line", [MESSAGE, b"REQ: RELOAD\r\n", b"NEW: *NMBR*1*\r\n", b"401 x\r\n", b"CID\r\n", info(5)]
)
def test_other_lines_are_left_alone(reader: NcidReader, line: bytes) -> None:
    assert reader.feed(line, instant()) == []


def test_fields_stand_in_any_order() -> None:
    assert fields("***NAME*A*B*NMBR**67*LINE*-*") == {"NAME": "A*B", "NMBR": "*67", "LINE": "-"}


@pytest.mark.parametrize("data", ALL)
def test_it_makes_no_difference_how_the_network_cuts_it(data: bytes) -> None:
    chance, now = random.Random(4478), instant()
    whole = NcidReader(KEY).feed(data, now)
    assert whole
    single = NcidReader(KEY)
    assert [e for byte in data for e in single.feed(bytes([byte]), now)] == whole
    for _ in range(20):
        cut, reader = sorted(chance.sample(range(len(data)), 5)), NcidReader(KEY)
        pieces = [data[a:b] for a, b in zip([0, *cut], [*cut, len(data)], strict=True)]
        assert [event for piece in pieces for event in reader.feed(piece, now)] == whole


def test_a_server_that_only_rings_fills_nothing(reader: NcidReader) -> None:
    events: list[CallEvent] = []
    for number in range(500):
        events += reader.feed(cid(f"06{number:08}", line=f"*LINE*{number}"), instant())
    events += reader.lose(instant(1))
    assert kinds(events).count(K.RINGING) == kinds(events).count(K.LOST) == 500


def test_damaged_lines_never_fail() -> None:
    """Some hundred here; twenty thousand are a scenario of ``dev.py endurance``."""
    chance, heard = random.Random(4479), 0
    reader = NcidReader(KEY)
    for number in range(600):
        now = instant(number * 0.5)
        heard += len(reader.feed(GREETING + damaged(chance, chance.choice(ALL)) + b"\n", now))
        heard += len(reader.tick(now))
    assert heard > 300


def test_of_calls_of_another_desk_it_can_say_nothing() -> None:
    known = [OpenCall("in/-/x"), OpenCall("in/-/y", passed_on=True)]
    told = NcidReader(KEY).recall(known, instant(0))
    assert [(one.external_id, one.kind) for one in told] == [("in/-/x", K.LOST)]
