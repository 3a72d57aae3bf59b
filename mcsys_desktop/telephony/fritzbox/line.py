"""One line of a call monitor: what it says, in words, and when."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from mcsys_desktop.core import clock, text

_STAMP = re.compile(r"(\d\d)\.(\d\d)\.(\d\d) (\d\d):(\d\d):(\d\d)", re.ASCII)
_CONNECTION = re.compile(r"\d{1,4}", re.ASCII)
_SECONDS = re.compile(r"\d{1,7}", re.ASCII)


class Word(StrEnum):
    """What happens at the box."""

    RING = "RING"
    CALL = "CALL"
    CONNECT = "CONNECT"
    DISCONNECT = "DISCONNECT"


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says. ``connection`` is the box's own number for it, soon used again.

    ``moment`` is the stamp in UTC, None where it is no time that exists.
    """

    stamp: str
    moment: datetime | None
    word: Word
    connection: str
    extension: str = ""  # as the monitor numbers them
    other: str = ""  # the number at the other end
    own: str = ""  # ours
    seconds: int = 0


def read(line: str, at: datetime) -> Line | None:
    """Understand a line that came in at ``at`` (aware UTC); None where it is no news of a call.

    >>> read("12.10.15 20:24:22;RING;0;0311234567;5551234;SIP2;", datetime.now(UTC)).other
    '0311234567'
    """
    stamp, *fields = (part.strip() for part in line.split(";"))
    if len(fields) < 3 or not _STAMP.fullmatch(stamp) or not _CONNECTION.fullmatch(fields[1]):
        return None
    first, second, third = (text.clean(each, 50) for each in (*fields[2:], "", "")[:3])
    base = (stamp, moment(stamp, at))
    match fields[0]:
        case Word.RING:
            return Line(*base, Word.RING, fields[1], other=first, own=second)
        case Word.CALL:
            dialled = third.rstrip("#")  # "that was all", dialled to save waiting
            return Line(*base, Word.CALL, fields[1], first, dialled, second)
        case Word.CONNECT:
            return Line(*base, Word.CONNECT, fields[1], first, second)
        case Word.DISCONNECT if _SECONDS.fullmatch(first):
            return Line(*base, Word.DISCONNECT, fields[1], seconds=int(first))
        case _:
            return None


def moment(stamp: str, at: datetime) -> datetime | None:
    """The moment that a stamp means: a wall clock in the office, with two digits for the year.

    In the night in which the clocks go back an hour comes twice; the one nearer to ``at`` is meant.

    >>> moment("25.10.26 02:30:00", datetime(2026, 10, 25, 1, 30, 2, tzinfo=UTC))
    datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.timezone.utc)
    """
    found = _STAMP.fullmatch(stamp)
    if found is None:
        return None
    day, month, year, hour, minute, second = map(int, found.groups())
    try:
        local = datetime(2000 + year, month, day, hour, minute, second, tzinfo=clock.OFFICE_ZONE)
        both = [local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
    except (ValueError, OverflowError):
        return None
    return min(both, key=lambda each: abs(each - at))


def internal(extension: str) -> str:
    """The internal number that people dial for an extension of the monitor.

    >>> internal("10"), internal("20"), internal("0"), internal("41"), internal("")
    ('610', '620', '1', '601', '')
    """
    if not re.fullmatch(r"\d{1,2}", extension, re.ASCII):
        return ""
    number = int(extension)
    if number < 3:
        return str(number + 1)  # the sockets for analogue phones
    if is_machine(extension):
        return str(560 + number)
    return str(600 + number) if 10 <= number < 30 else extension  # DECT, then IP phones


def is_machine(extension: str) -> bool:
    """Whether it is one of the answering machines in the box.

    >>> is_machine("40"), is_machine("10")
    (True, False)
    """
    return re.fullmatch(r"4\d", extension, re.ASCII) is not None
