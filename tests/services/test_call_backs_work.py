"""What people do with the call-back list: take, hand over, plan, add, tick off; what is kept."""

from datetime import datetime, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models.base import rows, transaction
from mcsys_desktop.models.call_backs import CallBack, Closing
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import call_backs, calls, customers
from mcsys_desktop.services.call_backs import Asked
from mcsys_desktop.services.calls import EventKind
from tests import make
from tests.conftest import AtDesk
from tests.services.telling import later, miss

pytestmark = pytest.mark.usefixtures("db")

RINGING, ANSWERED, MISSED, ENDED, ELSEWHERE, DIALLING = (
    EventKind.RINGING,
    EventKind.ANSWERED,
    EventKind.MISSED,
    EventKind.ENDED,
    EventKind.ANSWERED_ELSEWHERE,
    EventKind.DIALLING,
)
SHOP, MOBILE = "0334612045", "0612345678"


@pytest.fixture
def at() -> datetime:
    """A moment an hour ago, so that calls may follow each other."""
    return clock.now().replace(microsecond=0) - timedelta(hours=1)


def test_ticking_off_the_call_and_the_entry_is_one_thing(at: datetime) -> None:
    first, second = miss(at), miss(later(at, 5), "2")

    calls.mark_handled(second.id)
    assert call_backs.listing() == []
    assert all(row.handled_at for row in calls.recent())

    calls.mark_handled(first.id, False)
    (entry,) = call_backs.listing()
    call_backs.tick_off([entry.id])
    assert all(row.handled_at for row in calls.recent())


def test_what_was_ticked_off_comes_back_with_its_calls(at: datetime) -> None:
    miss(at)
    miss(at, "2", number=MOBILE)
    ids = [entry.id for entry in call_backs.listing()]

    assert call_backs.tick_off(ids) == ids
    assert call_backs.listing() == []
    call_backs.bring_back(ids)

    assert [entry.id for entry in call_backs.listing()] == ids
    assert not any(row.handled_at for row in calls.recent())


def test_undo_does_not_double_who_called_again_meanwhile(at: datetime) -> None:
    miss(at)
    (entry,) = call_backs.listing()
    call_backs.tick_off([entry.id])
    miss(later(at, 10), "2")

    call_backs.bring_back([entry.id])

    assert len(call_backs.listing()) == 1


def test_one_takes_it_and_the_other_is_told_by_whom(at: datetime, at_desk: AtDesk) -> None:
    miss(at)
    (entry,) = call_backs.listing()
    at_desk(call_backs.take, entry.id)
    (seen,) = call_backs.listing()
    assert seen.taken_name

    if seen.taken_by != "anna":  # the desks of a file share one name there
        with pytest.raises(UserError, match=seen.taken_name):
            call_backs.take(entry.id)
    call_backs.hand_over(entry.id, seen.version, "anna")
    assert [one.mine for one in call_backs.listing(whose=call_backs.Whose.MINE)] == [True]
    (mine,) = call_backs.listing()
    call_backs.hand_over(entry.id, mine.version, "")
    assert call_backs.listing(whose=call_backs.Whose.MINE) == []
    assert len(call_backs.listing(whose=call_backs.Whose.NOBODYS)) == 1


def test_who_is_off_the_list_cannot_be_taken_any_more(at: datetime) -> None:
    miss(at)
    (entry,) = call_backs.listing()
    call_backs.tick_off([entry.id])

    with pytest.raises(UserError, match="anna"):
        call_backs.take(entry.id)


def test_a_reason_and_a_time_can_be_written_down(at: datetime) -> None:
    miss(at)
    (entry,) = call_backs.listing()
    due = later(at, 90)

    call_backs.plan(entry.id, entry.version, reason="Offerte", due_at=due, person_id=None)

    (planned,) = call_backs.listing()
    assert (planned.reason, planned.due_at) == ("Offerte", due)


def test_somebody_can_be_added_from_a_number_or_a_card() -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[SHOP])

    from_card = call_backs.add(Asked(customer_id=bakery.id, reason="Contract"))
    again = call_backs.add(Asked(number="033-461 20 45", reason="En de kassa"))
    stranger = call_backs.add(Asked(number=MOBILE, name="Jansen", taken_by="anna"))

    assert from_card == again
    found = {entry.id: entry for entry in call_backs.listing()}
    assert found[from_card].reason == "Contract\nEn de kassa"
    assert found[from_card].customer_name == "Bakkerij De Vries"
    assert (found[stranger].title, found[stranger].mine) == ("Jansen", True)


def test_nobody_can_be_added_without_a_way_to_reach_them() -> None:
    with pytest.raises(UserError, match="number"):
        call_backs.add(Asked(reason="Bel terug"))


def test_a_customer_without_a_number_can_wait_as_well_and_only_once() -> None:
    nobody = make.customer("Zonder Nummer")

    one = call_backs.add(Asked(customer_id=nobody.id, reason="Per mail gevraagd"))

    assert call_backs.add(Asked(customer_id=nobody.id)) == one


def test_the_list_is_read_page_by_page_the_longest_wait_first(at: datetime) -> None:
    for minute in range(5):
        miss(later(at, minute), str(minute), number=f"06123456{minute:02}")

    first = call_backs.listing(2)
    second = call_backs.listing(2, (first[-1].waits_since, first[-1].id))
    third = call_backs.listing(2, (second[-1].waits_since, second[-1].id))

    waits = [entry.waits_since for entry in (*first, *second, *third)]
    assert waits == [later(at, minute) for minute in range(5)]


def test_who_waits_does_not_expire_and_who_was_called_goes_with_the_call() -> None:
    old = clock.now() - timedelta(days=91)
    miss(old, "1", number=SHOP)
    miss(old, "2", number=MOBILE)
    waits, called = call_backs.listing()
    call_backs.tick_off([called.id])

    assert calls.forget_old() + call_backs.forget_old() == 1

    assert [entry.id for entry in call_backs.listing()] == [waits.id]
    assert CallBack.select().count() == Call.select().count() == 1


def test_who_was_added_by_hand_and_called_is_forgotten_as_well() -> None:
    entry = call_backs.add(Asked(number=MOBILE))
    call_backs.tick_off([entry])
    assert call_backs.forget_old() == 0  # it is young

    with transaction():
        CallBack.insert(
            e164="+31612345679",
            number_raw="0612345679",
            waits_since=clock.now() - timedelta(days=91),
            closing=Closing.TICKED,
            closed_at=clock.now(),
        ).execute()
    assert call_backs.forget_old() == 1


@pytest.mark.parametrize("closed", [False, True], ids=["who waits", "who was called lately"])
def test_the_database_keeps(at: datetime, closed: bool) -> None:
    miss(at)
    (entry,) = call_backs.listing()
    if closed:
        call_backs.tick_off([entry.id])

    with pytest.raises(UserError), transaction():
        CallBack.delete().execute()
    with pytest.raises(UserError), transaction():
        CallBack.update(
            waits_since=clock.now() - timedelta(days=200), version=CallBack.version + 1
        ).execute()


def test_what_waited_for_a_customer_stays_as_long_as_the_customer(at: datetime) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[SHOP])
    entry = call_backs.add(Asked(customer_id=bakery.id))
    call_backs.tick_off([entry])

    with pytest.raises(UserError), transaction():
        CallBack.delete().execute()
    assert rows("SELECT count(*) FROM call_back") == [(1,)]


def test_somebody_to_ask_for_is_one_of_the_customers_people() -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=["0334612045"])
    customers.add_person(bakery.id, first_name="Karin", surname="Vries")
    other = make.customer("Ander")
    customers.add_person(other.id, first_name="Piet", surname="Bakker")
    ((karin, _name),) = call_backs.people_at(bakery.id)
    ((piet, _name),) = call_backs.people_at(other.id)
    call_backs.add(Asked(customer_id=bakery.id))
    (entry,) = call_backs.listing()

    with pytest.raises(UserError, match="Choose another one"):
        call_backs.plan(entry.id, entry.version, reason="", due_at=None, person_id=piet)
    call_backs.plan(entry.id, entry.version, reason="", due_at=None, person_id=karin)

    assert call_backs.listing()[0].person_name == "Karin Vries"


@pytest.mark.parametrize("typed", ["12", "geen nummer", "-"])
def test_what_cannot_be_called_is_not_put_on_the_list(typed: str) -> None:
    with pytest.raises(UserError, match="cannot be called"):
        call_backs.add(Asked(number=typed))
    assert call_backs.listing() == []
