"""Pages of long lists by their keys: from one row to another, however long the list is.

A key is what a row is sorted by and its id. The stretch from one key to the next holds the same
rows whatever is added or removed elsewhere, so that no row is seen twice and none is passed over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from peewee import Expression, Field, ModelSelect, Tuple, Value, fn

from mcsys_desktop.models.base import rows, shared
from mcsys_desktop.services.queries import tuples

Key: TypeAlias = tuple[Any, int]  # what the row is sorted by, and its id
Keys: TypeAlias = tuple[list[Key], int]  # the first of each stretch; rows in the last stretch


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by; rows of one value stand in the order of their ids.

    The column has an index that ends in the id. ``shared`` says that many rows have one value.
    ``nothing`` is the least value that there is, and stands for none: such rows come last in
    either direction.
    """

    column: "Field[Any]"
    id: "Field[Any]"
    descending: bool = False
    shared: bool = False
    nothing: Any = None

    @property
    def turned(self) -> bool:
        """Whether rows without a value stand elsewhere than in the index: behind all others."""
        return self.nothing is not None and not self.descending


def between(
    query: "ModelSelect[Any]", order: Order, start: Key | None, end: Key | None, limit: int
) -> "list[ModelSelect[Any]]":
    """Queries whose rows, one after the other, are those from ``start`` up to and without ``end``.

    None is the beginning, or the end. Each query ends after ``limit`` rows.
    """
    column, id_ = order.column, order.id
    down = order.descending
    if not order.turned:
        parts = _parts(order, start, end)
    else:
        parts = []
        empty = column == order.nothing
        if start is None or start[0] != order.nothing:
            to = end if end is not None and end[0] != order.nothing else None
            parts += [_all(filter(None, [column > order.nothing, part]))
                      for part in _parts(order, start, to)]  # fmt: skip
        if end is None or end[0] == order.nothing:
            from_ = id_ >= start[1] if start is not None and start[0] == order.nothing else None
            before = id_ < end[1] if end is not None else None
            parts.append(_all(one for one in (empty, from_, before) if one is not None))
    sorting = (column.desc(), id_.desc()) if down else (column.asc(), id_.asc())
    return [
        (query if part is None else query.where(part)).order_by(*sorting).limit(limit)
        for part in parts
    ]


def _parts(order: Order, start: Key | None, end: Key | None) -> list[Expression | None]:
    """The conditions of these queries, in an index as it lies."""
    column, id_ = order.column, order.id
    down = order.descending
    if start is not None and end is not None and start[0] == end[0]:
        from_, to = (id_ <= start[1], id_ > end[1]) if down else (id_ >= start[1], id_ < end[1])
        return [(column == start[0]) & from_ & to]
    if order.shared and not shared():
        # SQLite looks up the first half of a key, and would read through all that share it.
        parts: list[Expression | None] = []
        middle: list[Expression] = []
        if start is not None:
            from_ = id_ <= start[1] if down else id_ >= start[1]
            parts.append((column == start[0]) & from_)
            middle.append(column < start[0] if down else column > start[0])
        if end is not None:
            middle.append(column > end[0] if down else column < end[0])
        parts.append(_all(middle))
        if end is not None:
            parts.append((column == end[0]) & (id_ > end[1] if down else id_ < end[1]))
        return parts
    bounds = []
    if start is not None:
        here, there = Tuple(column, id_), _pair(order, start)
        bounds.append(here <= there if down else here >= there)
    if end is not None:
        here, there = Tuple(column, id_), _pair(order, end)
        bounds.append(here > there if down else here < there)
    return [_all(bounds)]


def read(
    query: "ModelSelect[Any]", order: Order, start: Key | None, end: Key | None, limit: int
) -> list[tuple[Any, ...]]:
    """The rows from ``start`` up to and without ``end``, as tuples; at most ``limit``."""
    found: list[tuple[Any, ...]] = []
    for part in between(query, order, start, end, limit):
        found.extend(tuples(part))
        if len(found) >= limit:
            return found[:limit]
    return found


def keys(query: "ModelSelect[Any]", order: Order, every: int) -> Keys:
    """The first, and from there each ``every``-th key of the whole list; and how many end it.

    It reads one index from end to end, and hands out one in ``every`` rows of it.
    """
    if order.turned:
        said = query.where(order.column > order.nothing)
        first = _keys(said, order, every, 0)
        passed = (len(first) - 1) * every + counted(said, order, first[-1], None) if first else 0
        first += _keys(query.where(order.column == order.nothing), order, every, passed)
    else:
        first = _keys(query, order, every, 0)
    if not first:
        return [], 0
    return first, counted(query, order, first[-1], None)


def _keys(query: "ModelSelect[Any]", order: Order, every: int, passed: int) -> list[Key]:
    """Each ``every``-th key of a list that goes on behind ``passed`` rows."""
    down = order.descending
    sorting = (order.column.desc(), order.id.desc()) if down else (order.column, order.id)
    numbered = query.select(
        order.column.alias("k"),
        order.id.alias("i"),
        fn.ROW_NUMBER().over(order_by=list(sorting)).alias("n"),
    )
    sql, given = numbered.sql()
    at = f"(n + {passed:d})"
    chosen = f"{at} - ({at} / {every:d}) * {every:d} = 1"  # a sign for the rest is psycopg's mark
    found = rows(f"SELECT k, i FROM ({sql}) AS numbered WHERE {chosen} ORDER BY n", given)  # noqa: S608
    value: Any = order.column.python_value
    return [(value(raw), int(id_)) for raw, id_ in found]


def counted(query: "ModelSelect[Any]", order: Order, start: Key | None, end: Key | None) -> int:
    """How many rows stand from ``start`` up to and without ``end``."""
    parts = between(query, order, start, end, 0)
    return sum(int(part.order_by().limit(None).count()) for part in parts)


def _pair(order: Order, key: Key) -> Tuple:
    """A key as the database compares it with a row's own."""
    value, id_ = key
    return Tuple(Value(value, converter=order.column.db_value), Value(id_))


def _all(conditions: Iterable[Expression]) -> Expression | None:
    found: Expression | None = None
    for condition in conditions:
        found = condition if found is None else found & condition
    return found
