"""A stranger becomes somebody we know: the number, all calls of it, and who waits there."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Origin, PhoneNumber, Relation
from mcsys_desktop.services import call_backs, callers, calls, customers
from mcsys_desktop.services.call_backs import Asked
from mcsys_desktop.services.calls import EventKind, Which
from tests import make
from tests.services.imports.bringing import bring
from tests.services.telling import report_all, said

pytestmark = pytest.mark.usefixtures("db")

NUMBER = "0644192703"


@pytest.fixture
def at() -> datetime:
    return clock.now().replace(microsecond=0) - timedelta(hours=1)


def tell(at: datetime, call: str, last: EventKind, **more: object) -> calls.CallRow:
    kinds = ((EventKind.RINGING, 0), (last, 9))
    return report_all([said(kind, at, second, call=call, **more) for kind, second in kinds])  # type: ignore[arg-type]  # fields of the event


def test_a_new_customer_has_all_calls_of_the_number_and_who_waits_there(at: datetime) -> None:
    tell(at - timedelta(days=60), "1", EventKind.MISSED, number=NUMBER)
    tell(at, "2", EventKind.MISSED, number=NUMBER)
    (waits,) = call_backs.listing()

    made = customers.create(callers.draft_of(NUMBER, "Karin de Vries"))

    assert {call.customer_id for call in Call.select()} == {made}
    (entry,) = call_backs.listing()
    assert (entry.id, entry.customer_name) == (waits.id, "Karin de Vries")
    assert PhoneNumber.get().origin is Origin.PHONE


def test_a_number_is_added_to_who_is_there_as_the_reception_with_every_call(at: datetime) -> None:
    garage = make.customer("Garage Verhoeven")
    tell(at - timedelta(days=60), "1", EventKind.ANSWERED, number=NUMBER)
    row = tell(at, "2", EventKind.MISSED, number=NUMBER)

    found = callers.attach(NUMBER, garage.id, Relation.RECEPTION, None, row.id)

    assert found == 2
    assert {call.customer_id for call in Call.select()} == {garage.id}
    assert CallBack.get().customer_id == garage.id
    number = PhoneNumber.get()
    assert (number.relation, number.origin) == (Relation.RECEPTION, Origin.PHONE)


def test_calls_that_somebody_has_already_stay_theirs(at: datetime) -> None:
    mother, son = make.customer("Moeder"), make.customer("Zoon")
    row = tell(at - timedelta(days=2), "1", EventKind.ANSWERED, number=NUMBER)
    calls.choose_customer(row.id, mother.id)

    assert callers.attach(NUMBER, son.id, Relation.PARENT) == 0

    assert Call.get().customer_id == mother.id


def test_a_number_that_several_have_takes_no_calls_by_itself(at: datetime) -> None:
    make.customer("Een", numbers=[NUMBER])
    other = make.customer("Ander")
    make.number(make.customer("Derde"), NUMBER)
    tell(at, "1", EventKind.ANSWERED, number=NUMBER)

    customers.add_number(other.id, NUMBER)

    assert Call.get().customer_id is None


def test_the_log_is_asked_for_by_what_matters(at: datetime) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=["0334612045"])
    known = tell(at, "1", EventKind.ANSWERED)
    missed = tell(at, "2", EventKind.MISSED, number=NUMBER)
    calls.finish(known.id, calls.Result.SOLVED)

    def ids(**asked: object) -> list[int]:
        return [row.id for row in calls.recent(50, None, **asked)]  # type: ignore[arg-type]  # as asked

    assert ids(which=Which.MISSED) == ids(which=Which.UNKNOWN) == [missed.id]
    assert ids(which=Which.MINE) == [known.id]
    assert ids(e164="+31644192703") == [missed.id]
    assert ids(customer_id=bakery.id) == [known.id]


def test_every_number_that_is_sent_is_in_the_log_and_a_withheld_one_is_not(at: datetime) -> None:
    tell(at, "1", EventKind.MISSED, number=NUMBER)
    tell(at, "2", EventKind.MISSED, number="0612345678", withheld=True, name_raw="Jansen")

    assert {(call.e164, call.number_raw, call.name_given) for call in Call.select()} == {
        ("+31644192703", NUMBER, ""),
        ("", "", ""),
    }
    assert [entry.e164 for entry in call_backs.listing()] == ["+31644192703"]


def test_a_list_that_brings_the_customer_names_who_waits_and_all_calls(
    at: datetime, tmp_path: Path
) -> None:
    tell(at - timedelta(days=60), "1", EventKind.ANSWERED, number=NUMBER)
    tell(at, "2", EventKind.MISSED, number=NUMBER)
    call_backs.add(Asked(number="06 1234 5678"))  # nobody called: somebody wrote it down

    bring("Naam;Telefoon\nGarage Verhoeven;06 44192703\nAnna Smit;06-12345678\n", tmp_path)

    assert {row.customer_name for row in calls.recent()} == {"Garage Verhoeven"}
    names = [(row.customer_name, row.e164) for row in call_backs.listing()]
    assert names == [("Garage Verhoeven", "+31644192703"), ("Anna Smit", "+31612345678")]


def test_a_list_gives_nobody_a_call_that_several_may_have_made(
    at: datetime, tmp_path: Path
) -> None:
    make.customer("Een", numbers=[NUMBER])
    make.customer("Ander", numbers=[NUMBER])
    tell(at, "1", EventKind.MISSED, number=NUMBER)

    bring("Naam;Telefoon\nGarage Verhoeven;06 44192703\n", tmp_path)

    assert call_backs.listing()[0].customer_name == ""


def test_a_number_that_is_mended_brings_its_calls(at: datetime) -> None:
    garage = make.customer("Garage Verhoeven")
    tell(at, "1", EventKind.MISSED, number=NUMBER)
    line = make.number(garage, "06 4419 2704")

    customers.change_number(line.id, line.version, typed=NUMBER)

    assert call_backs.listing()[0].customer_name == "Garage Verhoeven"


def test_whoever_is_written_down_by_number_is_the_customer_who_has_it() -> None:
    garage = make.customer("Garage Verhoeven", numbers=[NUMBER])

    call_backs.add(Asked(number="06-44 19 27 03", name="Verhoeven jr."))

    (entry,) = call_backs.listing()
    assert (entry.customer_id, entry.name) == (garage.id, "Verhoeven jr.")
