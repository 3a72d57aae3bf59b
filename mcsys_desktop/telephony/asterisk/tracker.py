"""From what the manager interface tells of channels to what happened to calls.

A call is everything with one ``Linkedid``; where it is passed on without asking first, it begins a
second time at the next telephone. ``Local/`` channels are plumbing and only lead to real ones.
Events may come in another order than they happened; whatever is wrong with them, nothing raises.
"""

from collections.abc import Callable
from datetime import datetime

from mcsys_desktop.telephony.asterisk.calls import Call
from mcsys_desktop.telephony.asterisk.channels import Channel, text_of
from mcsys_desktop.telephony.asterisk.known import Known
from mcsys_desktop.telephony.asterisk.wire import Packet
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind

LONGEST_CALL = 4 * 3600.0  # seconds without news; the end of what is older was never told
_BUSY, _ELSEWHERE = "17", "26"  # causes, as in Q.850
_RINGING = "5"  # the state of a channel


class Tracker:
    """Hears events and emits what happened to calls. ``now`` is in seconds, and never goes back."""

    def __init__(
        self, source: str, emit: Callable[[CallEvent], None], lines: tuple[str, ...] = ()
    ) -> None:
        self._source, self._emit, self._lines = source, emit, lines
        self._known = Known(lines, self._moved)
        self._hear: dict[str, Callable[[Packet], object]] = {
            "newchannel": self._new_channel,
            "newstate": self._new_state,
            "newcallerid": self._heard,
            "newconnectedline": self._heard,
            "dialbegin": self._dial_begin,
            "dialend": self._dial_end,
            "bridgeenter": self._bridge_enter,
            "bridgeleave": self._bridge_leave,
            "bridgedestroy": self._bridge_destroy,
            "blindtransfer": self._blind_transfer,
            "attendedtransfer": self._attended_transfer,
            "hangup": self._hang_up,
        }

    def hear(self, packet: Packet, at: datetime, now: float) -> None:
        """Take one event that arrived ``at``; what is no event of calls is passed over."""
        known = self._hear.get(packet.get("event", "").lower())
        if known is not None:
            self._at, self._known.now = at, now
            known(packet)

    def tick(self, at: datetime, now: float) -> None:
        """Forget what nothing was told of for longer than a call can last."""
        self._at, self._known.now = at, now
        for call in [one for one in self._known.calls.values() if now - one.heard >= LONGEST_CALL]:
            self._finish(call, EventKind.LOST)
        talked_of = set(self._known.calls)
        for channel in list(self._known.channels.values()):
            if channel.link not in talked_of and now - channel.heard >= LONGEST_CALL:
                self._known.forget(channel)

    def lose(self, at: datetime) -> None:
        """There is no more news of anything."""
        self._at = at
        for call in list(self._known.calls.values()):
            self._finish(call, EventKind.LOST)
        self._known.clear()  # what is still there afterwards may be told of again

    # Events

    def _new_channel(self, packet: Packet) -> None:
        channel = self._heard(packet)
        if channel is not None and channel.id == channel.link and not channel.local:
            self._known.call(channel.link)

    def _new_state(self, packet: Packet) -> None:
        channel = self._heard(packet)
        if channel is None or channel.local or packet.get("channelstate") != _RINGING:
            return
        call = None if channel.id == channel.link else self._known.call(channel.link)
        if call and channel.id != call.caller and not self._originated(call):
            self._begin(call, channel)  # who rings first, to dial, is not called by anybody

    def _dial_begin(self, packet: Packet) -> None:
        call, called = self._dialling(packet, new=True)
        if call is None or called is None or self._originated(call):
            return
        call.dialled = True
        call.learn(self._known.channels.get(call.caller), called)
        if call.direction is Direction.OUTBOUND:
            self._begin(call, called)

    def _dial_end(self, packet: Packet) -> None:
        call, called = self._dialling(packet, new=False)
        if call is not None and called is not None and packet.get("dialstatus") == "ANSWER":
            self._answer(call, called)

    def _bridge_enter(self, packet: Packet) -> None:
        """Whoever is in one bridge with the caller has answered, however that came about."""
        channel, bridge = self._heard(packet), text_of(packet, "bridgeuniqueid")
        if channel is None or not bridge:
            return
        inside = self._known.bridges.enter(bridge, channel.id)
        there = [self._known.channels[one] for one in inside if one in self._known.channels]
        real = [one for one in there if not one.local]
        for caller in real:
            call = self._known.calls.get(caller.link)
            others = [one for one in real if one is not caller]
            if call and call.passed_by:
                others = [one for one in others if one.peer != call.passed_by]
            if call and others and call.caller == caller.id and (call.told or call.dialled):
                self._answer(call, others[-1])

    def _bridge_leave(self, packet: Packet) -> None:
        channel = self._heard(packet)
        if channel is not None:
            self._known.bridges.leave(text_of(packet, "bridgeuniqueid"), channel.id)

    def _bridge_destroy(self, packet: Packet) -> None:
        self._known.bridges.destroy(text_of(packet, "bridgeuniqueid"))

    def _blind_transfer(self, packet: Packet) -> None:
        """Who stays behind calls anew, at the telephone that they are passed on to."""
        passed, passing = self._heard(packet, "transferee"), self._heard(packet, "transferer")
        speaking = passing or passed
        call = self._known.calls.get(speaking.link) if speaking else None
        if call is None or packet.get("result", "Success") != "Success":
            return
        onward = Call(
            call.link,
            passed.id if passed else call.caller,
            self._known.now,
            leg=call.leg + 1,
            origin=call.id,
            number=passed.number if passed else call.number,
            name=passed.title if passed else call.name,
            called=text_of(packet, "extension"),
            withheld=call.withheld,
            direction=Direction.INBOUND,
        )
        self._finish(call, EventKind.TRANSFERRED)
        self._known.over.pop(call.link, None)
        self._known.calls[call.link] = onward

    def _attended_transfer(self, packet: Packet) -> None:
        """The call to ask beforehand is over; who called first goes on with whom was asked."""
        first = self._heard(packet, "origtransferer")
        second = self._heard(packet, "secondtransferer")
        if first is None or second is None or packet.get("result", "Success") != "Success":
            return
        asking, call = self._known.calls.get(second.link), self._known.calls.get(first.link)
        if asking and asking is not call:
            asking.origin = call.id if call else ""
            self._finish(asking, EventKind.TRANSFERRED)

    def _hang_up(self, packet: Packet) -> None:
        channel = self._heard(packet)
        if channel is None:
            return
        self._known.forget(channel)
        call = self._known.calls.get(channel.link)
        if call is None:
            return
        cause = packet.get("cause", "")
        if not call.answered and channel.id == call.caller:
            call.learn(channel, None)
            self._fail(call, cause, channel)
        elif not self._known.has_channels(call.link):
            if call.answered:
                self._finish(call, EventKind.ENDED)
            else:
                self._fail(call, cause, None)

    # What it means

    def _begin(self, call: Call, called: Channel) -> None:
        call.learn(self._known.channels.get(call.caller), called)
        if call.direction is Direction.OUTBOUND:
            if not call.told:
                call.told = True
                self._tell(call, EventKind.DIALLING)
            return
        # Every telephone of a group that rings is told of once: each desk has its own.
        device = "" if called.outside else called.peer
        if not call.told or (device and device not in call.rings_at and not call.answered):
            call.told = True
            call.rings_at.add(device)
            self._tell(call, EventKind.RINGING, device)

    def _answer(self, call: Call, by: Channel) -> None:
        if call.answered:
            return
        if self._originated(call):
            call.caller, by.dialled = by.id, ""
            return
        self._begin(call, by)
        call.answered = True
        if call.direction is Direction.OUTBOUND:
            self._tell(call, EventKind.ANSWERED)
        else:  # outside, the number that it was sent on to says more than the line
            self._tell(call, EventKind.ANSWERED, (by.outside and by.number) or by.peer)

    def _fail(self, call: Call, cause: str, caller: Channel | None) -> None:
        """Nobody answered. Who only used a telephone here, without calling, is not told of."""
        came_in = caller is not None and caller.outside and call.direction is None
        passed_on = call.leg > 1 and not call.passed_by
        if not (call.told or call.dialled or passed_on or came_in):
            self._known.drop(call)
        elif cause == _ELSEWHERE:
            self._finish(call, EventKind.ANSWERED_ELSEWHERE)
        else:
            reason = "busy" if cause == _BUSY else ""
            call.told = True
            self._finish(call, EventKind.MISSED, "voicemail" if call.voicemail else reason)

    def _finish(self, call: Call, kind: EventKind, reason: str = "") -> None:
        if call.told:
            self._tell(call, kind, reason=reason)
        self._known.drop(call)

    def _tell(self, call: Call, kind: EventKind, device: str = "", reason: str = "") -> None:
        self._emit(call.event(self._source, kind, self._at, device, reason))

    def _heard(self, packet: Packet, prefix: str = "") -> Channel | None:
        return self._known.channel(packet, prefix)

    def _originated(self, call: Call) -> bool:
        """Whether Asterisk itself began it: who answers first is who wanted to call."""
        caller = self._known.channels.get(call.caller)
        return caller is not None and caller.local

    def _dialling(self, packet: Packet, new: bool) -> tuple[Call | None, Channel | None]:
        """The call in which somebody is dialled, and their channel; not where it is plumbing."""
        by, called = self._heard(packet), self._heard(packet, "dest")
        if called is None or called.local:
            return None, None
        link = (by or called).link
        if by is None and called.id == link:  # Asterisk calls who wants to dial
            return None, None
        call = self._known.call(link) if new else self._known.calls.get(link)
        return (None, None) if call is None or called.id == call.caller else (call, called)

    def _moved(self, before: str, link: str) -> None:
        """A channel belongs to another call now; the one that it left may be over by that."""
        call, other = self._known.calls.get(before), self._known.calls.get(link)
        if call is not None and not self._known.has_channels(before):
            call.origin = other.id if other else link
            self._finish(call, EventKind.TRANSFERRED)
