"""The text that a customer is found by: kept beside the customer, renewed with every change."""

import re
from collections.abc import Iterable

from mcsys_desktop.core import phone, text
from mcsys_desktop.models import search
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerPerson,
    EmailAddress,
    Person,
    PhoneNumber,
)
from mcsys_desktop.services.erased import refuse_erased
from mcsys_desktop.services.merged import family_of, heir_of
from mcsys_desktop.services.queries import tuples


def renew(customer_id: int) -> None:
    """Write the search text again. Belongs in the transaction that changed the customer.

    Raises UserError when the customer was erased: nothing is ever added to one of those.
    """
    heir = heir_of(customer_id)
    family = family_of(heir)
    customer = Customer.get_by_id(heir)
    refuse_erased(customer)
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
) -> str:
    """Everything that somebody may type to find a customer, in the form that is compared.

    ``people`` are (first name, prefix, surname), ``numbers`` (typed, E.164), ``emails``
    (address), ``addresses`` (street, house number, postcode, city).
    """
    parts = [name, department, str(number or "")]
    parts += [" ".join(person) for person in people]
    for typed, e164 in numbers:
        parts += [e164, digits(phone.display(e164))] if e164 else [typed, digits(typed)]
    parts += [address for (address,) in emails]
    for street, house_number, postcode, city in addresses:
        parts += [f"{street} {house_number}", postcode, postcode.replace(" ", ""), city]
    # One line each, so that nobody is found by the end of one part and the start of the next.
    return "\n".join(dict.fromkeys(filter(None, map(text.fold, parts))))


def digits(typed: str) -> str:
    """The digits of a number, however they are grouped."""
    return re.sub(r"[^0-9]", "", typed)
