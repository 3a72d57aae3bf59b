"""Somebody new in the office, whom an administrator made a login for."""

from collections.abc import Callable, Sequence
from typing import Any

from mcsys_desktop.models import logins, server
from tests.conftest import PASSWORD, Office

VERIFIER = server.scram_verifier(PASSWORD)
Newcomer = Callable[..., str]


def asked(connection: Any) -> logins.Run:
    """Ask the database over ``connection``."""

    def run(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        cursor = connection.execute(sql, values or None)
        return list(cursor.fetchall()) if cursor.description else []

    return run


def stored(office: Office, name: str) -> str:
    """What the server keeps of a password."""
    with office.administrator() as admin:
        found = admin.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", (name,))
        return str((found.fetchone() or ("",))[0])
