"""A box in the office that tells of calls in lines, over a real socket; and a desk that listens."""

import contextlib
import queue
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

from mcsys_desktop.telephony.base import CallSource, SourceState, SourceStatus
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.line_source import Box

LOOPBACK = "127.0.0.1"
PATIENCE = 30.0  # seconds; only a failure takes that long


class Monitor:
    """The box's side. It can stop listening, hang up, and come back at the same port."""

    def __init__(self) -> None:
        self._door = self._open(0)
        self.port = int(self._door.getsockname()[1])
        self._line: socket.socket | None = None

    def _open(self, port: int) -> socket.socket:
        door = socket.create_server((LOOPBACK, port))
        door.settimeout(PATIENCE)
        return door

    def accept(self, greeting: bytes = b"") -> None:
        """Wait for the desk, which may have hung up before."""
        self.hang_up()
        self._line, _who = self._door.accept()
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if greeting:
            self.say(greeting)

    def say(self, data: bytes) -> None:
        assert self._line is not None
        self._line.sendall(data)

    def hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def go(self) -> None:
        """Restart begins: nobody listens."""
        self.hang_up()
        self._door.close()

    def come_back(self) -> None:
        self._door = self._open(self.port)

    def box(self, name: str = "FRITZ!Box") -> Box:
        return Box("box:test", name, LOOPBACK, self.port)


@contextlib.contextmanager
def monitor() -> Iterator[Monitor]:
    made = Monitor()
    try:
        yield made
    finally:
        made.go()


@dataclass
class Desk:
    """What a desk hears of its sources."""

    exchange: Exchange = field(default_factory=Exchange)
    events: "queue.Queue[CallEvent]" = field(default_factory=queue.Queue)
    statuses: "queue.Queue[SourceStatus]" = field(default_factory=queue.Queue)

    def event(self) -> CallEvent:
        return self.events.get(timeout=PATIENCE)

    def status(self, state: SourceState) -> SourceStatus:
        """The next status in this state."""
        while (status := self.statuses.get(timeout=PATIENCE)).state is not state:
            pass
        return status


@contextlib.contextmanager
def desk(source: CallSource) -> Iterator[Desk]:
    """A desk that runs this source."""
    made = Desk()
    made.exchange.start([source], made.events.put, made.statuses.put)
    try:
        yield made
    finally:
        assert made.exchange.stop()
