"""The call log, read: what rings, what happened today, what happened before."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from peewee import JOIN, OP, ModelSelect

from mcsys_desktop.core import clock, phone
from mcsys_desktop.models.calls import Call, CallReport, CallState
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import colleagues, names
from mcsys_desktop.services.call_backs.matching import UNREACHED
from mcsys_desktop.services.calls.lines import CallRow
from mcsys_desktop.services.calls.merging import RINGS_AT_MOST
from mcsys_desktop.services.merged import family_of, heirs_of
from mcsys_desktop.services.queries import among, passing, tuples
from mcsys_desktop.telephony.events import Direction

SPOKEN_AT_MOST = timedelta(hours=4)  # a longer conversation is one whose end was never reported


class Which(StrEnum):
    """Which calls of the log are asked for."""

    ALL = "all"
    MISSED = "missed"  # they called, and got nobody
    MINE = "mine"  # answered at my extension, or dealt with by me
    UNKNOWN = "unknown"  # nobody has said which customer it was


def recent(
    limit: int = 200,
    before: tuple[datetime, int] | None = None,
    which: Which = Which.ALL,
    e164: str = "",
    customer_id: int | None = None,
) -> list[CallRow]:
    """The log, newest first; ``before`` is (rang_at, id) of the last row that is already shown.

    ``e164`` and ``customer_id`` leave only the calls of a number or of a customer.
    """
    query = _newest_first(limit)
    if which is not Which.ALL:
        query = query.where(meant(which))
    if e164:
        query = query.where(Call.e164 == e164)
    if customer_id is not None:
        query = query.where(Call.customer.in_(family_of(customer_id)))
    if before is not None:
        at, call_id = before
        query = query.where((Call.rang_at < at) | ((Call.rang_at == at) & (Call.id < call_id)))
    return rows(query)


def today() -> list[CallRow]:
    """All calls since midnight at the office, newest first."""
    return rows(_newest_first(1000).where(Call.rang_at >= clock.day_starts(clock.today())))


def current() -> list[CallRow]:
    """The calls that ring or are being spoken in, newest first."""
    now = clock.now()
    rings = (Call.state == CallState.RINGING) & (Call.rang_at >= now - RINGS_AT_MOST)
    spoken = (Call.state == CallState.ANSWERED) & (Call.rang_at >= now - SPOKEN_AT_MOST)
    since = Call.rang_at >= now - SPOKEN_AT_MOST  # lets the index on rang_at serve both
    return rows(_newest_first(100).where(since & (rings | spoken)))


def of_customer(customer_id: int, limit: int = 5) -> list[CallRow]:
    """The last calls of a customer, and of those merged into it; newest first."""
    return rows(_newest_first(limit).where(Call.customer.in_(family_of(customer_id))))


def of_customers(
    family: Sequence[int], at: datetime | None, call_id: int | None, limit: int
) -> list[CallRow]:
    """The calls of these customers before a moment, newest first; all of them without one.

    Of that very moment only those with an id below ``call_id``, or all where there is none.
    """
    query = _newest_first(limit).where(Call.customer.in_(family))
    if at is not None:
        then = Call.rang_at == at
        then = then if call_id is None else then & (Call.id < call_id)
        query = query.where((Call.rang_at < at) | then)
    return rows(query)


def get(call_id: int) -> CallRow | None:
    """One call, or None when it is gone from the log."""
    return next(iter(rows(_newest_first(1).where(Call.id == call_id))), None)


def rows(query: "ModelSelect[Call]") -> list[CallRow]:
    """Make rows of calls, each with its customer's name and the sources that heard it."""
    calls: list[Call] = list(query)
    if not calls:
        return []
    sources: dict[int, list[str]] = {}
    devices: dict[int, set[str]] = {}
    reports = CallReport.select(
        CallReport.call, CallReport.source, CallReport.device, CallReport.rings_at
    ).where(among(CallReport.call, [call.id for call in calls]))
    for call_id, source, device, rings_at in tuples(reports.order_by(CallReport.source)):
        sources.setdefault(call_id, []).append(source)
        devices.setdefault(call_id, set()).update(filter(None, (device, *rings_at.splitlines())))
    heirs = _heirs(calls)
    return [
        _row(
            call,
            _whose(call, heirs),
            tuple(sources.get(call.id, ())),
            tuple(sorted(devices.get(call.id, ()))),
        )
        for call in calls
    ]


def meant(which: Which) -> Any:
    """The condition for a part of the log; not for all of it."""
    if which is Which.UNKNOWN:
        return Call.customer.is_null()
    if which is Which.MISSED:
        # Read in the order of time: SQLite would sort all missed calls for each page.
        missed = [passing(Call.outcome, OP.EQ, outcome) for outcome in UNREACHED]
        return (Call.direction == Direction.INBOUND) & reduce(or_, missed)
    me = colleagues.me()
    mine = Colleague.select(Colleague.extension).where(
        (Colleague.login == me) & (Colleague.extension != "")
    )
    return (Call.handled_by == me) | Call.answered_by.in_(mine)


def with_customers(where: Any) -> "ModelSelect[Call]":
    """The calls that ``where`` means, for `rows`."""
    return Call.select(Call, Customer).join(Customer, JOIN.LEFT_OUTER).where(where)


def _newest_first(limit: int) -> "ModelSelect[Call]":
    return (
        Call.select(Call, Customer)
        .join(Customer, JOIN.LEFT_OUTER)
        .order_by(Call.rang_at.desc(), Call.id.desc())
        .limit(limit)
    )


def _heirs(calls: Sequence[Call]) -> dict[int, Customer]:
    """Of each customer that was merged into another, that other."""
    merged = {
        call.customer.id
        for call in calls
        if call.customer is not None and call.customer.merged_into_id is not None
    }
    if not merged:
        return {}
    heirs = heirs_of(merged)
    wanted = Customer.select().where(among(Customer.id, sorted(set(heirs.values()))))
    known = {customer.id: customer for customer in wanted}
    return {customer_id: known[heir] for customer_id, heir in heirs.items()}


def _whose(call: Call, heirs: Mapping[int, Customer]) -> Customer | None:
    own: Customer | None = call.customer
    return None if own is None else heirs.get(own.id, own)


def _row(
    call: Call, customer: Customer | None, sources: tuple[str, ...], devices: tuple[str, ...]
) -> CallRow:
    return CallRow(
        id=call.id,
        version=call.version,
        direction=Direction(call.direction),
        state=call.state,
        outcome=call.outcome,
        number=phone.display(call.e164) if call.e164 else call.number_raw,
        e164=call.e164,
        withheld=call.withheld,
        name_given=call.name_given,
        called=call.called,
        rang_at=call.rang_at,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        seconds=_seconds(call),
        customer_id=None if customer is None else customer.id,
        customer_name="" if customer is None else names.shown(customer.name, customer.number),
        customer_kind=None if customer is None else customer.kind,
        note=call.note,
        result=call.result,
        handled_at=call.handled_at,
        handled_by=call.handled_by,
        sources=sources,
        devices=devices,
        passed_from=call.passed_from_id,
        passed_number=_passed_number(call),
        handed_to=call.handed_to,
        handed_by=call.handed_by,
        handed_at=call.handed_at,
        answered_by=call.answered_by,
    )


def _passed_number(call: Call) -> str:
    if call.passed_from_id is None:
        return ""
    origin = Call.select(Call.e164).where(Call.id == call.passed_from_id)
    number = next((str(e164) for (e164,) in tuples(origin)), "")
    return "" if number == call.e164 else number


def _seconds(call: Call) -> int | None:
    """How long was spoken, or rung where nobody answered."""
    if call.ended_at is None:
        return None
    return max(0, round((call.ended_at - (call.answered_at or call.rang_at)).total_seconds()))
