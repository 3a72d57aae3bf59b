"""The card of one customer: all that the office knows of it, on one screen."""

from collections.abc import Sequence

from peewee import JOIN

from mcsys_desktop.core import phone, salutation
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.customers import (
    Address,
    AddressForm,
    Customer,
    CustomerPerson,
    EmailAddress,
    Person,
    PhoneNumber,
)
from mcsys_desktop.services import calls, names, notes, tags
from mcsys_desktop.services.customers import known
from mcsys_desktop.services.customers.lines import (
    AddressLine,
    CustomerCard,
    EmailLine,
    NumberLine,
    PersonLine,
)
from mcsys_desktop.services.merged import family_of, heir_of, mergings_of

_CALLS_ON_CARD = 5


def card(customer_id: int) -> CustomerCard:
    """The card of a customer, or of the one that it was merged into.

    Raises UserError when there is no such customer any more.
    """
    customer = Customer.get_or_none(Customer.id == heir_of(customer_id))
    if customer is None:
        raise UserError(_("This customer is no longer in the office."))
    family = family_of(customer.id)
    persons = _people(family)
    last_calls = tuple(calls.of_customer(customer.id, _CALLS_ON_CARD))
    return CustomerCard(
        id=customer.id,
        version=customer.version,
        number=customer.number or 0,
        name=names.shown(customer.name, customer.number),
        kind=customer.kind,
        standing=customer.standing,
        department=customer.department,
        kvk_number=customer.kvk_number,
        vat_number=customer.vat_number,
        language=customer.language,
        notes=customer.notes,
        trunk_digits=customer.trunk_digits,
        payment_days=customer.payment_days,
        invoices_by=customer.invoices_by,
        address_form=customer.address_form,
        opening=_opening(customer, persons),
        archived=customer.archived_at is not None,
        declined_at=customer.declined_at,
        erased=customer.erased_at is not None,
        tags=tags.tags_of([customer.id]).get(customer.id, ()),
        pinned=tuple(notes.pinned(customer.id)),
        people=persons,
        numbers=_numbers(family),
        emails=_emails(family),
        addresses=_addresses(family),
        calls=last_calls,
        last_contact=last_calls[0] if last_calls else None,
        changed_by=customer.changed_by,
        changed_at=customer.changed_at,
        merged=mergings_of(family),
        unlisted=customer.unlisted,
    )


def _opening(customer: Customer, persons: Sequence[PersonLine]) -> str:
    """What a letter begins with: to the first person there, or to whoever opens it."""
    formal = customer.address_form is not AddressForm.INFORMAL
    if not persons:
        return salutation.opening(formal=formal, language=customer.language)
    first = persons[0]
    return salutation.opening(
        first.salutation,
        first.first_name,
        first.prefix,
        first.surname,
        formal=formal,
        language=customer.language,
    )


def _people(family: list[int]) -> tuple[PersonLine, ...]:
    query = (
        CustomerPerson.select(CustomerPerson, Person)
        .join(Person)
        .where(CustomerPerson.customer.in_(family))
        .order_by(CustomerPerson.position, CustomerPerson.id)
    )
    elsewhere = known.elsewhere(family)
    return tuple(
        PersonLine(
            id=tie.id,
            version=tie.person.version,
            person_id=tie.person.id,
            name=name_of(tie.person),
            first_name=tie.person.first_name,
            prefix=tie.person.prefix,
            surname=tie.person.surname,
            salutation=tie.person.salutation,
            role=tie.role,
            origin=tie.person.origin,
            obtained_at=tie.person.obtained_at,
            elsewhere=elsewhere.get(tie.person.id, ()),
            unlisted=tie.person.unlisted,
        )
        for tie in query
    )


def name_of(person: Person | None) -> str:
    """A person's name as it is said; empty for nobody."""
    if person is None:
        return ""
    return names.of_person(person.first_name, person.prefix, person.surname)


def _numbers(family: list[int]) -> tuple[NumberLine, ...]:
    query = (
        PhoneNumber.select(PhoneNumber, Person)
        .join(Person, JOIN.LEFT_OUTER)
        .where(PhoneNumber.customer.in_(family))
        .order_by(PhoneNumber.position, PhoneNumber.id)
    )
    return tuple(
        NumberLine(
            id=number.id,
            version=number.version,
            shown=phone.display(number.e164) if number.e164 else number.typed,
            typed=number.typed,
            e164=number.e164,
            extension=number.extension,
            use=number.use,
            relation=number.relation,
            remark=number.remark,
            person_id=number.person_id,
            person=name_of(number.person),
            valid_until=number.valid_until,
            origin=number.origin,
            obtained_at=number.obtained_at,
        )
        for number in query
    )


def _emails(family: list[int]) -> tuple[EmailLine, ...]:
    query = (
        EmailAddress.select(EmailAddress, Person)
        .join(Person, JOIN.LEFT_OUTER)
        .where(EmailAddress.customer.in_(family))
        .order_by(EmailAddress.position, EmailAddress.id)
    )
    return tuple(
        EmailLine(
            id=email.id,
            version=email.version,
            address=email.address,
            use=email.use,
            person_id=email.person_id,
            person=name_of(email.person),
            origin=email.origin,
            obtained_at=email.obtained_at,
        )
        for email in query
    )


def _addresses(family: list[int]) -> tuple[AddressLine, ...]:
    query = (
        Address.select().where(Address.customer.in_(family)).order_by(Address.position, Address.id)
    )
    return tuple(
        AddressLine(
            id=address.id,
            version=address.version,
            use=address.use,
            street=address.street,
            house_number=address.house_number,
            postcode=address.postcode,
            city=address.city,
            country=address.country,
            remark=address.remark,
            origin=address.origin,
            obtained_at=address.obtained_at,
        )
        for address in query
    )
