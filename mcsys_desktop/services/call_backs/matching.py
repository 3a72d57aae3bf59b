"""Which calls nobody reached us with, which were conversations, and whose entry is meant."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from peewee import ModelSelect

from mcsys_desktop.core import phone
from mcsys_desktop.models.base import shared
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call, CallState, Outcome, Result
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services.merged import family_of, heir_of
from mcsys_desktop.services.queries import tuples

UNREACHED = (Outcome.MISSED, Outcome.VOICEMAIL, Outcome.BUSY)  # the caller got none of us
INBOUND = "inbound"
_PASSING_BY: Any = "FOR UPDATE SKIP LOCKED"  # Peewee takes words as well; its stubs do not
# News of when a call began may move it by as much; a call of before that was in the entry anyway.
_MOVES = timedelta(minutes=6)


def is_unreached(call: Call) -> bool:
    """Whether somebody called, got nobody, and can be called back."""
    return (
        call.direction == INBOUND
        and call.result is not Result.TRIAL
        and call.state is CallState.ENDED
        and call.outcome in UNREACHED
        and can_be_called(call.e164, call.number_raw)
    )


def is_conversation(call: Call) -> bool:
    """Whether somebody spoke with them, in either direction."""
    if call.result is Result.TRIAL:
        return False
    if call.state is CallState.ANSWERED:
        return True
    return call.state is CallState.ENDED and call.outcome is Outcome.ANSWERED


def can_be_called(e164: str, number_raw: str) -> bool:
    """Whether there is a number to call. Colleagues on an extension are no callers."""
    if e164:
        return True
    if sum(letter.isdigit() for letter in number_raw) < 3:
        return False
    return phone.parse(number_raw).kind is not phone.NumberKind.INTERNAL


def unreached(e164: str, number_raw: str) -> Any:
    """The condition for the calls of a number that nobody has dealt with."""
    return (
        same_number(Call, e164, number_raw)
        & (Call.direction == INBOUND)
        & (Call.state == CallState.ENDED)
        & Call.outcome.in_(UNREACHED)
        & Call.handled_at.is_null()
        & (Call.result != Result.TRIAL)
    )


def same_number(model: type[Call] | type[CallBack], e164: str, number_raw: str) -> Any:
    """The condition for rows of this number, which may be none."""
    if e164:
        return model.e164 == e164
    return (model.e164 == "") & (model.number_raw == number_raw) & (model.number_raw != "")


def family(customer_id: int | None) -> list[int]:
    """The customer with all that were found to be the same; nobody for nobody."""
    return [] if customer_id is None else family_of(heir_of(customer_id))


def opened(where: Any) -> list[CallBack]:
    """The open entries that ``where`` means, held until the transaction ends."""
    return held(CallBack.select().where(CallBack.closed_at.is_null() & where))


def held(query: "ModelSelect[CallBack]") -> list[CallBack]:
    """Entries in the order of their ids, so that two who hold several do not wait in a circle."""
    ordered = query.order_by(CallBack.id)
    return list(ordered.for_update() if shared() else ordered)


def since(entry: CallBack) -> Any:
    """The condition for calls that were made while somebody waited."""
    return Call.rang_at >= entry.waits_since - _MOVES


def holding(where: Any, *, patient: bool) -> Sequence[int]:
    """The ids of calls, held until the transaction ends.

    Calls of another number than the one whose turn it is are only taken where nobody holds them
    (not ``patient``): who does may be waiting for an entry that is held here.
    """
    query = Call.select(Call.id).where(where).order_by(Call.id)
    if shared():
        query = query.for_update() if patient else query.for_update(_PASSING_BY)
    return [call_id for (call_id,) in tuples(query)]


def colleague_at(device: str) -> str:
    """The login of whoever has this extension; "" when that says nothing."""
    if not device:
        return ""
    query = Colleague.select(Colleague.login).where(
        (Colleague.extension == device) & Colleague.left_at.is_null()
    )
    return next((str(login) for (login,) in tuples(query)), "")
