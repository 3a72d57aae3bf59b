"""The call log as a table: a million calls at once, sought and sorted in many ways."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from peewee import OP, ModelSelect, fn

from mcsys_desktop.core import clock, phone, text
from mcsys_desktop.models import search as index
from mcsys_desktop.models.calls import Call, CallReport, Outcome, Result
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import keyset, names
from mcsys_desktop.services.calls import reading
from mcsys_desktop.services.calls.lines import CallRow
from mcsys_desktop.services.calls.reading import Which
from mcsys_desktop.services.keyset import Key, Keys, Order
from mcsys_desktop.services.merged import families_of, family_of, heirs_of
from mcsys_desktop.services.queries import among, passing, tuples

_FOUND_AT_MOST = 1000  # customers, by their text; narrower words find the others
_NEWEST = 1000  # calls that are looked at for what a filter can offer
_OFFERED = 40  # of each
_SHORTEST = 3  # digits of a number

Offer = list[tuple[Any, str]]  # values of a filter, in words


@dataclass(frozen=True, slots=True)
class Sought:
    """Which calls a table shows: those that all of this applies to.

    ``since`` is the first day at the office and ``until`` the one after the last. ``open`` are
    those that got nobody and that nobody has dealt with. ``line`` is our own number or extension
    that rang, ``source`` the key of a phone system that heard it.
    """

    text: str = ""
    which: Which = Which.ALL
    customer_id: int = 0
    e164: str = ""
    since: date | None = None
    until: date | None = None
    direction: str = ""
    outcome: str = ""
    result: str = ""
    line: str = ""
    source: str = ""
    answered_by: str = ""
    open: bool = False
    noted: bool = False


ORDERS = {
    "when": Order(Call.rang_at, Call.id),
    "number": Order(Call.e164, Call.id, shared=True, nothing=""),
    "outcome": Order(Call.outcome, Call.id, shared=True),
    "line": Order(Call.called, Call.id, shared=True, nothing=""),
}


def order(name: str, *, descending: bool = False) -> Order:
    """How a table is sorted by the column ``name``; by time where that is not known."""
    known = ORDERS.get(name, ORDERS["when"])
    return replace(known, descending=descending)


def key(name: str, row: CallRow) -> Key:
    """Where ``row`` stands in a table that is sorted by the column ``name``."""
    values = {"number": row.e164, "outcome": row.outcome, "line": row.called}
    return values.get(name, row.rang_at), row.id


def between(
    sought: Sought, order: Order, start: Key | None, end: Key | None, limit: int
) -> list[CallRow]:
    """The calls from ``start`` up to and without ``end``; at most ``limit``."""
    ids = [found[0] for found in keyset.read(_sought(sought, Call.id), order, start, end, limit)]
    known = {row.id: row for row in reading.rows(reading.with_customers(among(Call.id, ids)))}
    return [known[call_id] for call_id in ids if call_id in known]


def counted(sought: Sought, order: Order, start: Key | None, end: Key | None) -> int:
    """How many calls stand from ``start`` up to and without ``end``."""
    return keyset.counted(_sought(sought, Call.id), order, start, end)


def keys(sought: Sought, order: Order, every: int) -> Keys:
    """The first and from there each ``every``-th key of the table."""
    return keyset.keys(_sought(sought, Call.id), order, every)


def offers(customer_id: int = 0, e164: str = "") -> dict[str, Offer]:
    """What the filters offer: who called lately, from which numbers, at which lines and sources.

    ``customer_id`` and ``e164`` are chosen already, and offered however long ago they called.
    """
    newest = Call.select(Call.id).order_by(Call.rang_at.desc(), Call.id.desc()).limit(_NEWEST)
    ids = [call_id for (call_id,) in tuples(newest)]
    lately = (
        Call.select(Call.customer, Call.e164, Call.called, Call.answered_by)
        .where(among(Call.id, ids))
        .order_by(Call.rang_at.desc(), Call.id.desc())
    )
    found = list(tuples(lately))
    numbers = _first(([e164] if e164 else []) + [number for _of, number, _line, _by in found])
    lines = _first(line for _of, _number, line, _by in found)
    takers = _first(by for _of, _number, _line, by in found)
    heard = CallReport.select(CallReport.source).where(among(CallReport.call, ids)).distinct()
    sources = sorted(source for (source,) in tuples(heard))
    return {
        "customer": _called(_first([customer_id, *(of for of, *_rest in found)])),
        "number": [(number, phone.display(number)) for number in numbers],
        "line": [(line, line) for line in sorted(lines)],
        "answered_by": [(by, by) for by in sorted(takers)],
        "source": [(source, source) for source in sources],
    }


def _first(values: Any) -> list[Any]:
    """The first few different ones that say something."""
    return [value for value in dict.fromkeys(values) if value][:_OFFERED]


def _called(ids: Sequence[int]) -> Offer:
    """Customers by the names of those that they were merged into, each once."""
    heirs = list(dict.fromkeys(heirs_of(ids).values()))
    query = Customer.select(Customer.id, Customer.name, Customer.number)
    known = {
        customer_id: names.shown(name, number)
        for customer_id, name, number in tuples(query.where(among(Customer.id, heirs)))
    }
    return [(heir, known[heir]) for heir in heirs if heir in known]


def _sought(sought: Sought, *columns: object) -> "ModelSelect[Call]":
    query = Call.select(*columns)
    if sought.which is not Which.ALL:
        query = query.where(reading.meant(sought.which))
    if sought.customer_id:
        query = query.where(among(Call.customer, family_of(sought.customer_id)))
    if sought.e164:
        query = query.where(Call.e164 == sought.e164)
    if sought.since is not None:
        query = query.where(Call.rang_at >= clock.day_starts(sought.since))
    if sought.until is not None:
        query = query.where(Call.rang_at < clock.day_starts(sought.until))
    if sought.direction:
        query = query.where(Call.direction == sought.direction)
    if sought.outcome:
        query = query.where(passing(Call.outcome, OP.EQ, Outcome(sought.outcome)))
    if sought.result:
        query = query.where(Call.result == Result(sought.result))
    if sought.line:
        query = query.where(passing(Call.called, OP.EQ, sought.line))
    if sought.answered_by:
        query = query.where(Call.answered_by == sought.answered_by)
    if sought.source:
        reports = CallReport.select(CallReport.id).where(
            (CallReport.call == Call.id) & (CallReport.source == sought.source)
        )
        query = query.where(fn.EXISTS(reports))
    if sought.open:
        query = query.where(reading.meant(Which.MISSED) & Call.handled_at.is_null())
    if sought.noted:
        query = query.where(Call.note != "")
    if words := text.fold(text.clean(sought.text, 100)).split():
        query = query.where(_about(words))
    return query


def _about(words: Sequence[str]) -> Any:
    """Calls of customers that are called so, of such a number, or in which all of it was said."""
    customers = [one.id for one in index.find(words, limit=_FOUND_AT_MOST)]
    found = among(Call.customer, list(families_of(customers)))
    digits = "".join(letter for letter in "".join(words) if letter.isdigit())
    if len(digits) >= _SHORTEST and not any(letter.isalpha() for letter in "".join(words)):
        national = f"31{digits[1:]}" if digits.startswith("0") and digits[1:2] != "0" else digits
        found = found | Call.e164.contains(national) | Call.number_raw.contains(digits)
    said = None
    for word in words:
        holds = fn.LOWER(Call.note).contains(word) | fn.LOWER(Call.name_given).contains(word)
        said = holds if said is None else said & holds
    return found | said
