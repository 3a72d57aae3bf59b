"""What somebody typed over a stored card, and what that means for the database.

Pure Python, no Qt: the comparison of three states is the part of editing where things get lost, so
it stands alone and is tested alone. The three are *base* (what was stored when the typing began),
*typed* (what stands in the fields now) and *fresh* (what is stored now, perhaps by somebody else).
Only what differs between base and typed is ever written, so that two people who change different
things of one customer both keep their work.
"""

from collections.abc import Iterable, Mapping, Sequence
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

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


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
    added = [row.values for row in typed if row.id is None and not is_blank(row.values, defaults)]
    changed = []
    for row in typed:
        if row.id is None or row.id not in before:
            continue
        mine = differences(before[row.id].values, row.values)
        if not mine:
            continue
        if row.id in now:
            changed.append(Stored(row.id, now[row.id].version, mine))
        else:
            added.append(row.values)
    kept = {row.id for row in typed}
    removed = [now[id_] for id_ in before if id_ not in kept and id_ in now]
    return Changes(tuple(added), tuple(changed), tuple(removed))


def rebase(base: Sequence[Stored], typed: Sequence[Typed], fresh: Sequence[Stored]) -> Merged:
    """Carry what was typed over to what is stored now.

    A field that nobody here touched takes the stored value; a field that was typed over keeps what
    was typed, and what somebody else stored there is named beside it. Rows that somebody else
    added join at the end; rows they removed go, unless they were typed over here.
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
    return Merged(tuple(rows), theirs)


def same(left: Sequence[Stored], right: Sequence[Stored]) -> bool:
    """Whether two states show the same, whatever their versions."""
    return {row.id: dict(row.values) for row in left} == {row.id: dict(row.values) for row in right}
