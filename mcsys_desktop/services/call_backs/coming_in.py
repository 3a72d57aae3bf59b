"""What calls do to the list by themselves, in the transaction in which a call is judged.

A caller who got nobody comes on the list; who is spoken to, in either direction, comes off it. What
was judged may be judged anew by late news, and then the list follows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import ModelSelect

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import shared
from mcsys_desktop.models.call_backs import CallBack, Closing
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services.call_backs import matching


@dataclass(frozen=True, slots=True)
class Standing:
    """What a call means for the list."""

    unreached: bool = False
    conversation: bool = False
    customer_id: int | None = None


def standing(call: Call) -> Standing:
    """What ``call`` means for the list as it is now."""
    return Standing(matching.is_unreached(call), matching.is_conversation(call), call.customer_id)


def follow(judged: Mapping[int, Standing]) -> None:
    """Bring the list up to date with calls that were judged; ``judged`` is what they were before.

    For whoever has the turn at their number.
    """
    for call in Call.select().where(Call.id.in_(list(judged))).order_by(Call.rang_at, Call.id):
        before, now = judged[call.id], standing(call)
        if now.conversation and not before.conversation:
            _spoken(call, own=before.unreached)
        elif now.unreached and not before.unreached:
            if call.handled_at is None:
                came_in_vain(call)
        elif before.unreached:
            _recount(call, gone=not now.unreached)
        if now.customer_id != before.customer_id:
            belongs(call)


def moved(home: Call, call: Call) -> None:
    """``home`` turned out to be ``call``, and goes: entries that lead to it lead there now."""
    CallBack.update(call=call, version=CallBack.version + 1).where(CallBack.call == home).execute()


def came_in_vain(call: Call) -> None:
    """Somebody got nobody: they are on the list, or there for one call more."""
    found = _entry_of(call)
    if found is None:
        new = {
            "customer": call.customer_id,
            "person": call.person_id,
            "call": call.id,
            "e164": call.e164,
            "number_raw": call.number_raw,
            "name": call.name_given,
            "waits_since": call.rang_at,
            "missed": 1,
        }
        query = CallBack.insert(**new)
        # The turn at the number sees to it that there is one; the unique index to whoever has none.
        (query.on_conflict_ignore() if shared() else query).execute()
        found = _entry_of(call)
        if found is None or found.call_id == call.id:
            return
    _count(found)
    found.name = found.name or call.name_given
    if found.customer_id is None:
        found.customer_id, found.person_id = call.customer_id, call.person_id
    found.save()


def belongs(call: Call) -> None:
    """Somebody said whose call it is: whoever waits to be called back at that number, is theirs.

    Whoever was spoken to without anybody knowing who it was, is off the list as well.
    """
    entry = _entry_of(call)
    if entry is not None and (entry.customer_id is None or entry.call_id == call.id):
        entry.customer_id, entry.person_id = call.customer_id, call.person_id
        entry.save()
    if call.customer_id is not None and matching.is_conversation(call):
        _spoken(call, own=False)


def close(entry: CallBack, how: Closing, who: str, at: datetime) -> None:
    """Take an entry off the list."""
    entry.closing, entry.closed_by, entry.closed_at = how, who, at
    entry.save()


def tick(calls: Sequence[int], who: str, at: datetime) -> None:
    """Nobody need call back for these calls any more."""
    if calls:
        Call.update(handled_at=at, handled_by=who, version=Call.version + 1).where(
            Call.id.in_(list(calls))
        ).execute()


def untick(calls: Sequence[int]) -> None:
    """Undo: they are open again."""
    if calls:
        Call.update(handled_at=None, handled_by="", version=Call.version + 1).where(
            Call.id.in_(list(calls))
        ).execute()


def _spoken(call: Call, *, own: bool) -> None:
    """There was contact: all that waited before it is done.

    An entry that was made in this very conversation stays: they agreed to speak again. ``own``: it
    is there because this call was thought to be missed.
    """
    at = call.answered_at or call.ended_at or call.rang_at
    family = matching.family(call.customer_id)
    theirs = matching.same_number(CallBack, call.e164, call.number_raw)
    if family:
        theirs = theirs | CallBack.customer.in_(family)
    waited = CallBack.waits_since <= at
    if not own:
        waited = waited & (CallBack.call.is_null() | (CallBack.call != call.id))
    entries = matching.opened(theirs & waited)
    spoke = matching.colleague_at(call.answered_by)
    now = clock.now()
    _tick_before(call, at, family, spoke, now)
    inbound = call.direction == matching.INBOUND
    how = Closing.THEY_CALLED if inbound else Closing.WE_CALLED
    for entry in entries:
        close(entry, how, spoke or entry.taken_by, now)
        again = _unreached(entry).where(Call.rang_at > at).order_by(Call.rang_at).first()
        if again is not None and (entry.e164 or entry.number_raw):
            came_in_vain(again)  # this news is late: they have called since, in vain


def _tick_before(call: Call, at: datetime, family: Sequence[int], who: str, now: datetime) -> None:
    """The calls that this contact answers."""
    before = (Call.rang_at <= at) & (Call.id != call.id)
    own = matching.unreached(call.e164, call.number_raw) & before
    tick(matching.holding(own, patient=True), who, now)
    if family:
        other = (
            Call.customer.in_(list(family))
            & (Call.direction == matching.INBOUND)
            & Call.outcome.in_(matching.UNREACHED)
            & Call.handled_at.is_null()
            & before
        )
        tick(matching.holding(other, patient=False), who, now)


def _recount(call: Call, *, gone: bool) -> None:
    """Late news of a call that counted. Whom nobody else waits for comes off the list again."""
    entry = _entry_of(call)
    if entry is None or not entry.missed:
        return
    _count(entry)
    untouched = not (entry.asked or entry.taken_by or entry.reason or entry.due_at)
    if gone and entry.missed == 0 and untouched:
        entry.closing, entry.closed_at = Closing.MISTAKEN, clock.now()
    entry.save()


def _entry_of(call: Call) -> CallBack | None:
    """The open entry of the number that called."""
    if not (call.e164 or call.number_raw):
        return None
    found = matching.opened(matching.same_number(CallBack, call.e164, call.number_raw))
    return found[0] if found else None


def _count(entry: CallBack) -> None:
    """How often they called in vain while they waited, and the last of these calls."""
    calls = list(_unreached(entry).where(matching.since(entry)).order_by(Call.rang_at.desc()))
    entry.missed = len(calls)
    if calls:
        entry.call_id = calls[0].id


def _unreached(entry: CallBack) -> "ModelSelect[Call]":
    return Call.select().where(matching.unreached(entry.e164, entry.number_raw))
