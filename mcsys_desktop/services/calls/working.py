"""What people do with a call: note, choose the customer, finish it, tick it off, forget it."""

from typing import Any

from mcsys_desktop.core import clock, text
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import shared, transaction
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call, CallReport, Result
from mcsys_desktop.services import call_turns, colleagues, forgetting, free_text
from mcsys_desktop.services.call_backs import adding, coming_in, matching, ticking
from mcsys_desktop.services.calls import passing
from mcsys_desktop.services.queries import tuples


def write_note(call_id: int, version: int, note: str, was: str | None = None) -> int:
    """Keep a note and return the call's new version.

    A call changes under one's hands while it goes from ringing to ended, so ``version`` alone is
    no conflict: only another note is. ``was`` is the note that stood there when typing began.
    Raises StaleRecord when a colleague wrote another one meanwhile, CardNumber when a card's number
    stands in it, UserError when it is too long.
    """
    note = free_text.notes(note)
    with transaction():
        call = held(call_id)
        if call.note == note:
            return int(call.version)
        if call.version != version and call.note not in ("", was):
            raise StaleRecord(
                _("{name} wrote another note at this call. Yours is not saved yet.").format(
                    name=colleagues.name_of(call.changed_by)
                ),
                call.changed_by,
                call.changed_at,
            )
        before, call.note = call.note, note
        call.save()
        passing.note_changed(call, before)
        return int(call.version)


def choose_customer(call_id: int, customer_id: int | None, person_id: int | None = None) -> None:
    """Say whose call it is (None: nobody's); the choice of a person beats any guess."""
    with transaction():
        call = _in_turn(call_id)
        before = call.customer_id
        call.customer_id, call.person_id = customer_id, person_id
        call.save()
        coming_in.belongs(call)
        passing.customer_changed(call, before)


def finish(call_id: int, result: Result) -> None:
    """Say what came of a call. It is handled, unless it is to be called back: then it is listed."""
    with transaction():
        call = _in_turn(call_id)
        listed = call.result is Result.CALL_BACK
        call.result = result
        _tick(call, result is not Result.CALL_BACK)
        call.save()
        if result is Result.CALL_BACK:
            adding.add(adding.Asked(call_id=call_id, reason=call.note))
        elif listed or matching.is_unreached(call):
            ticking.tick_off_number(call.e164, call.number_raw)


def mark_handled(call_id: int, handled: bool = True) -> None:
    """Tick a call off, so that no colleague calls back as well; or take the tick away again."""
    with transaction():
        call = _in_turn(call_id)
        _tick(call, handled)
        call.save()
        if handled:
            ticking.tick_off_number(call.e164, call.number_raw)
        elif matching.is_unreached(call):
            coming_in.came_in_vain(call)


def mark_trial(source: str, external_id: str) -> bool:
    """Somebody only tried whether the telephone reports: nothing follows from this call.

    Every other call counts as before, also of that number. ``source`` and ``external_id`` are what
    the telephone called it. False while the log does not know it yet.
    """
    name = (CallReport.source == text.clean(source, 100)) & (
        CallReport.external_id == text.clean(external_id, 500)
    )
    with transaction():
        call_id = next(
            (found for (found,) in tuples(CallReport.select(CallReport.call).where(name))), None
        )
        if call_id is None:
            return False
        call = _in_turn(call_id)
        before = coming_in.standing(call)
        call.result = Result.TRIAL
        _tick(call, True)
        call.save()
        coming_in.follow({call.id: before})
        return True


def forget_old() -> int:
    """Erase the calls of nobody whose term has ended, but for whoever still waits; how many."""
    before = forgetting.old_before(forgetting.call_log_days())
    if before is None:
        return 0
    with transaction():
        old = Call.customer.is_null() & (Call.rang_at < before)
        waits = CallBack.select(CallBack.call).where(CallBack.closed_at.is_null())
        going = old & Call.id.not_in(waits.where(CallBack.call.is_null(False)))
        _let_go(going)
        return int(Call.delete().where(going).execute())


def _let_go(going: Any) -> None:
    """What is on the list of a customer stays with the customer; the call that led to it goes."""
    calls = Call.select(Call.id).where(going)
    CallBack.update(call=None, version=CallBack.version + 1).where(
        CallBack.call.in_(calls) & CallBack.customer.is_null(False)
    ).execute()


def _tick(call: Call, handled: bool) -> None:
    if handled and call.handled_at is None:
        call.handled_at, call.handled_by = clock.now(), colleagues.me()
    elif not handled:
        call.handled_at, call.handled_by = None, ""


def _in_turn(call_id: int) -> Call:
    """The same, for whoever changes the call-back list as well."""
    call_turns.take(*passing.keys_of(call_id))
    return held(call_id)


def held(call_id: int) -> Call:
    """The call as it is now, held until the transaction ends. Raises UserError when it is gone."""
    query = Call.select().where(Call.id == call_id)
    call: Call | None = (query.for_update() if shared() else query).first()
    if call is None:
        raise UserError(_("This call is no longer in the log."))
    return call
