"""What an NCID server tells, as events. No socket here, and no clock.

It knows little: an analogue line says who calls, and that it rings. Whether somebody picked up is
only told by some gateways, so a call that stopped ringing is not called missed without being told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.telephony.base import OpenCall
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.line_source import Instant
from mcsys_desktop.telephony.ncid.line import Line, read
from mcsys_desktop.telephony.text_lines import Lines

RINGS_AT_MOST = 180.0  # seconds without any news of a call that rings
REMEMBERED = 4 * 3600.0  # seconds for which the end of a call may still be told
_MOST_CALLS = 64
_GREETING = re.compile(r"200\b.*\b(ncid|server|version)", re.IGNORECASE | re.ASCII)
_PARTS = ("line", "when", "outbound")


@dataclass(slots=True)
class _Call:
    """A call that the server told of."""

    external_id: str
    said: Line
    steady: float  # when anything was said of it last
    began: datetime
    rings: bool = True  # nothing was heard yet of how it goes on
    stopped: datetime | None = None  # when it stopped ringing
    final: bool = False


class NcidReader:
    """Follows the calls on the lines of one server. ``key`` names the source."""

    hurried = False

    def __init__(self, key: str) -> None:
        self._key = key
        self._lines = Lines()
        self._calls: list[_Call] = []  # the latest last
        self._events: list[CallEvent] = []
        self._greeted = False

    @property
    def recognised(self) -> bool:
        """Whether it has introduced itself on this connection."""
        return self._greeted

    def begin(self) -> None:
        """Another connection: it sends its greeting, and perhaps its whole log, once more."""
        self._lines.reset()
        self._greeted = False

    def feed(self, data: bytes, now: Instant) -> list[CallEvent]:
        """What these bytes tell."""
        for text in self._lines.feed(data):
            if _GREETING.match(text):
                self._greeted = True
            line = read(text) if self._greeted else None
            if line is not None:
                self._hear(line, now)
        return self._told()

    def tick(self, now: Instant) -> list[CallEvent]:
        """Give up what has been ringing too long, and forget what nobody will speak of again."""
        for call in self._calls:
            if call.rings and now.steady - call.steady > RINGS_AT_MOST:
                self._lose(call, now)
        self._calls = [call for call in self._calls if now.steady - call.steady < REMEMBERED]
        return self._told()

    def recall(self, calls: Sequence[OpenCall], now: Instant) -> list[CallEvent]:
        """A server tells of a call once: nobody can say how these go on."""
        return [call.lost(self._key, now.at) for call in calls if not call.passed_on]

    def lose(self, now: Instant) -> list[CallEvent]:
        """Nobody knows how its calls go on. What is still said of them later counts more."""
        for call in self._calls:
            if call.rings:
                self._lose(call, now)
        return self._told()

    def _told(self) -> list[CallEvent]:
        events, self._events = self._events, []
        return events

    def _hear(self, line: Line, now: Instant) -> None:
        match line.tag:
            case "CID" | "PID":
                self._begin(line, EventKind.RINGING, now)
            case "OUT":
                self._begin(line, EventKind.DIALLING, now)
            case "HUP" | "BLK":  # the server hung up, or a gateway did not let it through
                self._block(line, now)
            case "CIDINFO" if line.ring is not None:
                self._ring(line, line.ring, now)
            case "END":
                self._account(line, now)
            case _:
                pass  # messages, the log, and what later servers may add

    def _begin(self, line: Line, kind: EventKind, now: Instant) -> None:
        same = self._same(line)
        if same is not None and same.rings:
            same.steady = now.steady
            return  # two devices on one line tell of the same call
        call = self._new(line, now)
        self._tell(call, kind, now.at)

    def _same(self, line: Line) -> _Call | None:
        """The latest call that looks like this one, to the minute."""
        for call in reversed(self._calls):
            said = call.said
            if all(getattr(said, part) == getattr(line, part) for part in (*_PARTS, "number")):
                return call
        return None

    def _new(self, line: Line, now: Instant) -> _Call:
        """A call; it is named by line and minute, and by its turn where that is not enough.

        The number is not in the name, which stays in the log when the number is forgotten.
        """
        if len(self._calls) >= _MOST_CALLS:
            first = self._calls.pop(0)
            if first.rings:
                self._lose(first, now)
        when = line.when or f"{now.at:%Y%m%dT%H%MZ}"
        base = f"{'out' if line.outbound else 'in'}/{line.line or '-'}/{when}"
        external_id, again = base, 1
        while any(call.external_id == external_id for call in self._calls):
            again += 1
            external_id = f"{base}/{again}"
        call = _Call(external_id, line, now.steady, now.at)
        self._calls.append(call)
        return call

    def _block(self, line: Line, now: Instant) -> None:
        call = self._same(line)
        if call is None or call.final:
            call = self._new(line, now)
        self._finish(call, EventKind.ENDED, now, reason="blocked", seconds=0)

    def _ring(self, line: Line, count: int, now: Instant) -> None:
        """Rings are counted; nought says that they stopped, less than that why."""
        call = self._latest(line)
        if call is None:
            return
        call.steady = now.steady
        if count == 0 and call.rings:
            # Gateways send it when somebody picks up, modems also when the caller has given up.
            call.stopped = now.at
            self._lose(call, now)
        elif count == -1:
            self._unanswered(call, now)
        elif count == -2:
            self._tell(call, EventKind.ANSWERED, call.stopped or now.at)
            self._finish(call, EventKind.ENDED, now)

    def _latest(self, line: Line) -> _Call | None:
        """The call that news of a line is about; of a server with one line, its only call."""
        going = [call for call in reversed(self._calls) if not call.final]
        named = [call for call in going if call.said.line == line.line or not line.line]
        if not named:
            named = [call for call in going if not call.said.line]
        # What rings is meant before what stopped ringing already.
        return next((call for call in named if call.rings), next(iter(named), None))

    def _account(self, line: Line, now: Instant) -> None:
        """A gateway's last word, with the length of the call."""
        for call in reversed(self._calls):
            said = call.said
            if (said.line, said.number, said.outbound) == (line.line, line.number, line.outbound):
                if call.final:
                    return
                if line.hung_up == "BYE":
                    seconds = max(line.seconds or 0, 1)  # somebody spoke, however shortly
                    self._finish(call, EventKind.ENDED, now, seconds=seconds)
                elif line.hung_up == "CANCEL":
                    self._unanswered(call, now)
                return

    def _unanswered(self, call: _Call, now: Instant) -> None:
        if call.said.outbound:
            self._finish(call, EventKind.ENDED, now, seconds=0)
        else:
            self._finish(call, EventKind.MISSED, now)

    def _lose(self, call: _Call, now: Instant) -> None:
        call.rings = False
        self._tell(call, EventKind.LOST, now.at)

    def _finish(
        self,
        call: _Call,
        kind: EventKind,
        now: Instant,
        *,
        reason: str = "",
        seconds: int | None = None,
    ) -> None:
        call.rings, call.final, call.steady = False, True, now.steady
        self._tell(call, kind, now.at, reason=reason, seconds=seconds)

    def _tell(
        self,
        call: _Call,
        kind: EventKind,
        at: datetime,
        *,
        reason: str = "",
        seconds: int | None = None,
    ) -> None:
        said = call.said
        self._events.append(
            CallEvent(
                source=self._key,
                external_id=call.external_id,
                kind=kind,
                at=max(at, call.began),
                direction=Direction.OUTBOUND if said.outbound else Direction.INBOUND,
                number_raw=said.number,
                name_raw=said.name,
                called_raw=said.line,
                withheld=said.withheld,
                reason=reason,
                seconds=seconds,
            )
        )
