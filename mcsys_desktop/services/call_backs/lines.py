"""What screens get to see of the call-back list."""

from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.models.call_backs import Closing
from mcsys_desktop.models.customers import CustomerKind


@dataclass(frozen=True, slots=True)
class CallBackRow:
    """Somebody who waits to be called back.

    ``number`` is ready to show, ``dial`` what a phone is told; both are empty where only the
    customer is known. ``taken_by`` is a login and ``taken_name`` whose it is. ``note`` is what was
    noted at the last call.
    """

    id: int
    version: int
    customer_id: int | None
    customer_name: str
    customer_kind: CustomerKind | None
    person_id: int | None
    person_name: str
    call_id: int | None
    e164: str
    number: str
    dial: str
    name: str
    reason: str
    waits_since: datetime
    last_at: datetime | None  # when they called last
    missed: int
    asked: bool
    due_at: datetime | None
    taken_by: str
    taken_name: str
    mine: bool
    closing: Closing
    closed_name: str
    closed_at: datetime | None
    note: str

    @property
    def title(self) -> str:
        """Who it is, as far as anybody knows."""
        return self.customer_name or self.name or self.number


@dataclass(frozen=True, slots=True)
class Closed:
    """How and when somebody came off the list; ``by`` is a login, "" where nobody can say."""

    how: Closing
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, and the first of them since when; None while nobody does."""

    count: int = 0
    oldest: datetime | None = None
