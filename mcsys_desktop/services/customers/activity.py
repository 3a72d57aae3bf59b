"""Whom the office is dealing with: customers who wait to be called back, or were just spoken."""

from enum import IntEnum

from peewee import JOIN

from mcsys_desktop.core import clock
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call, Outcome
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services.queries import tuples

_MOST = 300  # calls of a busy day; older ones make nobody likelier


class Activity(IntEnum):
    """What goes on with a customer; the higher, the likelier that they are meant."""

    NONE = 0
    CALLED_TODAY = 1
    WAITS = 2  # missed, or on the call-back list


def now() -> dict[int, Activity]:
    """The customers that something goes on with."""
    found: dict[int, Activity] = {}
    calls = (
        Call.select(Call.customer, Customer.merged_into, Call.outcome, Call.handled_at)
        .join(Customer)
        .where(Call.rang_at >= clock.day_starts(clock.today()))
        .order_by(Call.rang_at.desc())
        .limit(_MOST)
    )
    for customer_id, heir, outcome, handled in tuples(calls):
        waits = outcome == Outcome.MISSED and handled is None
        what = Activity.WAITS if waits else Activity.CALLED_TODAY
        owner = heir or customer_id
        found[owner] = max(what, found.get(owner, what))
    waiting = (
        CallBack.select(CallBack.customer, Customer.merged_into)
        .join(Customer, JOIN.INNER)
        .where(CallBack.closed_at.is_null())
        .limit(_MOST)
    )
    for customer_id, heir in tuples(waiting):
        found[heir or customer_id] = Activity.WAITS
    return found
