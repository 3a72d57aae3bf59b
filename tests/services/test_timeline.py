"""The timeline of a customer: calls, notes and changes in one row of time."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.calls import Call, CallState, Outcome
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers, notes, timeline
from mcsys_desktop.services.timeline import Entry
from tests import make

pytestmark = pytest.mark.usefixtures("db")
ALL = ("call", "note", "change")


def _call(customer: int, minutes_ago: float, **fields: object) -> None:
    with transaction():
        Call(
            customer=customer,
            e164="+31334612045",
            rang_at=clock.now() - timedelta(minutes=minutes_ago),
            **{"state": CallState.ENDED, "outcome": Outcome.ANSWERED, **fields},
        ).save()


def _all(customer: int, kinds: tuple[str, ...] = ALL, limit: int = 3) -> list[Entry]:
    """Every entry, read in pages of a few."""
    read: list[Entry] = []
    while page := timeline.of_customer(
        customer, kinds, read[-1].place if read else None, limit=limit
    ):
        read += page
    return read


def test_calls_notes_and_changes_stand_in_one_row_newest_first() -> None:
    customer = make.customer().id
    _call(customer, 30, note="Printer doet het niet\nmeer")
    _call(customer, 20, outcome=Outcome.MISSED)
    notes.write(customer, "Langs geweest", happened_at=clock.now() - timedelta(minutes=10))
    customers.change(customer, Customer.get_by_id(customer).version, name="Bakkerij Vries")

    told = [(entry.kind, entry.title) for entry in _all(customer)]
    assert told == [
        ("change", "Customer changed"),
        ("change", "Customer added"),
        ("note", "Langs geweest"),
        ("call", "Missed call"),
        ("call", "Printer doet het niet"),
    ]
    newest = _all(customer)[0]
    assert (newest.login, newest.detail) == ("anna", "Name: Bakkerij De Vries → Bakkerij Vries")


def test_pages_follow_each_other_without_a_gap_or_a_double() -> None:
    customer = make.customer().id
    at = clock.now() - timedelta(hours=1)
    for number in range(4):
        with transaction():
            Call(customer=customer, rang_at=at, note=f"Gesprek {number}").save()
        notes.write(customer, f"Notitie {number}", happened_at=at)  # all at one moment

    for limit in (1, 2, 3, 5, 100):
        read = _all(customer, limit=limit)
        assert len({entry.place for entry in read}) == len(read) == 9, limit
        assert read == sorted(read, key=lambda entry: entry.place, reverse=True)


def test_each_kind_can_be_left_out_and_notes_are_not_told_twice() -> None:
    customer = make.customer().id
    _call(customer, 5)
    notes.write(customer, "Eén notitie")

    assert [entry.kind for entry in _all(customer, ("note",))] == ["note"]
    assert [entry.kind for entry in _all(customer, ("call",))] == ["call"]
    assert [entry.title for entry in _all(customer, ("change",))] == ["Customer added"]
    assert _all(customer, ()) == []


def test_what_happened_with_a_merged_customer_belongs_to_it() -> None:
    heir, merged = make.customer("Een").id, make.customer("Twee").id
    notes.write(merged, "Van toen")
    _call(merged, 5)
    with transaction():
        row = Customer.get_by_id(merged)
        row.merged_into = heir
        row.save()

    assert {"Van toen", "Phone call"} <= {entry.title for entry in _all(heir)}
    assert sum(entry.title == "Customer added" for entry in _all(heir)) == 2


def test_of_every_kind_the_registry_knows_a_name_of_its_own() -> None:
    kinds = [each.kind for each in timeline.CONTRIBUTORS]
    assert len(set(kinds)) == len(kinds)
    assert [each.kind for each in timeline.CONTRIBUTORS if each.for_desk] == ["change"]
