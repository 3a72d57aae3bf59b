"""What screens get to see of somebody who calls."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from mcsys_desktop.core.phone import Number
from mcsys_desktop.models.customers import CustomerKind, NumberUse, Relation
from mcsys_desktop.services.facts import Fact


class MatchStep(IntEnum):
    """How a number was matched. A later step is only tried when the ones before found nobody."""

    EXACT = 1
    TAIL = 2
    TRUNK = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One customer that the number may belong to, with the reason as a sentence.

    ``person`` names whoever the number belongs to at that customer, several parted by commas;
    ``person_id`` is filled when it is one. ``number`` is the customer number.
    """

    customer_id: int
    number: int
    name: str
    kind: CustomerKind
    person: str
    person_id: int | None
    relation: Relation
    use: NumberUse
    step: MatchStep
    reason: str
    last_contact: datetime | None
    archived: bool
    former: bool = False  # the number was theirs once


@dataclass(frozen=True, slots=True)
class CallerCard:
    """Everybody that the number may belong to, likeliest first, and why they may be calling."""

    number: Number
    hits: tuple[Hit, ...] = ()
    facts: tuple[Fact, ...] = ()
