"""Why somebody may be calling: the facts of the card, and what the card costs."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import database
from mcsys_desktop.services import call_backs, callers, calls
from mcsys_desktop.services.callers import CallerCard
from mcsys_desktop.services.calls import CallEvent, EventKind
from tests import make
from tests.conftest import AtDesk, Office

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


def test_the_card_says_what_was_talked_about_last(at: datetime) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=["0334612045"])
    first = call(at - timedelta(hours=30), *CONVERSATION, name="1")
    second = call(at - timedelta(hours=28), *CONVERSATION, name="2")
    call(at - timedelta(hours=26), *MISSED, name="3")
    calls.write_note(first, 1, "Te oud", "")
    calls.write_note(second, 1, "Kassa blijft hangen", "")

    (fact,) = callers.recognise("0334612045").facts

    assert (fact.kind, fact.detail, fact.target, fact.customer_id) == (
        "last_conversation",
        "Kassa blijft hangen",
        f"call:{second}",
        bakery.id,
    )


def test_the_card_counts_what_was_missed_today_and_nobody_picked_up(at: datetime) -> None:
    make.customer("Garage", numbers=["0334612045", "0612345678"])
    call(at - timedelta(days=1), *MISSED, name="0")
    handled = call(at, *MISSED, name="1")
    calls.mark_handled(handled)
    call(at, *MISSED, name="2")
    last = call(at + timedelta(seconds=10), *MISSED, name="3", number="0612345678")

    (fact,) = callers.recognise("0334612045").facts

    assert (fact.kind, fact.tone, fact.title) == ("missed_today", "bad", "2 missed calls today")
    assert fact.target == f"call:{last}"
    assert clock.time_of_day(at + timedelta(seconds=10)) in fact.detail


def test_a_stranger_s_missed_calls_are_told_about_the_number(at: datetime) -> None:
    call(at, *MISSED, number="0612345678")

    card = callers.recognise("0612345678")

    assert card.hits == ()
    assert [(fact.title, fact.customer_id) for fact in card.facts] == [
        ("1 missed call today", None)
    ]
    assert callers.recognise("0687654321").facts == ()


def test_the_note_about_a_customer_comes_before_everything_else(at: datetime) -> None:
    customer = make.customer("Garage", numbers=["0334612045"], notes="Spreek rustig")
    call(at - timedelta(minutes=10), *CONVERSATION, name="1")
    call(at, *MISSED, name="2")

    facts = callers.recognise("0334612045").facts

    assert [fact.kind for fact in facts] == ["customer_note", "missed_today", "last_conversation"]
    assert (facts[0].title, facts[0].target) == ("Spreek rustig", f"customer:{customer.id}")


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is sent to the database from here on."""
    sent: list[str] = []
    real = database.obj.execute_sql

    def listen(sql: str, params: Any = None) -> Any:
        sent.append(sql)
        return real(sql, params)

    monkeypatch.setattr(database.obj, "execute_sql", listen)
    return sent


def test_a_caller_costs_one_round_trip(statements: list[str]) -> None:
    callers.warm()
    make.customer("Bakkerij", numbers=["0334612045"], notes="let op")
    statements.clear()

    assert callers.recognise("0334612045").facts

    assert len(statements) == 1
    callers.recognise("0612345678")
    assert statements[0] == statements[1]


def test_a_service_or_internal_number_costs_no_round_trip(statements: list[str]) -> None:
    callers.recognise("112")
    callers.recognise("201")
    callers.recognise("anonymous")

    assert statements == []


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
def test_the_statement_is_prepared_and_planned_once_after_warming(db: Office) -> None:
    callers.warm()
    callers.recognise("0334612045")

    asked = "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE %s"
    ((generic, custom),) = database.execute_sql(asked, ("WITH RECURSIVE exact%",)).fetchall()
    assert generic >= 2
    assert custom == 0


def test_readers_may_see_who_calls(at_desk: AtDesk) -> None:
    make.customer("Bakkerij", numbers=["0334612045"])

    card = at_desk(callers.recognise, "0334612045", login="rita")

    assert names(card) == ["Bakkerij"]


def test_the_card_says_who_calls_them_back(at: datetime, at_desk: AtDesk) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=["0334612045"])
    call(at, *MISSED)
    (entry,) = call_backs.listing()
    at_desk(call_backs.take, entry.id)
    who = call_backs.listing()[0].taken_name

    (fact,) = callers.recognise("0334612045").facts

    assert (fact.kind, fact.customer_id) == ("call_back", bakery.id)
    assert fact.title == f"To be called back: {who} does it"
    assert fact.target == f"call_back:{entry.id}"


def test_the_card_says_what_a_stranger_was_to_be_called_back_for() -> None:
    call_backs.add(call_backs.Asked(number="0612345678", reason="Offerte  voor\neen scherm"))

    (fact,) = callers.recognise("0612345678").facts

    assert (fact.kind, fact.title) == ("call_back", "Waits to be called back")
    assert fact.detail == "Offerte voor een scherm"
