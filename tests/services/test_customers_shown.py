"""Customers: the list, its rows, and the card."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import calls, customers
from mcsys_desktop.services.customers import (
    CustomerFilter,
    CustomerKind,
)
from tests import make

pytestmark = pytest.mark.usefixtures("db")


def test_the_list_is_in_dutch_order_page_by_page() -> None:
    names = ("De Gouden Leeuw", "Bakkerij Bos", "Café 't Hoekje", "Zwart B.V.", "Ünal")
    for name in names:
        make.customer(name)
    make.customer("Pieter van der Wal", kind=CustomerKind.PRIVATE)
    make.customer("Weg", archived_at=clock.now())
    merged = make.customer("Samengevoegd")
    with transaction():
        merged.merged_into = Customer.get(Customer.name == "Bakkerij Bos")
        merged.save()

    pages = []
    after = None
    while rows := customers.listing(CustomerFilter.ALL, after, 2):
        pages.append([row.name for row in rows])
        after = (rows[-1].sort_key, rows[-1].id)

    assert pages == [
        ["Bakkerij Bos", "Café 't Hoekje"],
        ["De Gouden Leeuw", "Ünal"],
        ["Pieter van der Wal", "Zwart B.V."],
    ]
    assert customers.count() == 6
    assert customers.count(CustomerFilter.PRIVATE) == 1
    assert [row.name for row in customers.listing(CustomerFilter.PRIVATE)] == ["Pieter van der Wal"]


def test_a_row_shows_place_and_first_number_that_still_counts() -> None:
    bakery = make.customer("Bakkerij", city="Amersfoort")
    make.number(bakery, "0334612045", valid_until=clock.now(), position=0)
    make.number(bakery, "0612345678", position=1)
    make.number(bakery, "0687654321", position=2)

    (row,) = customers.listing()

    assert (row.city, row.phone, row.badge) == ("Amersfoort", "06 1234 5678", None)


def test_a_customer_whose_call_was_missed_today_says_so_until_it_is_handled() -> None:
    make.customer("Garage", numbers=["0342 41 55 60"])
    now = clock.now()
    for kind in (calls.EventKind.RINGING, calls.EventKind.MISSED):
        call = calls.report(calls.CallEvent("a", "1", kind, now, number_raw="0342415560"))

    (row,) = customers.listing()
    assert row.badge is not None
    assert row.badge.tone == "bad"

    calls.mark_handled(call.id)
    assert customers.listing()[0].badge is None


def test_the_card_shows_what_belongs_to_a_merged_customer_too() -> None:
    heir = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    merged = make.customer("De Vries brood", numbers=["06 1234 5678"])
    at = clock.now() - timedelta(minutes=1)
    call = calls.report(
        calls.CallEvent("a", "1", calls.EventKind.RINGING, at, number_raw="0612345678")
    )
    with transaction():
        merged.merged_into = heir
        merged.save()

    card = customers.card(merged.id)

    assert card.id == heir.id
    assert {number.shown for number in card.numbers} == {"033 461 20 45", "06 1234 5678"}
    assert card.last_contact is not None
    assert (card.last_contact.id, card.last_contact.customer_name) == (call.id, "Bakkerij De Vries")


def test_a_customer_that_is_gone_is_said_so() -> None:
    with pytest.raises(UserError, match="no longer"):
        customers.card(4711)
