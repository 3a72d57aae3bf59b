"""One search finds customers, their people and calls, in the order in which they are meant."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock, phone
from mcsys_desktop.models import base
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call, CallState, Outcome
from mcsys_desktop.models.customers import Address, Customer, Relation
from mcsys_desktop.services import customers, search
from mcsys_desktop.services.customers import search_text
from tests import make

pytestmark = pytest.mark.usefixtures("db")


def called(
    owner: Customer | None = None, number: str = "0612345678", note: str = "", **fields: object
) -> Call:
    with base.transaction():
        given: dict[str, object] = {"rang_at": clock.now(), "outcome": Outcome.ANSWERED} | fields
        made = Call(
            customer=owner,
            e164=phone.parse(number).e164,
            number_raw=number,
            note=note,
            state=CallState.ENDED,
            **given,
        )
        made.save()
    return made


def ids(typed: str) -> list[int]:
    return [int(found.target.partition(":")[2]) for found in search.find_customers(typed)]


def test_whoever_waits_stands_first_then_who_was_just_spoken_then_the_best_match() -> None:
    starts = make.customer("Vries Fietsen")
    spoken = make.customer("Garage Vries")
    waits = make.customer("Bakkerij De Vries")
    inside = make.customer("Devriesland", numbers=["0612345678"])
    called(spoken)
    called(inside)
    with base.transaction():
        CallBack(customer=waits, waits_since=clock.now()).save()

    assert ids("vries") == [waits.id, spoken.id, starts.id, inside.id]
    assert search.find_customers("vries")[0].badge is not None


def test_nothing_goes_before_an_exact_number_or_name() -> None:
    waits = make.customer("Bos Tuinen", numbers=["06 1234 5678"], number=2001)
    wanted = make.customer("Bos", numbers=["06 8765 4321"], number=1234)
    called(waits, outcome=Outcome.MISSED)

    assert ids("bos")[0] == wanted.id
    assert ids("1234") == [wanted.id, waits.id]
    assert ids("06 8765 4321") == [wanted.id]


def test_a_call_that_was_dealt_with_makes_nobody_wait() -> None:
    first = make.customer("Aalbers Jansen")
    handled = make.customer("Zwart Jansen")
    called(handled, outcome=Outcome.MISSED, rang_at=clock.now() - timedelta(days=2))
    with base.transaction():
        CallBack(customer=handled, waits_since=clock.now(), closed_at=clock.now()).save()

    assert ids("jansen") == [first.id, handled.id]


def test_many_that_fit_do_not_hide_the_one_that_is_dealt_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mcsys_desktop.models.search.MOST", 3)
    for number in range(8):
        make.customer(f"Aanbieder {number}", city="Leusden")
    wanted = make.customer("Zwembad", city="Leusden")
    called(wanted)

    assert ids("leusden")[0] == wanted.id


def test_the_reason_says_why_it_was_found() -> None:
    owner = make.customer("Jan de Boer", city="Soest", numbers=["06 1234 5678"])
    make.person(owner, "Fatima", "el", "Amrani")
    make.number(owner, "035 602 14 09", relation=Relation.PARENT, position=1)
    make.number(owner, "035 602 14 10", relation=Relation.OTHER, remark="moeder", position=2)
    with base.transaction():
        Address(
            customer=owner, street="Dorpsstraat", house_number="12", postcode="3811 AH", city="Ede"
        ).save()
        search_text.renew(owner.id)

    def reason(typed: str) -> str:
        (found,) = search.find_customers(typed)
        return found.reason

    assert reason("boer") == reason("boer soest") == ""
    assert reason("dorpsstraat 12") == "street: Dorpsstraat 12"
    assert reason("3811ah") == "postcode: 3811 AH"
    assert reason("ede") == "place: Ede"
    assert reason("fatima") == "contact: Fatima el Amrani"
    assert reason("0356021409") == "phone of a parent: 035 602 14 09"
    assert reason("602 14 10") == "phone of moeder: 035 602 14 10"
    assert reason("0612") == "", "its number stands in the row"
    assert reason(str(owner.number)) == f"customer number {owner.number}"


def test_a_row_shows_place_and_first_number_and_a_mask_for_the_counter() -> None:
    owner = make.customer("Garage Verhoeven", city="Barneveld", numbers=["0342 41 55 60"])

    (found,) = search.find_customers("verhoeven")

    assert (found.title, found.detail, found.kept) == (
        "Garage Verhoeven",
        "Barneveld",
        "0342 41 55 60",
    )
    assert found.masked == f"Customer {owner.number}"
    assert found.icon == "building-2"


def test_misspelt_names_come_apart_and_nobody_twice() -> None:
    exact = make.customer("Jansen Fietsen", city="Leusden")
    near = make.customer("Janssen Kozijnen", city="Leusden")
    make.customer("Heel Ander Bedrijf", city="Leusden")

    answer = search.find("jansen")
    assert [one.target for one in answer.found] == [f"customer:{exact.id}"]
    assert answer.few
    alike = search.find_alike("jansen", {one.target for one in answer.found})
    assert [one.target for one in alike] == [f"customer:{near.id}"]
    assert search.find_alike("yansen leusden")[0].target.startswith("customer:")
    assert search.find_alike("0612345678") == ()
    assert search.find_alike("qqq") == ()


def test_who_is_archived_is_not_guessed_and_who_was_merged_leads_to_the_heir() -> None:
    heir = make.customer("Erfgenaam")
    make.customer("Verhoeven", merged_into=heir)
    make.customer("Verhoefen", archived_at=clock.now())

    assert [one.target for one in search.find_alike("Ferhoeven")] == [f"customer:{heir.id}"]


def test_numbers_of_a_merged_customer_lead_to_its_heir() -> None:
    heir = make.customer("Garage Verhoeven", city="Ede")
    gone = make.customer("Garage V", numbers=["0342 41 55 60"])
    with base.transaction():
        gone = Customer.get_by_id(gone.id)
        gone.merged_into = heir
        gone.save()
        search_text.renew(gone.id)
        base.database.execute_sql("SELECT 1")

    (found,) = search.find_customers("0342415560")
    assert (found.target, found.kept) == (f"customer:{heir.id}", "0342 41 55 60")


def calls_found(typed: str) -> list[str]:
    return [one.target for one in search.find(typed).found if one.kind == "call"]


def test_calls_are_found_by_number_customer_and_what_was_said() -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    known = called(bakery, "0334612045", "Kassa blijft hangen")
    stranger = called(None, "0687654321", outcome=Outcome.MISSED)

    for typed in ("0687654321", "06 8765 43", "+31687", "0031 6 8765", "8765"):
        assert calls_found(typed) == [f"call:{stranger.id}"], typed
    for typed in ("kassa hangen", "vries", "033 461 20 45"):
        assert calls_found(typed) == [f"call:{known.id}"], typed
    assert calls_found("06") == calls_found("zzz") == []


def test_missed_calls_are_found_by_saying_so() -> None:
    today = called(None, "0611111111", outcome=Outcome.MISSED)
    past = called(
        None, "0622222222", outcome=Outcome.MISSED, rang_at=clock.now() - timedelta(days=3)
    )
    called(None, "0633333333")

    assert calls_found("missed today") == [f"call:{today.id}"]
    assert calls_found("missed") == [f"call:{today.id}", f"call:{past.id}"]
    assert calls_found("missed kassa") == []


def test_a_call_without_a_customer_shows_its_number() -> None:
    called(None, "0687654321", outcome=Outcome.MISSED)

    (found,) = search.find("0687654321").found

    assert (found.title, found.masked, found.icon) == (
        "06 8765 4321",
        "06 8765 4321",
        "phone-missed",
    )


def test_the_finder_of_callers_has_the_same_order() -> None:
    make.customer("Aalbers Jansen")
    spoken = make.customer("Zwart Jansen")
    called(spoken)

    assert [row.id for row in customers.search("jansen")] == ids("jansen")
    assert customers.search("jansen")[0].id == spoken.id
