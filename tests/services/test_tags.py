"""Tags: the office's own words for groups of customers."""

import pytest

from mcsys_desktop.core.errors import CardNumber, StaleRecord, UserError
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers, history, tags
from mcsys_desktop.services.customers import CustomerDraft
from mcsys_desktop.services.tags import Colour
from tests.conftest import AtDesk

pytestmark = pytest.mark.usefixtures("db")


def _customer(name: str = "Karin de Vries") -> int:
    return customers.create(CustomerDraft(surname=name))


def _names(customer_id: int) -> list[str]:
    return [tag.name for tag in tags.tags_of([customer_id]).get(customer_id, ())]


def test_tags_are_listed_in_the_order_of_their_names_whatever_their_capitals() -> None:
    for name in ("webshop", "Onderhoud", "école"):
        tags.make(name)

    assert [tag.name for tag in tags.all_tags()] == ["école", "Onderhoud", "webshop"]


def test_a_tag_is_put_on_a_customer_once_and_taken_off_again() -> None:
    customer, other = _customer(), _customer("Anna Smit")
    tag = tags.make("Onderhoud", Colour.TEAL)

    tags.put(customer, tag)
    tags.put(customer, tag)

    (worn,) = tags.tags_of([customer, other])[customer]
    assert (worn.id, worn.name, worn.colour) == (tag, "Onderhoud", Colour.TEAL)
    assert other not in tags.tags_of([customer, other])
    assert tags.counts() == {tag: 1}

    tags.take(customer, tag)
    tags.take(customer, tag)
    assert _names(customer) == []


def test_no_two_tags_have_the_same_name_however_it_is_written() -> None:
    known = tags.make("Onderhoud")

    with pytest.raises(UserError, match="“Onderhoud” already"):
        tags.make(" onderHOUD ")
    assert tags.named("ONDERHOUD") == known
    assert tags.named("Nieuw") != known
    tags.change(known, 1, name="onderhoud", colour=Colour.RED)  # its own name is no quarrel
    assert (tags.all_tags()[1].name, tags.all_tags()[1].colour) == ("onderhoud", Colour.RED)


@pytest.mark.parametrize("name", ["", "  ", "x" * 41])
def test_a_name_that_will_not_do_is_told_in_a_sentence(name: str) -> None:
    with pytest.raises(UserError):
        tags.make(name)
    assert tags.all_tags() == []


def test_a_tag_takes_no_card_number() -> None:
    with pytest.raises(CardNumber):
        tags.make("4111 1111 1111 1111")


def test_whoever_renames_second_is_told_who_was_first(at_desk: AtDesk) -> None:
    tag = tags.make("Onderhoud")
    at_desk(lambda: tags.change(tag, 1, name="Contract", colour=Colour.BLUE))

    with pytest.raises(StaleRecord) as caught:
        tags.change(tag, 1, name="Abonnement", colour=Colour.BLUE)
    assert caught.value.changed_by == "bob"


def test_a_removed_tag_comes_back_on_everybody_who_is_still_there() -> None:
    customer = _customer()
    tag = tags.make("Onderhoud", Colour.GREEN)
    tags.put(customer, tag)

    gone = tags.remove(tag)

    assert gone is not None
    assert _names(customer) == []
    assert tags.all_tags() == []
    tags.bring_back(gone)
    (back,) = tags.tags_of([customer])[customer]
    assert (back.name, back.colour) == ("Onderhoud", Colour.GREEN)
    assert tags.remove(tag) is None


def test_a_tag_that_a_colleague_removed_is_put_on_nobody(at_desk: AtDesk) -> None:
    customer, tag = _customer(), tags.make("Onderhoud")
    at_desk(tags.remove, tag)

    with pytest.raises(UserError, match="colleague has removed"):
        tags.put(customer, tag)


def test_the_tags_of_merged_customers_are_shown_together_and_taken_off_together() -> None:
    heir, merged, deeper = _customer("Een"), _customer("Twee"), _customer("Drie")
    tag, other = tags.make("Onderhoud"), tags.make("Webshop")
    tags.put(merged, tag)
    tags.put(deeper, other)
    with transaction():
        for one, into in ((deeper, merged), (merged, heir)):
            row = Customer.get_by_id(one)
            row.merged_into = into
            row.save()

    assert _names(heir) == ["Onderhoud", "Webshop"]
    tags.put(heir, tag)  # it has it already
    tags.take(heir, tag)
    tags.take(heir, other)
    assert _names(heir) == []


def test_the_history_of_a_customer_tells_of_its_tags() -> None:
    customer, tag = _customer(), tags.make("Onderhoud")
    tags.put(customer, tag)
    tags.take(customer, tag)

    told = [line.title for act in history.of_customer(customer) for line in act.lines]
    assert told[:2] == ["Tag of the customer removed", "Tag of the customer added"]
