"""The common form of sipgate.io and of Zammad's CTI: form fields or JSON at ``/cti/<token>``.

sipgate tells of an answer and of the end only to whom asks for it, in XML in the answer to
``newCall``; for that the address of the relay must be known. A call that is passed on (also to the
answering machine) comes back as a new call that names the first one, and stays that call here.
"""

from datetime import datetime
from xml.sax.saxutils import quoteattr

from mcsys_desktop.telephony.events import EventKind
from mcsys_desktop.telephony.request_head import Request
from mcsys_desktop.telephony.webhooks.reading import (
    LONGEST_DEVICE,
    LONGEST_ID,
    NOTHING,
    Remembered,
    Told,
    document,
    event,
    form,
    moment,
    words,
)

XML = "application/xml; charset=utf-8"
_VOICEMAIL = "voicemail"


class Cti:
    """Reads one event. ``back`` is the address at which the sender reaches us, empty if unknown."""

    path = "cti"
    method = "POST"

    def __init__(self, back: str = "") -> None:
        self._back = back
        self._firsts = Remembered()

    def hear(self, request: Request, body: bytes, now: datetime) -> Told:
        """See `Webhook`."""
        is_json = "json" in request.kind or body.lstrip()[:1] == b"{"
        said = document(body) if is_json else form(body)
        happened = words(said.get("event"))
        call_id = words(said.get("callId") or said.get("callid"), LONGEST_ID)
        inbound = words(said.get("direction")) != "out"
        kind = _kind(happened, words(said.get("cause")), inbound)
        answer = self._wish() if happened == "newCall" and not is_json else NOTHING
        if not call_id:
            return answer
        first = words(said.get("origCallId"), LONGEST_ID) or self._firsts.get(call_id) or call_id
        self._firsts.put(call_id, first)
        if kind is None:
            return answer
        number, ours = said.get("from"), said.get("to")
        if not inbound:
            number, ours = ours, number
        who = words(said.get("user", said.get("user[]")), LONGEST_DEVICE)
        who = who or words(said.get("answeringNumber"), LONGEST_DEVICE)
        taken = kind is EventKind.ANSWERED
        busy = kind is EventKind.MISSED and not inbound and said.get("cause") == "busy"
        news = event(
            self.path,
            first,
            kind,
            moment(words(said.get("timestamp")), now),
            inbound=inbound,
            number=words(number),
            called=words(said.get("diversion")) or words(ours),
            device=who if taken else "",
            reason=_VOICEMAIL if taken and who.lower() == _VOICEMAIL else "busy" if busy else "",
        )
        return Told((news,), answer.body, answer.kind)

    def _wish(self) -> Told:
        """Ask to be told of the answer and of the end as well."""
        if not self._back:
            return NOTHING
        back = quoteattr(self._back)
        text = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Response onAnswer={back} onHangup={back} />'
        )
        return Told(body=text.encode("ascii", "xmlcharrefreplace"), kind=XML)


def _kind(happened: str, cause: str, inbound: bool) -> EventKind | None:
    if happened == "newCall":
        return EventKind.RINGING if inbound else EventKind.DIALLING
    if happened == "answer":
        return EventKind.ANSWERED
    if happened != "hangup" or cause == "forwarded":  # it rings elsewhere, and goes on
        return None
    return EventKind.ENDED if cause == "normalClearing" else EventKind.MISSED
