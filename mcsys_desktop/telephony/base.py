"""What the program knows about a phone system: this, and no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from mcsys_desktop.telephony.events import CallEvent


class SourceState(StrEnum):
    """How a source is doing, as the status bar tells it."""

    CONNECTING = "connecting"
    WORKING = "working"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a state, not a password
    OFF = "off"
    GONE = "gone"  # nothing here listens to it any more: it was switched off, or another desk does


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How one source is doing, since when (aware UTC), and its last error as a sentence."""

    source: str
    state: SourceState
    since: datetime
    error: str = ""
    address: str = ""  # where it listens or what it is connected to, for people


class CallSource(Protocol):
    """One connection to one phone system. ``run`` never raises; it reports and tries again."""

    key: str

    async def run(
        self, emit: Callable[[CallEvent], None], status: Callable[[SourceStatus], None]
    ) -> None:
        """Report events until cancelled."""
