"""Whom the office is dealing with: customers who wait to be called back, or were just spoken."""

from enum import IntEnum
from operator import itemgetter

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import database, rows
from mcsys_desktop.models.calls import Outcome


class Activity(IntEnum):
    """What goes on with a customer; the higher, the likelier that they are meant."""

    NONE = 0
    CALLED_TODAY = 1
    WAITS = 2  # missed, or on the call-back list


_BY_NUMBER = dict(enumerate(Activity))

# Asked at every key in the search field, where building a query takes longer than its answer.
_STATEMENT = f"""
SELECT coalesce(c.merged_into_id, c.id),
       max(CASE WHEN k.outcome = '{Outcome.MISSED.value}' AND k.handled_at IS NULL
           THEN {Activity.WAITS.value} ELSE {Activity.CALLED_TODAY.value} END)
FROM call k CROSS JOIN customer c WHERE k.rang_at >= {{mark}} AND c.id = k.customer_id GROUP BY 1
UNION ALL
SELECT coalesce(c.merged_into_id, c.id), {Activity.WAITS.value}
FROM call_back b CROSS JOIN customer c WHERE b.closed_at IS NULL AND c.id = b.customer_id
"""  # noqa: S608  # constants of ours


def now() -> dict[int, Activity]:
    """The customers that something goes on with."""
    statement = _STATEMENT.format(mark=database.param)
    found = sorted(rows(statement, (clock.day_starts(clock.today()),)), key=itemgetter(1))
    return {customer_id: _BY_NUMBER[what] for customer_id, what in found}  # the highest is last
