"""Two customers that turn out to be one, and what happens to them, for tests."""

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.tags import CustomerTag, Tag
from mcsys_desktop.services import calls, merging
from mcsys_desktop.services.calls import CallEvent, EventKind
from mcsys_desktop.services.merging import Choice
from tests import make


def bakery() -> Customer:
    """The one that stays."""
    return make.customer("Bakkerij De Vries", numbers=["033 461 20 45"], city="Amersfoort")


def bread() -> Customer:
    """The other one, of which more is known."""
    return make.customer(
        "De Vries brood",
        numbers=["06 1234 5678"],
        emails=["karin@voorbeeld.example"],
        city="Soest",
        kvk_number="12345678",
        notes="Achterom leveren",
    )


def merge(heir: Customer, other: Customer, **choices: Choice) -> int:
    """As somebody does who has just looked at both."""
    seen = merging.preview(heir.id, other.id)
    one, two = seen.heir.card, seen.other.card
    return merging.merge(one.id, one.version, two.id, two.version, choices)


def again(customer: Customer) -> Customer:
    """As it is stored now."""
    found: Customer = Customer.get_by_id(customer.id)
    return found


def tagged(name: str, customer: Customer, tag: Tag | None = None) -> Tag:
    """Mark a customer with a tag, which is made unless it is there."""
    with transaction():
        if tag is None:
            tag = Tag(name=name)
            tag.save()
        CustomerTag(customer=customer, tag=tag).save()
    return tag


def rang(number: str, customer: Customer | None = None) -> calls.CallRow:
    """A call that nobody answered; of ``customer``, where somebody chose."""
    at = clock.now()
    name = f"{number}-{Call.select().count()}"
    for kind in (EventKind.RINGING, EventKind.MISSED):
        row = calls.report(CallEvent("handset:01", name, kind, at, number_raw=number))
        assert row is not None
    if customer is not None:
        calls.choose_customer(row.id, customer.id)
    found = calls.get(row.id)
    assert found is not None
    return found
