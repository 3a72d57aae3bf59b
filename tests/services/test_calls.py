"""The call log: one row per call, whoever reports it and however late."""

import random
from datetime import datetime, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import (
    CallState,
    Direction,
    EventKind,
    Outcome,
)
from tests import make
from tests.conftest import Office
from tests.services import scrambled
from tests.services.telling import report_all, said

pytestmark = pytest.mark.usefixtures("db")

RINGING, ANSWERED, MISSED, ENDED = (
    EventKind.RINGING,
    EventKind.ANSWERED,
    EventKind.MISSED,
    EventKind.ENDED,
)


@pytest.fixture
def at() -> datetime:
    """A moment a little while ago, so that the whole call lies in the past."""
    return clock.now().replace(microsecond=0) - timedelta(minutes=4)


def test_a_call_is_one_row_from_ringing_to_ended(at: datetime) -> None:
    first = calls.report(said(RINGING, at, name_raw="Bakkerij", called_raw="21"))
    assert (first.state, first.number, first.called) == (CallState.RINGING, "033 461 20 45", "21")

    calls.report(said(ANSWERED, at, 8))
    last = calls.report(said(ENDED, at, 176))

    assert last.id == first.id
    assert (last.state, last.outcome, last.seconds) == (CallState.ENDED, Outcome.ANSWERED, 168)
    assert last.name_given == "Bakkerij"


def test_a_late_event_never_reopens_a_call(at: datetime) -> None:
    ended = report_all([said(RINGING, at), said(MISSED, at, 24)])

    again = calls.report(said(RINGING, at))

    assert (again.state, again.outcome, again.seconds) == (CallState.ENDED, Outcome.MISSED, 24)
    assert again.version == ended.version


def test_the_handsets_of_a_ring_group_report_one_call(at: datetime) -> None:
    sources = ("handset:01", "handset:02", "handset:03")
    rows = [calls.report(said(RINGING, at, n, source=s)) for n, s in enumerate(sources)]

    assert len({row.id for row in rows}) == 1
    assert rows[-1].sources == sources


def test_a_second_call_of_the_same_phone_is_a_second_row(at: datetime) -> None:
    first = calls.report(said(RINGING, at, 0, call="1"))
    second = calls.report(said(RINGING, at, 2, call="2"))

    assert first.id != second.id


def test_five_seconds_apart_are_two_calls(at: datetime) -> None:
    first = calls.report(said(RINGING, at, 0, source="a"))
    second = calls.report(said(RINGING, at, 5, source="b"))

    assert first.id != second.id


def test_another_number_or_direction_is_another_call(at: datetime) -> None:
    first = calls.report(said(RINGING, at, source="a"))
    other = calls.report(said(RINGING, at, source="b", number="0334612046"))
    ours = calls.report(said(EventKind.DIALLING, at, source="c", direction=Direction.OUTBOUND))

    assert len({first.id, other.id, ours.id}) == 3


def test_a_withheld_number_is_never_stored(at: datetime) -> None:
    row = calls.report(said(RINGING, at, withheld=True, name_raw="Karin"))
    named = calls.report(said(RINGING, at, 60, call="2", number="Anonymous", name_raw="Karin"))

    for found in (row, named):
        stored = Call.get_by_id(found.id)
        assert (stored.withheld, stored.e164, stored.number_raw) == (True, "", "")
        assert stored.name_given == ""


def test_withheld_calls_are_one_only_on_the_same_number_of_ours(at: datetime) -> None:
    first = calls.report(said(RINGING, at, source="a", withheld=True, called_raw="21"))
    same = calls.report(said(RINGING, at, 1, source="b", withheld=True, called_raw="21"))
    other = calls.report(said(RINGING, at, 1, source="c", withheld=True, called_raw="22"))
    vague = calls.report(said(RINGING, at, 1, source="d", withheld=True))

    assert first.id == same.id
    assert len({first.id, other.id, vague.id}) == 3


def test_a_name_from_outside_is_stored_without_what_would_hide_or_turn_it(at: datetime) -> None:
    row = calls.report(said(RINGING, at, name_raw='<img src="x">\u202e\x00 Karin'))

    assert row.name_given == '<img src="x"> Karin'


def test_a_call_of_exactly_one_customer_is_linked(at: datetime) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])

    row = calls.report(said(RINGING, at))

    assert (row.customer_id, row.customer_name) == (bakery.id, "Bakkerij De Vries")


def test_a_call_that_could_be_of_several_customers_is_left_open(at: datetime) -> None:
    make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    make.customer("Ruud de Vries", numbers=["0334612045"])

    assert calls.report(said(RINGING, at)).customer_id is None


def test_a_former_number_and_an_archived_customer_are_no_proof(at: datetime) -> None:
    former = make.customer("Karin de Vries")
    make.number(former, "033 461 20 45", valid_until=at)
    make.customer("Gone", numbers=["0612345678"], archived_at=at)

    assert calls.report(said(RINGING, at)).customer_id is None
    assert calls.report(said(RINGING, at, number="0612345678", call="2")).customer_id is None


def test_the_same_last_nine_digits_are_no_proof(at: datetime) -> None:
    make.customer("Belgian", numbers=["+32 499 12 34 56"])

    assert calls.report(said(RINGING, at, number="+49499123456")).customer_id is None


def test_a_merged_customer_leads_to_the_one_it_was_merged_into(at: datetime) -> None:
    heir = make.customer("Bakkerij De Vries")
    merged = make.customer("Bakkerij de Vries BV", numbers=["033 461 20 45"])
    with transaction():
        merged.merged_into = heir
        merged.save()

    row = calls.report(said(RINGING, at))

    assert (row.customer_id, row.customer_name) == (heir.id, "Bakkerij De Vries")


def test_a_report_that_learns_late_when_it_rang_joins_its_own_call(at: datetime) -> None:
    missed = report_all([said(RINGING, at, source="a"), said(MISSED, at, 20, source="a")])
    ended = calls.report(said(ENDED, at, 60, source="b"))
    assert ended.id != missed.id

    joined = calls.report(said(RINGING, at, 1, source="b"))

    assert joined.id == missed.id
    assert [row.id for row in calls.recent()] == [missed.id]
    assert [row.sources for row in calls.recent()] == [("a", "b")]


def test_what_was_written_at_a_call_goes_along_when_it_joins_another(at: datetime) -> None:
    bakery = make.customer("Bakkerij De Vries")
    report_all([said(RINGING, at, source="a"), said(MISSED, at, 20, source="a")])
    early = calls.report(said(ANSWERED, at, 60, source="b"))
    calls.write_note(early.id, early.version, "Kassa blijft hangen")
    calls.choose_customer(early.id, bakery.id)

    joined = calls.report(said(RINGING, at, 0, source="b"))

    assert (joined.note, joined.customer_id) == ("Kassa blijft hangen", bakery.id)
    assert [row.id for row in calls.recent()] == [joined.id]


def test_what_rings_too_long_ends_unknown(at: datetime) -> None:
    calls.report(said(RINGING, at, -120))
    young = calls.report(said(RINGING, at, 0, call="2"))

    assert calls.give_up() == 1

    rows = {row.id: row for row in calls.recent()}
    assert rows.pop(young.id).state is CallState.RINGING
    (old,) = rows.values()
    assert (old.state, old.outcome, old.seconds) == (CallState.ENDED, Outcome.UNKNOWN, None)


def test_news_after_giving_up_says_what_happened_without_opening_again(at: datetime) -> None:
    calls.report(said(RINGING, at, -120))
    calls.give_up()

    row = calls.report(said(MISSED, at, -90))

    assert (row.state, row.outcome, row.seconds) == (CallState.ENDED, Outcome.MISSED, 30)


def test_events_in_any_order_give_the_same_calls(at: datetime) -> None:
    for seed in range(10):
        number = f"06{20000000 + seed}"
        events = scrambled.two_calls(at, number)
        random.Random(seed).shuffle(events)  # a test's order, no secret

        report_all(events)

        rows = [row for row in calls.recent() if row.e164.endswith(str(20000000 + seed))]
        assert scrambled.faults(rows, at) == [], f"seed {seed}"
    assert Call.select().count() == 20


def test_nothing_is_shown_of_a_call_but_what_the_log_holds(db: Office, at: datetime) -> None:
    row = calls.report(said(RINGING, at, number="not a number"))

    assert (row.number, row.e164) == ("not a number", "")
    assert calls.get(row.id) == row
    assert calls.get(row.id + 1) is None
    assert Customer.select().count() == PhoneNumber.select().count() == 0
