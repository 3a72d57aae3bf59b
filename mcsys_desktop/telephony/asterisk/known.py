"""What is known of channels and calls from all that was told of them. Bounded; nothing raises."""

from collections.abc import Callable

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


class Known:
    """Channels by their id, calls by their link. ``moved`` hears when a channel changes calls."""

    def __init__(self, lines: tuple[str, ...], moved: Callable[[str, str], None]) -> None:
        self._lines, self._moved = lines, moved
        self.now = 0.0  # seconds; of the event that is being heard
        self.channels: dict[str, Channel] = {}
        self.calls: dict[str, Call] = {}
        self.over: dict[str, None] = {}  # links of calls that ended: what comes late is not heard
        self.bridges = Bridges()

    def call(self, link: str) -> Call | None:
        """The call of that link, or a new one; None where it is over."""
        if link in self.over:
            return None
        if link not in self.calls:
            self.calls[link] = Call(link, link, self.now)
            trim(self.calls)
        return self.calls[link]

    def channel(self, packet: Packet, prefix: str = "") -> Channel | None:
        """The channel that a packet speaks of, with what it newly tells; None where it is none."""
        own, link, name = (
            text_of(packet, prefix + key) for key in ("uniqueid", "linkedid", "channel")
        )
        if not own or not name:
            return None
        link = link or own
        channel = self.channels.get(own)
        if channel is None:
            peer, context = peer_of(name), packet.get(f"{prefix}context", "")[:100]
            outside = is_outside(peer, context, self._lines)
            channel = Channel(own, link, peer, is_local(name), self.now, outside)
            self.channels[own] = channel
            trim(self.channels)
        channel.heard = self.now
        channel.number = text_of(packet, f"{prefix}calleridnum") or channel.number
        channel.title = text_of(packet, f"{prefix}calleridname") or channel.title
        channel.other = text_of(packet, f"{prefix}connectedlinenum") or channel.other
        dialled = text_of(packet, f"{prefix}exten")
        if not channel.dialled and is_dialled(dialled):
            channel.dialled = dialled
        if "cid-callingpres" in packet and not prefix:
            channel.withheld = is_withheld(packet["cid-callingpres"])
        call = self.calls.get(link)
        if call is not None:
            call.heard = self.now
            if call.caller == own and not call.answered and not prefix:
                call.voicemail = is_in_voicemail(packet)
        if channel.link != link:
            before, channel.link = channel.link, link
            self._moved(before, link)
        return channel

    def has_channels(self, link: str) -> bool:
        """Whether anybody is still there in the call."""
        return any(one.link == link and not one.local for one in self.channels.values())

    def forget(self, channel: Channel) -> None:
        """A channel is gone."""
        self.channels.pop(channel.id, None)
        self.bridges.forget(channel.id)

    def drop(self, call: Call) -> None:
        """A call is over."""
        if self.calls.get(call.link) is call:
            del self.calls[call.link]
        self.over[call.link] = None
        trim(self.over)

    def clear(self) -> None:
        """Nothing is known any more."""
        self.channels.clear()
        self.calls.clear()
        self.over.clear()
        self.bridges.clear()
