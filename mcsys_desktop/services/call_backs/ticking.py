"""Taking somebody off the call-back list by hand, and putting them back."""

from collections.abc import Iterable, Sequence

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.call_backs import CallBack, Closing
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import call_turns, colleagues, forgetting
from mcsys_desktop.services.call_backs import coming_in, matching
from mcsys_desktop.services.call_backs.adding import open_entry
from mcsys_desktop.services.queries import tuples


def tick_off(ids: Sequence[int]) -> list[int]:
    """They need not be called back any more; return those that were still open."""
    with transaction():
        _take_turns(ids)
        return _close(matching.opened(CallBack.id.in_(list(ids))))


def tick_off_number(e164: str, number_raw: str) -> None:
    """Whoever waits at this number need not be called back; for who has the turn at it."""
    if e164 or number_raw:
        _close(matching.opened(matching.same_number(CallBack, e164, number_raw)))


def bring_back(ids: Sequence[int]) -> None:
    """Undo: they are on the list again, and their calls are open again."""
    with transaction():
        _take_turns(ids)
        for entry in matching.held(CallBack.select().where(CallBack.id.in_(list(ids)))):
            if entry.closed_at is None or open_entry(entry.e164, entry.number_raw, None):
                continue  # somebody was faster, or they called again
            ticked = matching.holding(
                matching.same_number(Call, entry.e164, entry.number_raw)
                & (Call.handled_at == entry.closed_at),
                patient=True,
            )
            coming_in.untick(ticked)
            entry.closing, entry.closed_by, entry.closed_at = Closing.OPEN, "", None
            entry.save()


def forget_old() -> int:
    """Erase who was called back, of no customer and no call, when the term has ended; how many.

    Who came on the list by a call goes with the call.
    """
    before = forgetting.old_before(forgetting.call_log_days())
    if before is None:
        return 0
    with transaction():
        old = CallBack.closed_at.is_null(False) & (CallBack.waits_since < before)
        nobodys = CallBack.customer.is_null() & CallBack.call.is_null()
        return int(CallBack.delete().where(old & nobodys).execute())


def _take_turns(ids: Sequence[int]) -> None:
    found = CallBack.select(CallBack.e164, CallBack.number_raw).where(CallBack.id.in_(list(ids)))
    call_turns.take(*sorted({call_turns.key_of(e164, raw) for e164, raw in tuples(found)}))


def _close(entries: Iterable[CallBack]) -> list[int]:
    now, me = clock.now(), colleagues.me()
    closed = []
    for entry in entries:
        if entry.e164 or entry.number_raw:
            waited = matching.unreached(entry.e164, entry.number_raw)
            coming_in.tick(matching.holding(waited, patient=True), me, now)
        coming_in.close(entry, Closing.TICKED, me, now)
        closed.append(int(entry.id))
    return closed
