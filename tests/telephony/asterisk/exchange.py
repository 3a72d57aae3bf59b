"""A small manager interface on a real socket: honest about passwords, it sends what it is told."""

import contextlib
import queue
import secrets
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from mcsys_desktop.telephony.asterisk.account import Account
from mcsys_desktop.telephony.asterisk.source import AsteriskSource
from mcsys_desktop.telephony.asterisk.wire import Packet, Reader, proof
from mcsys_desktop.telephony.base import SourceState, SourceStatus
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.exchange import Exchange

PATIENCE = 30.0  # seconds; only a failure takes that long
LOOPBACK = "127.0.0.1"
ACCOUNT = Account(user="mcsys", password="geheim", host=LOOPBACK, channel="PJSIP/201")


class SmallAsterisk:
    """Serves one connection after the other; it can go away and come back at the same port."""

    def __init__(self, *, port: int = 0, tls: Path | None = None) -> None:
        self.password = "geheim"
        self._going = False
        self.banner = b"Asterisk Call Manager/5.0.2\r\n"
        self.answers_pings = True
        self.goes_on = "Response: Success\r\nReason: 4"  # with a call that somebody asked for
        self.challenges = True
        self.lists = True  # the account has the right to
        self.channels: list[Packet] = []  # that are there
        self.withheld: set[str] = set()  # the names of those who do not want to be known
        self.asked: list[Packet] = []
        self.logins = 0
        self.there: queue.Queue[socket.socket] = queue.Queue()  # lines on which somebody logged in
        self._context: ssl.SSLContext | None = None
        if tls is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(tls / "server.crt", tls / "server.key")
        self._door = socket.create_server((LOOPBACK, port))
        self.port = self._door.getsockname()[1]
        self._lines: list[socket.socket] = []
        self.speaking = threading.RLock()  # held while something is said, or changes
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            line, _who = self._door.accept()
            if self._going:
                line.close()
                return
            self._welcome(line)

    def _welcome(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if self._context:
                line = self._context.wrap_socket(line, server_side=True)
            self._lines.append(line)
            self._talk(line)
        line.close()

    def _talk(self, line: socket.socket) -> None:
        reader, challenge = Reader(), ""
        reader.feed(b"\n")
        line.sendall(self.banner)
        while data := line.recv(4096):
            for asked in reader.feed(data):
                self.asked.append(asked)
                action, name = asked["action"], asked.get("actionid", "")
                if action == "Challenge" and self.challenges:
                    challenge = str(secrets.randbelow(10**9))
                    self._answer(line, name, "Success", f"Challenge: {challenge}\r\n")
                elif action == "Login":
                    self.logins += 1
                    right = asked.get("key") == proof(challenge, self.password)
                    if not right:
                        self._answer(line, name, "Error", "Message: Authentication failed\r\n")
                        return  # as Asterisk does
                    with self.speaking:
                        accepted = "Message: Authentication accepted\r\n"
                        self._answer(line, name, "Success", accepted)
                        self.there.put(line)
                elif action == "Originate":
                    exists = asked.get("channel") == "PJSIP/201"
                    self._answer(line, name, "Success" if exists else "Error", "")
                    if exists and self.goes_on:
                        said = f"Event: OriginateResponse\r\nActionID: {name}\r\n{self.goes_on}"
                        line.sendall(f"{said}\r\n\r\n".encode())
                elif action == "CoreShowChannels" and self.lists:
                    with self.speaking:
                        self._answer(line, name, "Success", "EventList: start\r\n")
                        for channel in self.listed():
                            told = {"Event": "CoreShowChannel", "ActionID": name, **channel}
                            line.sendall(written(told))
                        done = {"Event": "CoreShowChannelsComplete", "ActionID": name}
                        line.sendall(written(done))
                elif action == "Getvar":
                    hidden = asked.get("channel") in self.withheld
                    value = "prohib_not_screened" if hidden else "allowed_not_screened"
                    self._answer(line, name, "Success", f"Value: {value}\r\n")
                elif action == "Ping" and self.answers_pings:
                    self._answer(line, name, "Success", "Ping: Pong\r\n")
                elif action != "Ping":
                    self._answer(line, name, "Error", "Message: Invalid command\r\n")

    def _answer(self, line: socket.socket, name: str, response: str, more: str) -> None:
        with self.speaking:
            line.sendall(f"Response: {response}\r\nActionID: {name}\r\n{more}\r\n".encode())

    def listed(self) -> list[Packet]:
        """The channels as they are told."""
        return self.channels

    def hang_up(self) -> None:
        """Cut all lines."""
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._lines.clear()

    def close(self) -> None:
        """Go away."""
        self._going = True
        self.hang_up()
        with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, self.port)):
            pass
        self.hang_up()
        self._thread.join(PATIENCE)
        self._door.close()


def written(packet: Packet) -> bytes:
    """A packet as it goes over the line."""
    return "".join(f"{key}: {value}\r\n" for key, value in packet.items()).encode() + b"\r\n"


@dataclass
class Desk:
    """A desk that listens to a manager interface: what it hears, and how it is."""

    source: AsteriskSource
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
def manager(*, port: int = 0, tls: Path | None = None) -> Iterator[SmallAsterisk]:
    made = SmallAsterisk(port=port, tls=tls)
    try:
        yield made
    finally:
        made.close()


@contextlib.contextmanager
def desk(office: SmallAsterisk, account: Account = ACCOUNT) -> Iterator[Desk]:
    """A desk with this account at the manager's port."""
    made = Desk(AsteriskSource(replace(account, port=office.port)))
    made.exchange.start([made.source], made.events.put, made.statuses.put)
    try:
        yield made
    finally:
        assert made.exchange.stop()
