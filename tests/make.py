"""Invented people and firms for tests: ``make.customer(name="Bakkerij De Vries")``."""

from collections.abc import Sequence
from typing import Any

from mcsys_desktop.core import phone, text
from mcsys_desktop.models import base
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerKind,
    CustomerPerson,
    EmailAddress,
    Person,
    PhoneNumber,
)
from mcsys_desktop.services.customers import search_text


def customer(
    name: str = "Bakkerij De Vries",
    *,
    kind: CustomerKind = CustomerKind.BUSINESS,
    numbers: Sequence[str] = (),
    emails: Sequence[str] = (),
    city: str = "",
    **fields: Any,
) -> Customer:
    """A customer with its numbers, in one transaction; it can be searched for at once."""
    with base.transaction():
        made: Customer = Customer(
            name=name,
            kind=kind,
            sort_key=text.sort_key(name, company=kind is CustomerKind.BUSINESS),
            **fields,
        )
        made.save()
        for position, typed in enumerate(numbers):
            number(made, typed, position=position)
        for position, address in enumerate(emails):
            EmailAddress(customer=made, address=address, position=position).save()
        if city:
            Address(customer=made, city=city).save()
        search_text.renew(made.id)
    return Customer.get_by_id(made.id)


def number(owner: Customer, typed: str, **fields: Any) -> PhoneNumber:
    """A number of ``owner``, read as the program reads it."""
    read = phone.parse(typed)
    with base.transaction():
        made: PhoneNumber = PhoneNumber(
            customer=owner,
            typed=typed,
            e164=read.e164,
            tail=phone.tail(read.e164),
            extension=read.extension,
            **fields,
        )
        made.save()
    return made


def person(
    owner: Customer, first_name: str = "Karin", prefix: str = "de", surname: str = "Vries"
) -> Person:
    """Somebody who belongs to ``owner``."""
    with base.transaction():
        made: Person = Person(first_name=first_name, prefix=prefix, surname=surname)
        made.save()
        CustomerPerson(customer=owner, person=made).save()
    return made
