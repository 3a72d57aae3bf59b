"""Whom the rows of a list are about: customers of the office, looked up by all that rows tell.

Only what rows name is asked for, in few statements, so that a short list in a large office costs
what the list costs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from peewee import Field as Column
from peewee import fn

from mcsys_desktop.core import text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.customers import Customer, EmailAddress, PhoneNumber
from mcsys_desktop.services import names
from mcsys_desktop.services.customers.snapshots import Merged, Snapshot, snapshots
from mcsys_desktop.services.imports.drafts import DraftCustomer, DraftPerson, DraftPlace, alike
from mcsys_desktop.services.imports.targets import Target, same_name, same_postcode, shares
from mcsys_desktop.services.queries import among, tuples

T = TypeVar("T")
_AT_ONCE = 5_000  # values in one question


class Known:
    """The customers that rows may be about, by number, key, e-mail, phone and name."""

    def __init__(self, drafts: Sequence[DraftCustomer]) -> None:
        self._targets: dict[int, Target] = {}
        self._merged = Merged()
        self._by: dict[str, dict[Any, list[Target]]] = {
            kind: defaultdict(list) for kind in ("number", "key", "email", "e164", "sort")
        }
        self._look_up(drafts)

    def find(self, draft: DraftCustomer) -> Target | None:
        """The customer that a row is about; None when it is a new one.

        Raises UserError when the row's number is somebody else's.
        """
        for target in self._by["number"].get(draft.number, ()):
            if target.erased:
                raise UserError(_gone(draft))
            if same_name(draft, target) or shares(draft, target):
                return target
            raise UserError(_taken(draft, target))
        for target in self._by["key"].get(draft.key, ()) if draft.key else ():
            if same_name(draft, target) or shares(draft, target):
                return target
        told = [("email", address.casefold()) for address, _use in draft.emails]
        told += [("e164", number.e164) for number in draft.numbers if number.e164]
        for kind, value in told:
            for target in self._by[kind].get(value, ()):
                if same_name(draft, target) and not _differs(draft, target):
                    return target
        bare = not (draft.numbers or draft.emails or any(place.postcode for place in draft.places))
        for target in self._by["sort"].get(draft.sort_key, ()):
            if alike(target.name) != alike(draft.name) or _differs(draft, target):
                continue
            if bare or same_postcode(draft, target):
                return target
        return None

    def add(self, target: Target, draft: DraftCustomer) -> None:
        """Let later rows find what this row brings."""
        if draft.number is not None:
            self._put("number", draft.number, target)
        if draft.key:
            self._put("key", draft.key, target)
        for address, _use in draft.emails:
            self._put("email", address.casefold(), target)
        for number in draft.numbers:
            self._put("e164", number.e164, target)
        self._put("sort", draft.sort_key, target)

    def _put(self, kind: str, value: object, target: Target) -> None:
        held = self._by[kind][value]
        if all(target is not one for one in held):
            held.append(target)

    def _look_up(self, drafts: Sequence[DraftCustomer]) -> None:
        emails = {address.casefold() for draft in drafts for address, _use in draft.emails}
        e164s = {number.e164 for draft in drafts for number in draft.numbers}
        found: dict[str, list[tuple[Any, int]]] = {
            "number": _found(Customer.number, Customer.id, {draft.number for draft in drafts}),
            "key": _found(Customer.imported_key, Customer.id, {draft.key for draft in drafts}),
            "sort": _found(Customer.sort_key, Customer.id, {draft.sort_key for draft in drafts}),
            "email": _found(EmailAddress.address, EmailAddress.customer, emails, fn.LOWER),
            "e164": _found(PhoneNumber.e164, PhoneNumber.customer, e164s),
        }
        ids = {self._merged.heir(owner) for pairs in found.values() for _value, owner in pairs}
        self._load(sorted(ids))
        for kind, pairs in found.items():
            for value, owner in pairs:
                target = self._targets.get(self._merged.heir(owner))
                # Nothing is ever found by, or added to, somebody whose data were erased.
                if target is not None and (kind == "number" or not target.erased):
                    self._put(kind, value, target)

    def _load(self, ids: list[int]) -> None:
        """Read all that is known of these, and of those that were merged into them."""
        for one in snapshots(ids, self._merged):
            self._targets[one.id] = _target(one)


def _target(one: Snapshot) -> Target:
    columns = {
        "department": one.department,
        "kvk_number": one.kvk_number,
        "vat_number": one.vat_number,
        "notes": one.notes,
        "standing": one.standing,
    }
    return Target(
        *(one.id, one.version, 0, one.number, one.key, one.name, one.kind, columns),
        people=[
            (
                each.id,
                each.version,
                DraftPerson(each.first_name, each.prefix, each.surname, each.salutation, each.role),
            )
            for each in one.people
        ],
        numbers=[(each.typed, each.e164) for each in one.numbers],
        emails=list(one.emails),
        places=[
            (
                each.id,
                each.version,
                DraftPlace(
                    *(each.use, each.street, each.house_number),
                    *(each.postcode, each.city, each.country),
                ),
            )
            for each in one.places
        ],
        labels={text.fold(label): label for label in one.labels},
        merged=one.merged,
        erased=one.erased,
    )


def _differs(draft: DraftCustomer, target: Target) -> bool:
    """Whether the same list tells them apart itself, by number or by key."""
    if target.id:
        return False
    numbers = draft.number is not None and target.number is not None
    keys = bool(draft.key and target.key)
    return (numbers and draft.number != target.number) or (keys and draft.key != target.key)


def _gone(draft: DraftCustomer) -> str:
    return _(
        "The data of customer number {number} have been erased here: give another number, or none."
    ).format(number=draft.number)


def _taken(draft: DraftCustomer, target: Target) -> str:
    name = names.shown(target.name, target.number)
    if target.id:
        return _("Customer number {number} is {name} here: give another one, or none.").format(
            number=draft.number, name=name
        )
    return _("Customer number {number} is {name} in line {line}: give another one.").format(
        number=draft.number, name=name, line=target.line
    )


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    listed = list(values)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def _found(
    column: "Column[Any]",
    owner: "Column[Any]",
    values: set[Any],
    form: Callable[..., Any] = lambda column: column,
) -> list[tuple[Any, int]]:
    """(value, customer) of every row whose ``column`` holds one of ``values``."""
    told: list[tuple[Any, int]] = []
    for chunk in _chunks(value for value in values if value):
        query = column.model.select(form(column), owner).where(among(form(column), chunk))
        told += tuples(query.order_by(column.model.id))
    return told
