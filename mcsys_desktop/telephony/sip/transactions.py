"""One call that came in, as a transaction (RFC 3261 17.2.1): answered once, however often asked."""

from dataclasses import dataclass, field
from enum import StrEnum

from mcsys_desktop.telephony.sip.callers import Caller
from mcsys_desktop.telephony.sip.clients import PATIENCE, T1, T2
from mcsys_desktop.telephony.sip.fields import tag, way_back
from mcsys_desktop.telephony.sip.message import Request

T4 = 5.0  # seconds that a message stays under way at most

Key = tuple[str, ...]


class Stage(StrEnum):
    """How far it is."""

    RINGS = "rings"
    ANSWERED = "answered"  # a final response is sent again until it is acknowledged
    DONE = "done"  # what still comes of it is swallowed


def key_of(request: Request) -> Key | None:
    """What names the transaction of a request; equal for an INVITE, its CANCEL and its ACK.

    None for a request without a way back.
    """
    via = way_back(request)
    if via is None:
        return None
    sender = f"{via.host}:{via.port or ''}"
    if via.branch:
        return via.branch, sender
    number = str(request.sequence[0])
    return "", sender, request.first("call-id"), tag(request.first("from")), number, request.uri


def call_of(request: Request) -> Key:
    """What two branches of one call have in common when both come here (RFC 3261 8.2.2.2)."""
    return request.first("call-id"), tag(request.first("from")), str(request.sequence[0])


@dataclass(slots=True)
class Ring:
    """An INVITE, and what was last said to it. Times are seconds of one steady clock."""

    invite: Request
    call: Key  # what it has in common with other branches
    tag: str  # that names us in what we say to it
    until: float  # when it is over, whatever comes
    reliable: bool  # whether nothing gets lost on the way
    name: str = ""  # of the call, in the log
    who: Caller = field(default_factory=Caller)
    said: bytes = b""
    stage: Stage = Stage.RINGS
    again: float = float("inf")
    pause: float = T1

    @property
    def due(self) -> float:
        """When something is to be done about it."""
        return min(self.again, self.until)

    def finish(self, response: bytes, at: float) -> None:
        """A final response was sent."""
        self.said, self.stage = response, Stage.ANSWERED
        self.until, self.again = at + PATIENCE, float("inf") if self.reliable else at + T1

    def acknowledge(self, at: float) -> None:
        """The other side has the final response."""
        if self.stage is Stage.ANSWERED:
            self.stage, self.again = Stage.DONE, float("inf")
            self.until = at + (0.0 if self.reliable else T4)

    def tick(self, at: float) -> bytes:
        """What is to be said again now; nothing most of the time."""
        if at < self.again:
            return b""
        self.pause = min(self.pause * 2, T2)
        self.again = at + self.pause
        return self.said
