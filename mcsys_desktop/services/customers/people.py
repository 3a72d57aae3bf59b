"""The people at a customer. Of a private customer the first person's name is the customer's."""

from collections.abc import Sequence
from typing import Any

from mcsys_desktop.core import text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import stale, transaction
from mcsys_desktop.models.customers import (
    Customer,
    CustomerKind,
    CustomerPerson,
    EmailAddress,
    Origin,
    Person,
    PhoneNumber,
)
from mcsys_desktop.services import names
from mcsys_desktop.services.customers import checks, contact
from mcsys_desktop.services.customers.search_text import renew

NAME_PARTS = frozenset({"first_name", "prefix", "surname"})
_PERSON = NAME_PARTS | {"salutation", "unlisted"}


def add_person(
    customer_id: int,
    *,
    first_name: str = "",
    prefix: str = "",
    surname: str = "",
    salutation: str = "",
    role: str = "",
    unlisted: bool = False,
    origin: Origin = Origin.TYPED,
) -> int:
    """Add a person to a customer and return the id of the tie between both.

    Whoever is ``unlisted`` stands in no phone book of the office's telephones.

    Raises UserError when no name was typed.
    """
    parts = {
        "first_name": checks.line("first_name", first_name),
        "prefix": checks.line("prefix", prefix),
        "surname": checks.line("surname", surname),
        "salutation": checks.line("salutation", salutation),
    }
    if not (parts["first_name"] or parts["surname"]):
        raise UserError(_("Type a first name or a surname, or remove the line."))
    with transaction():
        person = Person(origin=origin, unlisted=unlisted, **parts)
        person.save()
        place = CustomerPerson.select().where(CustomerPerson.customer == customer_id).count()
        tie = CustomerPerson(
            customer=customer_id, person=person, role=checks.line("role", role), position=place
        )
        tie.save()
        compose_name(Customer.get_by_id(customer_id))
        renew(customer_id)
        return int(tie.id)


def add_known_person(customer_id: int, person_id: int, *, role: str = "") -> int:
    """Let somebody who is with the office already belong to this customer too; the tie's id.

    Somebody who belongs there already is not added twice. Raises UserError when a colleague
    removed the person meanwhile.
    """
    with transaction():
        if not CustomerPerson.select().where(CustomerPerson.person == person_id).exists():
            raise UserError(_("This person was removed by a colleague. Add the person again."))
        ties = CustomerPerson.select().where(CustomerPerson.customer == customer_id)
        tie = ties.where(CustomerPerson.person == person_id).first()
        if tie is None:
            tie = CustomerPerson(
                customer=customer_id,
                person=person_id,
                role=checks.line("role", role),
                position=ties.count(),
            )
            tie.save()
        compose_name(Customer.get_by_id(customer_id))
        renew(customer_id)
        return int(tie.id)


def change_person(tie_id: int, version: int, **fields: Any) -> None:
    """Change a person's name, salutation, role or ``unlisted``; ``version`` is the person's.

    Raises StaleRecord when somebody else changed the person first.
    """
    with transaction():
        tie = _tie(tie_id)
        if "role" in fields:
            role = checks.line("role", fields.pop("role"))
            if role != tie.role:
                tie.role = role
                tie.save()
        cleaned = {
            field: value if field == "unlisted" else checks.line(field, value)
            for field, value in fields.items()
        }
        person: Person = tie.person
        checks.assign(person, version, cleaned, _PERSON)
        person.save()
        _renew_all(person)


def remove_person(tie_id: int, version: int) -> None:
    """Take a person away from a customer; numbers and addresses of theirs stay, without the name.

    Raises StaleRecord when somebody else changed the person first.
    """
    with transaction():
        tie = CustomerPerson.get_or_none(CustomerPerson.id == tie_id)
        if tie is None:
            return  # both people removed it: that is no quarrel
        person: Person = tie.person
        if person.version != version:
            raise stale(person.changed_by, person.changed_at)
        for model in (PhoneNumber, EmailAddress):
            owned = (model.customer == tie.customer_id) & (model.person == person)
            for line in model.select().where(owned):
                line.person = None
                line.save()
        tie.delete_instance()
        compose_name(Customer.get_by_id(tie.customer_id))
        renew(tie.customer_id)


def arrange_people(customer_id: int, tie_ids: Sequence[int]) -> None:
    """Put the people in this order; a private customer then bears the first one's name."""
    contact.arrange(CustomerPerson, customer_id, tie_ids)
    with transaction():
        compose_name(Customer.get_by_id(customer_id))
        renew(customer_id)


def first_person(customer: Customer) -> Person | None:
    """The person whose name a private customer bears."""
    found: Person | None = (
        Person.select(Person)
        .join(CustomerPerson)
        .where(CustomerPerson.customer == customer)
        .order_by(CustomerPerson.position, CustomerPerson.id)
        .first()
    )
    return found


def compose_name(customer: Customer) -> None:
    """Give a private customer the name of its first person, and any customer its place in lists."""
    person = first_person(customer) if customer.kind is CustomerKind.PRIVATE else None
    if person is not None:
        name = names.of_person(person.first_name, person.prefix, person.surname)
        key = text.sort_key(name, surname=person.surname, prefix=person.prefix)
    else:
        name = customer.name
        key = text.sort_key(name, company=customer.kind is CustomerKind.BUSINESS)
    if name != customer.name:
        customer.name = name
    if key != customer.sort_key:
        customer.sort_key = key
    customer.save()


def _renew_all(person: Person) -> None:
    """A person's name counts at every customer that they belong to."""
    ties = CustomerPerson.select(CustomerPerson, Customer).join(Customer)
    for tie in ties.where(CustomerPerson.person == person):
        compose_name(tie.customer)
        renew(tie.customer_id)


def _tie(tie_id: int) -> CustomerPerson:
    tie = CustomerPerson.get_or_none(CustomerPerson.id == tie_id)
    if tie is None:
        raise UserError(_("This person was removed by a colleague. Add the person again."))
    return tie
