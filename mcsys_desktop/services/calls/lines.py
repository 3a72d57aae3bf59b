"""What screens get to see of a call."""

from dataclasses import dataclass, replace
from datetime import datetime

from mcsys_desktop.models.calls import CallState, Outcome, Result
from mcsys_desktop.models.customers import CustomerKind
from mcsys_desktop.telephony.events import Direction


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call in the log.

    ``number`` is ready to show and empty when withheld. ``seconds`` is the length of the
    conversation, or of the ringing where nobody answered; None while the call goes on.
    ``sources`` are the keys of all phone systems that heard it, ``devices`` the telephones that
    rang or spoke, as these call them; ``answered_by`` is where it was picked up, an extension as a
    rule. One that a colleague passed on says by whom (``handed_by``, a login or an extension), and
    to whom where that was done by hand; ``passed_from`` is the call that it was before, where the
    phone system began another one; ``passed_number`` is that one's E.164 number, where it is not
    the same.
    """

    id: int
    version: int
    direction: Direction
    state: CallState
    outcome: Outcome
    number: str
    e164: str
    withheld: bool
    name_given: str
    called: str
    rang_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    seconds: int | None
    customer_id: int | None
    customer_name: str
    customer_kind: CustomerKind | None
    note: str
    result: Result
    handled_at: datetime | None
    handled_by: str
    sources: tuple[str, ...]
    answered_by: str
    devices: tuple[str, ...] = ()
    passed_from: int | None = None
    passed_number: str = ""
    handed_to: str = ""
    handed_by: str = ""
    handed_at: datetime | None = None


def renewed(row: CallRow, *, version: int, note: str) -> CallRow:
    """The row as it stands after a note was kept, without reading it again."""
    return replace(row, version=version, note=note)
