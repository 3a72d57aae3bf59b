"""A listener on a real socket of this machine, and phones that speak to it."""

import queue
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from mcsys_desktop.telephony.base import SourceState, SourceStatus
from mcsys_desktop.telephony.caller_names import LookUp
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.listener import HandsetListener
from mcsys_desktop.telephony.webhooks.reading import Webhook
from tests.telephony.transcripts import TOKEN

LOOPBACK = "127.0.0.1"
PATIENCE = 20.0  # seconds; only a failure takes that long


@dataclass
class Line:
    """A running listener: what it hears and how it is."""

    listener: HandsetListener
    events: "queue.Queue[CallEvent]" = field(default_factory=queue.Queue)
    statuses: "queue.Queue[SourceStatus]" = field(default_factory=queue.Queue)
    port: int = 0

    def event(self) -> CallEvent:
        return self.events.get(timeout=PATIENCE)

    def status(self, state: SourceState) -> SourceStatus:
        """The next status in this state."""
        while (status := self.statuses.get(timeout=PATIENCE)).state is not state:
            pass
        return status

    def connect(self) -> socket.socket:
        return socket.create_connection((LOOPBACK, self.port), timeout=PATIENCE)

    def send(self, request: bytes) -> bytes:
        """Send a request from this process; the whole answer."""
        with self.connect() as phone:
            phone.sendall(request)
            return read_all(phone)


def read_all(phone: socket.socket) -> bytes:
    """What comes until the other side closes; nothing more when it resets the connection."""
    parts = []
    try:
        while part := phone.recv(4096):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def local(request: bytes) -> bytes:
    """A recorded request as it looks to a listener on this machine."""
    return request.replace(b"192.168.20.5", LOOPBACK.encode())


def send_from_another_process(port: int, requests: list[bytes]) -> list[bytes]:
    """The first line of the answer to each request, sent one after another by another program."""
    script = (
        "import socket, sys\n"
        "for line in sys.stdin.read().split():\n"
        f"    with socket.create_connection(({LOOPBACK!r}, {port}), timeout=20) as phone:\n"
        "        phone.sendall(bytes.fromhex(line))\n"
        "        answer = b''\n"
        "        while part := phone.recv(4096):\n"
        "            answer += part\n"
        "        print(answer.hex())\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script],
        input="\n".join(request.hex() for request in requests),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [bytes.fromhex(line) for line in done.stdout.split()]


@contextmanager
def listening(
    address: str = LOOPBACK,
    token: str = TOKEN,
    *,
    names: Sequence[str] = (),
    heard: Sequence[Webhook] = (),
    look_up: LookUp | None = None,
) -> Iterator[Line]:
    """A listener on a free port. It gives names where there is a ``look_up``."""
    exchange = Exchange()
    listener = HandsetListener(
        address, 0, token, names=names, heard=heard, gives_names=look_up is not None
    )
    if look_up is not None:
        listener.name_by(look_up)
    line = Line(listener)
    exchange.start([line.listener], line.events.put, line.statuses.put)
    try:
        line.status(SourceState.WORKING)
        assert line.listener.bound is not None
        line.port = line.listener.bound[1]
        yield line
    finally:
        assert exchange.stop()
