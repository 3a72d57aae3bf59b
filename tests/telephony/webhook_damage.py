"""Damaged requests of exchanges: whatever becomes of one, no reader of it may fail or hang."""

import random
import time

from mcsys_desktop.telephony import caller_names, request_body, request_head
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.replies import Reply
from mcsys_desktop.telephony.request_head import Refusal
from tests.telephony.exchanges_office import RELAY, Relayed
from tests.telephony.transcripts import TOKEN
from tests.telephony.webhook_transcripts import CALLS, get, report

SENDERS: dict[str, list[bytes]] = {}
for _name, _requests in CALLS.items():
    SENDERS.setdefault(_name.partition("_")[0].lower(), []).extend(_requests)
SENDERS["three"].append(report(whole=True))  # chunks are easily broken; this one goes deeper
SENDERS["cid"] = [
    get(f"/cid/{TOKEN}{form}?number=0334612045&name=Karin") for form in ("", "/3cx", "/voys")
]
_NASTY = (
    *(b"\r\n", b"\n\n", b"\0", b'"', b"\\", b"{", b"}", b"[" * 3000, b'{"a":' * 2000, b"]", b","),
    *(b":", b"&", b"=", b"%", b"%00", b"%zz", b"\xff", b"\xe2\x80\xae", b"\\ud800", b"9" * 5000),
    *(b"null", b"true", b"1e999", b"NaN", b"-0", b'""', b"[]", b"{}", b"&a=b" * 200, b"/" * 30),
    *(b"anonymous", b"chunked", b"user[]", b" " * 300, b"T" * 40, b"\xef\xbb\xbf", b"+99:99"),
)


def damaged(chance: random.Random, data: bytes) -> bytes:
    """The request with one to eight things done to it, mostly to its body where it has one."""
    made = bytearray(data)
    begins = data.find(b"\r\n\r\n") + 4
    for _ in range(chance.randint(1, 8)):
        low = begins if begins < len(made) and chance.random() < 0.8 else 0
        at, what = chance.randrange(low, len(made) + 1), chance.random()
        if what < 0.3 and at < len(made):
            made[at] = chance.randrange(256)
        elif what < 0.5:
            del made[at : at + chance.randrange(20)]
        elif what < 0.7:
            start = chance.randrange(len(made) + 1)
            made[at:at] = made[start : start + chance.randrange(80)]
        else:
            made[at:at] = chance.choice(_NASTY)
    return bytes(made)


class Target:
    """Everything that reads such requests; it keeps its memory from one to the next."""

    def __init__(self) -> None:
        self.office = Relayed(relay=RELAY)
        self.heard = self.refused = 0
        self.slowest = 0.0
        self.events: list[CallEvent] = []

    def hear(self, request: bytes) -> None:
        """Read one, as a whole body of its new length, and in the chunks that it claims."""
        began = time.perf_counter()
        head, _, body = request.partition(b"\r\n\r\n")
        chunks = request_body.Body(None)
        chunks.feed(body)
        length = request_body.of(head)
        length.feed(body)
        whole = chunks.whole or body[: request_body.LONGEST_BODY]
        reply = self.office.reception.hear(head, whole, "10.0.0.1")
        asked = request_head.read(head)
        if not isinstance(asked, Refusal) and asked.path[:1] == (caller_names.PATH,):
            question = caller_names.read(asked)
            if not isinstance(question, Refusal):
                question.answered("")
                question.answered(question.given)
        self.slowest = max(self.slowest, time.perf_counter() - began)
        if isinstance(reply, Refusal):
            self.refused += 1
            return
        assert isinstance(reply, Reply)
        self.heard += 1
        for event in reply.events:
            assert event.external_id
            assert len(repr(event)) < 2000
            repr(event).encode()
        self.events = [*self.events, *reply.events][-100:]
