"""SIP messages as exchanges send them, with invented numbers; and a telephone that takes them."""

from dataclasses import replace
from datetime import UTC, datetime

from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.sip import message
from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.incoming import Incoming
from mcsys_desktop.telephony.sip.message import Request, Response
from mcsys_desktop.telephony.sip.registration import Here

NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
HERE = Here("192.168.20.5", 40001, "udp")
ACCOUNT = Account(
    user="201",
    password="een wachtwoord",
    host="192.168.20.2",
    port=5060,
    transport="udp",
    domain="office.test",
    login="201",
    instance="6a5d2f0e-0000-4000-8000-000000000201",
)


def lines(text: str) -> bytes:
    """A message as it travels, from how it is written in a test."""
    return text.replace("\n", "\r\n").encode()


INVITE = lines(
    """INVITE sip:201@192.168.20.5:40001 SIP/2.0
Record-Route: <sip:192.168.20.2;lr;ftag=1c>
Via: SIP/2.0/UDP 192.168.20.2;branch=z9hG4bKcb3a.1.0
Via: SIP/2.0/UDP 192.0.2.8:5060;rport=5060;branch=z9hG4bK-77-1
From: "Bakkerij Jansen" <sip:0201234567@office.test>;tag=1c
To: <sip:201@office.test>
Call-ID: 1-77@192.0.2.8
CSeq: 1 INVITE
Contact: <sip:trunk@192.0.2.8:5060>
P-Asserted-Identity: "Bakkerij Jansen" <sip:+31201234567@provider.example;user=phone>
P-Asserted-Identity: <tel:+31201234567>
Remote-Party-ID: "Bakkerij Jansen" <sip:0201234567@provider.example>;party=calling;privacy=off
Diversion: <sip:+31881234567@provider.example>;reason=unconditional;counter=1
Max-Forwards: 69
Content-Type: application/sdp
Content-Length: 5

v=0
"""
)
CANCEL = lines(
    """CANCEL sip:201@192.168.20.5:40001 SIP/2.0
Via: SIP/2.0/UDP 192.168.20.2;branch=z9hG4bKcb3a.1.0
From: "Bakkerij Jansen" <sip:0201234567@office.test>;tag=1c
To: <sip:201@office.test>
Call-ID: 1-77@192.0.2.8
CSeq: 1 CANCEL
Max-Forwards: 69
Content-Length: 0

"""
)
UNAUTHORIZED = lines(
    """SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 192.168.20.5:40001;branch=z9hG4bK1;rport=40001;received=192.168.20.5
From: <sip:201@office.test>;tag=a
To: <sip:201@office.test>;tag=b
Call-ID: 5
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="office, test", nonce="n1", qop="auth,auth-int", algorithm=MD5
WWW-Authenticate: Digest realm="office, test", nonce="n2", qop="auth", algorithm=SHA-256
Content-Length: 0

"""
)
DIALOG = b"""<?xml version="1.0"?>
<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="2" state="full"
    entity="sip:202@office.test">
  <dialog id="d1" call-id="1-77@192.0.2.8" direction="recipient">
    <state>early</state>
    <remote><identity>sip:0201234567@office.test</identity></remote>
  </dialog>
</dialog-info>
"""
NOTIFY = (
    lines(
        f"""NOTIFY sip:201@192.168.20.5:40001 SIP/2.0
Via: SIP/2.0/UDP 192.168.20.2;branch=z9hG4bK0b6b.1
From: <sip:202@office.test>;tag=n
To: <sip:201@office.test>;tag=s
Call-ID: subscribed
CSeq: 3 NOTIFY
Event: dialog
Subscription-State: active;expires=299
Content-Type: application/dialog-info+xml
Content-Length: {len(DIALOG)}

"""
    )
    + DIALOG
)
ALL = (INVITE, CANCEL, UNAUTHORIZED, NOTIFY)


def request(data: bytes, **changed: object) -> Request:
    """A request that can be read; ``changed`` replaces fields, underscores standing for dashes.

    A field may be a list of lines, or None to leave it out.
    """
    read = message.read(data)
    assert isinstance(read, Request), read
    names = {name.replace("_", "-"): value for name, value in changed.items()}
    kept = [field for field in read.fields if field[0] not in names]
    for name, value in names.items():
        values = value if isinstance(value, list) else [value]
        kept += [(name, str(one)) for one in values if one is not None]
    return replace(read, fields=tuple(kept))


class Phone:
    """Our telephone without a network: what it hears, what it says, and what that means."""

    def __init__(self, account: Account = ACCOUNT, here: Here = HERE) -> None:
        self.said: list[bytes] = []
        self.events: list[CallEvent] = []
        self.incoming = Incoming(account, here, self.said.append, self.events.append)

    def hear(self, asked: Request | bytes, at: float = 0.0) -> list[Response]:
        """What it says to a request."""
        self.said.clear()
        self.incoming.hear(asked if isinstance(asked, Request) else request(asked), at)
        return self.answers()

    def after(self, at: float) -> list[Response]:
        """What it says by itself at that time."""
        self.said.clear()
        self.incoming.tick(at)
        return self.answers()

    def answers(self) -> list[Response]:
        read = [message.read(data) for data in self.said]
        return [one for one in read if isinstance(one, Response)]

    @property
    def kinds(self) -> list[str]:
        return [event.kind.value for event in self.events]
