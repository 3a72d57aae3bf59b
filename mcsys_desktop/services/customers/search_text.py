"""The text that a customer is found by: kept beside the customer, renewed with every change."""

import re
from collections.abc import Iterable

from mcsys_desktop.core import phone, sounds, text
from mcsys_desktop.core.lookalikes import skeleton
from mcsys_desktop.models import search
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerPerson,
    EmailAddress,
    Person,
    PhoneNumber,
)
from mcsys_desktop.services import sorted_by
from mcsys_desktop.services.erased import refuse_erased
from mcsys_desktop.services.merged import family_of, heir_of
from mcsys_desktop.services.queries import tuples

_AT_ONCE = 500  # customers renewed in one transaction: another desk that saves waits no longer
_LETTERS = re.compile(r"[a-z]+")


def renew(customer_id: int) -> None:
    """Write again what the customer is found and sorted by.

    Belongs in the transaction that changed the customer, behind what waits for others.

    Raises UserError when the customer was erased: nothing is ever added to one of those.
    """
    heir = heir_of(customer_id)
    family = family_of(heir)
    customer = Customer.get_by_id(heir)
    refuse_erased(customer)
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
    sorted_by.renew([heir])


def renew_old() -> int:
    """Bring texts up to date that an older program wrote; how many there were."""
    done = 0
    while ids := search.without_sounds(_AT_ONCE):
        with transaction():
            for customer_id in ids:
                renew(customer_id)
        done += len(ids)
    return done


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
    people, addresses, merged = tuple(people), tuple(addresses), tuple(merged)
    parts: list[str] = []
    for called_so, of, known_as in ((name, department, number), *merged):
        parts += [called_so, skeleton(called_so), of, str(known_as or "")]
    for person in map(" ".join, people):
        parts += [person, skeleton(person)]
    for typed, e164 in numbers:
        parts += [e164, digits(phone.display(e164))] if e164 else [typed, digits(typed)]
    parts += [address for (address,) in emails]
    for street, house_number, postcode, city in addresses:
        parts += [f"{street} {house_number}", postcode, postcode.replace(" ", ""), city]
    # A name in letters that only look like ours is found by what it looks like, too.
    # One line each, so that nobody is found by the end of one part and the start of the next.
    lines = list(dict.fromkeys(filter(None, map(text.fold, parts))))
    called = [name, department, *(" ".join(person) for person in people)]
    called += [part for other in merged for part in other[:2]]
    lines.append(_heard(called, [part for place in addresses for part in (place[0], place[3])]))
    return "\n".join(lines)


def _heard(called: Iterable[str], places: Iterable[str]) -> str:
    """The last line of a text: how names sound, also to who misses a consonant, and places."""
    names = (sounds.near(word) for word in _words(called))
    streets = (sounds.near(word)[:1] for word in _words(places))
    heard = dict.fromkeys(one for each in (*names, *streets) for one in each)
    return f" {' '.join(heard)} "


def _words(parts: Iterable[str]) -> list[str]:
    return [word for part in parts for word in _LETTERS.findall(text.fold(part)) if len(word) > 2]


def digits(typed: str) -> str:
    """The digits of a number, however they are grouped."""
    return re.sub(r"[^0-9]", "", typed)
