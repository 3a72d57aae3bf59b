"""Who is calling: matched in steps, all hits with their reason, in one round trip."""

from datetime import datetime, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.phone import Number, NumberKind
from mcsys_desktop.models.base import database, transaction
from mcsys_desktop.models.customers import Customer, CustomerKind, NumberUse, Relation
from mcsys_desktop.services import callers, calls, customers
from mcsys_desktop.services.callers import CallerCard, MatchStep
from mcsys_desktop.services.calls import CallEvent, EventKind
from tests import make
from tests.conftest import Office

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def at() -> datetime:
    """Today, and before now."""
    now = clock.now()
    return now - (now - clock.day_starts(clock.today())) / 2


def call(at: datetime, *told: EventKind, number: str = "0334612045", name: str = "1") -> int:
    """Let a call happen; returns its id."""
    row = None
    for second, kind in enumerate(told):
        moment = at + timedelta(milliseconds=second)
        row = calls.report(CallEvent("handset:01", name, kind, moment, number_raw=number))
    assert row is not None
    return row.id


CONVERSATION = (EventKind.RINGING, EventKind.ANSWERED, EventKind.ENDED)
MISSED = (EventKind.RINGING, EventKind.MISSED)


def names(card: CallerCard) -> list[str]:
    return [hit.name for hit in card.hits]


def test_a_caller_is_recognised_by_any_spelling_of_the_number() -> None:
    make.customer("Bakkerij De Vries", numbers=["033-461 20 45"])

    for spelling in ("0334612045", "+31334612045", "0031334612045", "sip:0334612045@pbx"):
        (hit,) = callers.recognise(spelling).hits
        assert (hit.name, hit.step, hit.reason) == (
            "Bakkerij De Vries",
            MatchStep.EXACT,
            "Main number",
        )


def test_a_hit_says_whose_number_it_is() -> None:
    bakery = make.customer("Bakkerij De Vries")
    karin = make.person(bakery, "Karin", "de", "Vries")
    use, relation = NumberUse.OTHER, Relation.ACCOUNTANT
    make.number(bakery, "0334612045", person=karin, use=use, relation=relation)

    (hit,) = callers.recognise("0334612045").hits

    assert (hit.person, hit.person_id, hit.number) == ("Karin de Vries", karin.id, 1001)
    assert (hit.use, hit.relation, hit.reason) == (use, relation, "Number of the accountant")


def test_several_customers_with_one_number_are_all_shown_and_none_is_picked() -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    ruud = make.customer("Ruud de Vries", kind=CustomerKind.PRIVATE)
    make.number(ruud, "0334612045", relation=Relation.PARTNER)
    karin = make.customer("Karin de Vries", kind=CustomerKind.PRIVATE)
    make.number(karin, "033-4612045", valid_until=datetime(2024, 5, 1, tzinfo=clock.now().tzinfo))

    card = callers.recognise("0334612045")

    assert {hit.customer_id: hit.reason for hit in card.hits} == {
        bakery.id: "Main number",
        ruud.id: "Number of the partner",
        karin.id: "Former number (until 2024)",
    }


def test_active_customers_come_first_and_of_those_the_one_that_called_last(at: datetime) -> None:
    gone = make.customer("Gestopt", numbers=["06 1111 1111"], archived_at=at)
    silent = make.customer("Stil")
    old = make.customer("Oud", numbers=["06 2222 2222"])
    new = make.customer("Nieuw", numbers=["06 3333 3333"])
    first = call(at, *CONVERSATION, number="0611111111", name="1")
    calls.choose_customer(first, gone.id)
    call(at - timedelta(days=9), *CONVERSATION, number="0622222222", name="2")
    call(at - timedelta(days=3), *CONVERSATION, number="0633333333", name="3")
    for customer in (gone, silent, old, new):
        make.number(customer, "0334612045")

    card = callers.recognise("0334612045")

    assert names(card) == ["Nieuw", "Oud", "Stil", "Gestopt"]
    assert [hit.archived for hit in card.hits] == [False, False, False, True]
    last = card.hits[0].last_contact
    assert last is not None
    assert abs(last - (at - timedelta(days=3))) < timedelta(milliseconds=1)


def test_people_of_one_customer_that_share_a_number_are_one_hit() -> None:
    home = make.customer("Familie de Vries")
    for first_name in ("Karin", "Ruud"):
        person = make.person(home, first_name, "de", "Vries")
        make.number(home, "0334612045", person=person)

    (hit,) = callers.recognise("0334612045").hits

    assert (hit.person, hit.person_id) == ("Karin de Vries, Ruud de Vries", None)


def test_the_same_last_nine_digits_count_only_when_the_number_itself_is_unknown() -> None:
    make.customer("Belg", numbers=["+32 499 12 34 56"])

    (hit,) = callers.recognise("+49 499 123456").hits
    assert (hit.name, hit.step, hit.reason) == ("Belg", MatchStep.TAIL, "Same last nine digits")

    make.customer("Duitser", numbers=["+49 499 123456"])
    assert names(callers.recognise("+49 499 123456")) == ["Duitser"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # the text decides, not the engine
def test_another_town_with_the_same_seven_digits_is_nobody() -> None:
    make.customer("Amsterdammer", numbers=["020 461 20 45"])

    assert callers.recognise("030 461 20 45").hits == ()


def test_a_number_out_of_a_company_s_own_series_leads_to_the_company() -> None:
    make.customer("School", numbers=["033 470 81 00"], trunk_digits=2)
    make.customer("Winkel", numbers=["033 470 82 00"])

    (hit,) = callers.recognise("033 470 81 23").hits
    assert (hit.name, hit.step, hit.reason) == (
        "School",
        MatchStep.TRUNK,
        "Number from their series",
    )
    assert callers.recognise("033 470 82 23").hits == ()
    assert callers.recognise("033 470 71 23").hits == ()

    make.customer("Conciërge", numbers=["033 470 81 23"])
    assert names(callers.recognise("033 470 81 23")) == ["Conciërge"]


def test_a_series_may_have_three_or_four_digits() -> None:
    make.customer("Drie", numbers=["033 470 8000"], trunk_digits=3)
    make.customer("Vier", numbers=["035 470 0000"], trunk_digits=4)

    assert names(callers.recognise("033 470 8999")) == ["Drie"]
    assert callers.recognise("033 470 9000").hits == ()
    assert names(callers.recognise("035 470 9999")) == ["Vier"]
    assert callers.recognise("035 471 0000").hits == ()


def test_numbers_that_many_people_share_never_match() -> None:
    for typed in ("112", "0900-8844", "201", "anonymous", "belt zelf"):
        make.customer(f"Heeft {typed}", numbers=[typed])

    for sent in ("112", "0900-8844", "201", "anonymous", "belt zelf", "", "<unknown>"):
        assert callers.recognise(sent).hits == (), sent
    assert callers.recognise("0334612045").hits == ()


def test_a_withheld_call_is_not_looked_up_even_with_a_number() -> None:
    make.customer("Bakkerij De Vries", numbers=["0334612045"])

    assert callers.recognise("0334612045", withheld=True) == CallerCard(Number(NumberKind.WITHHELD))


def test_merged_customers_are_followed_to_the_last_one(at: datetime) -> None:
    last, middle = make.customer("Laatste"), make.customer("Midden")
    make.customer("Eerste", numbers=["0334612045"], merged_into=middle)
    with transaction():
        middle.merged_into = last
        middle.save()
    talked = call(at, *CONVERSATION, number="0612345678")
    calls.choose_customer(talked, middle.id)

    card = callers.recognise("0334612045")

    assert [(hit.name, hit.customer_id) for hit in card.hits] == [("Laatste", last.id)]
    assert card.hits[0].last_contact is not None
    assert [(fact.kind, fact.customer_id) for fact in card.facts] == [
        ("last_conversation", last.id)
    ]


def test_two_merged_customers_with_the_number_are_one_hit() -> None:
    heir = make.customer("Bakkerij", numbers=["0334612045"])
    make.customer("Bakkerij oud", numbers=["033 4612045"], merged_into=heir)

    assert names(callers.recognise("0334612045")) == ["Bakkerij"]


def test_a_customer_without_a_name_goes_by_its_number() -> None:
    make.customer("", kind=CustomerKind.PRIVATE, numbers=["0612345678"])

    assert names(callers.recognise("0612345678")) == ["Customer 1001"]


def test_a_call_that_rings_now_is_no_last_contact() -> None:
    make.customer("Bakkerij", numbers=["0334612045"])
    call(clock.now(), EventKind.RINGING)

    (hit,) = callers.recognise("0334612045").hits

    assert hit.last_contact is None


def test_merged_rows_made_behind_our_back_do_not_hang_the_card(db: Office) -> None:
    one = make.customer("Een", numbers=["0334612045"])
    two = make.customer("Twee", merged_into=one)
    _close_a_circle(db, one.id, two.id)

    assert callers.recognise("0334612045").hits == ()
    assert customers.card(one.id).id in (one.id, two.id)


def _close_a_circle(office: Office, one: int, two: int) -> None:
    """As nobody can who has only our program: the database refuses it."""
    if office.path is None:
        with office.administrator() as admin:
            admin.execute("SET session_replication_role = replica")
            admin.execute("UPDATE app.customer SET merged_into_id = %s WHERE id = %s", (two, one))
        return
    with database.connection() as connection:
        asked = "SELECT sql FROM sqlite_master WHERE name = 'customer_update_guard'"
        (guard,) = connection.execute(asked).fetchone()
        connection.execute("DROP TRIGGER customer_update_guard")
        with transaction():
            Customer.update(merged_into=two, version=2).where(Customer.id == one).execute()
        connection.execute(guard)
