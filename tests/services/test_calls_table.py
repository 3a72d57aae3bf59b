"""The log as a table: sought, sorted, and read from key to key on both engines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Outcome
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import calls, merging
from mcsys_desktop.services.calls import CallRow, EventKind, Result, Which, tables
from mcsys_desktop.services.calls.tables import Sought
from mcsys_desktop.services.keyset import Key
from tests import make
from tests.services.telling import miss, report_all, said, speak

pytestmark = pytest.mark.usefixtures("db")

BAKERY, STRANGER, OTHER = "0334612045", "0644192703", "0342415560"
LOG = Sought()


@pytest.fixture
def at() -> datetime:
    return clock.now().replace(microsecond=0) - timedelta(hours=1)


def shown(sought: Sought, sort: str = "when", *, descending: bool = True) -> list[int]:
    order = tables.order(sort, descending=descending)
    return [row.id for row in tables.between(sought, order, None, None, 1000)]


def whole(sort: str, every: int, *, descending: bool) -> list[CallRow]:
    """The log, stretch by stretch."""
    order = tables.order(sort, descending=descending)
    starts, size = tables.keys(LOG, order, every)
    bounds: Sequence[tuple[Key | None, Key | None]] = list(
        zip([None, *starts[1:]], [*starts[1:], None], strict=True)
    )
    stretches = [tables.between(LOG, order, start, end, 1000) for start, end in bounds]
    assert [len(one) for one in stretches[:-1]] == [every] * (len(stretches) - 1)
    assert len(stretches[-1]) == size
    for (start, end), stretch in zip(bounds, stretches, strict=True):
        assert tables.counted(LOG, order, start, end) == len(stretch)
        assert start is None or tables.key(sort, stretch[0]) == start
    return [row for one in stretches for row in one]


def test_the_log_is_sorted_in_every_way_and_no_call_is_lost(at: datetime) -> None:
    numbers = (BAKERY, STRANGER, "", OTHER, STRANGER)
    for number in range(23):
        when, caller = at - timedelta(minutes=37 * (number % 7)), numbers[number % 5]
        told = [said(EventKind.RINGING, when, call=str(number), number=caller)]
        if number % 3:
            last = EventKind.MISSED if number % 2 else EventKind.ENDED
            told.append(said(last, when, 9, call=str(number), number=caller))
        report_all(told)
    values: dict[str, Any] = {
        "when": lambda row: row.rang_at,
        "number": lambda row: row.e164,
        "outcome": lambda row: row.outcome,
        "line": lambda row: row.called,
    }
    assert set(values) == set(tables.ORDERS)
    for sort, value in values.items():
        for descending in (False, True):
            rows = whole(sort, 5, descending=descending)
            told_keys = [(value(row), row.id) for row in rows]
            assert len(rows) == 23
            by = sorted(told_keys, reverse=descending)
            if sort in ("number", "line"):  # calls without one come last, whatever the direction
                by.sort(key=lambda key: key[0] == "")
            assert told_keys == by


def test_the_log_is_narrowed_down_by_what_matters(at: datetime) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    known = speak(at, "1", BAKERY)
    missed = miss(
        at + timedelta(minutes=1), "2", STRANGER, called_raw="0334610000", source="sip:a@b"
    )
    ours = speak(at + timedelta(minutes=2), "3", OTHER, out=True)
    calls.write_note(known.id, known.version, "Kassa blijft hangen")
    calls.finish(known.id, Result.SOLVED)

    assert shown(LOG) == [ours.id, missed.id, known.id]
    for narrowed, found in (
        (Sought(which=Which.MISSED), [missed.id]),
        (Sought(which=Which.UNKNOWN), [ours.id, missed.id]),
        (Sought(which=Which.MINE), [known.id]),
        (Sought(customer_id=bakery.id), [known.id]),
        (Sought(e164="+31644192703"), [missed.id]),
        (Sought(direction="outbound"), [ours.id]),
        (Sought(outcome=Outcome.MISSED), [missed.id]),
        (Sought(result=Result.SOLVED), [known.id]),
        (Sought(line=missed.called), [missed.id]),
        (Sought(source="sip:a@b"), [missed.id]),
        (Sought(noted=True), [known.id]),
        (Sought(open=True), [missed.id]),
        (Sought(which=Which.MISSED, direction="outbound"), []),
    ):
        assert missed.called
        assert shown(narrowed) == found, narrowed
    calls.mark_handled(missed.id)
    assert shown(Sought(open=True)) == []


def test_a_period_begins_and_ends_at_midnight_in_the_office() -> None:
    day = clock.today() - timedelta(days=3)
    midnight = clock.day_starts(day)
    before = miss(midnight - timedelta(seconds=1), "1")
    first = miss(midnight, "2")
    last = miss(clock.day_starts(day + timedelta(days=1)) - timedelta(seconds=1), "3")

    only = Sought(since=day, until=day + timedelta(days=1))

    assert shown(only) == [last.id, first.id]
    assert shown(replace(only, until=None)) == [last.id, first.id]
    assert shown(replace(only, since=None)) == [last.id, first.id, before.id]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bakkerij", "known"),
        ("033 461 20 45", "known"),
        ("06-4419", "missed"),
        ("+31644", "missed"),
        ("kassa hangen", "missed"),
        ("HANGEN", "missed"),
        ("Karin", "missed"),
        ("100%", ""),
    ],
)
def test_the_log_is_searched_by_name_number_and_what_was_said(
    at: datetime, words: str, found: str
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    known = speak(at, "1", BAKERY)
    missed = miss(at, "2", STRANGER, name_raw="Karin")
    calls.write_note(missed.id, missed.version, "Kassa blijft hangen, 1000 euro")

    wanted = {"known": [known.id], "missed": [missed.id], "": []}
    assert shown(Sought(text=words)) == wanted[found]


def test_calls_of_whoever_was_merged_are_the_heirs(at: datetime) -> None:
    garage = make.customer("Garage Verhoeven", numbers=[OTHER])
    double = make.customer("Verhoeven Garage", numbers=[STRANGER])
    call = speak(at, "1", STRANGER)
    assert call.customer_id == double.id
    heir, other = (Customer.get_by_id(one.id) for one in (garage, double))
    merging.merge(heir.id, heir.version, other.id, other.version)

    (row,) = tables.between(Sought(customer_id=garage.id), tables.order("when"), None, None, 10)

    assert (row.id, row.customer_id, row.customer_name) == (call.id, garage.id, "Garage Verhoeven")
    assert tables.offers()["customer"] == [(garage.id, "Garage Verhoeven")]
    assert Customer.get_by_id(double.id).merged_into_id == garage.id


def test_filters_offer_who_called_and_what_is_chosen_already(at: datetime) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    silent = make.customer("Al jaren stil")
    speak(at, "1", BAKERY)
    miss(at, "2", STRANGER, called_raw="0334610000", source="sip:a@b")

    offered = tables.offers(silent.id, "+31101234567")

    assert offered["customer"] == [
        (silent.id, "Al jaren stil"),
        (bakery.id, "Bakkerij De Vries"),
    ]
    assert [number for number, _shown in offered["number"]] == [
        "+31101234567",
        "+31644192703",
        "+31334612045",
    ]
    assert [source for source, _words in offered["source"]] == ["handset:01", "sip:a@b"]
    assert len(offered["line"]) == 1
