"""Recorded manager events, played again: what calls would come of them.

A recording is a JSON list of events, as the open-source tools for Asterisk write them, or what came
over the connection, byte by byte.
"""

import json
import re
from datetime import UTC, datetime

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony.asterisk.tracker import Tracker
from mcsys_desktop.telephony.asterisk.wire import Packet, Reader
from mcsys_desktop.telephony.events import CallEvent

_SECONDS = re.compile(r"(?:.*-)?(\d{9,10})\.\d+")


def replay(data: bytes) -> list[CallEvent]:
    """What a recording tells of calls. Raises UserError when it is no recording."""
    events: list[CallEvent] = []
    tracker = Tracker("ami:recording", events.append)
    seconds = 0.0
    for packet in read(data):
        seconds = max(seconds, moment(packet))
        tracker.hear(packet, datetime.fromtimestamp(seconds, UTC), seconds)
    return events


def read(data: bytes) -> list[Packet]:
    """The packets of a recording. Raises UserError when it is none."""
    if data.lstrip()[:1] == b"[":
        try:
            found = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise _unreadable() from error
        if not all(isinstance(item, dict) for item in found):
            raise _unreadable()
        packets = [
            {key.lower(): value for key, value in item.items() if isinstance(value, str)}
            for item in found
        ]
    else:
        packets = Reader().feed(b"\n" + data + b"\n\n")
    if not any("event" in packet for packet in packets):
        raise _unreadable()
    return packets


def moment(packet: Packet) -> float:
    """When an event happened, in seconds since 1970, as far as it says so; else 0.

    Without a timestamp it cannot be before the channels that it speaks of were made.
    """
    told = packet.get("timestamp", "")
    if re.fullmatch(r"\d{9,10}(\.\d{1,9})?", told):
        return float(told)
    names = (packet.get(key, "") for key in ("uniqueid", "destuniqueid"))
    found = (_SECONDS.fullmatch(name[:200]) for name in names)
    return max((float(one[1]) for one in found if one), default=0.0)


def _unreadable() -> UserError:
    return UserError(_("The file is no recording of the events of an Asterisk manager."))
