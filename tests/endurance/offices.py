"""All that can be seen of an office, to compare it with itself before something broke."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mcsys_desktop.models import address, sqlcipher
from tests.conftest import Office


@dataclass(frozen=True)
class State:
    """All that can be seen of an office: what it promises, and what it holds."""

    catalogue: dict[str, str]
    rows: dict[str, str]


def state_of(office: Office) -> State:
    """The office as it is; on a server when nobody is in it any more."""
    if office.path is None:
        _alone(office)
        return State(office.catalogue(), _rows_on_server(office))
    connection = sqlcipher.connect(office.path)
    try:
        assert sqlcipher.rows(connection, "PRAGMA integrity_check") == [("ok",)]
        held = _hashed(
            [name for (name,) in sqlcipher.rows(connection, _TABLES)],
            lambda sql: sqlcipher.rows(connection, sql),
            "",
        )
    finally:
        connection.close()
    return State(office.catalogue(), held)


_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT LIKE 'customer_search_%'"
)


def _rows_on_server(office: Office) -> dict[str, str]:
    with office.administrator() as admin:
        names = admin.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace"
            " AND relkind = 'r'"
        ).fetchall()
        ask = lambda sql: admin.execute(sql.encode()).fetchall()  # noqa: E731
        return _hashed([str(name) for (name,) in names], ask, "app.")


def _hashed(names: list[str], ask: Callable[[str], list[Any]], prefix: str) -> dict[str, str]:
    held = {}
    for name in names:
        columns = "name, program" if name == "schema_history" else "*"  # when it was is no matter
        rows = sorted(map(repr, ask(f'SELECT {columns} FROM {prefix}"{name}"')))  # noqa: S608
        held[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return held


def _alone(office: Office) -> None:
    """Wait until the server has noticed that the child is dead."""
    with office.administrator() as admin:
        for _try in range(200):
            (others,) = admin.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchone() or (0,)
            if not others:
                return
            time.sleep(0.02)
    raise AssertionError("a dead program still holds its session")


def copy_opens(office: Office, old: State) -> bool:
    """Whether the copy from before is there, and is the office as it was."""
    if office.path is None:
        return True
    for copy in office.path.parent.glob("office.before-*.db"):
        beside = Office("sqlite", address.of_file(copy), path=copy)
        keys = copy.with_suffix(".keys")
        if state_of(beside) == old and keys.read_text() == "the keys":
            return True
    return False


def leftovers(office: Office) -> list[str]:
    """Files beside the office that are nothing whole."""
    if office.path is None:
        return []
    known = ("office.db", "office.db-wal", "office.db-shm", "office.keys")
    return sorted(
        path.name
        for path in office.path.parent.iterdir()
        if path.name not in known and path.suffix not in (".db", ".keys")
    )
