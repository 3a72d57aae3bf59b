"""3CX: the report that it posts when a call is over (ReportCall), as our template asks for it.

There is one per call and no name of the call in it, so the report itself names it: the same report
sent twice is one call. Variables that 3CX does not know stay as they are, ``[Name]``.
"""

import hashlib
import re
from datetime import datetime, timedelta

from mcsys_desktop.telephony.events import CallEvent, EventKind
from mcsys_desktop.telephony.request_head import Request
from mcsys_desktop.telephony.webhooks.reading import (
    LONGEST_DEVICE,
    NOTHING,
    TOO_LATE,
    Told,
    document,
    event,
    stamp,
    words,
)

_OUTBOUND = ("outbound", "notanswered")  # of those that we called: taken, and not taken
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.\d+)?")
_LONGEST_SECONDS = 86_400


class ThreeCx:
    """Reads one report. ``secret`` keeps the names of calls from telling whose they were."""

    path = "3cx"
    method = "POST"

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(secret.encode()).digest()

    def hear(self, request: Request, body: bytes, now: datetime) -> Told:
        """See `Webhook`."""
        found = document(body)
        said = {name: _filled(words(value)) for name, value in found.items()}
        kind, number = said.get("call_type", "").lower(), said.get("number", "")
        if not kind or not number:
            return NOTHING
        inbound = kind not in _OUTBOUND and said.get("direction", "").lower() != "outbound"
        over_at = _about(said.get("ended", ""), now) or now
        answered_at = _about(said.get("answered", ""), now)
        seconds = _seconds(said.get("duration", ""))
        taken = kind not in ("missed", "notanswered")
        began_at = _about(said.get("started", ""), now)
        began_at = began_at or over_at - timedelta(seconds=seconds or 0 if taken else 0)
        agent = said.get("agent", "")[:LONGEST_DEVICE]
        call_id = hashlib.blake2s(body, key=self._key, digest_size=12).hexdigest()

        def news(what: EventKind, at: datetime, spoken: int | None = None) -> CallEvent:
            return event(
                f"{self.path}:{agent}" if agent else self.path,
                call_id,
                what,
                min(at, over_at),
                inbound=inbound,
                number=number,
                name=said.get("name", ""),
                device=agent,
                seconds=spoken,
            )

        first = news(EventKind.RINGING if inbound else EventKind.DIALLING, began_at)
        if not taken:
            return Told((news(EventKind.MISSED, over_at), first))
        answered = news(EventKind.ANSWERED, answered_at or began_at)
        # The end first: a desk that heard nothing before is not to ring for what is over.
        return Told((news(EventKind.ENDED, over_at, seconds), answered, first))


def _filled(text: str) -> str:
    return "" if text.startswith("[") and text.endswith("]") else text


def _about(text: str, now: datetime) -> datetime | None:
    """A time of this call, if it can be one."""
    said = stamp(text)
    return said if said is not None and now - TOO_LATE < said <= now else None


def _seconds(text: str) -> int | None:
    """A duration: seconds, or hours, minutes and seconds."""
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        found = hours * 3600 + minutes * 60 + seconds
    elif re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]+)?", text):
        found = int(float(text))
    else:
        return None
    return found if found <= _LONGEST_SECONDS else None
