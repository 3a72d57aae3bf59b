"""An office with desk phones and a clock that tests set; no sockets."""

from datetime import UTC, datetime, timedelta

from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.handsets import Handsets
from mcsys_desktop.telephony.request_head import Refusal
from tests.telephony.transcripts import HOST, TOKEN

NOON = datetime(2026, 11, 23, 11, 0, 3, tzinfo=UTC)


class Office:
    """The phones of an office, and a clock that tests set."""

    def __init__(self) -> None:
        self.now = NOON
        self.handsets = Handsets(TOKEN, {HOST}, lambda: self.now)

    def hear(self, head: bytes, sender: str = "192.168.20.31") -> CallEvent:
        heard = self.handsets.hear(head, sender)
        assert isinstance(heard, CallEvent), heard
        return heard

    def refuse(self, head: bytes) -> Refusal:
        heard = self.handsets.hear(head, "192.168.20.31")
        assert isinstance(heard, Refusal), heard
        return heard

    def after(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def request(event: str, query: str, token: str = TOKEN, host: str = HOST) -> bytes:
    return f"GET /phone/{token}/{event}?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
