"""What the program knows about a phone system: this, and no more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind


class SourceState(StrEnum):
    """How a source is doing, as the status bar tells it."""

    CONNECTING = "connecting"
    WORKING = "working"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a state, not a password
    OFF = "off"
    GONE = "gone"  # nothing here listens to it any more: it was switched off, or another desk does


class Trouble(StrEnum):
    """What kind of thing is wrong with a source, where it knows; what to check depends on it."""

    NONE = ""
    INCOMPLETE = "incomplete"  # something is still to be filled in, or cannot be right
    NO_HOST = "no_host"  # no machine is called that
    CLOSED_PORT = "closed_port"  # the machine is there, and nothing listens at that port
    NO_ANSWER = "no_answer"
    NO_TRUST = "no_trust"  # its certificate, or none where there should be one
    ANOTHER_KIND = "another_kind"  # something else answers there
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a kind of trouble, not a password
    NOT_ALLOWED = "not_allowed"  # it, or the phone that told us something, is not on the list
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How one source is doing, since when (aware UTC), and its last error as a sentence."""

    source: str
    state: SourceState
    since: datetime
    error: str = ""
    address: str = ""  # where it listens or what it is connected to, for people
    trouble: Trouble = Trouble.NONE


class CallSource(Protocol):
    """One connection to one phone system. ``run`` never raises; it reports and tries again.

    It may have a ``form`` (`core.phone.Profile`): how numbers are written there.
    """

    key: str

    async def run(
        self, emit: Callable[[CallEvent], None], status: Callable[[SourceStatus], None]
    ) -> None:
        """Report events until cancelled."""


# The reason of a MISSED that is concluded: it was over when somebody listened again.
CONCLUDED = "gap"


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call of which a source told the beginning and not the end, as the log has it.

    One that was lately ``passed_on`` is among them.
    """

    external_id: str
    direction: Direction = Direction.INBOUND
    number_raw: str = ""
    name_raw: str = ""
    called_raw: str = ""
    device: str = ""  # who answered
    rang_at: datetime | None = None  # aware UTC
    answered_at: datetime | None = None
    withheld: bool = False
    passed_on: bool = False  # it is over; who was passed on may go on speaking under another id

    @property
    def answered(self) -> bool:
        """Whether somebody spoke."""
        return self.answered_at is not None

    def lost(self, source: str, at: datetime) -> CallEvent:
        """That nobody can say any more how it went on."""
        return CallEvent(source, self.external_id, EventKind.LOST, at, self.direction)


class OfficeSource(CallSource, Protocol):
    """One that some desk listens to for the whole office, and others take over."""

    def recall(self, calls: Sequence[OpenCall]) -> None:
        """Before it runs: these calls were under way when somebody listened last. It goes on with
        those that it can find again, and reports the others as lost.
        """
