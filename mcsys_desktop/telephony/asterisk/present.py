"""The channels that Asterisk lists (``CoreShowChannels``): who speaks while we come in."""

import re
from datetime import timedelta

from mcsys_desktop.telephony.asterisk.channels import text_of
from mcsys_desktop.telephony.asterisk.wire import Packet

MOST = 5000  # channels, and events
MOST_ASKED = 50  # of which it is asked whether they withhold
_DURATION = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)")
_BEGUN = frozenset({"3", "4", "5", "6"})  # dialling, ringing at the other end, ringing here, up


class Listing:
    """One list while it comes in. Other events are held back until it is there.

    Who hangs up meanwhile is on it all the same, so that the end of their call is told after it.
    """

    def __init__(self, name: str) -> None:
        self.name = name  # the ActionID by which it was asked for
        self.complete = False
        self.held: list[Packet] = []
        self._channels: dict[str, Packet] = {}

    @property
    def callers(self) -> list[str]:
        """The names of the channels of which it is to be asked whether they withhold."""
        return [
            one["channel"]
            for one in self.channels[:MOST_ASKED]
            if one.get("uniqueid") == one.get("linkedid") and one.get("channel")
        ]

    def withhold(self, channel: str, presentation: str) -> None:
        """What was told of a channel that was asked about."""
        for one in self._channels.values():
            if one.get("channel") == channel:
                one["cid-callingpres"] = presentation

    @property
    def channels(self) -> list[Packet]:
        """The channels on it, those of callers first."""
        found = self._channels.values()
        return sorted(found, key=lambda one: one.get("uniqueid") != one.get("linkedid"))

    def hear(self, packet: Packet) -> None:
        """Take any event."""
        event, own = packet["event"].lower(), packet.get("uniqueid", "")
        ours = packet.get("actionid") == self.name
        if event == "coreshowchannel" and ours:
            self._add(own, packet)
        elif event == "coreshowchannelscomplete" and ours:
            self.complete = True
        elif len(self.held) < MOST:
            self.held.append(packet)
            if event == "hangup" and own not in self._channels:
                self._add(own, packet)

    def _add(self, own: str, packet: Packet) -> None:
        if len(self._channels) < MOST:
            self._channels[own] = packet


def is_begun(packet: Packet) -> bool:
    """Whether a channel that is called rings, or more."""
    return packet.get("channelstate") in _BEGUN


def is_up(packet: Packet) -> bool:
    """Whether somebody picked up there."""
    return packet.get("channelstate") == "6"


def leg_of(name: str) -> int:
    """How often a call of that name was passed on, and once more.

    >>> leg_of("1531990515.302"), leg_of("1531990515.302 2"), leg_of("1531990515.302 x")
    (1, 2, 1)
    """
    leg = name.partition(" ")[2]
    return int(leg) if leg.isdecimal() and len(leg) < 4 else 1


def age(packet: Packet) -> timedelta:
    """For how long a channel has been there, in whole seconds.

    >>> age({"duration": "00:01:05"}).seconds, age({"duration": "?"}).seconds
    (65, 0)
    """
    found = _DURATION.fullmatch(packet.get("duration", ""))
    if found is None:
        return timedelta()
    hours, minutes, seconds = (int(part) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def bridged(packet: Packet) -> Packet | None:
    """The same as if the channel came into its bridge now; None where it is in none."""
    bridge = text_of(packet, "bridgeid")
    return {**packet, "bridgeuniqueid": bridge} if bridge else None
