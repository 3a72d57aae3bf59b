"""A call that is passed on takes its customer and its note along, before anybody answers it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import CallEvent, CallRow, Direction, EventKind
from tests import make
from tests.conftest import AtDesk

pytestmark = pytest.mark.usefixtures("db")

NUMBER = "0334612045"
RINGING, ANSWERED = EventKind.RINGING, EventKind.ANSWERED
ENDED, TRANSFERRED = EventKind.ENDED, EventKind.TRANSFERRED


@pytest.fixture
def at() -> datetime:
    return clock.now().replace(microsecond=0) - timedelta(minutes=2)


def hire(people: dict[str, str]) -> None:
    with base.transaction():
        for login, extension in people.items():
            Colleague(login=login, name=login.title(), extension=extension).save()


@pytest.fixture
def staff(at_desk: AtDesk) -> None:
    """Anna has extension 201, Bob 202."""
    at_desk(hire, {"anna": "201", "bob": "202"}, login="carla")


def said(kind: EventKind, at: datetime, second: int = 0, **more: Any) -> CallRow:
    told: dict[str, Any] = {"external_id": "1", "number_raw": NUMBER, "called_raw": "201"}
    told |= more
    return calls.report(
        CallEvent("ami:office", kind=kind, at=at + timedelta(seconds=second), **told)
    )


def spoken(at: datetime, note: str = "Kassa blijft hangen") -> tuple[CallRow, int]:
    """Anna speaks with a caller whom she knows, and has written something down."""
    customer = make.customer("Bakkerij De Vries").id
    said(RINGING, at)
    row = said(ANSWERED, at, 5, device="201")
    calls.choose_customer(row.id, customer)
    calls.write_note(row.id, row.version, note, "")
    return row, customer


@pytest.mark.usefixtures("staff")
def test_passed_on_without_asking_it_rings_with_note_and_customer(at: datetime) -> None:
    first, customer = spoken(at)
    said(TRANSFERRED, at, 60)

    onward = said(RINGING, at, 60, external_id="1 2", called_raw="202", origin_id="1", device="202")

    assert onward.id != first.id
    assert (onward.note, onward.customer_id) == ("Kassa blijft hangen", customer)
    assert (onward.handed_by, onward.passed_from) == ("anna", first.id)
    assert onward.state is calls.CallState.RINGING, "before anybody answers"


@pytest.mark.usefixtures("staff")
def test_a_colleague_who_is_asked_first_sees_whom_it_is_about(at: datetime) -> None:
    first, customer = spoken(at)

    asked = said(RINGING, at, 40, external_id="9", number_raw="201", called_raw="202", device="202")

    assert (asked.note, asked.customer_id) == ("Kassa blijft hangen", customer)
    assert asked.passed_number == "+31334612045", "facts are about the caller, not the colleague"
    assert asked.handed_by == "anna"

    said(ANSWERED, at, 45, external_id="9", number_raw="201", called_raw="202", device="202")
    said(TRANSFERRED, at, 60, external_id="9", number_raw="201", called_raw="202", origin_id="1")
    kept = calls.get(first.id)
    assert kept is not None
    assert (kept.handed_to, kept.handed_by) == ("bob", "anna")
    assert kept.state is calls.CallState.ANSWERED, "the caller is still on the line"


@pytest.mark.usefixtures("staff")
def test_a_colleague_who_calls_without_being_in_conversation_brings_nothing(at: datetime) -> None:
    spoken(at)
    said(ENDED, at, 30, device="201")

    call = said(RINGING, at, 40, external_id="9", number_raw="201", called_raw="202")

    assert (call.note, call.customer_id, call.passed_from) == ("", None, None)


def test_what_is_still_typed_follows_until_somebody_there_writes(at: datetime) -> None:
    first, _customer = spoken(at, "Kassa")
    said(TRANSFERRED, at, 60)
    onward = said(RINGING, at, 60, external_id="1 2", called_raw="202", origin_id="1")
    assert onward.handed_by == "201", "nobody has that extension: then that is what is said"

    now = calls.get(first.id)
    assert now is not None
    calls.write_note(first.id, now.version, "Kassa blijft hangen", "Kassa")
    other = make.customer("Garage Vos").id
    calls.choose_customer(first.id, other)
    followed = calls.get(onward.id)
    assert followed is not None
    assert (followed.note, followed.customer_id) == ("Kassa blijft hangen", other)

    calls.write_note(onward.id, followed.version, "Opgelost door Bob", "Kassa blijft hangen")
    now = calls.get(first.id)
    assert now is not None
    calls.write_note(first.id, now.version, "Kassa blijft hangen. Haast.", "Kassa blijft hangen")
    kept = calls.get(onward.id)
    assert kept is not None
    assert kept.note == "Opgelost door Bob"


@pytest.mark.usefixtures("staff")
def test_by_hand_it_is_at_the_colleague_with_who_gave_it(at: datetime, at_desk: AtDesk) -> None:
    row, _customer = spoken(at)

    at_desk(calls.hand_over, row.id, "anna")

    (current,) = calls.current()
    assert (current.handed_to, current.handed_by) == ("anna", "bob")
    assert current.handed_at is not None


@pytest.mark.usefixtures("staff")
def test_after_that_it_rings_there_as_the_same_call(at: datetime) -> None:
    row, customer = spoken(at)
    calls.hand_over(row.id, "bob")
    said(ENDED, at, 70, device="201")

    event = CallEvent("handset:bob", "77", RINGING, at + timedelta(seconds=71), number_raw=NUMBER)
    rings = calls.report(event)

    assert (rings.passed_from, rings.note) == (row.id, "Kassa blijft hangen")
    assert rings.customer_id == customer


@pytest.mark.usefixtures("staff")
def test_nobody_else_can_be_given_a_call(at: datetime) -> None:
    row, _customer = spoken(at)
    with pytest.raises(UserError, match="no such colleague"):
        calls.hand_over(row.id, "zoe")
    with pytest.raises(UserError, match="no longer in the log"):
        calls.hand_over(row.id + 999, "bob")


def test_each_telephone_that_rings_is_in_the_row_and_none_of_them_has_answered(
    at: datetime,
) -> None:
    said(RINGING, at, device="203")
    said(RINGING, at, 1, device="202")
    row = said(ANSWERED, at, 5, device="201")

    assert row.devices == ("201", "202", "203")
    assert Call.get_by_id(row.id).answered_by == "201"


def test_the_call_that_went_before_can_be_forgotten(at: datetime) -> None:
    early = clock.now() - timedelta(days=100)
    said(RINGING, early)
    said(ANSWERED, early, 5, device="201")
    first = said(TRANSFERRED, early, 60)
    onward = said(RINGING, at, external_id="1 2", called_raw="202")
    with base.transaction():
        call = Call.get_by_id(onward.id)
        call.passed_from_id = first.id
        call.save()

    assert calls.forget_old() == 1
    assert Call.get_by_id(onward.id).passed_from_id is None


@pytest.mark.parametrize("told", ["0334612045", "90334612045", "9 033-4612045", "+31334612045"])
def test_a_call_that_was_begun_here_is_the_customers_however_it_is_written(
    at: datetime, told: str
) -> None:
    one, other = (make.customer(name, numbers=[NUMBER]).id for name in ("Vos", "Bos"))
    row = said(
        EventKind.DIALLING, at, number_raw=told, direction=Direction.OUTBOUND, called_raw="201"
    )
    assert row.customer_id is None, "two have the number"

    calls.was_dialled(row.id, "+31334612045", other)

    kept = calls.get(row.id)
    assert kept is not None
    assert (kept.customer_id, kept.e164) == (other, "+31334612045")
    assert [line.id for line in calls.of_customer(other)] == [row.id]
    assert calls.of_customer(one) == []


def test_who_waited_for_that_call_is_off_the_list(at: datetime) -> None:
    from mcsys_desktop.services import call_backs

    call_backs.add(call_backs.Asked(number=NUMBER))
    out: dict[str, Any] = {
        "number_raw": "90334612045",
        "direction": Direction.OUTBOUND,
        "external_id": "5",
    }
    row = said(EventKind.DIALLING, clock.now(), **out)
    calls.was_dialled(row.id, "+31334612045", None)

    said(ANSWERED, clock.now(), 5, **out, device="201")

    assert call_backs.waiting().count == 0
