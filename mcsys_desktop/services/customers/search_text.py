"""The text that a customer is found by: kept beside the customer, renewed with every change."""

import re
from collections.abc import Iterable

from mcsys_desktop.core import phone, text
from mcsys_desktop.core.lookalikes import skeleton
from mcsys_desktop.models import search
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerPerson,
    EmailAddress,
    Person,
    PhoneNumber,
)
from mcsys_desktop.services.merged import family_of, heir_of
from mcsys_desktop.services.queries import tuples


def renew(customer_id: int) -> None:
    """Write the search text again. Belongs in the transaction that changed the customer."""
    heir = heir_of(customer_id)
    family = family_of(heir)
    customer = Customer.get_by_id(heir)
    merged = (
        Customer.select(Customer.name, Customer.department, Customer.number)
        .where(Customer.id.in_(family) & (Customer.id != heir))
        .order_by(Customer.id)
    )
    people = (
        Person.select(Person.first_name, Person.prefix, Person.surname)
        .join(CustomerPerson)
        .where(CustomerPerson.customer.in_(family))
        .order_by(CustomerPerson.position, CustomerPerson.id)
    )
    numbers = (
        PhoneNumber.select(PhoneNumber.typed, PhoneNumber.e164)
        .where(PhoneNumber.customer.in_(family))
        .order_by(PhoneNumber.position, PhoneNumber.id)
    )
    emails = (
        EmailAddress.select(EmailAddress.address)
        .where(EmailAddress.customer.in_(family))
        .order_by(EmailAddress.position, EmailAddress.id)
    )
    addresses = (
        Address.select(Address.street, Address.house_number, Address.postcode, Address.city)
        .where(Address.customer.in_(family))
        .order_by(Address.position, Address.id)
    )
    search.put(
        heir,
        compose(
            customer.name,
            customer.department,
            customer.number,
            tuples(people),
            tuples(numbers),
            tuples(emails),
            tuples(addresses),
            tuples(merged),
        ),
    )


def compose(
    name: str,
    department: str,
    number: int | None,
    people: Iterable[tuple[str, ...]],
    numbers: Iterable[tuple[str, ...]],
    emails: Iterable[tuple[str, ...]],
    addresses: Iterable[tuple[str, ...]],
    merged: Iterable[tuple[str, str, int | None]] = (),
) -> str:
    """Everything that somebody may type to find a customer, in the form that is compared.

    ``people`` are (first name, prefix, surname), ``numbers`` (typed, E.164), ``emails``
    (address), ``addresses`` (street, house number, postcode, city); of those that
    were ``merged`` into this one (name, department, number).
    """
    parts: list[str] = []
    for called, of, known_as in ((name, department, number), *merged):
        parts += [called, skeleton(called), of, str(known_as or "")]
    for person in map(" ".join, people):
        parts += [person, skeleton(person)]
    for typed, e164 in numbers:
        parts += [e164, digits(phone.display(e164))] if e164 else [typed, digits(typed)]
    parts += [address for (address,) in emails]
    for street, house_number, postcode, city in addresses:
        parts += [f"{street} {house_number}", postcode, postcode.replace(" ", ""), city]
    # A name in letters that only look like ours is found by what it looks like, too.
    # One line each, so that nobody is found by the end of one part and the start of the next.
    return "\n".join(dict.fromkeys(filter(None, map(text.fold, parts))))


def digits(typed: str) -> str:
    """The digits of a number, however they are grouped."""
    return re.sub(r"[^0-9]", "", typed)
