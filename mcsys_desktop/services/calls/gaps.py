"""Calls that a list tells of afterwards: is it one that was heard as it rang?

Such a list knows minutes. So a call with the same other end that rang in about that minute is the
same one, unless the list has told of that one too: who rings twice in a minute is there twice.
"""

from dataclasses import replace
from datetime import timedelta

from peewee import Expression

from mcsys_desktop.models.calls import Call, CallReport, CallState, Outcome
from mcsys_desktop.services.calls.settling import Heard
from mcsys_desktop.telephony.base import CONCLUDED
from mcsys_desktop.telephony.events import EventKind

BEFORE, AFTER = timedelta(minutes=1), timedelta(minutes=2)  # of the minute in which it began


def heard_already(heard: Heard, same: Expression) -> int | None:
    """The call among ``same`` ones that ``heard`` of a list speaks of; None for one unheard of."""
    began = heard.first_at
    told = CallReport.select(CallReport.call).where(CallReport.source == heard.source)
    about = Call.rang_at.between(began - BEFORE, began + AFTER)
    calls = list(Call.select(Call.id, Call.rang_at).where(same & about & Call.id.not_in(told)))
    found = min(calls, key=lambda call: (abs(call.rang_at - began), call.id), default=None)
    return None if found is None else int(found.id)


def beside(heard: Heard, call: Call) -> Heard:
    """What the list adds to a call that was heard: nothing, where it is known how that ended."""
    if (
        call.state is CallState.ENDED
        and call.outcome is not Outcome.UNKNOWN
        and not _concluded(call)
    ):
        return Heard(heard.source, EventKind.LOST, call.rang_at)
    return replace(heard, rang_at=None, last_at=max(heard.last_at, call.rang_at))


def _concluded(call: Call) -> bool:
    """Whether it counts as missed for no other reason than that it was over at the next look."""
    missed = CallReport.select().where(
        (CallReport.call == call) & (CallReport.last_kind == str(EventKind.MISSED))
    )
    reasons = {said.reason for said in missed}
    return call.outcome is Outcome.MISSED and reasons == {CONCLUDED}
