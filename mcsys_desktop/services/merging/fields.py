"""The fields of two customers beside each other, and how one takes a value over from the other.

What belongs to a customer in rows of its own (people, numbers, notes) is shown together and needs
no choice; here is what a customer has one of.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from mcsys_desktop.core import text
from mcsys_desktop.models.customers import (
    AddressForm,
    Customer,
    CustomerKind,
    CustomerPerson,
    InvoicesBy,
    Person,
    Standing,
)
from mcsys_desktop.models.fields import EPOCH, microseconds
from mcsys_desktop.services.customers.people import NAME_PARTS, compose_name, first_person
from mcsys_desktop.services.customers.search_text import renew
from mcsys_desktop.services.merging.lines import Choice, Choices, FieldLine

# In the order in which they are seen. A private customer is called as its first person is, so the
# name goes with the kind; how far a prospect has come goes with the day that it said no.
FIELDS = (
    *("name", "standing", "department", "kvk_number", "vat_number", "notes", "language"),
    *("payment_days", "invoices_by", "address_form", "trunk_digits"),
)
_ALONG = {"name": ("name", "kind"), "standing": ("standing", "declined_at")}
_WORDS = {
    "kind": CustomerKind,
    "standing": Standing,
    "invoices_by": InvoicesBy,
    "address_form": AddressForm,
}
_EMPTY = (None, "", 0)
_FAR = (Standing.PROSPECT, Standing.FORMER, Standing.CUSTOMER)  # a customer is no prospect any more


@dataclass(slots=True)
class Taken:
    """What the heir held before, and what it got: (before, after) of each column."""

    columns: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    person_id: int | None = None
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)  # of that person's name

    def written(self) -> str:
        """As it is stored."""
        held = {
            "columns": {name: [_plain(one) for one in pair] for name, pair in self.columns.items()},
            "person": self.person_id,
            "parts": {name: list(pair) for name, pair in self.parts.items()},
        }
        return json.dumps(held, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, written: str) -> "Taken":
        """What was stored; a column that no field of ours has is left out."""
        held = json.loads(written or "{}")
        known = {column for name in FIELDS for column in _ALONG.get(name, (name,))}
        columns = {
            name: (_rich(name, pair[0]), _rich(name, pair[1]))
            for name, pair in held.get("columns", {}).items()
            if name in known
        }
        parts = {n: (p[0], p[1]) for n, p in held.get("parts", {}).items() if n in NAME_PARTS}
        return cls(columns, held.get("person"), parts)


def lines(heir: Customer, other: Customer) -> tuple[FieldLine, ...]:
    """Every field of both, with what may be chosen."""
    return tuple(_line(name, heir, other) for name in FIELDS)


def take(heir: Customer, other: Customer, choices: Choices) -> Taken:
    """Write what was chosen into the heir, and say what that was. Raises ValueError for a choice
    that `lines` does not offer: that is a bug in the caller.
    """
    taken = Taken()
    for line in lines(heir, other):
        choice = choices.get(line.field, line.proposed)
        if choice not in line.choices:
            raise ValueError(f"{line.field} cannot be {choice}")
        if choice is Choice.HEIR:
            continue
        if line.field == "name" and _both_private(heir, other):
            _take_name(heir, other, taken)
            continue
        for column in _ALONG.get(line.field, (line.field,)):
            before, after = getattr(heir, column), getattr(other, column)
            if choice is Choice.BOTH:
                after = f"{before}\n{after}"
            if before != after:
                taken.columns[column] = (before, after)
                setattr(heir, column, after)
    _settle(heir)
    return taken


def give_back(heir: Customer, taken: Taken) -> tuple[str, ...]:
    """Let the heir hold again what it held before; the fields that somebody changed since stay.

    Gives the names of those.
    """
    kept = []
    for name in FIELDS:
        columns = [c for c in _ALONG.get(name, (name,)) if c in taken.columns]
        if any(getattr(heir, column) != taken.columns[column][1] for column in columns):
            kept.append(name)
            continue
        for column in columns:
            setattr(heir, column, taken.columns[column][0])
    if taken.parts and not _name_back(heir, taken):
        kept.insert(0, "name")
    _settle(heir)
    return tuple(kept)


def _settle(heir: Customer) -> None:
    """Save the heir, under the name that follows from what it holds now."""
    heir.save()
    compose_name(heir)


def _line(name: str, heir: Customer, other: Customer) -> FieldLine:
    mine, theirs = getattr(heir, name), getattr(other, name)
    choices = [Choice.HEIR]
    if name == "name":
        differs = _may_take_name(heir, other)
    else:
        differs = mine != theirs and theirs not in _EMPTY
    if differs:
        choices.append(Choice.OTHER)
        if name == "notes" and mine:
            choices.append(Choice.BOTH)
    return FieldLine(name, mine, theirs, tuple(choices), _proposed(name, mine, theirs, choices))


def _proposed(name: str, mine: Any, theirs: Any, choices: list[Choice]) -> Choice:
    """Nothing that is known of either is lost; where both say something, the heir's word counts."""
    if Choice.BOTH in choices:
        return Choice.BOTH
    if Choice.OTHER not in choices:
        return Choice.HEIR
    if name == "standing":
        return Choice.OTHER if _FAR.index(theirs) > _FAR.index(mine) else Choice.HEIR
    return Choice.OTHER if mine in _EMPTY else Choice.HEIR


def _may_take_name(heir: Customer, other: Customer) -> bool:
    """A firm cannot take a person's name over: the other one can be the heir instead."""
    if not other.name or (heir.name, heir.kind) == (other.name, other.kind):
        return False
    return other.kind is CustomerKind.BUSINESS or _both_private(heir, other)


def _both_private(heir: Customer, other: Customer) -> bool:
    """Then to take the name over is to call the heir's first person otherwise."""
    return heir.kind is CustomerKind.PRIVATE and other.kind is CustomerKind.PRIVATE


def _take_name(heir: Customer, other: Customer, taken: Taken) -> None:
    theirs = first_person(other)
    if theirs is None:
        first_name, prefix, surname = text.split_name(other.name)
        parts = {"first_name": first_name, "prefix": prefix, "surname": surname}
    else:
        parts = {part: getattr(theirs, part) for part in sorted(NAME_PARTS)}
    person = first_person(heir)
    if person is None:
        taken.columns["name"] = (heir.name, other.name)
        heir.name = other.name
        return
    taken.person_id = person.id
    for part, after in parts.items():
        before = getattr(person, part)
        if before != after:
            taken.parts[part] = (before, after)
            setattr(person, part, after)
    _call_otherwise(person, heir)


def _name_back(heir: Customer, taken: Taken) -> bool:
    """Call the person as before; False when somebody changed the name since, or took them away."""
    person = Person.get_or_none(Person.id == taken.person_id)
    if person is None or first_person(heir) != person:
        return False
    if any(getattr(person, part) != after for part, (_before, after) in taken.parts.items()):
        return False
    for part, (before, _after) in taken.parts.items():
        setattr(person, part, before)
    _call_otherwise(person, heir)
    return True


def _call_otherwise(person: Person, heir: Customer) -> None:
    """Save a person's name; it counts at every other customer that they belong to as well."""
    person.save()
    for tie in CustomerPerson.select().where(CustomerPerson.person == person):
        if tie.customer_id != heir.id:
            compose_name(Customer.get_by_id(tie.customer_id))
            renew(tie.customer_id)


def _plain(value: Any) -> Any:
    """A value as JSON holds it: a moment in microseconds since 1970."""
    return microseconds(value) if isinstance(value, datetime) else value


def _rich(column: str, value: Any) -> Any:
    if column in _WORDS:
        return _WORDS[column](value)
    if column == "declined_at" and value is not None:
        return EPOCH + timedelta(microseconds=value)
    return value
