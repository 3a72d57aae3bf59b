"""Which call an event of a handset belongs to, also for phones that do not name their calls.

Grandstream phones send no call id at all, others leave it out of some events. So the calls of each
handset are remembered for as long as they can last.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from mcsys_desktop.telephony.events import Direction, EventKind

BUCKET = timedelta(seconds=10)  # a second "ring" within this time is the same call
AFTERWORD = timedelta(seconds=30)  # phones also send "ended" after "missed"
LONGEST_CALL = timedelta(hours=4)
_MOST_CALLS = 32  # of one handset
_MOST_HANDSETS = 256

_BEGINS = (EventKind.RINGING, EventKind.DIALLING)
_GOES_ON = (*_BEGINS, EventKind.ANSWERED)


@dataclass(slots=True)
class OpenCall:
    """A call that a handset spoke of; what it said at the start also holds for later events."""

    external_id: str
    caller: str
    direction: Direction
    began: datetime
    ended: datetime | None = None
    number_raw: str = ""
    name_raw: str = ""
    withheld: bool = False


class OpenCalls:
    """The calls of all handsets, by what they said of them. Bounded; times are aware UTC."""

    def __init__(self, secret: str) -> None:
        self._secret = hashlib.sha256(secret.encode()).digest()
        self._handsets: dict[str, list[OpenCall]] = {}

    def find(
        self, source: str, kind: EventKind, at: datetime, call_id: str, remote: str
    ) -> OpenCall:
        """The call that this event belongs to: one that is known, or a new one."""
        calls = self._calls_of(source, at)
        caller = self._caller(remote)
        call = _named(calls, call_id) if call_id else _likely(calls, caller, kind, at)
        if call is None:
            call = self._new(calls, call_id, caller, kind, at)
        if kind not in _GOES_ON:
            call.ended = call.ended or at
        return call

    def _calls_of(self, source: str, at: datetime) -> list[OpenCall]:
        calls = [call for call in self._handsets.pop(source, []) if at - call.began < LONGEST_CALL][
            -_MOST_CALLS:
        ]
        if len(self._handsets) >= _MOST_HANDSETS:
            del self._handsets[next(iter(self._handsets))]  # the one that was silent longest
        self._handsets[source] = calls
        return calls

    def _caller(self, remote: str) -> str:
        """A name for a caller that tells nobody who it is: it is kept in the call log as part of
        an id, also where the number itself is forgotten. It is the same after a restart.
        """
        text = remote.strip().casefold().encode()
        return hashlib.blake2s(text, key=self._secret, digest_size=8).hexdigest() if text else ""

    def _new(
        self, calls: list[OpenCall], call_id: str, caller: str, kind: EventKind, at: datetime
    ) -> OpenCall:
        bucket = int(at.timestamp() // BUCKET.total_seconds())
        base = external_id = call_id or f"{caller or 'nobody'}-{bucket}"
        again = 1
        while _named(calls, external_id):  # called again at once: another call
            again += 1
            external_id = f"{base}-{again}"
        direction = Direction.OUTBOUND if kind is EventKind.DIALLING else Direction.INBOUND
        call = OpenCall(external_id, caller, direction, at)
        calls.append(call)
        return call


def _named(calls: list[OpenCall], external_id: str) -> OpenCall | None:
    return next((call for call in calls if call.external_id == external_id), None)


def _likely(calls: list[OpenCall], caller: str, kind: EventKind, at: datetime) -> OpenCall | None:
    """The call that is meant where the phone does not name it, the latest first."""
    latest = calls[::-1]
    if kind in _BEGINS:
        outbound = kind is EventKind.DIALLING
        return next(
            (
                call
                for call in latest
                if call.caller == caller
                and call.ended is None
                and (call.direction is Direction.OUTBOUND) is outbound
                and at - call.began < BUCKET
            ),
            None,
        )
    same = [call for call in latest if call.caller == caller or not caller]
    for call in same:
        if call.ended is None:
            return call
    return next((call for call in same if call.ended and at - call.ended < AFTERWORD), None)
