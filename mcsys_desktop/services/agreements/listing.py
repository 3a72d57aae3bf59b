"""All agreements as a list: what each comes to, and how it stands on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mcsys_desktop.core import clock
from mcsys_desktop.models.agreements import Agreement as Stored
from mcsys_desktop.services.agreements.keeping import Agreement, read
from mcsys_desktop.services.agreements.running import named, preview


class State(StrEnum):
    """How an agreement stands."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement. ``total`` is what its next invoice comes to, in cents; ``following`` is the
    day on which the next period begins that may be invoiced.
    """

    id: int
    customer_id: int
    customer: str
    agreement: Agreement
    following: date | None
    total: int
    state: State


def listing(today: date | None = None) -> list[Row]:
    """All of them, by customer; those that are over come last."""
    day = today or clock.today()
    found = read(list(Stored.select().order_by(Stored.id)))
    names = named([one.customer_id for one in found])
    rows = []
    for one in found:
        if one.customer_id not in names:
            continue
        coming = preview(one, day)
        heir, name = names[one.customer_id]
        state = State.RUNNING if coming else State.ENDED
        if one.paused(day) and not one.ended(day):
            state = State.PAUSED
        rows.append(
            Row(
                id=one.id,
                customer_id=heir,
                customer=name,
                agreement=one,
                following=coming.period.first if coming else None,
                total=coming.total if coming else 0,
                state=state,
            )
        )
    return sorted(rows, key=lambda row: (row.state is State.ENDED, row.customer, row.id))
