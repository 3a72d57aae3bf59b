"""The recordings of a real Asterisk, the calls that must come of each, and how they were sent."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mcsys_desktop.services.calls import Replayed, replay
from mcsys_desktop.telephony.asterisk.recordings import read
from mcsys_desktop.telephony.asterisk.wire import Packet
from mcsys_desktop.telephony.events import CallEvent

FOLDER = Path(__file__).parents[2] / "data" / "calls" / "ami"
NAMES = sorted(file.name.removesuffix(".expected.json") for file in FOLDER.glob("*.expected.json"))


def packets(name: str) -> list[Packet]:
    return read((FOLDER / f"{name}.json").read_bytes())


def expected(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.expected.json").read_text("utf-8"))[
        "calls"
    ]
    return found


def wire(events: Iterable[Packet]) -> bytes:
    """As Asterisk sends them: with its own spelling of the keys, and CRLF."""
    return b"".join(
        (
            "\r\n".join(f"{key.title()}: {value}" for key, value in event.items()) + "\r\n\r\n"
        ).encode()
        for event in events
    )


def settled(events: Iterable[CallEvent]) -> list[dict[str, Any]]:
    """What came of these events, in the words of the files of what must come."""
    return [_told(call) for call in replay(events)]


def _told(call: Replayed) -> dict[str, Any]:
    told = asdict(call)
    words = (
        "direction",
        "number",
        "name",
        "called",
        "withheld",
        "outcome",
        "answered_by",
        "origin",
    )
    return {name: told[name] for name in words} | {"state": call.state.name.lower()}
