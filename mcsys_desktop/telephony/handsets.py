"""What a desk phone says of its calls over HTTP (action URLs), as call events.

Yealink, Snom, Grandstream, Fanvil, Htek and their relatives fetch an address when something
happens: ``/phone/<token>/<event>?mac=…&id=…&remote=…&name=…``. This reader takes the bytes of such
a request and gives a `CallEvent` or a `Refusal`; it opens no socket. Addresses to put into each
brand of phone are in `brands`.

Fields: ``mac``, ``id`` (of the call), ``user`` (our account), ``local`` (our number), ``called``,
``remote`` (the other number), ``cancel_reason``, ``seconds``, and last ``name``. Others are
ignored, also ``ip``: what a phone says of its address counts less than where it calls from.
"""

import hmac
import re
from collections.abc import Callable, Container
from datetime import datetime

from mcsys_desktop.core import clock, phone
from mcsys_desktop.core.text import clean
from mcsys_desktop.telephony import request_head
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.open_calls import OpenCall, OpenCalls
from mcsys_desktop.telephony.reasons import answered_elsewhere
from mcsys_desktop.telephony.request_head import Refusal, Request

PATH = b"phone"
EVENTS = {
    "ring": EventKind.RINGING,
    "outgoing": EventKind.DIALLING,
    "answered": EventKind.ANSWERED,
    "ended": EventKind.ENDED,
    "missed": EventKind.MISSED,
    "cancelled": EventKind.MISSED,
    "rejected": EventKind.MISSED,
    "elsewhere": EventKind.ANSWERED_ELSEWHERE,
    "transferred": EventKind.TRANSFERRED,
}
_OVER = (EventKind.ENDED, EventKind.MISSED)
_LONGEST = 100  # of a name or a number
_LONGEST_ID = 120


class Handsets:
    """Reads the requests of all phones of an office, and remembers their calls.

    ``hosts`` are the names by which phones may address us: a web page that was led here by a
    forged name (DNS rebinding) does not know the right one. A request without a Host header comes
    from no browser and is heard.
    """

    def __init__(
        self,
        token: str,
        hosts: Container[str],
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        if not token:
            raise ValueError("Without a token anybody could report calls.")
        self._token = token.encode()
        self._hosts = hosts
        self._now = now
        self._calls = OpenCalls(token)

    def hear(self, head: bytes, sender: str) -> CallEvent | Refusal:
        """Read one request head from the phone at address ``sender``. Raises nothing."""
        request = self._admitted(head)
        if isinstance(request, Refusal):
            return request
        word = _word(request)
        return self._event(EVENTS[word], word, request.fields, sender)

    def refusal(self, head: bytes) -> Refusal | None:
        """Why such a request would not be heard, or None; no call comes of asking."""
        request = self._admitted(head)
        return request if isinstance(request, Refusal) else None

    def _admitted(self, head: bytes) -> Request | Refusal:
        request = request_head.read(head)
        if isinstance(request, Refusal):
            return request
        if request.method != "GET":
            return Refusal(405, "not a GET")
        if any(host not in self._hosts for host in request.hosts):
            return Refusal(421, "addressed by another name")
        if len(request.path) != 3 or request.path[0] != PATH:
            return Refusal(404, "no such address")
        if not hmac.compare_digest(request.path[1], self._token):
            return Refusal(404, "wrong token")
        if _word(request) not in EVENTS:
            return Refusal(400, "no such event")
        return request

    def _event(self, kind: EventKind, word: str, fields: dict[str, str], sender: str) -> CallEvent:
        at = self._now()
        reason = clean(fields.get("cancel_reason", ""), _LONGEST)
        if kind in _OVER and answered_elsewhere(fields.get("cancel_reason", "")):
            kind = EventKind.ANSWERED_ELSEWHERE
        elif word == "rejected":
            reason = reason or word
        mac = _mac(fields.get("mac", ""))
        source = f"handset:{mac or sender}"
        remote = clean(fields.get("remote", ""), _LONGEST)
        call_id = clean(fields.get("id", ""), _LONGEST_ID)
        call = self._calls.find(source, kind, at, call_id, remote)
        _remember(call, remote, clean(fields.get("name", "").strip('"'), _LONGEST))
        local = clean(fields.get("local", ""), _LONGEST)
        return CallEvent(
            source=source,
            external_id=call.external_id,
            kind=kind,
            at=at,
            direction=call.direction,
            number_raw=call.number_raw,
            name_raw=call.name_raw,
            called_raw=clean(fields.get("called", ""), _LONGEST) or local,
            device=clean(fields.get("user", ""), 40) or _user(local) or mac or sender,
            withheld=call.withheld,
            reason=reason,
            seconds=_seconds(fields.get("seconds", "")),
        )


def _word(request: Request) -> str:
    return request.path[2].decode("latin-1").lower()


def _remember(call: OpenCall, remote: str, name: str) -> None:
    """Keep who calls; not every event repeats it. Whoever withholds is not kept."""
    if call.direction is Direction.INBOUND and (
        phone.is_withheld(remote) or phone.is_withheld(name)
    ):
        call.withheld = True
    if call.withheld:
        call.number_raw = call.name_raw = ""
        return
    call.number_raw = call.number_raw or remote
    if name != remote:  # phones show the number where they know no name
        call.name_raw = call.name_raw or name


def _mac(text: str) -> str:
    digits = re.sub(r"[^0-9a-f]", "", text[:40].lower())
    return digits if len(digits) == 12 and digits.strip("0") else ""


def _user(local: str) -> str:
    """The account in ``sip:201@pbx.example``."""
    return re.sub(r"^sips?:", "", local, flags=re.IGNORECASE).partition("@")[0][:40]


def _seconds(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,5}", text) and int(text) <= 86_400 else None
