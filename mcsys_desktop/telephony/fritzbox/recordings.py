"""What a FRITZ!Box said on its call monitor, played again: its lines, one below the other."""

from datetime import UTC, datetime, timedelta

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.fritzbox.line import read
from mcsys_desktop.telephony.fritzbox.reader import HELD, FritzReader
from mcsys_desktop.telephony.line_source import Instant


def replay(data: bytes) -> list[CallEvent]:
    """What the lines tell of calls, by their own clock. Raises UserError when it is none."""
    reader = FritzReader("fritzbox:recording")
    events: list[CallEvent] = []
    at = datetime.now(UTC)  # of which only the season counts, until a line says when it was
    known = False
    for text in data.decode("utf-8", "replace").splitlines():
        line = read(text, at)
        if line is None:
            continue
        at = max(at, line.moment or at) if known else line.moment or at
        known = True
        now = _instant(at)
        events += reader.tick(now)
        events += reader.feed(text.encode() + b"\r\n", now)
    if not known:
        raise UserError(_("The file is no recording of {kind}.").format(kind="FRITZ!Box"))
    events += reader.tick(_instant(at + timedelta(seconds=2 * HELD)))
    return events


def _instant(at: datetime) -> Instant:
    return Instant(at, at.timestamp())
