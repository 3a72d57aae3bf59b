"""Requests of telephones and of exchanges that post their calls, played again."""

from mcsys_desktop.core import clock
from mcsys_desktop.telephony import request_head
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.reception import Reception, webhooks
from mcsys_desktop.telephony.recorded import parts
from mcsys_desktop.telephony.replies import Reply
from mcsys_desktop.telephony.request_head import Request

_SENDER = "recording"


class _Anybody:
    """Every name by which we were called: what was recorded had been let in."""

    def __contains__(self, _host: object) -> bool:
        return True


def replay(data: bytes) -> list[CallEvent]:
    """What the requests tell of calls. Raises UserError when the file holds none.

    The secret part of their addresses may be anything, such as stars in its place.
    """
    events: list[CallEvent] = []
    moments = [clock.now()]
    receptions: dict[bytes, Reception] = {}
    for part in parts(data, "HTTP"):
        moments[0] = part.at
        request = request_head.read(part.head)
        if not isinstance(request, Request) or len(request.path) < 2:
            continue
        token = request.path[1]
        if not token.isascii():
            continue  # we never made one like that
        if token not in receptions:
            text = token.decode("ascii")
            known = Reception(text, _Anybody(), webhooks(text), now=lambda: moments[0])
            receptions[token] = known
        heard = receptions[token].hear(part.head + b"\r\n", part.body, _SENDER)
        if isinstance(heard, Reply):
            events += heard.events
    return events
