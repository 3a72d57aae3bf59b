"""What a FRITZ!Box tells on its call monitor, as events. No socket here, and no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mcsys_desktop.telephony.base import CONCLUDED, OpenCall
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.fritzbox.line import Line, Word, internal, is_machine, read
from mcsys_desktop.telephony.line_source import Instant
from mcsys_desktop.telephony.text_lines import Lines

# A number that the box blocks rings for some milliseconds first; nobody should look up for that.
HELD = 0.3  # seconds
RINGS_AT_MOST = 180.0  # seconds; of some blocked calls the end is never told
LONGEST_CALL = 12 * 3600.0  # seconds
SAME_CLOCK = timedelta(minutes=2)  # a box whose clock is further off is not believed
_SLACK = timedelta(seconds=5)  # between the whole seconds of the box and the moments of its stamps
_MOST_CALLS = 64  # a box has ten lines or so


@dataclass(slots=True)
class _Call:
    """A call that is under way at the box."""

    external_id: str
    stamp: str
    word: Word  # RING or CALL
    number: str
    own: str
    extension: str
    began: datetime
    ahead: timedelta  # how much our clock is ahead of a box whose clock is wrong
    steady: float
    held: bool = False  # nothing was told of it yet
    answered: bool = False
    machine: bool = False
    lost: bool = False  # we were not there for a while, and told so
    recalled: bool = False  # another desk heard it begin, and nothing was heard of it since
    answered_at: datetime | None = None  # as that desk heard

    @property
    def inbound(self) -> bool:
        return self.word is Word.RING


class FritzReader:
    """Follows the calls of one box. ``key`` names the source."""

    hurried = False
    recognised = True  # it does not introduce itself

    def __init__(self, key: str) -> None:
        self._key = key
        self._lines = Lines()
        self._calls: dict[str, _Call] = {}  # by the box's number for the connection
        self._named: dict[str, None] = {}  # ids that were given lately
        self._events: list[CallEvent] = []

    def begin(self) -> None:
        """Another connection; the calls of the box go on meanwhile."""
        self._lines.reset()

    def feed(self, data: bytes, now: Instant) -> list[CallEvent]:
        """What these bytes tell."""
        for text in self._lines.feed(data):
            line = read(text, now.at)
            if line is not None:
                self._hear(line, now)
        return self._told()

    def tick(self, now: Instant) -> list[CallEvent]:
        """Tell what was held back, and give up what has been ringing too long."""
        for connection, call in list(self._calls.items()):
            age = now.steady - call.steady
            if call.held and age >= HELD:
                self._release(call)
            if age > (LONGEST_CALL if call.answered else RINGS_AT_MOST):
                self._give_up(connection, now)
        return self._told()

    def recall(self, calls: Sequence[OpenCall], now: Instant) -> list[CallEvent]:
        """Go on with calls of which another desk heard the beginning; the box tells their end."""
        for known in calls:
            if known.passed_on:
                continue
            _when, _slash, rest = known.external_id.partition("/")
            began = known.rang_at or now.at
            inbound = known.direction is Direction.INBOUND
            self._calls[rest.partition("/")[0]] = _Call(
                external_id=known.external_id,
                stamp="",
                word=Word.RING if inbound else Word.CALL,
                number=known.number_raw,
                own=known.called_raw,
                extension="",
                began=began,
                ahead=timedelta(),
                steady=now.steady - max((now.at - began).total_seconds(), 0.0),
                answered=known.answered,
                recalled=True,
                answered_at=known.answered_at,
            )
            self._named[known.external_id] = None
        return self.tick(now)

    def lose(self, now: Instant) -> list[CallEvent]:
        """Nobody knows how its calls go on. What is still said of them later counts more."""
        for call in self._calls.values():
            self._release(call)
            if not call.lost:
                call.lost = True
                self._tell(call, EventKind.LOST, now.at)
        return self._told()

    def _told(self) -> list[CallEvent]:
        events, self._events = self._events, []
        self.hurried = any(call.held for call in self._calls.values())
        return events

    def _hear(self, line: Line, now: Instant) -> None:
        if line.word in (Word.RING, Word.CALL):
            self._begin(line, now)
            return
        call = self._calls.get(line.connection)
        if call is None:
            return  # it began before we were there: nobody knows who it is
        at = _moment(line, call, now)
        if line.word is Word.CONNECT:
            self._connect(line, call, at, now)
        else:
            self._end(line, call, at, now)

    def _begin(self, line: Line, now: Instant) -> None:
        self._give_up(line.connection, now)  # its end was never told; the number is used again
        if len(self._calls) >= _MOST_CALLS:
            self._give_up(next(iter(self._calls)), now)
        right = line.moment is not None and abs(line.moment - now.at) <= SAME_CLOCK
        call = self._calls[line.connection] = _Call(
            external_id=self._name(line),
            stamp=line.stamp,
            word=line.word,
            number=line.other,
            own=line.own,
            extension=line.extension,
            began=line.moment if right and line.moment is not None else now.at,
            ahead=timedelta() if right or line.moment is None else now.at - line.moment,
            steady=now.steady,
            held=line.word is Word.RING,
        )
        if not call.held:
            self._tell(call, EventKind.DIALLING, call.began)

    def _name(self, line: Line) -> str:
        """Stamp and connection, in UTC: one night a year the wall clock shows an hour twice."""
        when = f"{line.moment:%Y%m%dT%H%M%SZ}" if line.moment is not None else line.stamp
        name = base = f"{when}/{line.connection}"
        again = 1
        while name in self._named:  # used again within the second
            again += 1
            name = f"{base}/{again}"
        self._named[name] = None
        if len(self._named) > _MOST_CALLS:
            del self._named[next(iter(self._named))]
        return name

    def _connect(self, line: Line, call: _Call, at: datetime, now: Instant) -> None:
        unsure = call.lost or call.recalled
        if unsure and call.number and line.other and line.other.rstrip("#") != call.number:
            self._give_up(line.connection, now)  # another call, that began while we were away
            return
        self._release(call)
        call.recalled = False
        call.answered, call.extension = True, line.extension or call.extension
        call.machine = call.inbound and is_machine(line.extension)
        # A machine answers nobody's question: for the people here the call is missed from now on.
        self._tell(call, EventKind.MISSED if call.machine else EventKind.ANSWERED, at)

    def _end(self, line: Line, call: _Call, at: datetime, now: Instant) -> None:
        spoken = timedelta(seconds=line.seconds)
        if spoken > at - call.began + _SLACK or (
            call.recalled and spoken and not _fits(call, at - spoken)
        ):
            self._give_up(line.connection, now)  # longer than it can be: it is another call's end
            return
        del self._calls[line.connection]
        if call.held and not line.seconds and line.stamp == call.stamp:
            self._tell(call, EventKind.ENDED, at, reason="blocked", seconds=0)
            return
        self._release(call)
        if call.inbound and not call.answered and not line.seconds:
            self._tell(call, EventKind.MISSED, at, reason=CONCLUDED if call.recalled else "")
        else:
            self._tell(call, EventKind.ENDED, at, seconds=line.seconds)

    def _release(self, call: _Call) -> None:
        if call.held:
            call.held = False
            self._tell(call, EventKind.RINGING, call.began)

    def _give_up(self, connection: str, now: Instant) -> None:
        call = self._calls.pop(connection, None)
        if call is not None:
            self._release(call)
            if not call.lost:
                self._tell(call, EventKind.LOST, now.at)

    def _tell(
        self,
        call: _Call,
        kind: EventKind,
        at: datetime,
        *,
        reason: str = "",
        seconds: int | None = None,
    ) -> None:
        self._events.append(
            CallEvent(
                source=self._key,
                external_id=call.external_id,
                kind=kind,
                at=at,
                direction=Direction.INBOUND if call.inbound else Direction.OUTBOUND,
                number_raw=call.number,
                called_raw=call.own,
                device=internal(call.extension),
                withheld=call.inbound and not call.number,
                reason=reason or ("voicemail" if call.machine else ""),
                seconds=seconds,
            )
        )


def _fits(call: _Call, picked_up: datetime) -> bool:
    """Whether the end of a conversation can be that of a call that another desk heard begin.

    While nobody listened, another call may have come in on the same line; and it is better to say
    that nothing is known than that somebody was spoken with.
    """
    if call.answered_at is None:
        return False
    return abs(picked_up - call.answered_at) <= _SLACK


def _moment(line: Line, call: _Call, now: Instant) -> datetime:
    """When it happened: by the box's clock while that can be believed, else by ours."""
    if line.moment is None:
        return max(now.at, call.began)
    at = line.moment + call.ahead
    believed = call.began <= at and abs(at - now.at) <= SAME_CLOCK
    return at if believed else max(now.at, call.began)
