"""Reading columns instead of records, in a way that the type checker understands."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from peewee import SQL, Expression, Field, ModelSelect, Node, NodeList, Value, fn

from mcsys_desktop.models.base import shared


def tuples(query: "ModelSelect[Any]") -> Iterator[tuple[Any, ...]]:
    """The rows of a query as tuples of its columns, in Python's types."""
    yield from query.tuples()


def among(field: Any, values: Sequence[Any]) -> Expression:
    """Whether a column holds one of many ids or texts, as one parameter.

    Two hundred parameters take longer to write down than to answer, and are another statement for
    each length of the list.
    """
    if shared():
        whole = Value(list(values), converter=list, unpack=False)
        told: Expression = field == fn.ANY(whole)
        return told
    found: Expression = field.in_(
        SQL("(SELECT value FROM json_each(?))", (json.dumps(list(values)),))
    )
    return found


def passing(field: Field, operator: str, value: object) -> Expression:
    """A condition on a column that SQLite shall not use an index for.

    Most rows pass it. Where nobody counted them, SQLite takes such an index for a short cut, and
    then sorts the whole table for each page of a list.
    """
    written: Any = field.db_value
    side: Node = field if shared() else NodeList((SQL("+"), field))
    return Expression(side, operator, value if value is None else written(value))
