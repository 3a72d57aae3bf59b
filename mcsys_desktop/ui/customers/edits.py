"""What somebody typed over a stored card, and what that means for the database.

Pure Python, no Qt: the comparison of three states is the part of editing where things get lost, so
it stands alone and is tested alone. The three are *base* (what was stored when the typing began),
*typed* (what stands in the fields now) and *fresh* (what is stored now, perhaps by somebody else).
Only what differs between base and typed is ever written, so that two people who change different
things of one customer both keep their work.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TypeAlias

Values: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Stored:
    """One row as the database has it: a number, an address, or the customer itself."""

    id: int
    version: int
    values: Values


@dataclass(frozen=True, slots=True)
class Typed:
    """One row as it stands in the fields; ``id`` is None for a row that is not stored yet."""

    id: int | None
    values: Values


@dataclass(frozen=True, slots=True)
class Changes:
    """What must be written so that the database has what was typed."""

    added: tuple[Values, ...] = ()
    changed: tuple[Stored, ...] = ()  # the version to build on, and only the fields that differ
    removed: tuple[Stored, ...] = ()
    # The rows as they are to stand, None for each that is added; empty: as they stand already.
    order: tuple[int | None, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.order)


@dataclass(frozen=True, slots=True)
class Merged:
    """Typed rows carried over to a newer state of the database."""

    rows: tuple[Typed, ...]
    # (row, field) → what somebody else stored there, where both changed the same field.
    theirs: Mapping[tuple[int, str], object] = field(default_factory=dict)


def by_id(rows: Iterable[Stored]) -> dict[int, Stored]:
    """The rows by their id."""
    return {row.id: row for row in rows}


def differences(base: Values, typed: Values) -> dict[str, object]:
    """The fields that were typed over, with what was typed."""
    return {name: value for name, value in typed.items() if base.get(name) != value}


def is_blank(values: Values, defaults: Values) -> bool:
    """Whether a new row was opened but nothing was typed in it."""
    return all(not value or value == defaults.get(name) for name, value in values.items())


def changes(
    base: Sequence[Stored],
    typed: Sequence[Typed],
    defaults: Values,
    fresh: Sequence[Stored] | None = None,
) -> Changes:
    """Compare what was typed with what it began from; build on the versions of ``fresh``.

    A row that somebody else removed while it was typed over is added again: what was typed is not
    lost. A row that both removed is no change at all.
    """
    before, now = by_id(base), by_id(base if fresh is None else fresh)
    added, changed = [], []
    order: list[int | None] = []
    for row in typed:
        if row.id is None:
            if not is_blank(row.values, defaults):
                added.append(row.values)
                order.append(None)
            continue
        if row.id not in before:
            continue
        mine = differences(before[row.id].values, row.values)
        if row.id in now:
            order.append(row.id)
            if mine:
                changed.append(Stored(row.id, now[row.id].version, mine))
        elif mine:
            added.append(row.values)
            order.append(None)
    kept = {row.id for row in typed}
    removed = [now[id_] for id_ in before if id_ not in kept and id_ in now]
    moved = is_moved(base, typed) or _has_new_above(typed)
    return Changes(tuple(added), tuple(changed), tuple(removed), tuple(order) if moved else ())


def rebase(base: Sequence[Stored], typed: Sequence[Typed], fresh: Sequence[Stored]) -> Merged:
    """Carry what was typed over to what is stored now.

    A field that nobody here touched takes the stored value; a field that was typed over keeps what
    was typed, and what somebody else stored there is named beside it. Rows that somebody else
    added join at the end; rows they removed go, unless they were typed over here. The order is
    the stored one, unless somebody here moved a row.
    """
    before, now = by_id(base), by_id(fresh)
    rows: list[Typed] = []
    theirs: dict[tuple[int, str], object] = {}
    for row in typed:
        if row.id is None:
            rows.append(row)
            continue
        mine = differences(before[row.id].values, row.values) if row.id in before else {}
        if row.id not in now:
            if mine:
                rows.append(Typed(None, row.values))
            continue
        stored = now[row.id].values
        for name in mine:
            if stored.get(name) not in (before[row.id].values.get(name), mine[name]):
                theirs[row.id, name] = stored.get(name)
        rows.append(Typed(row.id, {**row.values, **stored, **mine}))
    known = {row.id for row in typed} | set(before)
    rows.extend(Typed(row.id, row.values) for row in fresh if row.id not in known)
    if not is_moved(base, typed):  # then the order is theirs
        places = {id_: place for place, id_ in enumerate(now)}
        rows.sort(key=lambda row: places.get(row.id or 0, len(places)))
    return Merged(tuple(rows), theirs)


def is_moved(base: Sequence[Stored], typed: Sequence[Typed]) -> bool:
    """Whether somebody here put the rows in another order than they began with."""
    before = [row.id for row in base]
    here = [row.id for row in typed if row.id in before]
    return here != [id_ for id_ in before if id_ in here]


def _has_new_above(typed: Sequence[Typed]) -> bool:
    """Whether a row that is not stored yet was moved above one that is."""
    new = [row.id is None for row in typed]
    return new != sorted(new)


@dataclass(frozen=True, slots=True)
class Difference:
    """What two people did to one field; ``field`` is "" when it is about the whole row.

    Of a row the three values are whether it is there.
    """

    row: int
    field: str
    base: object
    mine: object
    theirs: object
    guarded: bool = False


def compare(
    base: Sequence[Stored],
    typed: Sequence[Typed],
    fresh: Sequence[Stored],
    guarded: Set[str] = frozenset(),
) -> list[Difference]:
    """What a person must decide before what was typed can join what is stored now.

    Fields that only one of the two changed join by themselves, unless they are guarded: what
    somebody else stored there is then shown, though nobody here typed over it.
    """
    now, here = by_id(fresh), {row.id: row.values for row in typed if row.id is not None}
    found = []
    for row in base:
        before, theirs, mine = row.values, now.get(row.id), here.get(row.id)
        if mine is None or theirs is None:
            if _is_torn(before, mine, theirs, guarded):
                there = mine is not None, theirs is not None
                found.append(Difference(row.id, "", True, *there, guarded=bool(guarded)))
            continue
        for name, value in mine.items():
            was, stored = before.get(name), theirs.values.get(name)
            careful = name in guarded
            if stored in (was, value) or (value == was and not careful):
                continue
            found.append(Difference(row.id, name, was, value, stored, careful))
    return found


def _is_torn(before: Values, mine: Values | None, theirs: Stored | None, guarded: Set[str]) -> bool:
    """Whether one of the two removed a row that the other changed, or that is guarded."""
    if mine is None:
        return theirs is not None and bool(differences(before, theirs.values))
    return bool(guarded) or bool(differences(before, mine))


def settle(
    base: Sequence[Stored],
    typed: Sequence[Typed],
    fresh: Sequence[Stored],
    chosen: Mapping[tuple[int, str], object],
) -> Merged:
    """Carry over what was typed after somebody decided: ``chosen`` has a value per difference."""
    now, rows = by_id(fresh), []
    for row in typed:
        wanted = None if row.id is None else chosen.get((row.id, ""))
        if wanted and row.id not in now:
            rows.append(Typed(None, row.values))
        elif wanted is not False:
            rows.append(row)
    here = {row.id for row in typed}
    back = [id_ for (id_, name), value in chosen.items() if not name and value and id_ in now]
    rows += [Typed(id_, now[id_].values) for id_ in back if id_ not in here]
    merged = rebase(base, rows, fresh)
    decided = tuple(
        Typed(row.id, {name: chosen.get((row.id or 0, name), v) for name, v in row.values.items()})
        for row in merged.rows
    )
    return Merged(decided, {key: v for key, v in merged.theirs.items() if key not in chosen})


def same(left: Sequence[Stored], right: Sequence[Stored]) -> bool:
    """Whether two states show the same, whatever their versions and their order."""
    return {row.id: dict(row.values) for row in left} == {row.id: dict(row.values) for row in right}


def in_order(left: Sequence[Stored], right: Sequence[Stored]) -> bool:
    """Whether the same rows stand in the same order."""
    return [row.id for row in left] == [row.id for row in right]
