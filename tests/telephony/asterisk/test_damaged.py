"""Hundreds of damaged inputs; twenty thousand are a scenario of ``dev.py endurance``."""

import random

from mcsys_desktop.telephony.asterisk.channels import LONGEST
from mcsys_desktop.telephony.asterisk.wire import Reader
from tests.telephony.asterisk.damage import Target, damaged
from tests.telephony.asterisk.recordings import packets, wire


def test_no_damaged_input_is_more_than_nonsense() -> None:
    chance, target = random.Random(5038), Target()
    for _ in range(600):
        target.hear(damaged(chance))
        target.forget()
    assert target.heard > 3000  # enough of them go deep
    assert len(target.events) > 100
    assert all(len(event.number_raw) <= LONGEST for event in target.events)
    assert all(event.external_id.isprintable() for event in target.events)


def test_what_never_ends_is_not_kept() -> None:
    reader = Reader()
    reader.feed(b"Asterisk Call Manager/5.0.2\r\n")
    for _ in range(200):
        assert reader.feed(b"x" * 60_000) == []
    assert len(reader._rest) <= 60_000
    for _ in range(5000):
        assert reader.feed(b"Key: value\r\n" * 10) == []
    assert len(reader._packet) < 400
    (found, next_one) = reader.feed(b"\r\nEvent: Hangup\r\n\r\n")
    assert found == {"key": "value"}
    assert next_one == {"event": "Hangup"}


def test_memory_is_bounded_however_many_channels_there_are() -> None:
    target = Target()
    target._reader.feed(b"\r\n")
    for number in range(7000):
        target._now -= 20.0  # all of it at once
        packet = {
            "event": "Newchannel",
            "channel": f"PJSIP/{number}-00000001",
            "uniqueid": f"{number}.1",
            "linkedid": f"{number}.1",
        }
        target.hear(wire([packet]))
    assert 1000 < target.remembered <= 5000


def test_a_caller_cannot_write_events() -> None:
    """A line break in a name would; Asterisk takes it out, and what is left is a name."""
    events = packets("ab_a_cancel")
    for event in events:
        if event.get("calleridname") == "Andrew Garza":
            event["calleridname"] = "x\u2028Event: Hangup\r\x00\u202e<img src=x>"
    target = Target()
    target.hear(b"\r\n" + wire(events))
    names = {event.name_raw for event in target.events}
    assert names == {"x Event: Hangup <img src=x>"} or all("\r" not in name for name in names)
    assert [str(event.kind) for event in target.events] == ["ringing", "missed"]
