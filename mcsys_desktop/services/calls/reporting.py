"""One row per call, however many desks, handsets and exchanges report it, and in any order."""

from datetime import datetime

from mcsys_desktop.core import cards, clock, text
from mcsys_desktop.models.base import shared, transaction
from mcsys_desktop.models.calls import Call, CallReport, CallState, Outcome, Result
from mcsys_desktop.services import call_turns
from mcsys_desktop.services.call_backs import coming_in
from mcsys_desktop.services.calls import gaps, passing, reading
from mcsys_desktop.services.calls.lines import CallRow
from mcsys_desktop.services.calls.merging import RING_APART, RINGS_AT_MOST, Fit, fit
from mcsys_desktop.services.calls.other_end import OtherEnd, other_end, same_end
from mcsys_desktop.services.calls.settling import Heard, Settled, forward, hear, settle
from mcsys_desktop.services.owners import only_owner
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind

Judged = dict[int, coming_in.Standing]  # calls that turned out otherwise, and what they were


def report(event: CallEvent) -> CallRow:
    """Write down what a phone system said, and return the call that it belongs to.

    Safe to call for the same event from many desks at once. A call whose number is known of
    exactly one customer (and is not a former number) is linked to that customer; in every other
    case somebody chooses.
    """
    other = other_end(event)
    source, external_id = text.clean(event.source, 100), text.clean(event.external_id, 500)
    judged: Judged = {}
    with transaction():
        call_turns.take(f"{source} {external_id}", other.key)  # in this order everywhere
        said = CallReport.get_or_none(
            (CallReport.source == source) & (CallReport.external_id == external_id)
        )
        before = None if said is None else _heard(said)
        heard = hear(before, _cleaned(event, source))
        if said is None:
            said = CallReport(source=source, external_id=external_id)
        if event.past:
            call = _afterwards(said, heard, other, event.direction)
        elif before is None or (before.rang_at is None and heard.rang_at is not None):
            call = _settle_in(said, heard, other, event.direction, judged)
            if before is None and call.passed_from_id is None and not call.note:
                passing.begin(call, event)
        else:
            call = _locked(said.call_id)
            if heard != before:
                _write(said, heard, call)
        _complete(call, other)
        _judge(call, judged)
        passing.end(call, event)
        coming_in.follow(judged)
        row = reading.get(call.id)
    if row is None:
        raise LookupError("The call just written is not in the log.")
    return row


def give_up() -> int:
    """Close what has been ringing, or spoken in, for longer than can be; return how many.

    Its end was never reported, so there is no time of it, and nobody knows whether it was missed.
    """
    now = clock.now()
    with transaction():
        rang = Call.update(
            state=CallState.ENDED, outcome=Outcome.UNKNOWN, version=Call.version + 1
        ).where((Call.state == CallState.RINGING) & (Call.rang_at < now - RINGS_AT_MOST))
        spoke = Call.update(
            state=CallState.ENDED, outcome=Outcome.ANSWERED, version=Call.version + 1
        ).where((Call.state == CallState.ANSWERED) & (Call.rang_at < now - reading.SPOKEN_AT_MOST))
        return int(rang.execute()) + int(spoke.execute())


def _cleaned(event: CallEvent, source: str) -> CallEvent:
    """The event with nothing in it that the log would not store."""
    return CallEvent(
        source=source,
        external_id="",
        kind=event.kind,
        at=event.at,
        device=cards.masked(text.clean(event.device, 100)),
        reason=cards.masked(text.clean(event.reason, 100)),
        seconds=event.seconds,
        began=event.began,
    )


def _afterwards(said: CallReport, heard: Heard, other: OtherEnd, direction: Direction) -> Call:
    """The call that a list told of when it was over: one that was heard as it rang, or a new one.

    What such a list says of a call is said once and for all.
    """
    if said.call_id is not None:
        return _locked(said.call_id)
    same = same_end(other) & (Call.direction == direction)
    known = gaps.heard_already(heard, same) if other.key else None
    call = _locked(known) if known else _begin(heard.first_at, other, direction)
    _write(said, gaps.beside(heard, call) if known else heard, call)
    return call


def _settle_in(
    said: CallReport, heard: Heard, other: OtherEnd, direction: Direction, judged: Judged
) -> Call:
    """Put a report with the call that it belongs to, or begin one.

    A report comes here a second time when it says late when it rang: then it may turn out to
    belong to another call than the one it was put with, and takes its place there.
    """
    home_id: int | None = said.call_id
    fits: list[tuple[Fit, int]] = []
    for call_id, others in _near(heard.first_at, other, direction, home_id).items():
        found = fit(heard, [_heard(one) for one in others if one.id != said.id])
        if found is not None:
            fits.append((found, call_id))
    displaced: tuple[Heard, ...] = ()
    if fits:
        best, call_id = min(fits, key=lambda one: (one[0].apart, one[1] != home_id, one[1]))
        call, displaced = _locked(call_id), best.displaced
    elif home_id is not None and not _others(home_id, said):
        call = _locked(home_id)
    else:
        call = _begin(heard.first_at, other, direction)
    _write(said, heard, call)
    for one in _others(call.id, said):
        if _heard(one) in displaced:
            _judge(_settle_in(one, _heard(one), other, direction, judged), judged)
            call = _locked(call.id)  # it was judged anew without that report
    if home_id is not None and home_id != call.id:
        _leave(home_id, call, judged)
    return call


def _near(
    at: datetime, other: OtherEnd, direction: Direction, home_id: int | None
) -> dict[int, list[CallReport]]:
    """The reports of each call that could be meant: same number and direction, about then."""
    if not other.key:
        return {}
    span, same = RINGS_AT_MOST + RING_APART, same_end(other)
    about = Call.rang_at.between(at - span, at + span) & (Call.direction == direction)
    found: dict[int, list[CallReport]] = {}
    reports = CallReport.select(CallReport).join(Call).where((same & about) | (Call.id == home_id))
    for one in reports:
        found.setdefault(one.call_id, []).append(one)
    return found


def _begin(at: datetime, other: OtherEnd, direction: Direction) -> Call:
    call = Call(
        direction=direction,
        rang_at=at,
        number_raw=other.number_raw,
        e164=other.e164,
        withheld=other.withheld,
        name_given=other.name_given,
        called=other.called,
    )
    _link(call)
    call.save()
    return call


def _others(call_id: int, said: CallReport) -> list[CallReport]:
    """What other sources said of a call."""
    return list(
        CallReport.select().where((CallReport.call == call_id) & (CallReport.id != said.id))
    )


def _leave(home_id: int, call: Call, judged: Judged) -> None:
    """Clear up the call that a report was taken out of; what people wrote there goes along.

    A call that nobody reports any more is emptied, and then goes: the database keeps all others.
    """
    home = _locked(home_id)
    if CallReport.select().where(CallReport.call == home).exists():
        _judge(home, judged)
        return
    coming_in.moved(home, call)
    told = judged.pop(home_id) if home_id in judged else coming_in.standing(home)
    judged.setdefault(call.id, told)
    if home.note and home.note not in call.note:
        call.note = f"{call.note}\n{home.note}".strip()
    if call.customer_id is None and home.customer_id is not None:
        call.customer_id, call.person_id = home.customer_id, home.person_id
    if call.result is Result.NONE and home.result is not Result.NONE:
        call.result = home.result
    if call.handled_at is None and home.handled_at is not None:
        call.handled_at, call.handled_by = home.handled_at, home.handled_by
    home.number_raw = home.e164 = home.name_given = home.note = ""
    home.customer = home.person = None
    home.withheld = False
    home.save()
    home.delete_instance()


def _locked(call_id: int) -> Call:
    """The call as it is now, held until the transaction ends: notes are written to it as well."""
    query = Call.select().where(Call.id == call_id)
    return (query.for_update() if shared() else query).get()


def _write(said: CallReport, heard: Heard, call: Call) -> None:
    said.call = call
    said.last_kind = heard.last_kind
    said.last_at = heard.last_at
    said.rang_at = heard.rang_at
    said.answered_at = heard.answered_at
    said.device = heard.device
    said.rings_at = "\n".join(heard.rings_at)
    said.reason = heard.reason
    said.seconds = heard.seconds
    said.save()


def _heard(said: CallReport) -> Heard:
    return Heard(
        source=said.source,
        last_kind=EventKind(said.last_kind),
        last_at=said.last_at,
        rang_at=said.rang_at,
        answered_at=said.answered_at,
        device=said.device,
        reason=said.reason,
        seconds=said.seconds,
        rings_at=tuple(said.rings_at.splitlines()),
    )


def _complete(call: Call, other: OtherEnd) -> None:
    """Fill in what an earlier event did not tell. Who turns out to be withheld is forgotten."""
    if other.withheld and not call.withheld:
        call.withheld, call.number_raw, call.e164, call.name_given = True, "", "", ""
    elif other.number_raw and not call.number_raw and not call.withheld:
        call.number_raw, call.e164 = other.number_raw, other.e164
        _link(call)
    if other.name_given and not call.name_given and not call.withheld:
        call.name_given = other.name_given
    if other.called and not call.called:
        call.called = other.called


def _link(call: Call) -> None:
    owner = only_owner(call.e164) if call.customer_id is None else None
    if owner is not None:
        call.customer_id, call.person_id = owner


def _judge(call: Call, judged: Judged) -> None:
    """Work out anew what became of a call, and store what changed."""
    before = coming_in.standing(call)
    reports = [_heard(said) for said in CallReport.select().where(CallReport.call == call)]
    stored = Settled(
        call.state, call.outcome, call.rang_at, call.answered_at, call.ended_at, call.answered_by
    )
    found = forward(stored, settle(reports, Direction(call.direction)))
    for column in ("state", "outcome", "rang_at", "answered_at", "ended_at", "answered_by"):
        if getattr(call, column) != getattr(found, column):
            setattr(call, column, getattr(found, column))
    if call.dirty_fields:
        call.save()
    if coming_in.standing(call) != before:
        judged.setdefault(call.id, before)
