"""What customers are sorted by in their table: written again with all that it follows from."""

from collections.abc import Iterable

from mcsys_desktop.core import text
from mcsys_desktop.models import listing
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.listing import NEVER, Listed
from mcsys_desktop.services import firsts
from mcsys_desktop.services.merged import families_of, heirs_of
from mcsys_desktop.services.queries import among, tuples

_AT_ONCE = 1000  # customers in one query


def renew(customer_ids: Iterable[int]) -> None:
    """Write these again, or those that they were merged into; erased ones hold nothing.

    Belongs at the end of the transaction that changed them: see `listing.hold`.
    """
    heirs = sorted(set(heirs_of(customer_ids).values()))
    for start in range(0, len(heirs), _AT_ONCE):
        _renew(heirs[start : start + _AT_ONCE])


def _renew(heirs: list[int]) -> None:
    listing.hold(heirs)
    there = Customer.select(Customer.id).where(
        among(Customer.id, heirs) & Customer.erased_at.is_null()
    )
    ids = [customer_id for (customer_id,) in tuples(there)]
    families = families_of(ids)
    cities, postcodes = firsts.places(families)
    numbers, emails = firsts.numbers(families), firsts.emails(families)
    calls, tags = firsts.last_calls(families), firsts.tags(families)
    listing.put_many(
        Listed(
            customer_id,
            text.plain(cities.get(customer_id, "")),
            text.fold(postcodes.get(customer_id, "")).replace(" ", ""),
            _number(*numbers.get(customer_id, ("", ""))),
            text.fold(emails.get(customer_id, "")),
            ", ".join(map(text.fold, tags.get(customer_id, ()))),
            calls.get(customer_id, NEVER),
        )
        for customer_id in ids
    )


def _number(e164: str, typed: str) -> str:
    return e164 or text.fold(typed)
