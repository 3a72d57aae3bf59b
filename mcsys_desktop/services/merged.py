"""Customers that were found to be one: rows stay where they are, reading follows `merged_into`."""

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services.queries import tuples

_STEPS = 50  # merging refuses circles; this ends one that was made behind its back


def heir_of(customer_id: int) -> int:
    """The customer that ``customer_id`` was merged into, in the end; itself when it was not."""
    found = customer_id
    for _step in range(_STEPS):
        into = Customer.select(Customer.merged_into).where(Customer.id == found)
        heir: int | None = next((heir for (heir,) in tuples(into)), None)
        if heir is None:
            return found
        found = heir
    return found


def family_of(customer_id: int) -> list[int]:
    """The customer and all that were merged into it: the owners of what must be shown together."""
    family = [customer_id]
    newest = [customer_id]
    for _step in range(_STEPS):
        query = Customer.select(Customer.id).where(Customer.merged_into.in_(newest))
        newest = [found for (found,) in tuples(query) if found not in family]
        if not newest:
            break
        family += newest
    return family
