"""Reading columns instead of records, in a way that the type checker understands."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from peewee import SQL, Expression, ModelSelect, Value, fn

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
