"""From what the manager interface tells of channels to what happened to calls.

A call is everything with one ``Linkedid``; where it is passed on without asking first, it begins a
second time at the next telephone. ``Local/`` channels are plumbing and only lead to real ones.
Events may come in another order than they happened; whatever is wrong with them, nothing raises.
"""

from collections.abc import Callable
from datetime import datetime

from mcsys_desktop.telephony.asterisk.bridges import Bridges
from mcsys_desktop.telephony.asterisk.calls import Call
from mcsys_desktop.telephony.asterisk.channels import (
    Channel,
    is_dialled,
    is_in_voicemail,
    is_local,
    is_outside,
    is_withheld,
    peer_of,
    text_of,
    trim,
)
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
        self._channels: dict[str, Channel] = {}
        self._calls: dict[str, Call] = {}
        self._over: dict[str, None] = {}  # links of calls that ended: what comes late is not heard
        self._bridges = Bridges()
        self._hear: dict[str, Callable[[Packet], object]] = {
            "newchannel": self._new_channel,
            "newstate": self._new_state,
            "newcallerid": self._channel,
            "newconnectedline": self._channel,
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
            self._at, self._now = at, now
            known(packet)

    def tick(self, at: datetime, now: float) -> None:
        """Forget what nothing was told of for longer than a call can last."""
        self._at, self._now = at, now
        for call in [one for one in self._calls.values() if now - one.heard >= LONGEST_CALL]:
            self._finish(call, EventKind.LOST)
        talked_of = set(self._calls)
        for channel in list(self._channels.values()):
            if channel.link not in talked_of and now - channel.heard >= LONGEST_CALL:
                self._forget(channel)

    def lose(self, at: datetime) -> None:
        """There is no more news of anything."""
        self._at = at
        for call in list(self._calls.values()):
            self._finish(call, EventKind.LOST)
        self._bridges.clear()
        self._channels.clear()
        self._over.clear()  # what is still there afterwards may be told of again

    # Events

    def _new_channel(self, packet: Packet) -> None:
        channel = self._channel(packet)
        if channel is not None and channel.id == channel.link and not channel.local:
            self._call(channel.link)

    def _new_state(self, packet: Packet) -> None:
        channel = self._channel(packet)
        if channel is None or channel.local or packet.get("channelstate") != _RINGING:
            return
        call = None if channel.id == channel.link else self._call(channel.link)
        if call is not None and channel.id != call.caller:  # who rings first, to dial, is no call
            self._begin(call, channel)

    def _dial_begin(self, packet: Packet) -> None:
        call, called = self._dialling(packet, new=True)
        if call is None or called is None:
            return
        call.dialled = True
        call.learn(self._channels.get(call.caller), called)
        if call.direction is Direction.OUTBOUND:
            self._begin(call, called)

    def _dial_end(self, packet: Packet) -> None:
        call, called = self._dialling(packet, new=False)
        if call is not None and called is not None and packet.get("dialstatus") == "ANSWER":
            self._answer(call, called)

    def _bridge_enter(self, packet: Packet) -> None:
        """Whoever is in one bridge with the caller has answered, however that came about."""
        channel, bridge = self._channel(packet), text_of(packet, "bridgeuniqueid")
        if channel is None or not bridge:
            return
        inside = self._bridges.enter(bridge, channel.id)
        there = [self._channels[one] for one in inside if one in self._channels]
        real = [one for one in there if not one.local]
        for caller in real:
            call = self._calls.get(caller.link)
            others = [one for one in real if one is not caller]
            if call and others and call.caller == caller.id and (call.told or call.dialled):
                self._answer(call, others[-1])

    def _bridge_leave(self, packet: Packet) -> None:
        channel = self._channel(packet)
        if channel is not None:
            self._bridges.leave(text_of(packet, "bridgeuniqueid"), channel.id)

    def _bridge_destroy(self, packet: Packet) -> None:
        self._bridges.destroy(text_of(packet, "bridgeuniqueid"))

    def _blind_transfer(self, packet: Packet) -> None:
        """Who stays behind calls anew, at the telephone that they are passed on to."""
        passed, passing = self._channel(packet, "transferee"), self._channel(packet, "transferer")
        speaking = passing or passed
        call = self._calls.get(speaking.link) if speaking else None
        if call is None or packet.get("result", "Success") != "Success":
            return
        onward = Call(
            call.link,
            passed.id if passed else call.caller,
            self._now,
            leg=call.leg + 1,
            origin=call.id,
            number=passed.number if passed else call.number,
            name=passed.title if passed else call.name,
            called=text_of(packet, "extension"),
            withheld=call.withheld,
            direction=Direction.INBOUND,
        )
        self._finish(call, EventKind.TRANSFERRED)
        self._over.pop(call.link, None)
        self._calls[call.link] = onward

    def _attended_transfer(self, packet: Packet) -> None:
        """The call to ask beforehand is over; who called first goes on with whom was asked."""
        first = self._channel(packet, "origtransferer")
        second = self._channel(packet, "secondtransferer")
        if first is None or second is None or packet.get("result", "Success") != "Success":
            return
        asking, call = self._calls.get(second.link), self._calls.get(first.link)
        if asking and asking is not call:
            asking.origin = call.id if call else ""
            self._finish(asking, EventKind.TRANSFERRED)

    def _hang_up(self, packet: Packet) -> None:
        channel = self._channel(packet)
        if channel is None:
            return
        self._forget(channel)
        call = self._calls.get(channel.link)
        if call is None or channel.local:
            return
        cause = packet.get("cause", "")
        if not call.answered and channel.id == call.caller:
            call.learn(channel, None)
            self._fail(call, cause, channel)
        elif not self._has_channels(call.link):
            if call.answered:
                self._finish(call, EventKind.ENDED)
            else:
                self._fail(call, cause, None)

    # What it means

    def _begin(self, call: Call, called: Channel) -> None:
        call.learn(self._channels.get(call.caller), called)
        if not call.told:
            call.told = True
            outbound = call.direction is Direction.OUTBOUND
            self._tell(call, EventKind.DIALLING if outbound else EventKind.RINGING)

    def _answer(self, call: Call, by: Channel) -> None:
        if call.answered:
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
        if not (call.told or call.dialled or call.leg > 1 or came_in):
            self._drop(call)
        elif cause == _ELSEWHERE:
            self._finish(call, EventKind.ANSWERED_ELSEWHERE)
        else:
            reason = "busy" if cause == _BUSY else ""
            call.told = True
            self._finish(call, EventKind.MISSED, "voicemail" if call.voicemail else reason)

    def _finish(self, call: Call, kind: EventKind, reason: str = "") -> None:
        if call.told:
            self._tell(call, kind, reason=reason)
        self._drop(call)

    def _tell(self, call: Call, kind: EventKind, device: str = "", reason: str = "") -> None:
        self._emit(call.event(self._source, kind, self._at, device, reason))

    # What is known

    def _dialling(self, packet: Packet, new: bool) -> tuple[Call | None, Channel | None]:
        """The call in which somebody is dialled, and their channel; not where it is plumbing."""
        by, called = self._channel(packet), self._channel(packet, "dest")
        if called is None or called.local:
            return None, None
        link = (by or called).link
        if by is None and called.id == link:  # Asterisk calls who wants to dial
            return None, None
        call = self._call(link) if new else self._calls.get(link)
        return (None, None) if call is None or called.id == call.caller else (call, called)

    def _call(self, link: str) -> Call | None:
        """The call of that link, or a new one; None where it is over."""
        if link in self._over:
            return None
        if link not in self._calls:
            self._calls[link] = Call(link, link, self._now)
            trim(self._calls)
        return self._calls[link]

    def _channel(self, packet: Packet, prefix: str = "") -> Channel | None:
        """The channel that a packet speaks of, with what it newly tells; None where it is none."""
        own, link, name = (
            text_of(packet, prefix + key) for key in ("uniqueid", "linkedid", "channel")
        )
        if not own or not name:
            return None
        link = link or own
        channel = self._channels.get(own)
        if channel is None:
            peer, context = peer_of(name), packet.get(f"{prefix}context", "")[:100]
            outside = is_outside(peer, context, self._lines)
            channel = Channel(own, link, peer, is_local(name), self._now, outside)
            self._channels[own] = channel
            trim(self._channels)
        channel.heard = self._now
        channel.number = text_of(packet, f"{prefix}calleridnum") or channel.number
        channel.title = text_of(packet, f"{prefix}calleridname") or channel.title
        channel.other = text_of(packet, f"{prefix}connectedlinenum") or channel.other
        dialled = text_of(packet, f"{prefix}exten")
        if not channel.dialled and is_dialled(dialled):
            channel.dialled = dialled
        if "cid-callingpres" in packet and not prefix:
            channel.withheld = is_withheld(packet["cid-callingpres"])
        call = self._calls.get(link)
        if call is not None:
            call.heard = self._now
            if call.caller == own and not call.answered and not prefix:
                call.voicemail = is_in_voicemail(packet)
        if channel.link != link:
            self._move(channel, link)
        return channel

    def _move(self, channel: Channel, link: str) -> None:
        """It belongs to another call now; the one that it leaves may be over by that."""
        before, channel.link = channel.link, link
        call, other = self._calls.get(before), self._calls.get(link)
        if call is not None and not self._has_channels(before):
            call.origin = other.id if other else link
            self._finish(call, EventKind.TRANSFERRED)

    def _has_channels(self, link: str) -> bool:
        return any(one.link == link and not one.local for one in self._channels.values())

    def _forget(self, channel: Channel) -> None:
        self._channels.pop(channel.id, None)
        self._bridges.forget(channel.id)

    def _drop(self, call: Call) -> None:
        if self._calls.get(call.link) is call:
            del self._calls[call.link]
        self._over[call.link] = None
        trim(self._over)
