"""What every way of sending answers: what became of one mail, as surely as it can be known."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services.outbox.message import Envelope


class Fate(Enum):
    """What became of it."""

    SENT = "sent"  # the server said that it has it
    REFUSED = "refused"  # it said that it does not want it, and never will
    LATER = "later"  # it said: not now; or it was surely not handed over
    UNKNOWN = "unknown"  # all was handed over, and no answer came


@dataclass(frozen=True, slots=True)
class Told:
    """The fate of one mail; ``said`` is what the server told, in words."""

    fate: Fate
    said: str = ""
    ends: bool = False  # the line is gone: the others need not be tried now


class NoWay(UserError):
    """Nothing can be sent from this desk; the sentence says why.

    ``again``: whether trying later may help. Where not, somebody has to do something first.
    """

    def __init__(self, sentence: str, *, again: bool = True) -> None:
        super().__init__(sentence)
        self.again = again


class Carrier(Protocol):
    """One way of sending: an account at a server."""

    def carry(self, envelope: Envelope) -> Told:
        """Hand one mail over. Raises NoWay when the account or the server cannot be used."""

    def close(self) -> None:
        """No more mails now. Raises nothing."""
