"""Writing many rows in few statements."""

from collections.abc import Sequence
from typing import Any, TypeVar

from mcsys_desktop.models.base import Record

R = TypeVar("R", bound=Record)
_AT_ONCE = 400  # rows; SQLite takes 32,766 values in one statement


def insert(model: type[R], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows of equal columns and return their ids, in the order of ``rows``."""
    ids: list[int] = []
    for start in range(0, len(rows), _AT_ONCE):
        query = model.insert_many(rows[start : start + _AT_ONCE]).returning(model.id)
        # Ids rise in the order of the rows; the answer may come in another order.
        ids += sorted(one.id for one in query.execute())
    return ids
