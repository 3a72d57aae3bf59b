"""Whose call it is, when there can be no doubt."""

from mcsys_desktop.core import phone
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.services import call_turns
from mcsys_desktop.services.call_backs import matching
from mcsys_desktop.services.merged import heir_of


def only_owner(e164: str) -> tuple[int, int | None] | None:
    """Customer and person, when this very number is known of one customer and of nobody else.

    None when several customers have it, when it is a former number, or when the customer is
    archived: then somebody chooses, because no caller is picked silently.
    """
    numbers = list(
        PhoneNumber.select(PhoneNumber.customer, PhoneNumber.person, PhoneNumber.valid_until).where(
            PhoneNumber.e164 == e164
        )
    )
    owners = {heir_of(number.customer_id) for number in numbers}
    if not e164 or len(owners) != 1 or any(number.valid_until for number in numbers):
        return None
    (owner,) = owners
    if Customer.get_by_id(owner).archived_at is not None:
        return None
    people = {number.person_id for number in numbers}
    return owner, people.pop() if len(people) == 1 else None


def adopt(number: str, customer_id: int, person_id: int | None = None) -> int:
    """Earlier calls of a number that nobody had yet are this customer's; return how many.

    Whoever waits there to be called back is theirs as well. ``number`` is as somebody typed it.
    """
    e164 = phone.parse(number).e164
    if not e164:
        return 0
    with transaction():
        call_turns.take(e164)
        earlier = Call.update(
            customer=customer_id, person=person_id, version=Call.version + 1
        ).where((Call.e164 == e164) & Call.customer.is_null())
        found = int(earlier.execute())
        waits = (CallBack.e164 == e164) & CallBack.customer.is_null()
        for entry in matching.held(CallBack.select().where(waits)):
            entry.customer_id, entry.person_id = customer_id, person_id
            entry.save()
        return found


def adopt_if_only(number: str, customer_id: int) -> int:
    """The same, where this customer alone has the number: otherwise somebody chooses."""
    e164 = phone.parse(number).e164
    owner = only_owner(e164)
    if owner is None or owner[0] != heir_of(customer_id):
        return 0
    return adopt(e164, *owner)
