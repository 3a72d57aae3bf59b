"""Whose call it is, when there can be no doubt."""

from mcsys_desktop.models.customers import Customer, PhoneNumber
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
