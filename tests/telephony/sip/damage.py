"""Damaged SIP messages: whatever becomes of one, nothing that reads it may fail or hang."""

import contextlib
import random
import time
from dataclasses import dataclass, field

from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.sip import dialog_info, digest, message
from mcsys_desktop.telephony.sip.clients import Clients
from mcsys_desktop.telephony.sip.fields import marked
from mcsys_desktop.telephony.sip.incoming import Incoming
from mcsys_desktop.telephony.sip.message import Refusal, Request, Response
from mcsys_desktop.telephony.sip.registration import Registration
from mcsys_desktop.telephony.sip.stream import Broken, Stream
from mcsys_desktop.telephony.sip.subscription import Subscription
from mcsys_desktop.telephony.sip.watching import Extension
from tests.telephony.sip.messages import ACCOUNT, ALL, DIALOG, HERE
from tests.telephony.sip.tortures import READ, REFUSED

_NASTY = (
    *(b"\r\n ", b"\r\n", b"\n\n", b"\r", b"\0", b'"', b"\\", b"<", b">", b";", b",", b"=", b":"),
    *(b"@", b"%", b"[", b"]", b"\xff", b"\xe2\x80\xae", b";self=1", b"z9hG4bK", b"9" * 40),
    *(b'"' * 50, b"<" * 50, b";a=b" * 50, b",<sip:a@b>" * 30, b" " * 200, b"\\" * 51, b"%" * 30),
    *(b"<!DOCTYPE a>", b"&a;", b"</dialog>", b"<dialog>", b"<![CDATA[", b"a." * 60, b"-a" * 60),
)


def damaged(chance: random.Random, data: bytes) -> bytes:
    """The message with one to eight things done to it."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, what = chance.randrange(len(made) + 1), chance.random()
        if what < 0.3 and at < len(made):
            made[at] = chance.randrange(256)
        elif what < 0.5:
            del made[at : at + chance.randrange(40)]
        elif what < 0.7:
            start = chance.randrange(len(made) + 1)
            made[at:at] = made[start : start + chance.randrange(80)]
        else:
            made[at:at] = chance.choice(_NASTY)
    return bytes(made)


@dataclass
class Target:
    """Everything that reads what comes from the network, and what became of it."""

    heard: int = 0
    refused: int = 0
    slowest: float = 0.0  # seconds
    events: list[CallEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._at = 0.0
        emit = self.events.append
        self._incoming = Incoming(ACCOUNT, HERE, lambda data: None, emit, self._notified)
        self._clients = Clients(lambda data: None, HERE.via, reliable=False)
        self._registration = Registration(ACCOUNT, HERE)
        self._watched = Subscription(
            ACCOUNT, HERE, Extension(ACCOUNT, "202", self._incoming.callers, emit)
        )

    def hear(self, data: bytes) -> None:
        """Read one message with all that could read it. Whatever is raised is a fault."""
        began = time.perf_counter()
        self._at += 0.5
        with contextlib.suppress(Broken):
            Stream().feed(data)
        dialog_info.read(data)
        read = message.read(data)
        if isinstance(read, Refusal):
            self.refused += 1
            if read.request is not None:
                self._incoming.refuse(marked(read.request, "10.0.0.9", 5060), read.status)
        else:
            self.heard += 1
            self._take(read)
        self._incoming.tick(self._at)
        self._watched.extension.tick(self._at)
        self.slowest = max(self.slowest, time.perf_counter() - began)

    def _take(self, read: Request | Response) -> None:
        if isinstance(read, Request):
            self._incoming.hear(marked(read, "10.0.0.9", 5060), self._at)
            return
        self._clients.hear(read, self._at)
        self._registration.granted_for(read, 300)
        self._watched.granted(read)
        self._watched.renew()
        asked = digest.challenge(read)
        if asked is not None:
            digest.Credentials(asked, "201", "x").answer("REGISTER", "sip:office.test")

    def _notified(self, notify: Request) -> int:
        self._watched.owns(notify)
        self._watched.hear(notify, self._at)
        return 200


def originals() -> tuple[bytes, ...]:
    """What is damaged: a message of each kind, a document, and what RFC 4475 tortures with."""
    return (*ALL, DIALOG, *READ.values(), *REFUSED.values())
