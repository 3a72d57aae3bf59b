"""Making and changing customers. What belongs to them is changed in `people` and `contact`."""

from typing import Any

from mcsys_desktop.core import text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import requests
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import (
    Customer,
    CustomerKind,
    CustomerPerson,
    Person,
    Standing,
)
from mcsys_desktop.services import free_text, names
from mcsys_desktop.services.customers import checks, contact, people
from mcsys_desktop.services.customers.lines import CustomerDraft
from mcsys_desktop.services.customers.search_text import renew
from mcsys_desktop.services.erased import refuse_erased

_FIELDS = frozenset(
    {
        *("kind", "name", "standing", "department", "kvk_number", "vat_number"),
        *("language", "notes", "trunk_digits"),
        *("payment_days", "invoices_by", "address_form", "unlisted"),
    }
)
_LINES = frozenset({"name", "department", "kvk_number", "vat_number", "language"})


def create(draft: CustomerDraft, request: str = "") -> int:
    """Make a customer of what was typed and return its id.

    ``request`` is 32 hexadecimal digits: asked again under them, when the answer was lost, the same
    customer is not made a second time. Raises UserError when there is neither a name nor a phone
    number: then nobody could find it.
    """
    if request:
        return int(requests.once(request, lambda: str(create(draft))))
    business = draft.kind is CustomerKind.BUSINESS
    company = checks.line("name", draft.company_name) if business else ""
    given = bool(draft.first_name.strip() or draft.surname.strip())
    if not (company or given or draft.phone.strip()):
        raise UserError(_("Type a name or a phone number; either is enough."))
    with transaction():
        customer = Customer(
            kind=draft.kind,
            name=company,
            sort_key=text.sort_key(company, company=True),
            notes=free_text.notes(draft.notes),
        )
        customer.save()
        if given:
            people.add_person(
                customer.id,
                first_name=draft.first_name,
                prefix=draft.prefix,
                surname=draft.surname,
                origin=draft.origin,
            )
        if business and not company:
            _name_after_person(customer.id)
        if draft.phone.strip():
            contact.add_number(customer.id, draft.phone, origin=draft.origin)
        if draft.email.strip():
            contact.add_email(customer.id, draft.email, origin=draft.origin)
        place = (draft.street, draft.house_number, draft.postcode, draft.city)
        if any(part.strip() for part in place):
            contact.add_address(
                customer.id,
                street=draft.street,
                house_number=draft.house_number,
                postcode=draft.postcode,
                city=draft.city,
                country=draft.country,
                origin=draft.origin,
            )
        renew(customer.id)
        return int(customer.id)


def change(customer_id: int, version: int, **fields: Any) -> None:
    """Change a customer: kind, name, standing, department, kvk_number, vat_number, language,
    notes, trunk_digits, payment_days, invoices_by, address_form, unlisted, and of a private
    customer first_name, prefix and surname.

    A private customer's name is its first person's, so a new name changes the person. Who is no
    prospect any more has declined nothing. Raises StaleRecord when somebody else changed the
    customer first, UserError when a value will not do.
    """
    with transaction():
        customer = Customer.get_or_none(Customer.id == customer_id)
        if customer is None:
            raise UserError(_("This customer is no longer in the office."))
        refuse_erased(customer)
        parts = {part: fields.pop(part) for part in people.NAME_PARTS if part in fields}
        checked: dict[str, Any] = {
            field: checks.line(field, value) if field in _LINES else value
            for field, value in fields.items()
        }
        if "notes" in checked:
            checked["notes"] = free_text.notes(checked["notes"])
        if "payment_days" in checked:
            checked["payment_days"] = checks.payment_days(checked["payment_days"])
        private = checked.get("kind", customer.kind) is CustomerKind.PRIVATE
        if private and "name" in checked and checked["name"] != customer.name:
            first_name, prefix, surname = text.split_name(checked["name"])
            parts = {"first_name": first_name, "prefix": prefix, "surname": surname} | parts
        checks.assign(customer, version, checked, _FIELDS)
        if customer.standing is not Standing.PROSPECT and customer.declined_at is not None:
            customer.declined_at = None
        customer.save()
        if parts and private:
            _name_person(customer, parts)
        people.compose_name(Customer.get_by_id(customer_id))
        renew(customer_id)


def _name_person(customer: Customer, parts: dict[str, str]) -> None:
    """Give the first person this name, or make one of it."""
    parts = {part: checks.line(part, value) for part, value in parts.items()}
    person = people.first_person(customer)
    if person is not None:
        checks.assign(person, person.version, parts, people.NAME_PARTS)
        person.save()
    elif any(parts.values()):
        person = Person(**parts)
        person.save()
        CustomerPerson(customer=customer, person=person).save()


def _name_after_person(customer_id: int) -> None:
    """A firm that nobody knows the name of yet goes by the person who spoke for it."""
    customer = Customer.get_by_id(customer_id)
    person = people.first_person(customer)
    if person is not None:
        customer.name = names.of_person(person.first_name, person.prefix, person.surname)
        people.compose_name(customer)
