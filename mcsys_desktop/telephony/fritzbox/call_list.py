"""The list of calls that a FRITZ!Box keeps: bytes in, what was missed out. No socket, no clock.

The list knows minutes, not seconds; what was heard as it happened is known better. Calls that go on
are left to the call monitor.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

from mcsys_desktop.core import clock, text
from mcsys_desktop.telephony import safe_xml
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.fritzbox.line import internal, is_machine

LARGEST = 2_000_000  # bytes; a box keeps 400 calls in 150 kB
MOST = 500  # calls of one list
SAME_CLOCK = timedelta(minutes=2)
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d\d) (\d\d):(\d\d)", re.ASCII)
_DURATION = re.compile(r"(\d{1,4}):([0-5]\d)", re.ASCII)
_ANSWERED, _MISSED, _DIALLED, _BLOCKED = "1", "2", "3", "10"
_GOING_ON = ("9", "11")


class NoList(ValueError):
    """This is no list of calls."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One call that is over, as the box wrote it down."""

    number: str  # at the other end; empty where it was withheld
    own: str
    name: str
    kind: str
    began: datetime  # aware UTC, its seconds cut off
    seconds: int
    extension: str
    id: str


@dataclass(frozen=True, slots=True)
class CallList:
    """What a box wrote down, the latest first. ``going_on``: some calls are not over yet."""

    calls: tuple[Listed, ...]
    going_on: bool = False


def read(data: bytes, now: datetime) -> CallList:
    """Understand a list that came in ``now`` (aware UTC). Raises NoList for anything else."""
    try:
        root = safe_xml.read(data, LARGEST)
    except safe_xml.NoXml as error:
        raise NoList(str(error)) from error
    if root.tag != "root":
        raise NoList("another document")
    ahead = _ahead(_said(root, "timestamp"), now)
    found = root.findall("Call")[:MOST]
    calls = tuple(_listed(found, now, ahead))
    return CallList(calls, any(_said(one, "Type") in _GOING_ON for one in found))


def events(key: str, calls: Sequence[Listed], since: datetime, until: datetime) -> list[CallEvent]:
    """The calls that began in this time as events for the log, the oldest first.

    ``key`` names the box; its list is a source of its own, beside what is heard as it happens.
    """
    between = [one for one in calls if since - timedelta(minutes=1) <= one.began <= until]
    return [_event(f"{key} list", one) for one in sorted(between, key=lambda one: one.began)]


def _event(source: str, one: Listed) -> CallEvent:
    kind, reason = EventKind.ENDED, ""
    if one.kind == _MISSED:
        kind = EventKind.MISSED
    elif one.kind == _BLOCKED:
        reason = "blocked"
    elif one.kind == _ANSWERED and is_machine(one.extension):
        kind, reason = EventKind.MISSED, "voicemail"
    spoken = kind is EventKind.ENDED and not reason
    return CallEvent(
        source=source,
        external_id=f"{one.id}/{one.began:%Y%m%dT%H%MZ}",
        kind=kind,
        at=one.began + timedelta(seconds=one.seconds if spoken else 0),
        direction=Direction.OUTBOUND if one.kind == _DIALLED else Direction.INBOUND,
        number_raw=one.number,
        name_raw=one.name,
        called_raw=one.own,
        device=internal(one.extension) if spoken else "",
        withheld=one.kind != _DIALLED and not one.number,
        reason=reason,
        seconds=one.seconds if spoken else 0,
        began=one.began,
        past=True,
    )


def _listed(found: Sequence[Element], now: datetime, ahead: timedelta) -> Iterator[Listed]:
    for one in found:
        kind = _said(one, "Type")
        began = _moment(_said(one, "Date"), now)
        if kind not in (_ANSWERED, _MISSED, _DIALLED, _BLOCKED) or began is None:
            continue
        out = kind == _DIALLED
        duration = _DURATION.fullmatch(_said(one, "Duration"))
        yield Listed(
            number=_said(one, "Called" if out else "Caller").rstrip("#"),
            own=_said(one, "CallerNumber" if out else "CalledNumber"),
            name=_said(one, "Name", 100),
            kind=kind,
            began=began + ahead,
            seconds=60 * (60 * int(duration[1]) + int(duration[2])) if duration else 0,
            extension=_said(one, "Port"),
            id=_said(one, "Id"),
        )


def _said(element: Element, name: str, limit: int = 50) -> str:
    return text.clean(element.findtext(name) or "", limit)


def _ahead(stamp: str, now: datetime) -> timedelta:
    """How much our clock is ahead of a box whose clock is wrong; nothing where it is right."""
    if not re.fullmatch(r"\d{9,11}", stamp, re.ASCII):
        return timedelta()
    ahead = now - datetime.fromtimestamp(int(stamp), UTC)
    return ahead if abs(ahead) > SAME_CLOCK else timedelta()


def _moment(date: str, now: datetime) -> datetime | None:
    """A wall clock in the office; of an hour that comes twice the later one that is past."""
    found = _DATE.fullmatch(date)
    if found is None:
        return None
    day, month, year, hour, minute = map(int, found.groups())
    try:
        local = datetime(2000 + year, month, day, hour, minute, tzinfo=clock.OFFICE_ZONE)
        both = sorted(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    except (ValueError, OverflowError):
        return None
    return both[1] if both[1] <= now else both[0]
