"""Invented invoices for tests: ``billing.final(customer, ("Schijf vervangen", 1000, 899500))``."""

import uuid
from collections.abc import Sequence

from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.models import base
from mcsys_desktop.models.companies import Company
from mcsys_desktop.models.customers import Address, Customer, CustomerKind
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import DraftHead, DraftLine, Finished
from tests import make

OWN = {
    "name": "MC Systemen",
    "street": "Langestraat",
    "house_number": "12",
    "postcode": "3811 AH",
    "city": "Amersfoort",
    "kvk_number": "12345678",
    "vat_number": "NL000099998B57",
    "iban": "NL91ABNA0417164300",
}


def company() -> None:
    """Say who we are, as an administrator does once."""
    with base.transaction():
        Company(**OWN).save()


def customer(name: str = "Bakkerij De Vries", *, private: bool = False) -> Customer:
    """Somebody with an address, so that an invoice can go there."""
    kind = CustomerKind.PRIVATE if private else CustomerKind.BUSINESS
    made = make.customer(name, kind=kind)
    with base.transaction():
        Address(
            customer=made, street="Kerkplein", house_number="3", postcode="3811 AB", city="Soest"
        ).save()
    return made


def line(
    description: str = "Werkzaamheden",
    quantity: int = 1000,
    price: int = 750_000,
    treatment: Treatment = Treatment.HIGH,
) -> DraftLine:
    """A line: thousandths at ten-thousandths of a euro."""
    return DraftLine(description, quantity, price, treatment=treatment)


def draft(of: Customer, *lines: DraftLine, head: DraftHead | None = None) -> tuple[int, int]:
    """A draft: its id and version."""
    made = invoices.begin(of.id)
    found = invoices.get(made)
    assert found is not None
    return made, invoices.save(made, found.version, head or found.head, lines or (line(),))


def final(of: Customer, *lines: DraftLine, head: DraftHead | None = None) -> Finished:
    """A final invoice."""
    return invoices.finalise(*draft(of, *lines, head=head), request())


def request() -> str:
    """A fresh request id."""
    return uuid.uuid4().hex


def numbers(found: Sequence[Finished]) -> list[str]:
    """Their numbers."""
    return [each.number for each in found]
