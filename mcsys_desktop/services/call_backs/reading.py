"""The list, read: who waits longest first."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from peewee import JOIN, ModelSelect, fn

from mcsys_desktop.core import clock, phone
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer, NumberUse, Person, PhoneNumber
from mcsys_desktop.services import colleagues, names
from mcsys_desktop.services.call_backs.lines import CallBackRow, Closed, Waiting
from mcsys_desktop.services.merged import heir_of
from mcsys_desktop.services.queries import among, tuples


class Whose(StrEnum):
    """Whose part of the list is asked for."""

    ALL = "all"
    MINE = "mine"
    NOBODYS = "nobodys"


def listing(
    limit: int = 200, after: tuple[datetime, int] | None = None, whose: Whose = Whose.ALL
) -> list[CallBackRow]:
    """Who waits, the longest first; ``after`` is (waits_since, id) of the last row shown."""
    query = _select().where(CallBack.closed_at.is_null()).limit(limit)
    query = query.order_by(CallBack.waits_since, CallBack.id)
    if whose is not Whose.ALL:
        mine = colleagues.me() if whose is Whose.MINE else ""
        query = query.where(CallBack.taken_by == mine)
    if after is not None:
        since, entry_id = after
        later = (CallBack.waits_since == since) & (CallBack.id > entry_id)
        query = query.where((CallBack.waits_since > since) | later)
    return rows(query)


def get(entry_id: int) -> CallBackRow | None:
    """One entry, open or closed; None when there is none."""
    return next(iter(rows(_select().where(CallBack.id == entry_id))), None)


def of_number(e164: str) -> CallBackRow | None:
    """The open entry of a number."""
    query = _select().where(CallBack.closed_at.is_null() & (CallBack.e164 == e164))
    return next(iter(rows(query)), None) if e164 else None


def waiting() -> Waiting:
    """How many wait, and since when."""
    query = CallBack.select(fn.COUNT(CallBack.id), fn.MIN(CallBack.waits_since))
    ((count, oldest),) = tuples(query.where(CallBack.closed_at.is_null()))
    return Waiting(int(count), CallBack.waits_since.python_value(oldest))


def takers() -> dict[str, str]:
    """The login of who calls back, for each number that somebody took on."""
    query = CallBack.select(CallBack.e164, CallBack.taken_by).where(
        CallBack.closed_at.is_null() & (CallBack.taken_by != "") & (CallBack.e164 != "")
    )
    return dict(tuples(query))


def closings() -> dict[str, Closed]:
    """How those who came off the list today did so, the last time; by number."""
    query = (
        CallBack.select(CallBack.e164, CallBack.closing, CallBack.closed_by, CallBack.closed_at)
        .where((CallBack.closed_at >= clock.day_starts(clock.today())) & (CallBack.e164 != ""))
        .order_by(CallBack.closed_at, CallBack.id)
    )
    return {e164: Closed(how, by, at) for e164, how, by, at in tuples(query)}


def rows(query: "ModelSelect[CallBack]") -> list[CallBackRow]:
    """Make rows of entries."""
    entries: list[CallBack] = list(query)
    if not entries:
        return []
    known, me = colleagues.names(), colleagues.me()
    first = _first_numbers(entry.customer_id for entry in entries if not entry.number_raw)
    return [_row(entry, known, me, first) for entry in entries]


def _select() -> "ModelSelect[CallBack]":
    return (
        CallBack.select(CallBack, Customer, Person, Call)
        .join(Customer, JOIN.LEFT_OUTER)
        .switch(CallBack)
        .join(Person, JOIN.LEFT_OUTER)
        .switch(CallBack)
        .join(Call, JOIN.LEFT_OUTER, on=(CallBack.call == Call.id))
    )


def _first_numbers(customers: Iterable[int | None]) -> dict[int, str]:
    """The number to reach each customer at, where the entry itself has none."""
    wanted = [customer_id for customer_id in customers if customer_id is not None]
    if not wanted:
        return {}
    query = PhoneNumber.select(PhoneNumber.customer, PhoneNumber.typed, PhoneNumber.e164).where(
        among(PhoneNumber.customer, wanted)
        & PhoneNumber.valid_until.is_null()
        & (PhoneNumber.use != NumberUse.FAX)
    )
    found: dict[int, str] = {}
    for customer_id, typed, e164 in tuples(query.order_by(PhoneNumber.position, PhoneNumber.id)):
        found.setdefault(customer_id, e164 or typed)
    return found


def _row(entry: CallBack, known: dict[str, str], me: str, first: dict[int, str]) -> CallBackRow:
    customer: Customer | None = entry.customer
    if customer is not None and customer.merged_into_id is not None:
        customer = Customer.get_by_id(heir_of(customer.id))
    person: Person | None = entry.person
    call: Call | None = entry.call
    dial = entry.e164 or entry.number_raw or first.get(entry.customer_id or 0, "")
    return CallBackRow(
        id=entry.id,
        version=entry.version,
        customer_id=None if customer is None else customer.id,
        customer_name="" if customer is None else names.shown(customer.name, customer.number),
        customer_kind=None if customer is None else customer.kind,
        person_id=entry.person_id,
        person_name=""
        if person is None
        else names.of_person(person.first_name, person.prefix, person.surname),
        call_id=entry.call_id,
        e164=entry.e164,
        number=phone.display(dial) if dial.startswith("+") else dial,
        dial=dial,
        name=entry.name,
        reason=entry.reason,
        waits_since=entry.waits_since,
        last_at=None if call is None else call.rang_at,
        missed=entry.missed,
        asked=entry.asked,
        due_at=entry.due_at,
        taken_by=entry.taken_by,
        taken_name=known.get(entry.taken_by, entry.taken_by),
        mine=entry.taken_by != "" and entry.taken_by == me,
        closing=entry.closing,
        closed_name=known.get(entry.closed_by, entry.closed_by),
        closed_at=entry.closed_at,
        note="" if call is None else call.note,
    )
