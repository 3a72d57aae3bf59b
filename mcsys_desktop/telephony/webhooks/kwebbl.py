"""The webhook in the dial plans of Kwebbl (Telador, Accensys, Fonzer): that a call came in.

It is sent once, when the call passes that step, and never says how the call ends. The example in
their own documentation is no valid JSON, so what cannot be read whole is read field by field.
"""

import re
from datetime import datetime

from mcsys_desktop.telephony.events import EventKind
from mcsys_desktop.telephony.request_head import Request
from mcsys_desktop.telephony.webhooks.reading import (
    LONGEST_ID,
    NOTHING,
    Told,
    document,
    event,
    moment,
    words,
)

_FIELD = re.compile(r'"([a-z_]{1,40})"\s{0,20}:\s{0,20}"([^"\\\r\n]{0,200})"')
_IDS = ("uuid", "rta_call_id", "sip_call_id")


class Kwebbl:
    """Reads one request."""

    path = "kwebbl"
    method = "POST"

    def hear(self, request: Request, body: bytes, now: datetime) -> Told:
        """See `Webhook`."""
        said = document(body)
        if not said:
            said = dict[str, object](reversed(_FIELD.findall(body.decode("utf-8", "replace"))))
        call_id = next((name for field in _IDS if (name := words(said.get(field), LONGEST_ID))), "")
        if not call_id:
            return NOTHING
        news = event(
            self.path,
            call_id,
            EventKind.RINGING,
            moment(words(said.get("event_time")), now),
            number=words(said.get("caller_number")),
            name=words(said.get("phonebook_caller_name")),
            called=words(said.get("dp_ex_number")) or words(said.get("callee_number")),
        )
        return Told((news,))
