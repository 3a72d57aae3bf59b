"""What any phone system can say about a call, in one vocabulary."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What happened, as one source saw it. It is a claim, not a fact."""

    RINGING = "ringing"
    DIALLING = "dialling"
    ANSWERED = "answered"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    MISSED = "missed"
    ENDED = "ended"
    TRANSFERRED = "transferred"
    LOST = "lost"  # the source went silent while the call was under way


class Direction(StrEnum):
    """Who called whom."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


@dataclass(frozen=True, slots=True)
class CallEvent:
    """One thing that one source reported about one call.

    Numbers and names are as the source sent them: hostile text, not yet normalised.
    ``at`` is aware UTC; so is ``began``, of a call of which all is told at once. What is ``past``
    was read from a list afterwards: it is for the log, and lights up nothing.
    ``external_id`` names the call within ``source`` and is the same for all
    events of that call.
    """

    source: str
    external_id: str
    kind: EventKind
    at: datetime
    direction: Direction = Direction.INBOUND
    number_raw: str = ""
    name_raw: str = ""
    called_raw: str = ""
    device: str = ""
    withheld: bool = False
    reason: str = ""
    origin_id: str = ""
    seconds: int | None = None
    began: datetime | None = None
    past: bool = False
