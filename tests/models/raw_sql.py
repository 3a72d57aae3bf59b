"""What a desk's own raw SQL comes up against."""

import pytest
from peewee import DatabaseError

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base, failures


def refused_with(sql: str, row: int | None, code: str) -> None:
    """Run it as the desk's own raw SQL, which must fail with ``code``."""
    where = f" WHERE id = {row}" if row is not None and "WHERE" not in sql else ""
    with pytest.raises((DatabaseError, UserError)) as refused, base.transaction():
        base.database.execute_sql(sql + where)
    error = refused.value.__cause__ if isinstance(refused.value, UserError) else refused.value
    assert error is not None
    assert failures.code(error) == code, error
