"""Two customers become one, and are two again: nothing is lost on the way there or back."""

import json
from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import (
    Customer,
    CustomerKind,
    CustomerPerson,
    InvoicesBy,
    Person,
    Standing,
)
from mcsys_desktop.models.merging import Merging
from mcsys_desktop.models.notes import Note
from mcsys_desktop.services import callers, customers, merging
from mcsys_desktop.services.merging import Choice
from tests import make
from tests.services.two_customers import again, bakery, bread, merge, rang, tagged

pytestmark = pytest.mark.usefixtures("db")


def lines(heir: Customer, other: Customer) -> dict[str, merging.FieldLine]:
    return {line.field: line for line in merging.preview(heir.id, other.id).fields}


@pytest.fixture
def heir() -> Customer:
    return bakery()


@pytest.fixture
def other() -> Customer:
    return bread()


def test_what_is_empty_is_taken_over_and_what_differs_stays(
    heir: Customer, other: Customer
) -> None:
    seen = lines(heir, other)

    assert seen["kvk_number"].proposed is Choice.OTHER
    assert seen["notes"].proposed is Choice.OTHER
    assert seen["name"].choices == (Choice.HEIR, Choice.OTHER)
    assert seen["name"].proposed is Choice.HEIR
    assert not seen["vat_number"].is_open, "neither has one"

    merge(heir, other)

    now = again(heir)
    assert (now.name, now.kvk_number, now.notes) == (
        "Bakkerij De Vries",
        "12345678",
        "Achterom leveren",
    )
    assert again(other).merged_into_id == heir.id


def test_people_choose_by_field(heir: Customer, other: Customer) -> None:
    with transaction():
        heir.notes, heir.kvk_number = "Bel eerst", "87654321"
        heir.save()

    assert lines(heir, other)["notes"].proposed is Choice.BOTH
    merge(heir, other, name=Choice.OTHER, kvk_number=Choice.OTHER)

    now = again(heir)
    assert (now.name, now.kvk_number) == ("De Vries brood", "12345678")
    assert now.notes == "Bel eerst\nAchterom leveren"
    assert now.sort_key == "vries brood  de"


def test_a_choice_that_was_not_offered_is_a_bug(heir: Customer, other: Customer) -> None:
    with pytest.raises(ValueError, match="vat_number"):
        merge(heir, other, vat_number=Choice.OTHER)
    assert again(other).merged_into_id is None


def test_a_prospect_that_turns_out_to_be_a_customer_is_one(heir: Customer) -> None:
    prospect = make.customer("Nieuw", standing=Standing.PROSPECT)

    assert lines(prospect, heir)["standing"].proposed is Choice.OTHER
    assert lines(heir, prospect)["standing"].proposed is Choice.HEIR


def test_a_person_takes_the_better_spelling_of_their_name() -> None:
    short = customers.create(customers.CustomerDraft(surname="Jansen", phone="0334612045"))
    whole = customers.create(
        customers.CustomerDraft(first_name="Karin", surname="Jansen", phone="0612345678")
    )
    merging_id = merge(Customer.get_by_id(short), Customer.get_by_id(whole), name=Choice.OTHER)

    assert customers.card(short).name == "Karin Jansen"
    assert Customer.get_by_id(short).sort_key == "jansen  karin"
    merging.undo(merging_id)
    assert customers.card(short).name == "Jansen"
    assert customers.card(whole).name == "Karin Jansen"


def test_a_private_customer_turns_out_to_be_a_firm(other: Customer) -> None:
    karin = customers.create(customers.CustomerDraft(first_name="Karin", surname="De Vries"))
    merging_id = merge(Customer.get_by_id(karin), other, name=Choice.OTHER)

    card = customers.card(karin)
    assert (card.name, card.kind) == ("De Vries brood", CustomerKind.BUSINESS)
    assert [person.name for person in card.people] == ["Karin De Vries"]
    merging.undo(merging_id)
    card = customers.card(karin)
    assert (card.name, card.kind) == ("Karin De Vries", CustomerKind.PRIVATE)


def test_a_firm_is_not_called_as_a_person() -> None:
    firm = make.customer("Bakkerij")
    karin = customers.create(customers.CustomerDraft(first_name="Karin", surname="Bakker"))

    assert not lines(firm, Customer.get_by_id(karin))["name"].is_open


def test_everything_of_both_is_shown_together(heir: Customer, other: Customer) -> None:
    tag = tagged("Horeca", other)
    tagged("Horeca", heir, tag)
    with transaction():
        Note(customer=other, text="Oven gemeten", happened_at=clock.now()).save()
    rang("0612345678", other)  # missed, so somebody must call back

    seen = merging.preview(heir.id, other.id)

    assert (seen.heir.calls, seen.other.calls) == (0, 1)
    assert (seen.other.notes, seen.other.call_backs, seen.other.tags) == (1, 1, ("Horeca",))
    merge(heir, other)
    card = customers.card(heir.id)
    assert [number.shown for number in card.numbers] == ["033 461 20 45", "06 1234 5678"]
    assert [address.city for address in card.addresses] == ["Amersfoort", "Soest"]
    assert [email.address for email in card.emails] == ["karin@voorbeeld.example"]
    assert [call.customer_name for call in card.calls] == ["Bakkerij De Vries"]


def test_undo_puts_everything_back(heir: Customer, other: Customer) -> None:
    before = [_held(heir), _held(other)]
    undone = merging.undo(merge(heir, other, name=Choice.OTHER))

    assert [_held(heir), _held(other)] == before
    assert (undone.heir_id, undone.other_id, undone.kept) == (heir.id, other.id, ())
    assert [row.id for row in customers.search("karin@voorbeeld")] == [other.id]
    assert [row.id for row in customers.search("bakkerij")] == [heir.id]
    assert [hit.customer_id for hit in callers.recognise("0612345678").hits] == [other.id]
    assert Merging.select().count() == 0


def test_undo_leaves_what_was_changed_since_and_says_so(heir: Customer, other: Customer) -> None:
    merging_id = merge(heir, other)
    customers.change(heir.id, again(heir).version, notes="Nu voorom", department="Winkel")

    undone = merging.undo(merging_id)

    now = again(heir)
    assert undone.kept == ("notes",)
    assert (now.notes, now.department, now.kvk_number) == ("Nu voorom", "Winkel", "")


def test_what_was_added_to_the_one_that_stays_stays_there(heir: Customer, other: Customer) -> None:
    merging_id = merge(heir, other)
    customers.add_number(other.id, "020 123 45 67")
    customers.add_number(heir.id, "030 123 45 67")
    merging.undo(merging_id)

    assert [number.shown for number in customers.card(heir.id).numbers] == [
        "033 461 20 45",
        "030 123 45 67",
    ]
    assert "020 123 45 67" in [number.shown for number in customers.card(other.id).numbers]


def test_three_become_one_and_each_can_be_taken_out(heir: Customer, other: Customer) -> None:
    third = make.customer("Brood BV", numbers=["0201234567"])
    first = merge(other, third)
    second = merge(heir, other)

    assert [line.id for line in customers.card(heir.id).merged] == [second, first]
    assert [row.id for row in customers.search("0201234567")] == [heir.id]

    merging.undo(first)  # of the two that the heir never saw
    assert customers.card(third.id).id == third.id
    assert customers.card(other.id).id == heir.id
    assert [row.id for row in customers.search("0201234567")] == [third.id]
    merging.undo(second)
    assert customers.card(other.id).id == other.id


def test_nobody_is_merged_into_an_archived_one_or_into_itself(
    heir: Customer, other: Customer
) -> None:
    with transaction():
        heir.archived_at = clock.now()
        heir.save()
    with pytest.raises(UserError, match="archived"):
        merging.preview(heir.id, other.id)
    with pytest.raises(UserError, match="archived"):
        merging.merge(heir.id, heir.version, other.id, other.version)
    with pytest.raises(UserError, match="one customer already"):
        merging.preview(other.id, other.id)
    merge(other, heir)  # an archived one may go into another
    assert again(heir).merged_into_id == other.id


def test_a_way_to_be_paid_and_a_refusal_go_along(heir: Customer, other: Customer) -> None:
    said_no = clock.now().replace(microsecond=0) - timedelta(days=3)
    with transaction():
        other.payment_days, other.invoices_by = 30, InvoicesBy.POST
        other.standing, other.declined_at = Standing.FORMER, said_no
        other.save()
    merging_id = merge(heir, other, standing=Choice.OTHER)

    now = again(heir)
    assert (now.payment_days, now.invoices_by) == (30, InvoicesBy.POST)
    assert (now.standing, now.declined_at) == (Standing.FORMER, said_no)
    held = json.loads(Merging.get().taken)
    assert held["columns"]["payment_days"] == [None, 30]
    merging.undo(merging_id)
    now = again(heir)
    assert (now.payment_days, now.invoices_by) == (None, InvoicesBy.USUAL)
    assert (now.standing, now.declined_at) == (Standing.CUSTOMER, None)


def test_a_name_that_somebody_changed_since_stays() -> None:
    short = customers.create(customers.CustomerDraft(surname="Jansen"))
    whole = customers.create(customers.CustomerDraft(first_name="Karin", surname="Jansen"))
    merging_id = merge(Customer.get_by_id(short), Customer.get_by_id(whole), name=Choice.OTHER)
    tie = CustomerPerson.get(CustomerPerson.customer == short)
    customers.change_person(tie.id, Person.get_by_id(tie.person_id).version, first_name="Katrien")

    assert merging.undo(merging_id).kept == ("name",)
    assert customers.card(short).name == "Katrien Jansen"


def _held(customer: Customer) -> dict[str, object]:
    """What is stored of it, but for the count of versions and who was last."""
    now = again(customer)
    left_out = {"version", "changed_at", "changed_by"}
    fields = set(Customer._meta.fields) - left_out
    return {name: now.__data__[name] for name in sorted(fields)}
