"""A call that is passed on to a colleague takes its customer and its note along.

For the phone system it may be another call than the one before: it rings anew at the colleague's
telephone, or the one who passes it on rings them first, to ask. What was said in the first one
stands at the next before anybody answers it, and goes on following while somebody still types.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from mcsys_desktop.core import clock, phone
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import shared, transaction
from mcsys_desktop.models.calls import Call, CallReport, CallState
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import call_turns, colleagues
from mcsys_desktop.services.call_backs import coming_in
from mcsys_desktop.services.queries import tuples
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind

FOLLOWS = timedelta(minutes=10)  # for which the next call takes over what is changed at the first
SPOKEN_AT_MOST = timedelta(hours=4)


def hand_over(call_id: int, login: str) -> None:
    """Hand a call to a colleague: it comes up at their desk, with its note and its customer.

    Raises UserError when the call is gone from the log, or there is no such colleague.
    """
    with transaction():
        known = Colleague.select().where((Colleague.login == login) & Colleague.left_at.is_null())
        if not known.exists():
            raise UserError(_("There is no such colleague any more."))
        call = _held(call_id)
        if call is None:
            raise UserError(_("This call is no longer in the log."))
        call.handed_to, call.handed_by = login, colleagues.me()
        call.handed_at = clock.now()
        call.save()


def begin(call: Call, event: CallEvent) -> None:
    """``call`` is new: where it was passed on from another one, it begins as that stands.

    For whoever saves it afterwards.
    """
    origin = _origin(call, event)
    if origin is None:
        return
    call.passed_from_id = origin.id
    call.handed_by = origin.handed_by or login_at(origin.answered_by) or origin.answered_by
    call.handed_at = clock.now()
    call.note = origin.note
    if origin.customer_id is not None:
        call.customer_id, call.person_id = origin.customer_id, origin.person_id


def end(call: Call, event: CallEvent) -> None:
    """The call to ask beforehand is over, and whoever was asked speaks with the first caller."""
    if event.kind is not EventKind.TRANSFERRED or call.passed_from_id is None:
        return
    origin = _held(call.passed_from_id)
    login = login_at(call.answered_by)
    if origin is None or origin.state is CallState.ENDED or not login or origin.handed_to == login:
        return
    origin.handed_to, origin.handed_by, origin.handed_at = login, call.handed_by, clock.now()
    origin.save()


def note_changed(call: Call, before: str) -> None:
    """What is written at a call stands at the one it became, unless they wrote something else."""
    for following in _following(call, Call.note == before):
        following.note = call.note
        following.save()


def customer_changed(call: Call, before: int | None) -> None:
    """Whose call it is, it stays when it is passed on."""
    same = Call.customer.is_null() if before is None else Call.customer == before
    for following in _following(call, same):
        following.customer_id, following.person_id = call.customer_id, call.person_id
        following.save()
        coming_in.belongs(following)


def keys_of(call_id: int) -> list[str]:
    """The turns that whoever changes a call, and those that it became, must have."""
    query = Call.select(Call.e164, Call.number_raw).where(
        (Call.id == call_id) | (Call.passed_from == call_id)
    )
    return sorted({call_turns.key_of(e164, raw) for e164, raw in tuples(query)})


def login_at(extension: str) -> str:
    """Who has this extension; empty when nobody does, or several do."""
    if not extension:
        return ""
    query = Colleague.select(Colleague.login).where(
        (Colleague.extension == extension) & Colleague.left_at.is_null()
    )
    found = [str(login) for (login,) in tuples(query)]
    return found[0] if len(found) == 1 else ""


def _origin(call: Call, event: CallEvent) -> Call | None:
    """The call that ``call`` was before, held so that nobody writes there meanwhile."""
    since = clock.now() - SPOKEN_AT_MOST
    if event.origin_id:
        said = CallReport.select(CallReport.call).where(
            (CallReport.source == event.source) & (CallReport.external_id == event.origin_id)
        )
        return _newest(Call.id.in_(said) & (Call.rang_at >= since))
    if call.direction != Direction.INBOUND or call.withheld:
        return None
    caller = phone.parse(call.number_raw)
    if caller.kind is phone.NumberKind.INTERNAL:  # a colleague who is speaking rings another
        speaks = (Call.state == CallState.ANSWERED) & (Call.rang_at >= since)
        return _newest(speaks & (Call.answered_by == caller.extension))
    if not call.e164:
        return None
    handed = (Call.handed_at >= clock.now() - FOLLOWS) & (Call.handed_to != "")
    return _newest(handed & (Call.e164 == call.e164) & Call.passed_from.is_null())


def _newest(which: Any) -> Call | None:
    query = Call.select(Call.id).where(which).order_by(Call.rang_at.desc(), Call.id.desc())
    found: Call | None = query.limit(1).first()
    return None if found is None else _held(found.id)


def _following(call: Call, unchanged: Any) -> Sequence[Call]:
    query = Call.select().where(
        (Call.passed_from == call.id) & (Call.handed_at >= clock.now() - FOLLOWS) & unchanged
    )
    return list((query.for_update() if shared() else query).order_by(Call.id))


def _held(call_id: int) -> Call | None:
    query = Call.select().where(Call.id == call_id)
    found: Call | None = (query.for_update() if shared() else query).first()
    return found
