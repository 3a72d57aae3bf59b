"""What Asterisk would list of its channels, worked out from the events of a recording."""

from collections.abc import Iterable

from mcsys_desktop.telephony.asterisk.wire import Packet

_TOLD = (
    *("channel", "channelstate", "calleridnum", "calleridname", "connectedlinenum"),
    *("connectedlinename", "context", "exten", "uniqueid", "linkedid"),
)


def channels(events: Iterable[Packet]) -> list[Packet]:
    """The channels after these events, as ``CoreShowChannels`` tells of them."""
    there: dict[str, Packet] = {}
    gone: set[str] = set()
    for event in events:
        for prefix in ("", "dest"):
            own = event.get(f"{prefix}uniqueid", "")
            if not own or own in gone or not event.get(f"{prefix}channel"):
                continue
            channel = there.setdefault(own, {"duration": "00:00:00", "bridgeid": ""})
            for name in _TOLD:
                if f"{prefix}{name}" in event:
                    channel[name] = event[f"{prefix}{name}"]
        if "cid-callingpres" in event and event.get("uniqueid") in there:  # Getvar tells it
            there[event["uniqueid"]]["cid-callingpres"] = event["cid-callingpres"]
        own, bridge = event.get("uniqueid", ""), event.get("bridgeuniqueid", "")
        match event.get("event", "").lower():
            case "hangup":
                there.pop(own, None)
                gone.add(own)
            case "bridgeenter" if own in there:
                there[own]["bridgeid"] = bridge
            case "bridgeleave" if own in there and there[own]["bridgeid"] == bridge:
                there[own]["bridgeid"] = ""
    return list(there.values())
