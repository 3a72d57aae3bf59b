"""The server's side of making and upgrading an office: as the owner, one program at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import postgres, reaching
from mcsys_desktop.models.address import Address
from mcsys_desktop.models.rules_postgres import OWNER

Run = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
LOCK = 0x4D435359  # "MCSY": the advisory lock that upgrades wait for


@contextmanager
def opened(address: Address, password: str, schema: int) -> Iterator[Run]:
    """One transaction as the owner of the tables.

    A desk that holds a table is waited for three seconds, then nothing was done. Raises
    OfficeUnavailable when the server does not answer, UserError when this login may not.
    """
    import psycopg

    known = postgres.parameters(address, password, schema, "mcsys-desktop upgrade")
    try:
        with reaching.connect(**known) as connection:
            _become_owner(connection)
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            yield lambda sql, values: _run(connection, sql, values)
    except psycopg.errors.LockNotAvailable as error:
        raise UserError(
            _("Somebody is at work in the office. Close the program on the other desks first.")
        ) from error
    except psycopg.OperationalError as error:
        raise postgres.unavailable(error) from error


def version(run: Run) -> int | None:
    """The version that the database states; None when there is no office in it."""
    if run("SELECT to_regclass('app.schema_meta')", ()) == [(None,)]:
        return None
    return int(run("SELECT version FROM app.schema_meta", ())[0][0])


def _become_owner(connection: Any) -> None:
    import psycopg

    try:
        connection.execute(f"SET ROLE {OWNER}")
        connection.execute("SET LOCAL lock_timeout = '3s'")
        connection.execute("SET LOCAL idle_in_transaction_session_timeout = '60s'")
        connection.execute("SET LOCAL search_path = app, pg_catalog")
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue) as error:
        raise UserError(_("This login may not upgrade the office.")) from error
    if connection.execute("SELECT to_regnamespace('app')").fetchone() == (None,):
        raise OfficeUnavailable(_("This database was not prepared for an office."))


def _run(connection: Any, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    # Without values, a % in a function's body stays what it is.
    cursor = connection.execute(sql, values or None)
    return list(cursor.fetchall()) if cursor.description else []
