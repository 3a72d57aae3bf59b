"""Numbers, e-mail addresses and places of a customer: added, changed, removed.

Each line says where it came from; the database notes when. Every function writes the customer's
search text again in the same transaction.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from mcsys_desktop.core import phone
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import (
    Address,
    AddressUse,
    Customer,
    CustomerKind,
    CustomerPerson,
    EmailAddress,
    EmailUse,
    NumberUse,
    Origin,
    PhoneNumber,
    Relation,
)
from mcsys_desktop.services.calls import linking
from mcsys_desktop.services.customers import checks
from mcsys_desktop.services.customers.search_text import renew
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import tuples

Line = PhoneNumber | EmailAddress | Address
Placed = Line | CustomerPerson
L = TypeVar("L", PhoneNumber, EmailAddress, Address)

_NUMBER = frozenset(
    {*("typed", "e164", "tail", "extension"), *("use", "relation", "person", "remark")}
    | {"valid_until"}
)
_EMAIL = frozenset({"address", "use", "person"})
_PLACE = ("street", "house_number", "postcode", "city")
_ADDRESS = frozenset({*_PLACE, "country", "use", "remark"})


def add_number(
    customer_id: int,
    typed: str,
    *,
    use: NumberUse | None = None,
    relation: Relation = Relation.OWN,
    person_id: int | None = None,
    remark: str = "",
    origin: Origin = Origin.TYPED,
) -> int:
    """Add a phone number as somebody typed it, and return the id of the line.

    Any text is taken; without ``use`` the number's own range decides. A number that the customer
    has already is not added twice, and one that was a former number counts again.
    """
    columns = checks.number(typed)
    with transaction():
        known = PhoneNumber.get_or_none(
            (PhoneNumber.customer == customer_id)
            & (PhoneNumber.e164 == columns["e164"])
            & (PhoneNumber.e164 != "")
            & PhoneNumber.person.is_null(person_id is None)
        )
        if known is not None and known.person_id == person_id:
            if known.valid_until is not None:
                known.valid_until = None
                known.save()
            return int(known.id)
        number = PhoneNumber(
            customer=customer_id,
            person=person_id,
            use=use or _usual(customer_id, columns["e164"]),
            relation=relation,
            remark=checks.line("remark", remark),
            origin=origin,
            position=_next_place(PhoneNumber, customer_id),
            **columns,
        )
        number.save()
        linking.adopt_if_only(typed, customer_id)  # earlier calls of a stranger are theirs now
        renew(customer_id)
        return int(number.id)


def change_number(number_id: int, version: int, **fields: Any) -> None:
    """Change a number: typed, use, relation, person_id, remark, valid_until.

    Raises StaleRecord when somebody else changed it first.
    """
    fields = _with_person(fields)
    if "typed" in fields:
        fields |= checks.number(fields["typed"])
    if "remark" in fields:
        fields["remark"] = checks.line("remark", fields["remark"])
    with transaction():
        number = _change(PhoneNumber, number_id, version, fields, _NUMBER)
        if fields.keys() & {"e164", "valid_until"}:
            linking.adopt_if_only(number.typed, number.customer_id)


def remove_number(number_id: int, version: int) -> None:
    """Remove a number. Raises StaleRecord when somebody else changed it first."""
    _remove(PhoneNumber, number_id, version)


def add_email(
    customer_id: int,
    address: str,
    *,
    use: EmailUse = EmailUse.CONTACT,
    person_id: int | None = None,
    origin: Origin = Origin.TYPED,
) -> int:
    """Add an e-mail address and return the id of the line. Raises UserError when it is none."""
    with transaction():
        email = EmailAddress(
            customer=customer_id,
            person=person_id,
            address=checks.email(address),
            use=use,
            origin=origin,
            position=_next_place(EmailAddress, customer_id),
        )
        email.save()
        renew(customer_id)
        return int(email.id)


def change_email(email_id: int, version: int, **fields: Any) -> None:
    """Change an e-mail address: address, use, person_id.

    Raises StaleRecord when somebody else changed it first, UserError when it is no address.
    """
    fields = _with_person(fields)
    if "address" in fields:
        fields["address"] = checks.email(fields["address"])
    _change(EmailAddress, email_id, version, fields, _EMAIL)


def remove_email(email_id: int, version: int) -> None:
    """Remove an e-mail address. Raises StaleRecord when somebody else changed it first."""
    _remove(EmailAddress, email_id, version)


def add_address(
    customer_id: int,
    *,
    street: str = "",
    house_number: str = "",
    postcode: str = "",
    city: str = "",
    country: str = "NL",
    use: AddressUse = AddressUse.VISITING,
    remark: str = "",
    origin: Origin = Origin.TYPED,
) -> int:
    """Add a place and return the id of the line. Raises UserError when nothing was typed."""
    typed = {"street": street, "house_number": house_number, "postcode": postcode, "city": city}
    columns = _place({**typed, "country": country, "remark": remark})
    if not any(columns[field] for field in _PLACE):
        raise UserError(_("Type a street, a postcode or a place, or remove the line."))
    with transaction():
        address = Address(
            customer=customer_id,
            use=use,
            origin=origin,
            position=_next_place(Address, customer_id),
            **columns,
        )
        address.save()
        renew(customer_id)
        return int(address.id)


def change_address(address_id: int, version: int, **fields: Any) -> None:
    """Change a place: street, house_number, postcode, city, country, use, remark.

    Raises StaleRecord when somebody else changed it first.
    """
    _change(Address, address_id, version, _place(fields), _ADDRESS)


def remove_address(address_id: int, version: int) -> None:
    """Remove a place. Raises StaleRecord when somebody else changed it first."""
    _remove(Address, address_id, version)


def arrange(model: "type[Placed]", customer_id: int, ids: Sequence[int]) -> None:
    """Put lines of a customer in this order; those that are not among ``ids`` follow.

    The first number and the first address are the ones that lists show.
    """
    wanted = {line_id: place for place, line_id in enumerate(ids)}
    with transaction():
        query = model.select().where(model.customer.in_(family_of(customer_id)))
        lines: list[Any] = list(query)
        lines.sort(key=lambda line: (wanted.get(line.id, len(wanted)), line.position, line.id))
        for place, line in enumerate(lines):
            if line.position != place:
                line.position = place
                line.save()
        renew(customer_id)


def arrange_numbers(customer_id: int, ids: Sequence[int]) -> None:
    """As ``arrange``, for phone numbers."""
    arrange(PhoneNumber, customer_id, ids)


def arrange_emails(customer_id: int, ids: Sequence[int]) -> None:
    """As ``arrange``, for e-mail addresses."""
    arrange(EmailAddress, customer_id, ids)


def arrange_addresses(customer_id: int, ids: Sequence[int]) -> None:
    """As ``arrange``, for places."""
    arrange(Address, customer_id, ids)


def _place(fields: dict[str, Any]) -> dict[str, Any]:
    checked = dict(fields)
    for field in (*_PLACE, "country", "remark"):
        if field in checked:
            cleaner = checks.postcode if field == "postcode" else None
            value = checked[field]
            checked[field] = cleaner(value) if cleaner else checks.line(field, value)
    return checked


def _with_person(fields: dict[str, Any]) -> dict[str, Any]:
    """Screens know a person by id, the record by its field."""
    if "person_id" in fields:
        fields["person"] = fields.pop("person_id")
    return fields


def _usual(customer_id: int, e164: str) -> NumberUse:
    """What a number is most likely for, when nobody says."""
    line, _region = phone.describe(e164)
    if line is phone.LineType.MOBILE:
        return NumberUse.MOBILE
    first = not PhoneNumber.select().where(PhoneNumber.customer == customer_id).exists()
    if first:
        return NumberUse.MAIN
    private = Customer.get_by_id(customer_id).kind is CustomerKind.PRIVATE
    return NumberUse.HOME if private else NumberUse.WORK


def _next_place(model: type[Line], customer_id: int) -> int:
    """Behind all others."""
    last = model.select(model.position).where(model.customer == customer_id)
    return max((position for (position,) in tuples(last)), default=-1) + 1


def _change(
    model: type[L], line_id: int, version: int, fields: dict[str, Any], allowed: frozenset[str]
) -> L:
    with transaction():
        line = model.get_or_none(model.id == line_id)
        if line is None:
            raise UserError(_("This was removed by a colleague. Add it again."))
        checks.assign(line, version, fields, allowed)
        line.save()
        renew(line.customer_id)
        return line


def _remove(model: type[L], line_id: int, version: int) -> None:
    with transaction():
        line = model.get_or_none(model.id == line_id)
        if line is None:
            return  # both people removed it: that is no quarrel
        line.version = version
        line.delete_instance()
        renew(line.customer_id)
