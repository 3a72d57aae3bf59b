"""The one name that a telephone shows: of whom there is no doubt, and of nobody else."""

import pytest

from mcsys_desktop.core import clock, i18n
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer, CustomerKind, Relation
from mcsys_desktop.services import callers
from tests import make

pytestmark = pytest.mark.usefixtures("db")

NUMBER = "033-461 20 45"


def private(name: str, **fields: object) -> Customer:
    return make.customer(name, kind=CustomerKind.PRIVATE, **fields)  # type: ignore[arg-type]


def test_the_only_customer_is_named_by_any_spelling() -> None:
    make.customer("Bakkerij De Vries", numbers=[NUMBER])
    for spelling in ("0334612045", "+31334612045", "31334612045", "0031334612045"):
        assert callers.name_of(spelling) == "Bakkerij De Vries"


@pytest.mark.parametrize("number", ["", "0334612046", "anonymous", "201", "112", "x" * 100])
def test_of_anything_else_nobody_is_named(number: str) -> None:
    make.customer("Bakkerij De Vries", numbers=[NUMBER])
    assert callers.name_of(number) == ""


def test_archived_customers_and_former_numbers_are_not_named() -> None:
    make.customer("Weg", numbers=[NUMBER], archived_at=clock.now())
    former = private("Vroeger")
    make.number(former, NUMBER, valid_until=clock.now())
    assert callers.name_of(NUMBER) == ""
    make.customer("Nu", numbers=[NUMBER])
    assert callers.name_of(NUMBER) == "Nu"


def test_a_merged_customer_is_named_as_what_it_became() -> None:
    kept = make.customer("Bakkerij De Vries")
    gone = make.customer("Bakkerij Vries", numbers=[NUMBER])
    with transaction():
        gone.merged_into = kept
        gone.save()
    assert callers.name_of(NUMBER) == "Bakkerij De Vries"


def test_the_same_last_digits_are_not_enough() -> None:
    make.customer("Bakkerij De Vries", numbers=["+32 33 461 20 45"])
    assert callers.recognise("0334612045").hits
    assert callers.name_of("0334612045") == ""


def test_an_accountant_is_not_one_of_those_he_works_for() -> None:
    for name in ("Jansen", "Pietersen"):
        make.number(private(name), NUMBER, relation=Relation.ACCOUNTANT)
    make.customer("Cijfers B.V.", numbers=[NUMBER])
    assert callers.name_of(NUMBER) == "Cijfers B.V."


def test_a_number_of_work_is_the_firms() -> None:
    make.customer("Garage Voorbeeld", numbers=[NUMBER])
    private("Jansen", numbers=[NUMBER])
    private("Pietersen", numbers=[NUMBER])
    assert callers.name_of(NUMBER) == "Garage Voorbeeld"


def test_of_several_unrelated_customers_none_is_picked() -> None:
    i18n.use("nl")
    private("Jansen", numbers=[NUMBER])
    private("Pietersen", numbers=[NUMBER])
    assert callers.name_of(NUMBER) == "2 klanten"
    i18n.use("en")
