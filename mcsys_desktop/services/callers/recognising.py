"""Who is calling, in one round trip on a warm connection.

This is the hot path of the program: it runs while the phone rings. The number is parsed, one
prepared statement gives tuples, and the tuples become the card; no models take part.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from mcsys_desktop.core import clock, phone
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.core.phone import Number, NumberKind
from mcsys_desktop.models.base import address, connected, database, shared
from mcsys_desktop.models.customers import CustomerKind, NumberUse, Relation
from mcsys_desktop.services import call_backs, calls, customers, invoices, names
from mcsys_desktop.services.callers.lines import CallerCard, Hit, MatchStep
from mcsys_desktop.services.callers.statement import build
from mcsys_desktop.services.facts import Fact, FactRow, FactSource

# Every service that knows a reason to call; a new one is added here, and the screens show it.
FACTS: tuple[FactSource, ...] = (
    *calls.FACTS,
    *call_backs.FACTS,
    *customers.FACTS,
    *invoices.FACTS,
)

_USES = {
    NumberUse.MAIN: N_("Main number"),
    NumberUse.MOBILE: N_("Mobile number"),
    NumberUse.HOME: N_("Home number"),
    NumberUse.WORK: N_("Work number"),
    NumberUse.FAX: N_("Fax number"),
    NumberUse.OTHER: N_("Other number"),
}
_RELATIONS = {
    Relation.PARENT: N_("Number of a parent"),
    Relation.PARTNER: N_("Number of the partner"),
    Relation.CHILD: N_("Number of a child"),
    Relation.RECEPTION: N_("Number of the reception"),
    Relation.ACCOUNTANT: N_("Number of the accountant"),
    Relation.NEIGHBOUR: N_("Number of a neighbour"),
    Relation.OTHER: N_("Number of somebody else"),
}

_SOURCES = {fact.kind: fact for fact in FACTS}
_NOBODY = "-"  # equals no stored tail, whereas "" would equal that of every odd number
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


class _Row(NamedTuple):
    """One row of the statement, as its columns mean for a hit."""

    kind: str
    customer_id: int
    step: int
    person_id: int | None
    number: int | None
    last_contact: Any
    name: str
    detail: None
    customer_kind: str
    valid_until: Any
    relation: str
    use: str
    archived: int
    person: str | None


def recognise(number: str | Number, withheld: bool = False) -> CallerCard:
    """Find all customers that a number may belong to, and why they may be calling.

    ``number`` is as the phone sent it, or already parsed. Active customers come before archived
    ones, and of those the one that called last. Service, internal, withheld and unknown numbers
    find nobody: many people share them.
    """
    if withheld:
        return CallerCard(Number(NumberKind.WITHHELD))
    caller = phone.parse(number) if isinstance(number, str) else number
    if caller.kind is not NumberKind.NUMBER:
        return CallerCard(caller)
    e164 = caller.e164
    series = e164[:-4]
    with connected():
        statement = _statement(address().url)
        parameters = {
            "e164": e164,
            "tail": phone.tail(e164) or _NOBODY,
            "series_first": series + "0000",
            "series_last": series + "9999",
            "midnight": _midnight(clock.today()),
            "today": clock.today().isoformat(),
        }
        found = database.execute_sql(statement, parameters).fetchall()
    hits = [row for row in found if row[0] == "hit"]
    facts = [_fact(row) for row in found if row[0] != "hit"]
    facts.sort(key=_most_urgent)
    return CallerCard(caller, _hits(hits) if hits else (), tuple(facts))


def warm() -> None:
    """Make the first call as fast as the next: number plan, statement and plan are ready."""
    phone.warm()
    _statement.cache_clear()
    with connected():
        if shared():
            # One plan for all numbers, from the first call on; planning takes longer than running.
            database.keep_plans()
        for _time in range(3):  # as often as the driver wants a statement before it prepares it
            recognise("+31334612045")


@lru_cache(maxsize=4)
def _statement(office: str) -> str:
    """The statement for what may be read in this office, put together once for each sign-in."""
    if not shared():
        return build(FACTS, postgresql=False)
    tables = sorted({table for fact in FACTS for table in fact.tables})
    asked = "SELECT name, has_table_privilege(name, 'SELECT') FROM unnest(%s::text[]) AS name"
    allowed = dict(database.execute_sql(asked, (tables,)).fetchall())
    readable = (fact for fact in FACTS if all(allowed[table] for table in fact.tables))
    return build(readable, postgresql=True)


@lru_cache(maxsize=2)
def _midnight(day: date) -> datetime:
    return clock.day_starts(day)


def _moment(stored: Any) -> datetime | None:
    """A moment as the engine gave it: microseconds on SQLite, aware on PostgreSQL."""
    if isinstance(stored, int):
        return _EPOCH + timedelta(microseconds=stored)
    return stored  # type: ignore[no-any-return]  # aware UTC, or None


def _fact(row: tuple[Any, ...]) -> Fact:
    kind, customer_id, urgency, target, amount, moment, title, detail = row[:8]
    told = FactRow(customer_id, urgency, target, amount, _moment(moment), title, detail)
    return _SOURCES[kind].tell(told)


def _most_urgent(fact: Fact) -> int:
    return -fact.urgency


def _hits(found: Sequence[tuple[Any, ...]]) -> tuple[Hit, ...]:
    """One hit per customer, though several of its people may have the number."""
    if len(found) == 1:
        row = _Row._make(found[0])
        return (_hit(row, [row]),)
    by_customer: dict[int, list[_Row]] = {}
    for columns in found:
        row = _Row._make(columns)
        by_customer.setdefault(row.customer_id, []).append(row)
    hits = []
    for rows in by_customer.values():
        rows.sort(key=_most_telling)
        hits.append(_hit(rows[0], rows))
    hits.sort(key=lambda hit: hit.last_contact or _LONG_AGO, reverse=True)
    hits.sort(key=lambda hit: hit.archived)
    return tuple(hits)


def _most_telling(row: _Row) -> tuple[bool, bool, int]:
    """A number that counts before a former one, somebody's before nobody's."""
    return row.valid_until is not None, row.person is None, row.person_id or 0


def _hit(row: _Row, rows: Sequence[_Row]) -> Hit:
    people = {one.person_id: " ".join(one.person.split()) for one in rows if one.person}
    use, relation = NumberUse(row.use), Relation(row.relation)
    return Hit(
        customer_id=row.customer_id,
        number=row.number or 0,
        name=names.shown(row.name, row.number),
        kind=CustomerKind(row.customer_kind),
        person=", ".join(people.values()),
        person_id=next(iter(people)) if len(people) == 1 else None,
        relation=relation,
        use=use,
        step=MatchStep(row.step),
        reason=_reason(row, use, relation),
        last_contact=_moment(row.last_contact),
        archived=bool(row.archived),
        former=row.valid_until is not None,
    )


def _reason(row: _Row, use: NumberUse, relation: Relation) -> str:
    """Why this customer is shown, as a sentence."""
    if row.step == MatchStep.TAIL:
        return _("Same last nine digits")
    if row.step == MatchStep.TRUNK:
        return _("Number from their series")
    until = _moment(row.valid_until)
    if until is not None:
        return _("Former number (until {year})").format(year=clock.local(until).year)
    if relation is not Relation.OWN:
        return _(_RELATIONS[relation])
    return _(_USES[use])
