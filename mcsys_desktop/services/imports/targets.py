"""A customer that a row may be about: one of the office, or one that the same list brings."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz

from mcsys_desktop.core import text
from mcsys_desktop.documents.tables import harmless
from mcsys_desktop.models.customers import AddressUse, CustomerKind, EmailUse, Standing
from mcsys_desktop.services.imports.drafts import (
    DraftCustomer,
    DraftNumber,
    DraftPerson,
    DraftPlace,
    alike,
)
from mcsys_desktop.services.imports.fields import Field

_CLOSE = 85  # of 100: "Bakkerij de Vries" and "de Vries Bakkerij B.V."


class Existing(StrEnum):
    """What happens to customers that the office has already."""

    FILL = "fill"  # what is empty here is filled in, and what is new is added
    OVERWRITE = "overwrite"  # what the list says goes before what stands here
    SKIP = "skip"


@dataclass(slots=True)
class Target:
    """All that is known of a customer, and what is to be written about it.

    ``id`` is 0 until it is there. ``line`` is the row that brings it.
    """

    id: int = 0
    version: int = 0
    line: int = 0
    number: int | None = None
    key: str = ""
    name: str = ""
    kind: CustomerKind = CustomerKind.PRIVATE
    columns: dict[str, Any] = field(default_factory=dict)  # as they stand, or will
    people: list[tuple[int, int, DraftPerson]] = field(default_factory=list)  # id, version
    numbers: list[tuple[str, str]] = field(default_factory=list)  # typed, E.164
    emails: list[tuple[str, EmailUse]] = field(default_factory=list)
    places: list[tuple[int, int, DraftPlace]] = field(default_factory=list)  # id, version
    labels: dict[str, str] = field(default_factory=dict)  # folded -> as it is written
    merged: list[tuple[str, str, int | None]] = field(default_factory=list)  # as in its snapshot
    erased: bool = False
    # What is to be written.
    changed: dict[str, Any] = field(default_factory=dict)
    renamed: DraftPerson | None = None
    moved: list[tuple[int, int, DraftPlace]] = field(default_factory=list)
    new_people: list[DraftPerson] = field(default_factory=list)
    new_numbers: list[DraftNumber] = field(default_factory=list)
    new_emails: list[tuple[str, EmailUse]] = field(default_factory=list)
    new_places: list[DraftPlace] = field(default_factory=list)
    new_labels: list[str] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    def names(self) -> set[str]:
        """What it and its people are called, to compare."""
        if not self._names:
            told = {alike(person.name) for _id, _version, person in self.people}
            self._names = {alike(self.name), *told} - {""}
        return self._names

    def learn_name(self, name: str) -> None:
        """It is called this as well from now on."""
        self.names().add(alike(name))

    @property
    def touched(self) -> bool:
        """Whether anything is to be written."""
        more = (self.new_people, self.new_numbers, self.new_emails, self.new_places)
        told = (self.changed, self.renamed, self.moved, self.new_labels)
        return not self.id or any(more) or any(told)


def same_name(draft: DraftCustomer, target: Target) -> bool:
    """Whether both are called alike; a row without a name quarrels with nobody."""
    told = {alike(draft.name), *(alike(person.name) for person in draft.people)} - {""}
    if not told or not target.names() or told & target.names():
        return True
    if draft.kind is not target.kind and target.id == 0:
        return False
    ours, theirs = text.fold(target.name), text.fold(draft.name)
    if _figures(ours) != _figures(theirs):  # "Filiaal 2" is not "Filiaal 3"
        return False
    return fuzz.token_set_ratio(ours, theirs) >= _CLOSE


def _figures(name: str) -> set[str]:
    return {word for word in name.split() if any(map(str.isdigit, word))}


def shares(draft: DraftCustomer, target: Target) -> bool:
    """Whether they have an address, a number or a postcode in common."""
    known = {e164 for _typed, e164 in target.numbers if e164}
    if any(number.e164 in known for number in draft.numbers):
        return True
    emails = {address.casefold() for address, _use in target.emails}
    if any(address.casefold() in emails for address, _use in draft.emails):
        return True
    if draft.kvk_number and draft.kvk_number == target.columns.get("kvk_number"):
        return True
    return same_postcode(draft, target)


def same_postcode(draft: DraftCustomer, target: Target) -> bool:
    """Whether both have an address with the same postcode, and no other house number there.

    A postcode is a street: a father and his son who bear one name may both live in it.
    """
    return any(
        place.postcode
        and alike(place.postcode) == alike(known.postcode)
        and _same_house(place.house_number, known.house_number)
        for place in draft.places
        for _id, _version, known in target.places
    )


def _same_house(one: str, other: str) -> bool:
    return not one or not other or alike(one) == alike(other)


def place_of(place: DraftPlace) -> str:
    """What two spellings of one address have in common."""
    return alike(place.street, place.house_number, place.postcode or place.city)


_COLUMNS = (
    ("department", Field.DEPARTMENT),
    ("kvk_number", Field.KVK),
    ("vat_number", Field.VAT),
    ("notes", Field.NOTES),
)


class Absorbing:
    """Puts what a row says into a target. ``told``: what changes; ``kept``: what stays as it is."""

    def __init__(self, target: Target, draft: DraftCustomer, existing: Existing) -> None:
        self._target, self._draft = target, draft
        self._over = existing is Existing.OVERWRITE and target.id != 0
        self.told: list[Field] = []
        self.kept: list[Field] = []

    def run(self) -> None:
        """Name, columns, people, numbers, addresses and tags."""
        self._columns()
        self._name()
        self._people()
        self._numbers()
        self._emails()
        self._places()
        known = self._target.labels
        for label in self._draft.labels:
            if text.fold(label) not in known:
                known[text.fold(label)] = label
                self._target.new_labels.append(label)
                self._tell(Field.LABELS)

    def _tell(self, field: Field) -> None:
        if field not in self.told:
            self.told.append(field)

    def _columns(self) -> None:
        target, draft = self._target, self._draft
        for name, told in _COLUMNS:
            ours, theirs = target.columns.get(name, ""), getattr(draft, name)
            if theirs and alike(harmless(ours)) != alike(harmless(theirs)):
                self._decide(name, theirs, told, free=not ours)
        if draft.standing is not None and draft.standing != target.columns.get("standing"):
            self._decide("standing", draft.standing, Field.STANDING, free=not target.id)
        if draft.key and not target.key:
            target.key = draft.key
            self._change("imported_key", draft.key)
            self._tell(Field.KEY)

    def _decide(self, name: str, theirs: object, field: Field, *, free: bool) -> None:
        if free or self._over:
            self._change(name, theirs)
            if name == "standing" and theirs != Standing.PROSPECT and self._target.id:
                self._change("declined_at", None)
            self._tell(field)
        else:
            self.kept.append(field)

    def _change(self, name: str, value: object) -> None:
        self._target.columns[name] = value
        self._target.changed[name] = value

    def _name(self) -> None:
        target, draft = self._target, self._draft
        if not draft.name or alike(draft.name) in target.names():
            return
        if not target.name or (self._over and draft.kind is target.kind):
            target.name = draft.name
            self._change("name", draft.name)
            self._change("sort_key", draft.sort_key)
            self._tell(Field.NAME)
            private = target.kind is CustomerKind.PRIVATE
            if private and draft.people and target.people:
                _id, _version, old = target.people[0]
                new = draft.people[0]
                target.people[0] = (_id, _version, new)
                target.renamed = DraftPerson(
                    new.first_name, new.prefix, new.surname, new.salutation or old.salutation
                )
            target.learn_name(draft.name)
        elif draft.kind is target.kind:
            self.kept.append(Field.NAME)

    def _people(self) -> None:
        target, draft = self._target, self._draft
        private = target.kind is CustomerKind.PRIVATE
        # A private customer that has no people yet is its own first one.
        known = target.names() if target.id else {alike(one.name) for _i, _v, one in target.people}
        for at, person in enumerate(draft.people):
            if not person.name or alike(person.name) in known:
                continue
            if private and at == 0 and (target.people or target.id):
                continue  # it goes by another name here: that was decided above
            target.people.append((0, 0, person))
            target.new_people.append(person)
            target.learn_name(person.name)
            known.add(alike(person.name))
            self._tell(Field.PEOPLE if at else Field.NAME)

    def _numbers(self) -> None:
        target = self._target
        known = {e164 or alike(typed) for typed, e164 in target.numbers}
        for number in self._draft.numbers:
            if (number.e164 or alike(number.typed)) not in known:
                known.add(number.e164 or alike(number.typed))
                target.numbers.append((number.typed, number.e164))
                target.new_numbers.append(number)
                self._tell(Field.PHONE)

    def _emails(self) -> None:
        target = self._target
        known = {(address.casefold(), use) for address, use in target.emails}
        for address, use in self._draft.emails:
            if (address.casefold(), use) not in known:
                known.add((address.casefold(), use))
                target.emails.append((address, use))
                target.new_emails.append((address, use))
                self._tell(Field.EMAIL)

    def _places(self) -> None:
        target = self._target
        had = {place.use for _id, _version, place in target.places}
        first: set[AddressUse] = set()
        for place in self._draft.places:
            leads = place.use not in first
            first.add(place.use)
            known = {place_of(each): at for at, (_i, _v, each) in enumerate(target.places)}
            if place_of(place) in known:
                continue
            if leads and place.use in had:
                self._move(place)
                continue
            target.places.append((0, 0, place))
            target.new_places.append(place)
            self._tell(Field.STREET)

    def _move(self, place: DraftPlace) -> None:
        """There is an address for this already, and it is another one."""
        target = self._target
        if not self._over:
            self.kept.append(Field.STREET)
            return
        at = next(n for n, (_i, _v, old) in enumerate(target.places) if old.use is place.use)
        key, version, _old = target.places[at]
        target.places[at] = (key, version, place)
        target.moved.append((key, version, place))
        self._tell(Field.STREET)
