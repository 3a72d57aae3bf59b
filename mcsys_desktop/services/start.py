"""The day at a glance, for the page that a day begins with: three questions to the office."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Call, Result
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import call_backs, colleagues
from mcsys_desktop.services.call_backs import CallBackRow, Waiting
from mcsys_desktop.services.call_backs.matching import INBOUND, UNREACHED
from mcsys_desktop.services.queries import tuples

SHOWN = 4  # of who waits; the list has them all
NEWEST = 200  # customers that are looked at: more in a week came from a file
_OPENS = 8  # the first hour of the drawing, unless somebody called before


@dataclass(frozen=True, slots=True)
class Hour:
    """The calls of one hour of today, by the office's clock; ``missed`` of them got nobody."""

    hour: int
    calls: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows. ``name`` is of whoever works here; ``at`` is when it was asked."""

    name: str
    at: datetime
    waiting: Waiting
    longest: tuple[CallBackRow, ...]
    hours: tuple[Hour, ...]
    new_customers: int  # since Monday
    many: bool  # more than were counted

    @property
    def calls(self) -> int:
        """All calls of today."""
        return sum(hour.calls for hour in self.hours)

    @property
    def missed(self) -> int:
        """Those that got nobody."""
        return sum(hour.missed for hour in self.hours)


def overview() -> Overview:
    """The day at this moment."""
    now = clock.now()
    new, many = _new_customers()
    return Overview(
        name=colleagues.my_name(),
        at=now,
        waiting=call_backs.waiting(),
        longest=tuple(call_backs.listing(SHOWN)),
        hours=_hours(now),
        new_customers=new,
        many=many,
    )


def _hours(now: datetime) -> tuple[Hour, ...]:
    """From the first call or the opening to this hour, also the quiet ones."""
    query = Call.select(Call.rang_at, Call.direction, Call.outcome).where(
        (Call.rang_at >= clock.day_starts(clock.local(now).date())) & (Call.result != Result.TRIAL)
    )
    called: dict[int, int] = {}
    missed: dict[int, int] = {}
    for rang_at, direction, outcome in tuples(query):
        hour = clock.local(rang_at).hour
        called[hour] = called.get(hour, 0) + 1
        if direction == INBOUND and outcome in UNREACHED:
            missed[hour] = missed.get(hour, 0) + 1
    here = clock.local(now).hour
    first = min([*called, min(_OPENS, here)])
    last = max([*called, here])
    return tuple(
        Hour(hour, called.get(hour, 0), missed.get(hour, 0)) for hour in range(first, last + 1)
    )


def _new_customers() -> tuple[int, bool]:
    """How many were made since Monday, as far as the newest of them go back."""
    today = clock.today()
    monday = clock.day_starts(today - timedelta(days=today.weekday()))
    query = (
        Customer.select(Customer.created_at, Customer.merged_into)
        .order_by(Customer.id.desc())
        .limit(NEWEST)
    )
    newest = [(at, merged) for at, merged in tuples(query) if at >= monday]
    return sum(merged is None for _at, merged in newest), len(newest) == NEWEST
