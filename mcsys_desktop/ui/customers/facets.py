"""How a customer card divides into things that can be typed over, and how each is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mcsys_desktop.core import places
from mcsys_desktop.services import colleagues, customers
from mcsys_desktop.ui.customers.edits import Changes, Stored, Values

Card = customers.CustomerCard


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """One kind of row of the card: which are stored, and what a new one begins with.

    ``add`` takes the customer's id, the origin and the values and returns the row's id; ``change``
    a row's id, its version and the fields that differ; ``remove`` a row's id and version. What
    cannot be added has none.
    """

    key: str
    stored: Callable[[Card], tuple[Stored, ...]]
    change: Callable[[int, int, Mapping[str, Any]], object]
    defaults: Values
    add: Callable[[int, customers.Origin, Mapping[str, Any]], int] | None = None
    remove: Callable[[int, int], object] | None = None
    arrange: Callable[[int, Sequence[int]], object] | None = None  # the ids in their order
    guarded: frozenset[str] = frozenset()  # never merged unseen: where mail or money goes


def _identity(card: Card) -> tuple[Stored, ...]:
    values = {"kind": card.kind, "name": card.name, "standing": card.standing}
    return (Stored(card.id, card.version, values),)


def _registration(card: Card) -> tuple[Stored, ...]:
    values = {
        "department": card.department,
        "kvk_number": card.kvk_number,
        "vat_number": card.vat_number,
    }
    return (Stored(card.id, card.version, values),)


def _terms(card: Card) -> tuple[Stored, ...]:
    values = {
        "language": card.language,
        "address_form": card.address_form,
        "payment_days": card.payment_days,
        "invoices_by": card.invoices_by,
        "unlisted": card.unlisted,
    }
    return (Stored(card.id, card.version, values),)


def _notes(card: Card) -> tuple[Stored, ...]:
    return (Stored(card.id, card.version, {"notes": card.notes}),)


def _people(card: Card) -> tuple[Stored, ...]:
    return tuple(
        Stored(
            person.id,
            person.version,
            {
                "first_name": person.first_name,
                "prefix": person.prefix,
                "surname": person.surname,
                "salutation": person.salutation,
                "role": person.role,
                "unlisted": person.unlisted,
            },
        )
        for person in card.people
    )


def _numbers(card: Card) -> tuple[Stored, ...]:
    return tuple(
        Stored(
            number.id,
            number.version,
            {
                # Shown as people read it; it is written only when somebody types over it.
                "typed": number.shown or number.typed,
                "use": number.use,
                "person_id": number.person_id,
                "relation": number.relation,
                "remark": number.remark,
            },
        )
        for number in card.numbers
    )


def _emails(card: Card) -> tuple[Stored, ...]:
    return tuple(
        Stored(
            email.id,
            email.version,
            {"address": email.address, "use": email.use, "person_id": email.person_id},
        )
        for email in card.emails
    )


def _addresses(card: Card) -> tuple[Stored, ...]:
    return tuple(
        Stored(
            address.id,
            address.version,
            {
                "street": address.street,
                "house_number": address.house_number,
                "postcode": address.postcode,
                "city": address.city,
                "use": address.use,
                "country": address.country,
                "remark": address.remark,
            },
        )
        for address in card.addresses
    )


def _change_customer(id_: int, version: int, values: Mapping[str, Any]) -> None:
    customers.change(id_, version, **values)


IDENTITY = Facet("identity", _identity, _change_customer, {})
REGISTRATION = Facet("registration", _registration, _change_customer, {})
TERMS = Facet(
    "terms",
    _terms,
    _change_customer,
    {},
    guarded=frozenset({"payment_days", "invoices_by"}),
)
NOTES = Facet("notes", _notes, _change_customer, {})
_ONE_ROW = (IDENTITY, REGISTRATION, TERMS, NOTES)  # all of them are the customer's own row


def _add_person(id_: int, origin: customers.Origin, values: Mapping[str, Any]) -> int:
    """Somebody new, or somebody whom the office has already."""
    known = values.get("person_id")
    if known:
        return customers.add_known_person(id_, int(known), role=values.get("role", ""))
    named = {name: value for name, value in values.items() if name != "person_id"}
    return customers.add_person(id_, origin=origin, **named)


PEOPLE = Facet(
    "people",
    _people,
    lambda id_, version, values: customers.change_person(id_, version, **values),
    {
        "first_name": "",
        "prefix": "",
        "surname": "",
        "salutation": "",
        "role": "",
        "unlisted": False,
    },
    _add_person,
    lambda id_, version: customers.remove_person(id_, version),
    lambda id_, ids: customers.arrange_people(id_, ids),
)
NUMBERS = Facet(
    "numbers",
    _numbers,
    lambda id_, version, values: customers.change_number(id_, version, **values),
    {
        "typed": "",
        "use": customers.NumberUse.MOBILE,
        "person_id": None,
        "relation": customers.Relation.OWN,
        "remark": "",
    },
    lambda id_, origin, values: customers.add_number(id_, origin=origin, **values),
    lambda id_, version: customers.remove_number(id_, version),
    lambda id_, ids: customers.arrange_numbers(id_, ids),
)
EMAILS = Facet(
    "emails",
    _emails,
    lambda id_, version, values: customers.change_email(id_, version, **values),
    {"address": "", "use": customers.EmailUse.CONTACT, "person_id": None},
    lambda id_, origin, values: customers.add_email(id_, origin=origin, **values),
    lambda id_, version: customers.remove_email(id_, version),
    lambda id_, ids: customers.arrange_emails(id_, ids),
    guarded=frozenset({"address"}),
)
ADDRESSES = Facet(
    "addresses",
    _addresses,
    lambda id_, version, values: customers.change_address(id_, version, **values),
    {
        "street": "",
        "house_number": "",
        "postcode": "",
        "city": "",
        "use": customers.AddressUse.VISITING,
        "country": places.HOME,
        "remark": "",
    },
    lambda id_, origin, values: customers.add_address(id_, origin=origin, **values),
    lambda id_, version: customers.remove_address(id_, version),
    lambda id_, ids: customers.arrange_addresses(id_, ids),
)

# In the order of writing: people last, because removing somebody touches their numbers.
ALL = (*_ONE_ROW, NUMBERS, EMAILS, ADDRESSES, PEOPLE)


def content(card: Card) -> object:
    """What a person sees of the card itself; calls come and go by themselves."""
    return [facet.stored(card) for facet in ALL]


Plan = Mapping[Facet, Changes]
Fetched = tuple[Card, dict[str, str]]


def fetch(customer_id: int) -> Fetched:
    """A card, and the name of the person behind each login; runs on a worker."""
    return customers.card(customer_id), colleagues.names()


def save(customer_id: int, plan: Plan, origin: customers.Origin) -> None:
    """Write everything that was typed, or nothing; runs on a worker.

    Raises StaleRecord when somebody else was first, UserError when the office refuses a value.
    """
    with customers.together():
        _save_customer(plan)
        for facet in ALL:
            if facet in _ONE_ROW or facet not in plan:
                continue
            found = plan[facet]
            for row in found.changed:
                facet.change(row.id, row.version, row.values)
            for row in found.removed:
                if facet.remove is not None:
                    facet.remove(row.id, row.version)
            new = iter(
                [facet.add(customer_id, origin, each) for each in found.added]
                if facet.add is not None
                else ()
            )
            if found.order and facet.arrange is not None:
                facet.arrange(customer_id, [id_ or next(new) for id_ in found.order])


def _save_customer(plan: Plan) -> None:
    """Name, registration and notes are one row of the database, so they are written in one go."""
    rows = [row for facet in _ONE_ROW if facet in plan for row in plan[facet].changed]
    if rows:
        together = {name: value for row in rows for name, value in row.values.items()}
        _change_customer(rows[0].id, rows[0].version, together)
