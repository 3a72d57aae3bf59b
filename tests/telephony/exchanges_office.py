"""A reception that hears exchanges, with a clock that tests set; no sockets."""

from concurrent.futures import Future
from datetime import UTC, datetime, timedelta

from mcsys_desktop.telephony import reception, request_body
from mcsys_desktop.telephony.caller_names import CallerNames
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.reception import Reception
from mcsys_desktop.telephony.replies import Reply
from mcsys_desktop.telephony.request_head import Refusal
from tests.telephony.transcripts import HOST, TOKEN

NOON = datetime(2026, 11, 23, 11, 0, 3, tzinfo=UTC)
RELAY = "https://relay.example.nl/"


class Relayed:
    """An office whose provider posts to it; each request comes a second after the one before."""

    def __init__(self, now: datetime = NOON, relay: str = "") -> None:
        self.now = now
        heard = reception.webhooks(TOKEN, relay)
        names = CallerNames(lambda number: Future())
        self.reception = Reception(TOKEN, {HOST}, heard, names, lambda: self.now)

    def ask(self, request: bytes) -> Reply | Refusal:
        self.now += timedelta(seconds=1)
        head, _, rest = request.partition(b"\r\n\r\n")
        body = request_body.of(head)
        body.feed(rest)
        if body.refusal is not None:
            return body.refusal
        return self.reception.hear(head, body.whole or b"", "192.168.20.9")

    def hear(self, request: bytes) -> tuple[CallEvent, ...]:
        reply = self.ask(request)
        assert isinstance(reply, Reply), reply
        assert reply.status == 200
        return reply.events
