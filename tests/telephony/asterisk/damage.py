"""Damaged manager events: whatever becomes of them, nothing that reads them may fail or hang."""

import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mcsys_desktop.telephony.asterisk.tracker import Tracker
from mcsys_desktop.telephony.asterisk.wire import Reader
from mcsys_desktop.telephony.events import CallEvent
from tests.telephony.asterisk.recordings import NAMES, packets, wire

_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_NASTY = (
    *(
        b"\r\n",
        b"\r\n\r\n",
        b"\n",
        b"\r",
        b"\0",
        b":",
        b": ",
        b"\xff",
        b"\xe2\x80\xae",
        b"<unknown>",
    ),
    *(
        b"Event: Hangup\r\n",
        b"Event: DialEnd\r\n",
        b"Event: BlindTransfer\r\n",
        b"Local/",
        b"PJSIP/",
    ),
    *(b"9" * 5000, b"Uniqueid: \r\n", b"Linkedid: x\r\n", b"CID-CallingPres: 99999999999\r\n"),
    *(b"a: b\r\n" * 500, b"x" * 9000, b"Cause: 26\r\n", b"DialStatus: ANSWER\r\n", b"\xc2\xb2"),
)


def damaged(chance: random.Random) -> bytes:
    """A stretch of a recording with its events shuffled, left out, doubled, and bytes broken."""
    events = packets(chance.choice(NAMES))
    start = chance.randrange(len(events))
    events = events[start : start + chance.randint(1, 40)]
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(events))
        events.insert(chance.randrange(len(events) + 1), events[at])
    if chance.random() < 0.5:
        chance.shuffle(events)
    made = bytearray(wire(events))
    for _ in range(chance.randint(0, 8)):
        at, what = chance.randrange(len(made) + 1), chance.random()
        if what < 0.3 and at < len(made):
            made[at] = chance.randrange(256)
        elif what < 0.6:
            del made[at : at + chance.randrange(60)]
        else:
            made[at:at] = chance.choice(_NASTY)
    return bytes(made)


@dataclass
class Target:
    """All that reads what comes from the manager interface, and what became of it."""

    inputs: int = 0
    heard: int = 0
    slowest: float = 0.0  # seconds for one input
    events: list[CallEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tracker = Tracker("ami:office.test", self.events.append)
        self._reader = Reader()
        self._now = 0.0

    def hear(self, data: bytes) -> None:
        """Read it in pieces. Whatever is raised is a fault."""
        began = time.perf_counter()
        self.inputs += 1
        self._now += 20.0
        for at in range(0, len(data), 1400):
            for packet in self._reader.feed(data[at : at + 1400]):
                self.heard += 1
                self.tracker.hear(packet, _AT, self._now)
        self.tracker.tick(_AT, self._now)
        self.slowest = max(self.slowest, time.perf_counter() - began)

    def forget(self) -> None:
        """Every third time all is over: else the same calls would not be heard a second time."""
        if self.inputs % 3 == 0:
            self.tracker.lose(_AT)

    @property
    def remembered(self) -> int:
        """How much is kept."""
        known = self.tracker._known
        return max(len(known.calls), len(known.channels), len(known.over))
