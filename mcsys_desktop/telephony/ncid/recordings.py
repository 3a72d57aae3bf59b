"""What an NCID server sent, played again: its lines, as a client or its own log shows them."""

import re
from datetime import UTC, datetime

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.line_source import Instant
from mcsys_desktop.telephony.ncid.line import read
from mcsys_desktop.telephony.ncid.reader import NcidReader

_GREETING = b"200 Server: recording (NCID)\r\n"  # which is not in every log
_TIME = re.compile(r"\*TIME\*(\d\d):(\d\d):(\d\d)\*", re.ASCII)


def replay(data: bytes) -> list[CallEvent]:
    """What the lines tell of calls, by the server's clock. Raises UserError when it is none."""
    reader = NcidReader("ncid:recording")
    at = clock.now()
    events = list(reader.feed(_GREETING, Instant(at, at.timestamp())))
    known = begun = False
    for text in data.decode("utf-8", "replace").splitlines():
        line = read(text)
        if line is None:
            continue
        known = True
        told = _moment(line.when, text, at)
        if told is not None:
            at = max(at, told) if begun else told
            begun = True
        now = Instant(at, at.timestamp())
        events += reader.tick(now)
        events += reader.feed(text.encode() + b"\r\n", now)
    if not known:
        raise UserError(_("The file is no recording of {kind}.").format(kind="NCID"))
    return events


def _moment(when: str, text: str, before: datetime) -> datetime | None:
    """When a line was sent: a date with hours and minutes, or the time of the day before it."""
    try:
        if len(when) == 12:
            local = datetime.strptime(when, "%m%d%Y%H%M").replace(tzinfo=clock.OFFICE_ZONE)
            return local.astimezone(UTC)
        if found := _TIME.search(text):
            hour, minute, second = map(int, found.groups())
            local = before.astimezone(clock.OFFICE_ZONE)
            return local.replace(hour=hour, minute=minute, second=second).astimezone(UTC)
    except ValueError:
        return None
    return None
