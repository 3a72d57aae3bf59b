"""What customers are compared by, read for many at once."""

from collections.abc import Iterable, Sequence

from peewee import Expression

from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerKind,
    CustomerPerson,
    EmailAddress,
    Person,
    PhoneNumber,
    Relation,
)
from mcsys_desktop.models.duplicates import NotDuplicate
from mcsys_desktop.services import names
from mcsys_desktop.services.duplicates import comparing
from mcsys_desktop.services.duplicates.comparing import Profile
from mcsys_desktop.services.merged import families_of
from mcsys_desktop.services.queries import among, tuples


def profiles(customer_ids: Iterable[int]) -> dict[int, Profile]:
    """Of each of these customers what it is compared by; archived and merged ones are left out."""
    wanted = sorted(set(customer_ids))
    asked = Customer.select(
        Customer.id, Customer.kind, Customer.name, Customer.kvk_number, Customer.vat_number
    ).where(among(Customer.id, wanted) & living())
    found: dict[int, Profile] = {}
    for customer_id, kind, name, *registered in tuples(asked):
        firm = kind is CustomerKind.BUSINESS
        found[customer_id] = Profile(name, firm, registered=set(filter(None, registered)))
    _fill(found, families_of(list(found)))
    return found


def living() -> Expression:
    """Whether a customer is one of those that people work with."""
    return Customer.archived_at.is_null() & Customer.merged_into.is_null()


def _fill(found: dict[int, Profile], families: dict[int, int]) -> None:
    members = list(families)
    numbers = PhoneNumber.select(PhoneNumber.customer, PhoneNumber.e164).where(
        among(PhoneNumber.customer, members)
        & (PhoneNumber.e164 != "")
        # The number of an accountant or a neighbour is known of many.
        & (PhoneNumber.relation == Relation.OWN)
    )
    for member, e164 in tuples(numbers):
        found[families[member]].numbers.add(e164)
    emails = EmailAddress.select(EmailAddress.customer, EmailAddress.address)
    for member, address in tuples(emails.where(among(EmailAddress.customer, members))):
        found[families[member]].emails.add(comparing.folded(address))
    places = Address.select(Address.customer, Address.postcode, Address.house_number, Address.city)
    for member, postcode, house, city in tuples(places.where(among(Address.customer, members))):
        profile = found[families[member]]
        profile.cities |= comparing.cities([city])
        if (place := comparing.place(postcode, house)) is not None:
            profile.places.add(place)
    people = (
        CustomerPerson.select(
            CustomerPerson.customer, Person.first_name, Person.prefix, Person.surname
        )
        .join(Person)
        .where(among(CustomerPerson.customer, members))
    )
    for member, *parts in tuples(people):
        found[families[member]].people.add(names.of_person(*parts))


def said_apart(customer_ids: Sequence[int]) -> set[tuple[int, int]]:
    """The pairs among these of which somebody said that they are two, the smaller id first.

    What was said of one that was merged since holds for its heir.
    """
    families = families_of(list(customer_ids))
    members = list(families)
    asked = NotDuplicate.select(NotDuplicate.first, NotDuplicate.second).where(
        among(NotDuplicate.first, members) & among(NotDuplicate.second, members)
    )
    return {ordered(families[one], families[other]) for one, other in tuples(asked)}


def ordered(one: int, other: int) -> tuple[int, int]:
    """A pair as it is stored: the smaller id first."""
    return (one, other) if one < other else (other, one)
