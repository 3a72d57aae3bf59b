"""VOIPZeker Unite: a GET whose path holds everything, in the order of their own example.

``/voipzeker/<token>/{calluniqueid}/{callfrom}/{callto}/{status}/{status_desc}/{direction}/{timestamp}``

A line is reported for each telephone that rings, so each is a source of its own. The end does not
say whether anybody spoke; that is remembered from before.
"""

from datetime import datetime
from urllib.parse import unquote

from mcsys_desktop.telephony.events import EventKind
from mcsys_desktop.telephony.request_head import Request
from mcsys_desktop.telephony.webhooks.reading import (
    LONGEST,
    LONGEST_DEVICE,
    LONGEST_ID,
    NOTHING,
    Remembered,
    Told,
    event,
    moment,
    words,
)

_PARTS = 7  # after our own two
_KINDS = {
    "INCOMING_RINGING": EventKind.RINGING,
    "OUTGOING_RINGING": EventKind.DIALLING,
    "CONNECTED": EventKind.ANSWERED,
    "DISCONNECTED": EventKind.ENDED,
}


class Voipzeker:
    """Reads one line of news."""

    path = "voipzeker"
    method = "GET"

    def __init__(self) -> None:
        self._calls = Remembered()

    def hear(self, request: Request, body: bytes, now: datetime) -> Told:
        """See `Webhook`."""
        parts = [_text(part) for part in request.parts[2:]]
        if len(parts) != _PARTS:
            return NOTHING
        call_id, caller, called, status, described, direction, said_at = parts
        kind = _KINDS.get(described.upper()) or _KINDS.get(status.upper())
        if not call_id or kind is None:
            return NOTHING
        inbound = direction.lower() != "out"
        number, ours = (caller, called) if inbound else (called, caller)
        line = f"{call_id[:LONGEST_ID]} {ours}"
        if kind is EventKind.ENDED:
            # Not known: this program was started in the middle of the call.
            rang = self._calls.get(line) in (EventKind.RINGING, EventKind.DIALLING)
            kind = EventKind.MISSED if rang else EventKind.ENDED
        if self._calls.get(line) != EventKind.ANSWERED:
            self._calls.put(line, kind)
        news = event(
            f"{self.path}:{ours[:LONGEST_DEVICE]}",
            call_id[:LONGEST_ID],
            kind,
            moment(said_at, now),
            inbound=inbound,
            number=number,
            called=ours,
            device=ours[:LONGEST_DEVICE],
        )
        return Told((news,))


def _text(part: bytes) -> str:
    text = unquote(part.decode("latin-1"))
    return "" if text.startswith("{") else words(text, max(LONGEST, LONGEST_ID))
