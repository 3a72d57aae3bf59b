"""Two desks are busy with the same two customers: one is told, and nothing is done twice."""

import threading

import pytest

from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.models import base
from mcsys_desktop.models.customers import (
    Customer,
)
from mcsys_desktop.models.merging import Merging
from mcsys_desktop.services import customers, merging
from tests.conftest import AtDesk
from tests.services.two_customers import again, bakery, bread, merge

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def heir() -> Customer:
    return bakery()


@pytest.fixture
def other() -> Customer:
    return bread()


def test_somebody_else_was_first(heir: Customer, other: Customer, at_desk: AtDesk) -> None:
    seen = merging.preview(heir.id, other.id)
    one, two = seen.heir.card, seen.other.card
    at_desk(lambda: customers.change(two.id, two.version, notes="Anders"))

    with pytest.raises(StaleRecord):
        merging.merge(one.id, one.version, two.id, two.version)
    assert again(other).merged_into_id is None


def test_asked_again_it_is_done_once(heir: Customer, other: Customer) -> None:
    asked = (heir.id, heir.version, other.id, other.version, None, "a" * 32)
    assert merging.merge(*asked) == merging.merge(*asked)
    assert Merging.select().count() == 1


def test_taken_apart_by_two_people(heir: Customer, other: Customer, at_desk: AtDesk) -> None:
    merging_id = merge(heir, other)
    at_desk(merging.undo, merging_id)

    with pytest.raises(UserError, match="apart already"):
        merging.undo(merging_id)


@pytest.mark.parametrize("crosswise", [False, True])
def test_of_two_desks_that_merge_the_same_two_at_once_one_is_told(
    heir: Customer, other: Customer, crosswise: bool
) -> None:
    start = threading.Barrier(2)
    said: list[str] = []

    def desk(one: Customer, two: Customer) -> None:
        with base.connected():
            start.wait()
            try:
                merging.merge(one.id, one.version, two.id, two.version)
            except UserError as error:
                said.append(str(error))
            else:
                said.append("")

    ways = [(heir, other), (other, heir) if crosswise else (heir, other)]
    desks = [threading.Thread(target=desk, args=way) for way in ways]
    for each in desks:
        each.start()
    for each in desks:
        each.join()

    assert len([told for told in said if told]) == 1, said
    assert Merging.select().count() == 1
    assert sum(again(one).merged_into_id is not None for one in (heir, other)) == 1
