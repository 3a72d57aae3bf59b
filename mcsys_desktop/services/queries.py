"""Reading columns instead of records, in a way that the type checker understands."""

from collections.abc import Iterator
from typing import Any

from peewee import ModelSelect


def tuples(query: "ModelSelect[Any]") -> Iterator[tuple[Any, ...]]:
    """The rows of a query as tuples of its columns, in Python's types."""
    yield from query.tuples()
