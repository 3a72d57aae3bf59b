"""Another desk goes on listening: from any moment on, calls come out as if nothing had happened."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.telephony.asterisk import recordings
from mcsys_desktop.telephony.asterisk.present import Listing
from mcsys_desktop.telephony.asterisk.resuming import ResumingTracker
from mcsys_desktop.telephony.asterisk.source import AsteriskSource
from mcsys_desktop.telephony.asterisk.wire import Packet
from mcsys_desktop.telephony.base import OpenCall, SourceState
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from tests.telephony.asterisk.exchange import ACCOUNT, Desk, desk, manager
from tests.telephony.asterisk.listed import channels
from tests.telephony.asterisk.recordings import NAMES, expected, packets, settled

FINAL = {
    *(EventKind.ENDED, EventKind.MISSED, EventKind.ANSWERED_ELSEWHERE),
    *(EventKind.TRANSFERRED, EventKind.LOST),
}
# Moments from which not everything can be known: who was busy hung up and left the caller with a
# tone; who passed a call on is still there, and it does not ring anywhere else yet.
UNKNOWABLE = {
    "ab_dnd": range(23, 27),
    "xfer_blind_abbcac": range(43, 45),
    "xfer_blind_b_no_answer": (43, 44, 45, 66, 67, 68, 69),
}


class Desks:
    """Desks that listen one after the other to what one Asterisk tells."""

    def __init__(self) -> None:
        self.events: list[CallEvent] = []
        self.seconds = 0.0
        self._next()

    def _next(self) -> None:
        self.tracker = ResumingTracker("ami:office.test", self.events.append)

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)

    def hear(self, told: list[Packet]) -> None:
        for packet in told:
            self.seconds = max(self.seconds, recordings.moment(packet))
            self.tracker.hear(packet, self.at, self.seconds)

    def take_over(self, present: list[Packet]) -> None:
        self._next()
        self.tracker.recall(in_the_log(self.events))
        listing = Listing("7")
        for channel in present:
            listing.hear({**channel, "event": "CoreShowChannel", "actionid": "7"})
        self.tracker.resume(listing.channels, self.at, self.seconds)


def in_the_log(events: list[CallEvent]) -> list[OpenCall]:
    """What the log gives of calls that are not over, and of those that were passed on."""
    told: dict[str, list[CallEvent]] = {}
    for event in events:
        told.setdefault(event.external_id, []).append(event)
    return [
        OpenCall(
            name,
            direction=call[0].direction,
            number_raw=call[0].number_raw,
            name_raw=call[0].name_raw,
            called_raw=call[0].called_raw,
            device=max(event.device for event in call),
            rang_at=call[0].at,
            answered_at=next((one.at for one in call if one.kind is EventKind.ANSWERED), None),
            withheld=call[-1].withheld,
            passed_on=call[-1].kind is EventKind.TRANSFERRED,
        )
        for name, call in told.items()
        if call[-1].kind is EventKind.TRANSFERRED or not any(e.kind in FINAL for e in call)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_desk_that_takes_over_at_any_moment_finds_all_calls(name: str) -> None:
    whole, wrong = packets(name), []
    for cut in range(len(whole) + 1):
        office = Desks()
        office.hear(whole[:cut])
        office.take_over(channels(whole[:cut]))
        office.hear(whole[cut:])
        found = settled(office.events)
        assert len(found) <= len(expected(name)), "no call is doubled"
        assert {one["state"] for one in found} <= {"ended"}
        assert not office.tracker._known.calls  # nothing is left behind
        if found != expected(name):
            wrong.append(cut)
    assert wrong == list(UNKNOWABLE.get(name, ()))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("later", [0, 300])
def test_of_what_ended_in_the_gap_it_says_what_can_be_said(name: str, later: int) -> None:
    """Who rang a moment ago was missed; of everybody else nobody knows."""
    whole = packets(name)
    for cut in range(len(whole) + 1):
        office = Desks()
        office.hear(whole[:cut])
        under_way = [call for call in in_the_log(office.events) if not call.passed_on]
        before = len(office.events)
        office.seconds += later
        office.take_over([])
        told = [(one.external_id, one.kind) for one in office.events[before:]]
        expected_kinds = []
        for call in under_way:
            missed = not call.answered and not later and call.direction is Direction.INBOUND
            kind = EventKind.MISSED if missed else EventKind.LOST
            expected_kinds.append((call.external_id, kind))
        assert told == expected_kinds


@pytest.mark.parametrize("listed", [True, False])
def test_a_call_that_ends_while_the_list_comes_in_ends_as_it_did(listed: bool) -> None:
    office = Desks()
    caller = {"channel": "PJSIP/trunk-1", "uniqueid": "1.1", "linkedid": "1.1"}
    called = {"channel": "PJSIP/201-2", "uniqueid": "1.2", "linkedid": "1.1"}
    office.tracker.recall([OpenCall("1.1", number_raw="0612345678")])
    listing = Listing("7")
    for channel in (called, caller) if listed else ():
        shown = {**channel, "event": "CoreShowChannel", "actionid": "7", "channelstate": "5"}
        listing.hear({**shown, "actionid": "8", "uniqueid": "2.2"})  # another list
        listing.hear(shown)
    for channel in (called, caller):
        listing.hear({**channel, "event": "Hangup", "cause": "16"})
    assert not listing.complete
    listing.hear({"event": "CoreShowChannelsComplete", "actionid": "7"})
    assert listing.complete
    office.tracker.resume(listing.channels, office.at, 0.0)
    office.hear(listing.held)
    assert [(one.external_id, one.kind) for one in office.events] == [("1.1", EventKind.MISSED)]


def test_it_asks_who_speaks_and_goes_on_with_them() -> None:
    there = [
        {
            **{"Channel": "PJSIP/trunk-1", "Uniqueid": "1.1", "Linkedid": "1.1"},
            **{"ChannelState": "4", "CallerIDNum": "0612345678", "Context": "from-trunk"},
            **{"Exten": "0332537091", "Duration": "00:00:09"},
        },
        {
            **{"Channel": "PJSIP/201-2", "Uniqueid": "1.2", "Linkedid": "1.1"},
            **{"ChannelState": "5", "ConnectedLineNum": "0612345678", "Duration": "00:00:08"},
        },
    ]
    with manager() as office:
        office.channels = there
        with desk(office) as here:
            assert here.status(SourceState.WORKING).error == ""
            told = here.event()
            assert (told.kind, told.number_raw, told.external_id) == (
                EventKind.RINGING,
                "0612345678",
                "1.1",
            )
            hung_up = (
                b"Event: Hangup\r\nChannel: PJSIP/trunk-1\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n"
            )
            office.there.get(timeout=30).sendall(hung_up + b"Cause: 16\r\n\r\n")
            assert here.event().kind is EventKind.MISSED


def test_who_withholds_is_not_named_after_a_take_over() -> None:
    caller = {"Channel": "PJSIP/trunk-1", "Uniqueid": "1.1", "Linkedid": "1.1"}
    called = {"Channel": "PJSIP/201-2", "Uniqueid": "1.2", "Linkedid": "1.1"}
    with manager() as office:
        office.channels = [
            {**caller, "ChannelState": "4", "CallerIDNum": "0612345678", "Context": "from-trunk"},
            {**called, "ChannelState": "5"},
        ]
        office.withheld = {"PJSIP/trunk-1"}
        with desk(office) as here:
            told = here.event()
            assert (told.withheld, told.number_raw) == (True, "")


def test_without_the_right_to_ask_it_says_so_and_what_was_under_way_is_lost() -> None:
    with manager() as office:
        office.lists = False
        source = AsteriskSource(replace(ACCOUNT, port=office.port))
        source.recall([OpenCall("1.1", Direction.INBOUND, answered_at=clock.now())])
        here = Desk(source)
        here.exchange.start([source], here.events.put, here.statuses.put)
        assert "originate,reporting" in here.status(SourceState.WORKING).error
        assert (here.event().external_id, here.events.empty()) == ("1.1", True)
        assert here.exchange.stop()
