"""Writing what a list brings: many rows in few statements, by the rules that hold for every row.

All of it is one act: it stands in the office whole, or not at all.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from mcsys_desktop.core import text
from mcsys_desktop.models import search
from mcsys_desktop.models.base import Record, stale
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerPerson,
    EmailAddress,
    Origin,
    Person,
    PhoneNumber,
)
from mcsys_desktop.models.tags import CustomerTag, Tag
from mcsys_desktop.services import sorted_by
from mcsys_desktop.services.calls import linking
from mcsys_desktop.services.customers.search_text import compose
from mcsys_desktop.services.imports.drafts import DraftPlace, alike
from mcsys_desktop.services.imports.planning import Stopped, never
from mcsys_desktop.services.imports.targets import Target
from mcsys_desktop.services.queries import among, tuples

R = TypeVar("R", bound=Record)
_AT_ONCE = 400  # customers between two looks at whether it is still wanted
_ROWS = 400  # of one statement; SQLite takes 32,766 values

_PLACE = ("street", "house_number", "postcode", "city", "country")


def write(
    targets: Sequence[Target],
    progress: Callable[[int, int], None] | None = None,
    stopped: Callable[[], bool] = never,
) -> None:
    """Write every target. Belongs into one ``transaction()``, of which nothing stays when it fails.

    ``progress`` hears (done, of) in customers. Raises Stopped between two pieces of the work, and
    StaleRecord when somebody changed one of the customers a moment ago.
    """
    tags = _tags({label for target in targets for label in target.new_labels})
    # Numbers that the list gives go first: the office's own series then goes around them.
    ordered = sorted(targets, key=lambda target: (bool(target.id), target.number is None))
    for start in range(0, len(ordered), _AT_ONCE):
        if stopped():
            raise Stopped
        piece = ordered[start : start + _AT_ONCE]
        _write(piece, tags)
        if progress is not None:
            progress(start + len(piece), len(ordered))
    linking.adopt_brought(number.e164 for target in targets for number in target.new_numbers)
    if stopped():
        raise Stopped


def _write(piece: Sequence[Target], tags: dict[str, int]) -> None:
    fresh = [target for target in piece if not target.id]
    ids = insert(Customer, [_customer(target) for target in fresh])
    for target, customer_id in zip(fresh, ids, strict=True):
        target.id = customer_id
    added = {id(target) for target in fresh}
    for target in piece:
        if id(target) not in added:
            _change(target)
    people = _people(piece)
    insert(
        PhoneNumber,
        [
            {
                "customer": target.id,
                "person": people.get((target.id, number.whose)) if number.whose else None,
                "typed": number.typed,
                "e164": number.e164,
                "tail": number.tail,
                "extension": number.extension,
                "use": number.use,
                "position": len(target.numbers) - len(target.new_numbers) + at,
                "origin": Origin.IMPORTED,
            }
            for target in piece
            for at, number in enumerate(target.new_numbers)
        ],
    )
    insert(
        EmailAddress,
        [
            {
                "customer": target.id,
                "address": address,
                "use": use,
                "position": len(target.emails) - len(target.new_emails) + at,
                "origin": Origin.IMPORTED,
            }
            for target in piece
            for at, (address, use) in enumerate(target.new_emails)
        ],
    )
    insert(
        Address,
        [
            {
                "customer": target.id,
                "use": place.use,
                **_place(place),
                "position": len(target.places) - len(target.new_places) + at,
                "origin": Origin.IMPORTED,
            }
            for target in piece
            for at, place in enumerate(target.new_places)
        ],
    )
    insert(
        CustomerTag,
        [
            {"customer": target.id, "tag": tags[text.fold(label)]}
            for target in piece
            for label in target.new_labels
        ],
    )
    _renew_search_text(piece)
    sorted_by.renew(target.id for target in piece)


def insert(model: type[R], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows of equal columns and return their ids, in the order of ``rows``."""
    ids: list[int] = []
    for start in range(0, len(rows), _ROWS):
        query = model.insert_many(rows[start : start + _ROWS]).returning(model.id)
        # Ids rise in the order of the rows; the answer may come in another order.
        ids += sorted(one for (one,) in query.tuples().execute())
    return ids


def _customer(target: Target) -> dict[str, Any]:
    columns = target.columns
    return {
        "kind": target.kind,
        "standing": columns["standing"],
        "number": target.number,
        "name": target.name,
        "sort_key": columns["sort_key"],
        "department": columns.get("department", ""),
        "kvk_number": columns.get("kvk_number", ""),
        "vat_number": columns.get("vat_number", ""),
        "notes": columns.get("notes", ""),
        "imported_key": target.key,
    }


def _change(target: Target) -> None:
    """Change the customer, its first person and its addresses, where the list goes first."""
    if target.changed:
        _over(Customer, target.id, target.version, target.changed)
    if target.renamed is not None:
        key, version, _person = target.people[0]
        new = target.renamed
        names = {"first_name": new.first_name, "prefix": new.prefix, "surname": new.surname}
        _over(Person, key, version, names | {"salutation": new.salutation})
    for key, version, place in target.moved:
        _over(Address, key, version, _place(place))


def _over(model: type[Record], key: int, version: int, values: dict[str, Any]) -> None:
    query = model.update(**values, version=version + 1)
    if not query.where((model.id == key) & (model.version == version)).execute():
        now = model.get_by_id(key)
        raise stale(now.changed_by, now.changed_at)


def _people(piece: Sequence[Target]) -> dict[tuple[int, str], int]:
    """Write the new people; the ids of all people by customer and name."""
    tied = [(target, at, person) for target in piece for at, person in enumerate(target.new_people)]
    ids = insert(
        Person,
        [
            {
                "first_name": person.first_name,
                "prefix": person.prefix,
                "surname": person.surname,
                "salutation": person.salutation,
                "origin": Origin.IMPORTED,
            }
            for _target, _at, person in tied
        ],
    )
    insert(
        CustomerPerson,
        [
            {
                "customer": target.id,
                "person": person_id,
                "role": person.role,
                "position": len(target.people) - len(target.new_people) + at,
            }
            for (target, at, person), person_id in zip(tied, ids, strict=True)
        ],
    )
    known = {
        (target.id, alike(person.name)): person_id
        for target in piece
        for person_id, _version, person in target.people
        if person_id
    }
    return known | {
        (target.id, alike(person.name)): person_id
        for (target, _at, person), person_id in zip(tied, ids, strict=True)
    }


def _place(place: DraftPlace) -> dict[str, str]:
    return {name: getattr(place, name) for name in _PLACE}


def _tags(labels: set[str]) -> dict[str, int]:
    """The ids of tags by folded name; those that are not there are made."""
    known = {text.fold(name): tag for tag, name in tuples(Tag.select(Tag.id, Tag.name))}
    missing = {text.fold(label): label for label in sorted(labels)}
    new = [label for folded, label in missing.items() if folded not in known]
    for label, tag in zip(new, insert(Tag, [{"name": label} for label in new]), strict=True):
        known[text.fold(label)] = tag
    return known


def _renew_search_text(piece: Sequence[Target]) -> None:
    ids = [target.id for target in piece]
    query = Customer.select(Customer.id, Customer.number).where(among(Customer.id, ids))
    numbers = dict(tuples(query))
    search.put_many(
        (
            target.id,
            compose(
                target.name,
                target.columns.get("department", ""),
                numbers[target.id],
                [(one.first_name, one.prefix, one.surname) for _i, _v, one in target.people],
                target.numbers,
                [(address,) for address, _use in target.emails],
                [
                    (one.street, one.house_number, one.postcode, one.city)
                    for _i, _v, one in target.places
                ],
                target.merged,
            ),
        )
        for target in piece
    )
