"""Whose a number is, when there can be no doubt."""

from collections import defaultdict
from collections.abc import Sequence

from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.services.merged import heirs_of
from mcsys_desktop.services.queries import among, tuples

Owner = tuple[int, int | None]  # customer and person


def only_owner(e164: str) -> Owner | None:
    """Customer and person, when this very number is known of one customer and of nobody else.

    None when several customers have it, when it is a former number, or when the customer is
    archived: then somebody chooses, because no caller is picked silently.
    """
    return only_owners([e164]).get(e164)


def only_owners(numbers: Sequence[str]) -> dict[str, Owner]:
    """For each of many what `only_owner` says, where it says somebody."""
    lines = PhoneNumber.select(
        PhoneNumber.e164, PhoneNumber.customer, PhoneNumber.person, PhoneNumber.valid_until
    ).where(among(PhoneNumber.e164, [e164 for e164 in numbers if e164]))
    known = defaultdict(list)
    for e164, customer_id, person_id, until in tuples(lines):
        known[e164].append((customer_id, person_id, until))
    heirs = heirs_of(customer_id for those in known.values() for customer_id, _p, _u in those)
    there = Customer.select(Customer.id).where(
        among(Customer.id, sorted(set(heirs.values()))) & Customer.archived_at.is_null()
    )
    here = {customer_id for (customer_id,) in tuples(there)}
    found: dict[str, Owner] = {}
    for e164, those in known.items():
        owners = {heirs[customer_id] for customer_id, _person, _until in those}
        people = {person_id for _customer, person_id, _until in those}
        if len(owners) == 1 and owners <= here and not any(until for _c, _p, until in those):
            found[e164] = owners.pop(), people.pop() if len(people) == 1 else None
    return found
