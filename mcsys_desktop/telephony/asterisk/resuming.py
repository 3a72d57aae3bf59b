"""Go on where another desk stopped listening, or where this one lost the connection.

What is there now, Asterisk lists (`present`); what was under way before, the log knows
(`recall`). A call that is in both goes on under its name; one that is only in the log is lost.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from mcsys_desktop.telephony.asterisk import present
from mcsys_desktop.telephony.asterisk.calls import Call
from mcsys_desktop.telephony.asterisk.tracker import Tracker
from mcsys_desktop.telephony.asterisk.wire import Packet
from mcsys_desktop.telephony.base import CONCLUDED, OpenCall
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind

MOMENT = timedelta(seconds=60)


class ResumingTracker(Tracker):
    """A tracker that can come in while people speak."""

    def __init__(
        self, source: str, emit: Callable[[CallEvent], None], lines: tuple[str, ...] = ()
    ) -> None:
        super().__init__(source, emit, lines)
        self._recalled: dict[str, OpenCall] = {}

    def resume(self, listed: Sequence[Packet] | None, at: datetime, now: float) -> None:
        """These channels are there now, and no others: go on from here. None: it was not told.

        What is not there any more is over. A call that rang a moment ago counts as missed then:
        nobody can have said much to whoever it was, and it is better to call back once too often.
        It says that this is concluded: whoever knows better (the list of a FRITZ!Box) is believed.
        """
        self._at, self._known.now = at, now
        channels = listed or ()
        there = {packet.get("uniqueid", "") for packet in channels}
        for channel in [one for one in self._known.channels.values() if one.id not in there]:
            self._known.forget(channel)
        for packet in channels:
            self._new_channel(packet)
        for packet in channels:
            self._find(packet)
        for packet in filter(None, map(present.bridged, channels)):
            self._bridge_enter(packet)
        for call in list(self._known.calls.values()):
            if not self._known.has_channels(call.link):
                rang = call.told and not call.answered and listed is not None
                lately = now - call.heard < MOMENT.total_seconds()
                kind = _end(call.direction, rang=rang and lately)
                self._finish(call, kind, CONCLUDED if kind is EventKind.MISSED else "")
        for known in self._recalled.values():
            if not known.passed_on:
                rang = not known.answered and listed is not None
                lately = known.rang_at is not None and at - known.rang_at < MOMENT
                kind = _end(known.direction, rang=rang and lately)
                reason = CONCLUDED if kind is EventKind.MISSED else ""
                self._emit(replace(known.lost(self._source, at), kind=kind, reason=reason))
        self._recalled = {}

    def recall(self, calls: Sequence[OpenCall]) -> None:
        """These were under way when somebody listened last; `resume` finds them, or says so."""
        self._recalled = {call.external_id: call for call in calls}

    def _find(self, packet: Packet) -> None:
        """A channel that was there when we came in, and the call that it belongs to."""
        channel = self._heard(packet)
        call = self._known.call(channel.link) if channel and not channel.local else None
        if channel is None or call is None:
            return
        self._take_up(call)
        if channel.id == call.caller:
            return
        if self._originated(call):
            if present.is_up(packet):  # who is asked first is who wanted to call
                call.caller, channel.dialled = channel.id, ""
            return
        if channel.peer == call.passed_by:
            return
        call.dialled = True
        call.learn(self._known.channels.get(call.caller), channel)
        if present.is_begun(packet):
            moment, self._at = self._at, self._at - present.age(packet)
            self._begin(call, channel)
            self._at = moment

    def _take_up(self, call: Call) -> None:
        """Go on with a call that somebody else has told of, under the name that it had there."""
        names = [one for one in self._recalled if one.partition(" ")[0] == call.link]
        for name in sorted(names, key=present.leg_of):
            known = self._recalled.pop(name)
            call.leg = present.leg_of(name)
            call.told, call.answered = not known.passed_on, known.answered and not known.passed_on
            call.direction, call.withheld = known.direction, known.withheld
            call.name = known.name_raw
            if known.passed_on:
                call.leg, call.origin, call.passed_by = call.leg + 1, name, known.device
                call.direction = Direction.INBOUND


def _end(direction: Direction | None, *, rang: bool) -> EventKind:
    missed = rang and direction is not Direction.OUTBOUND
    return EventKind.MISSED if missed else EventKind.LOST
