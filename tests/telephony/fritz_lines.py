"""What FRITZ!Boxes say on their call monitor, with invented numbers; and how to play it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.fritzbox.reader import FritzReader
from mcsys_desktop.telephony.line_source import Instant

KEY = "fritzbox:fritz.box"
BEGAN = datetime(2026, 7, 1, 8, 42, 10, tzinfo=UTC)  # 10:42:10 on the wall

ANSWERED = (
    "01.07.26 10:42:10;RING;0;0612345678;0201234567;SIP2;",
    "01.07.26 10:42:17;CONNECT;0;10;0612345678;",
    "01.07.26 10:43:01;DISCONNECT;0;44;",
)
MISSED = (
    "01.07.26 10:42:10;RING;0;0612345678;0201234567;SIP2;",
    "01.07.26 10:42:31;DISCONNECT;0;0;",
)
WITHHELD = (
    "01.07.26 10:42:10;RING;0;;0201234567;SIP0;",
    "01.07.26 10:42:20;DISCONNECT;0;0;",
)
BLOCKED = (
    "01.07.26 10:42:10;RING;0;0901234567;0201234567;SIP2;",
    "01.07.26 10:42:10;DISCONNECT;0;0;",
)
MACHINE = (
    "01.07.26 10:42:10;RING;1;0612345678;0201234567;SIP2;",
    "01.07.26 10:42:30;CONNECT;1;40;0612345678;",
    "01.07.26 10:42:48;DISCONNECT;1;18;",
)
OUTGOING = (
    "01.07.26 10:42:10;CALL;1;12;1234567;0301234567#;SIP0;",
    "01.07.26 10:42:16;CONNECT;1;12;0301234567;",
    "01.07.26 10:42:46;DISCONNECT;1;30;",
)
TWO_LINES = (
    "01.07.26 10:42:10;RING;0;0612345678;0201234567;SIP2;",
    "01.07.26 10:42:12;RING;1;0301234567;0201234567;SIP2;",
    "01.07.26 10:42:15;CONNECT;1;20;0301234567;",
    "01.07.26 10:42:19;DISCONNECT;0;0;",
    "01.07.26 10:42:20;RING;0;0612345678;0201234567;SIP2",  # the number is used again at once
    "01.07.26 10:42:25;DISCONNECT;1;10",
    "01.07.26 10:42:26;CONNECT;0;2;0612345678",
    "01.07.26 10:42:56;DISCONNECT;0;30",
)
ALL = (ANSWERED, MISSED, WITHHELD, BLOCKED, MACHINE, OUTGOING, TWO_LINES)


def wire(lines: Sequence[str], end: str = "\r\n") -> bytes:
    return "".join(line + end for line in lines).encode()


def instant(seconds: float = 0.0) -> Instant:
    """A moment, counted from the first line of each transcript."""
    return Instant(BEGAN + timedelta(seconds=seconds), 1000.0 + seconds)


def play(lines: Sequence[str], reader: FritzReader | None = None) -> list[CallEvent]:
    """Each line comes in a tenth of a second after the moment that it names."""
    reader = reader or FritzReader(KEY)
    events: list[CallEvent] = []
    now = instant()
    for line in lines:
        at = datetime.strptime(line[:17] + " +0200", "%d.%m.%y %H:%M:%S %z")
        now = instant((at - BEGAN).total_seconds() + 0.1)
        events += reader.tick(now)
        events += reader.feed(wire([line]), now)
    return events + reader.tick(Instant(now.at + timedelta(seconds=1), now.steady + 1))
