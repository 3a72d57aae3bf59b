"""After merging every way of looking leads to one customer, with what either has."""

from typing import Any

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.services import callers, calls, customers, history
from mcsys_desktop.services.customers import tables
from tests import make
from tests.services.two_customers import bakery, bread, merge, rang, tagged

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def heir() -> Customer:
    return bakery()


@pytest.fixture
def other() -> Customer:
    return bread()


def test_a_call_from_the_number_of_the_other_shows_the_heir(
    heir: Customer, other: Customer
) -> None:
    merge(heir, other)

    (hit,) = callers.recognise("0612345678").hits
    assert (hit.customer_id, hit.name) == (heir.id, "Bakkerij De Vries")
    row = rang("0612345678")
    assert row.customer_id == heir.id
    assert [call.id for call in calls.of_customer(heir.id)] == [row.id]


def test_what_was_known_of_the_other_leads_to_the_heir(heir: Customer, other: Customer) -> None:
    merge(heir, other)

    assert customers.card(other.id).id == heir.id
    (line,) = customers.card(other.id).merged
    assert (line.customer_id, line.name, line.number) == (other.id, other.name, other.number)


@pytest.mark.parametrize(
    "typed", ["de vries brood", "karin@voorbeeld", "0612345678", "Soest", "1002", "bakkerij"]
)
def test_the_heir_is_found_by_everything_of_both(
    heir: Customer, other: Customer, typed: str
) -> None:
    assert other.number == 1002
    merge(heir, other)

    assert [row.id for row in customers.search(typed)] == [heir.id]


def test_lists_show_one_with_what_either_has(other: Customer) -> None:
    bare = make.customer("Bakkerij")
    rang("0612345678", other)
    merge(bare, other)

    (row,) = customers.listing()
    assert (row.id, row.city, row.phone) == (bare.id, "Soest", "06 1234 5678")
    assert row.badge is not None
    assert row.badge.text == "Missed call"
    assert customers.count() == 1


def test_the_table_shows_and_seeks_one_with_what_either_has(other: Customer) -> None:
    bare, third = make.customer("Bakkerij"), make.customer("Bakker")
    tag = tagged("Horeca", other)
    rang("0612345678", other)
    merge(third, other)
    merge(bare, third)  # what it has stands two steps away
    order = tables.order("name")

    def lines(**sought: Any) -> list[tables.CustomerLine]:
        return tables.between(tables.Sought(**sought), order, None, None, 10)

    (line,) = lines()
    assert (line.id, line.place, line.phone) == (bare.id, "Soest", "06 1234 5678")
    assert (line.email, line.tags) == ("karin@voorbeeld.example", ("Horeca",))
    assert line.last_contact is not None
    assert lines(tag=tag.id) == lines(place="Soest") == [line]
    assert lines(no_number=True) == lines(no_email=True) == lines(place="Leusden") == []


def test_the_note_of_the_other_is_told_once(heir: Customer, other: Customer) -> None:
    merge(heir, other)

    told = [fact for fact in callers.recognise("0334612045").facts if fact.kind == "customer_note"]
    assert [(fact.title, fact.customer_id) for fact in told] == [("Achterom leveren", heir.id)]


def test_the_history_of_the_heir_tells_of_both(heir: Customer, other: Customer) -> None:
    merge(heir, other)

    told = history.of_customer(heir.id)
    whose = {line.customer_id for act in told for line in act.lines}
    assert {heir.id, other.id} <= whose
    titles = [line.title for act in told for line in act.lines]
    assert "Merging with another customer added" in titles


def test_a_former_number_of_the_other_still_finds_the_heir(heir: Customer, other: Customer) -> None:
    merge(heir, other)
    number = PhoneNumber.get(PhoneNumber.e164 == "+31612345678")
    customers.change_number(number.id, number.version, valid_until=clock.now())

    (hit,) = callers.recognise("0612345678").hits
    assert hit.customer_id == heir.id
    assert hit.reason.startswith("Former number")
