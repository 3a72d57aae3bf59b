"""What lists show of a customer that stands in rows of its own: the first of each kind, its tags.

``families`` is what `merged.families_of` gives: whoever was merged into a customer has its lines
there, behind the customer's own. Customers of whom nothing is known are left out.
"""

from collections.abc import Mapping
from datetime import datetime

from peewee import fn

from mcsys_desktop.core import phone, text
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Address, EmailAddress, PhoneNumber
from mcsys_desktop.models.tags import CustomerTag, Tag
from mcsys_desktop.services.merged import first_of
from mcsys_desktop.services.queries import among, tuples

Families = Mapping[int, int]
Number = tuple[str, str]  # E.164, and as it was typed


def places(families: Families) -> tuple[dict[int, str], dict[int, str]]:
    """The first city and the first postcode of each."""
    # Read backwards, so that of each customer the first is what remains in the dictionary.
    query = (
        Address.select(Address.customer, Address.city, Address.postcode)
        .where(among(Address.customer, list(families)))
        .order_by(Address.position.desc(), Address.id.desc())
    )
    found = list(tuples(query))
    cities = ((customer_id, city) for customer_id, city, _postcode in found if city)
    postcodes = ((customer_id, postcode) for customer_id, _city, postcode in found if postcode)
    return first_of(cities, families), first_of(postcodes, families)


def numbers(families: Families) -> dict[int, Number]:
    """The first number of each that is in use."""
    query = (
        PhoneNumber.select(PhoneNumber.customer, PhoneNumber.e164, PhoneNumber.typed)
        .where(among(PhoneNumber.customer, list(families)) & PhoneNumber.valid_until.is_null())
        .order_by(PhoneNumber.position.desc(), PhoneNumber.id.desc())
    )
    each = ((customer_id, (e164, typed)) for customer_id, e164, typed in tuples(query))
    return first_of(each, families)


def shown(number: Number | None) -> str:
    """A number as it is read; nothing for none."""
    e164, typed = number or ("", "")
    return phone.display(e164) if e164 else typed


def emails(families: Families) -> dict[int, str]:
    """The first e-mail address of each."""
    query = (
        EmailAddress.select(EmailAddress.customer, EmailAddress.address)
        .where(among(EmailAddress.customer, list(families)))
        .order_by(EmailAddress.position.desc(), EmailAddress.id.desc())
    )
    return first_of(tuples(query), families)


def tags(families: Families) -> dict[int, tuple[str, ...]]:
    """The names of all tags of each, in their order."""
    query = CustomerTag.select(CustomerTag.customer, Tag.name).join(Tag)
    found: dict[int, set[str]] = {}
    for member, name in tuples(query.where(among(CustomerTag.customer, list(families)))):
        found.setdefault(families[member], set()).add(name)
    return {heir: tuple(sorted(names, key=text.fold)) for heir, names in found.items()}


def last_calls(families: Families) -> dict[int, datetime]:
    """When the last call of each rang, of theirs or of anybody who was merged into them."""
    query = (
        Call.select(Call.customer, fn.MAX(Call.rang_at))
        .where(among(Call.customer, list(families)))
        .group_by(Call.customer)
    )
    found: dict[int, datetime] = {}
    for member, rang_at in tuples(query):
        heir = families[member]
        found[heir] = max(rang_at, found.get(heir, rang_at))
    return found
