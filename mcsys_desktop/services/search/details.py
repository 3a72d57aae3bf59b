"""What is known of a few customers, in one statement: how a row shows them, and why it is there."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from mcsys_desktop.core import phone
from mcsys_desktop.models.base import rows, shared
from mcsys_desktop.models.customers import Relation
from mcsys_desktop.services import names


@dataclass(frozen=True, slots=True)
class Number:
    """A phone number, ready to show, and whose it is."""

    e164: str
    shown: str
    relation: Relation
    person: str
    remark: str


@dataclass(slots=True)
class Details:
    """All ways to reach one customer and those that were merged into it, in their order."""

    streets: list[tuple[str, str, str]] = field(default_factory=list)  # street, postcode, place
    numbers: list[Number] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)  # name, role
    emails: list[str] = field(default_factory=list)
    department: str = ""
    phone: str = ""  # the first that is not a former one

    @property
    def city(self) -> str:
        """The place of the first address that has one."""
        return next((city for _street, _postcode, city in self.streets if city), "")


NOTHING = Details()

# Eight columns: whose, what, place in the order, id, and what it holds.
_STATEMENT = """
WITH family(root, id) AS ({asked})
SELECT f.root, 1, a.position, a.id, a.street, a.house_number, a.postcode, a.city, '', ''
FROM family f CROSS JOIN address a WHERE a.customer_id = f.id
UNION ALL
SELECT f.root, 2, p.position, p.id, p.e164, p.typed, p.relation,
       CASE WHEN p.valid_until IS NULL THEN '' ELSE 'former' END, p.remark,
       coalesce(n.first_name || '|' || n.prefix || '|' || n.surname, '')
FROM family f CROSS JOIN phone_number p LEFT JOIN person n ON n.id = p.person_id
WHERE p.customer_id = f.id
UNION ALL
SELECT f.root, 3, t.position, t.id, n.first_name, n.prefix, n.surname, t.role, '', ''
FROM family f CROSS JOIN customer_person t CROSS JOIN person n
WHERE t.customer_id = f.id AND n.id = t.person_id
UNION ALL
SELECT f.root, 4, e.position, e.id, e.address, '', '', '', '', ''
FROM family f CROSS JOIN email_address e WHERE e.customer_id = f.id
UNION ALL
SELECT f.root, 5, 0, c.id, c.department, '', '', '', '', ''
FROM family f CROSS JOIN customer c WHERE c.id = f.id
ORDER BY 1, 2, 3, 4
"""
_OF_SERVER = """
SELECT c.id, c.id FROM customer c WHERE c.id = ANY(%s)
UNION ALL SELECT c.merged_into_id, c.id FROM customer c WHERE c.merged_into_id = ANY(%s)
"""
_OF_FILE = """
SELECT j.value, j.value FROM json_each(?) j
UNION ALL SELECT j.value, c.id FROM json_each(?) j CROSS JOIN customer c
WHERE c.merged_into_id = j.value
"""


def of(customer_ids: Sequence[int]) -> dict[int, Details]:
    """What is known of these customers, by their ids. A screenful, no more."""
    if not customer_ids:
        return {}
    ids: object = list(customer_ids) if shared() else json.dumps(list(customer_ids))
    asked = _OF_SERVER if shared() else _OF_FILE
    found: dict[int, Details] = {}
    for root, what, _position, _id, *held in rows(_STATEMENT.format(asked=asked), (ids, ids)):
        _take(found.setdefault(root, Details()), what, held)
    return found


def _take(known: Details, what: int, held: Sequence[str]) -> None:
    match what:
        case 1:
            street, house_number, postcode, city = held[:4]
            known.streets.append((f"{street} {house_number}".strip(), postcode, city))
        case 2:
            e164, typed, relation, former, remark, person = held
            shown = phone.display(e164) if e164 else typed
            owner = names.of_person(*person.split("|")) if person else ""
            known.numbers.append(Number(e164, shown, Relation(relation), owner, remark))
            if not former and not known.phone:
                known.phone = shown
        case 3:
            known.people.append((names.of_person(*held[:3]), held[3]))
        case 4:
            known.emails.append(held[0])
        case _:
            known.department = known.department or held[0]
