"""What the office knows already and need not type again: people, and streets by their postcode."""

from collections import Counter
from collections.abc import Sequence

from peewee import fn

from mcsys_desktop.core import places, text
from mcsys_desktop.models import search
from mcsys_desktop.models.customers import Address, Customer, CustomerPerson, Person
from mcsys_desktop.services import names
from mcsys_desktop.services.customers.lines import Elsewhere, KnownPerson, Place
from mcsys_desktop.services.queries import among, tuples

_LOOKED_AT = 500  # addresses of one postcode, customers of one name


def known_place(postcode: str, house_number: str = "") -> Place | None:
    """The street and city of a postcode, from addresses that the office has; None when unknown.

    The very house counts before its street; of several spellings the commonest.
    """
    wanted = places.postcode(postcode)
    if not wanted:
        return None
    query = Address.select(Address.house_number, Address.street, Address.city)
    found = list(tuples(query.where(Address.postcode == wanted).limit(_LOOKED_AT)))
    house = text.fold(house_number)
    exact = [row for row in found if house and text.fold(row[0]) == house]
    street = _commonest(exact, 1) or _commonest(found, 1)
    city = _commonest(exact, 2) or _commonest(found, 2)
    return Place(street, city) if street or city else None


def _commonest(rows: Sequence[tuple[str, ...]], column: int) -> str:
    counted = Counter(row[column] for row in rows if row[column])
    return counted.most_common(1)[0][0] if counted else ""


def people_known(asked: str, without: int = 0, limit: int = 12) -> list[KnownPerson]:
    """People whose name holds every word of ``asked``, or whose customer's does.

    ``without`` is a customer whose own people are left out.
    """
    words = [text.fold(word) for word in asked.split()]
    if not words:
        return []
    customers = [one.id for one in search.find(words, limit=_LOOKED_AT)]
    tied = CustomerPerson.select(CustomerPerson.person, Customer.name, Customer.number).join(
        Customer
    )
    own = {
        person
        for (person,) in tuples(
            CustomerPerson.select(CustomerPerson.person).where(CustomerPerson.customer == without)
        )
    }
    there: dict[int, None] = dict.fromkeys(
        person
        for person, _name, _number in tuples(tied.where(among(CustomerPerson.customer, customers)))
        if person not in own
    )
    people = {each.id: each for each in Person.select().where(among(Person.id, list(there)))}
    at: dict[int, list[str]] = {}
    for person, name, number in tuples(tied.where(among(CustomerPerson.person, list(there)))):
        at.setdefault(person, []).append(names.shown(name, number))
    made = [_known(people[id_], tuple(sorted(at.get(id_, ())))) for id_ in there if id_ in people]
    made.sort(key=lambda one: (not _fits(one, words), text.sort_key(one.name)))
    return made[:limit]


def _known(person: Person, at: tuple[str, ...]) -> KnownPerson:
    return KnownPerson(
        person_id=person.id,
        name=names.of_person(person.first_name, person.prefix, person.surname),
        first_name=person.first_name,
        prefix=person.prefix,
        surname=person.surname,
        salutation=person.salutation,
        at=at,
        unlisted=person.unlisted,
    )


def _fits(one: KnownPerson, words: Sequence[str]) -> bool:
    name = text.fold(one.name)
    return all(word in name for word in words)


def elsewhere(family: Sequence[int]) -> dict[int, tuple[Elsewhere, ...]]:
    """The other customers of the people of these ones, by the person's id."""
    own = CustomerPerson.select(CustomerPerson.person).where(among(CustomerPerson.customer, family))
    heir = fn.COALESCE(Customer.merged_into, Customer.id)
    query = (
        CustomerPerson.select(CustomerPerson.person, heir, Customer.name, Customer.number)
        .join(Customer)
        .where(CustomerPerson.person.in_(own) & ~among(CustomerPerson.customer, family))
        .order_by(Customer.sort_key, Customer.id)
    )
    found: dict[int, list[Elsewhere]] = {}
    for person, customer_id, name, number in tuples(query):
        found.setdefault(person, []).append(Elsewhere(customer_id, names.shown(name, number)))
    return {person: tuple(places_) for person, places_ in found.items()}
