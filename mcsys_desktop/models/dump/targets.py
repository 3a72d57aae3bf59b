"""Where a dump is written out again: a new file, or an empty database on a server.

There are no rules yet when the rows come in, so they come in as they were: keys, versions, authors
and moments. No right of a superuser is needed for that.
"""

# ruff: noqa: S608  # it writes SQL, out of the catalogue's own names and nothing else
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any, Protocol

from mcsys_desktop.core import chain
from mcsys_desktop.models import audit, sqlcipher
from mcsys_desktop.models.dump import shape
from mcsys_desktop.models.dump.form import Damaged, Row, Value
from mcsys_desktop.models.dump.shape import Kind, Table
from mcsys_desktop.models.dump.snapshot import streamed
from mcsys_desktop.models.fields import EPOCH


class Target(Protocol):
    """An office that is being rebuilt, inside its one transaction."""

    shared: bool

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement in the engine's own SQL."""

    def stream(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, not all at once."""

    def fill(self, table: Table, rows: Iterable[Row]) -> None:
        """Replace what the migrations put into a table."""

    def count_on(self, table: Table, last: int) -> None:
        """Give no key up to ``last`` again."""

    def number_on(self, table: str, last: int) -> None:
        """Give no number up to ``last`` of this table's series again."""

    def note(self, what: str, said: str) -> None:
        """Write down in the log what happened, as an act of its own; the rules are there by now."""


class FileTarget:
    """A new file."""

    shared = False

    def __init__(self, connection: sqlcipher.Connection) -> None:
        self._connection = connection

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """As in ``Target``."""
        return sqlcipher.rows(self._connection, sql, tuple(values))

    def stream(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """As in ``Target``."""
        yield from self._connection.execute(sql)

    def fill(self, table: Table, rows: Iterable[Row]) -> None:
        """As in ``Target``."""
        columns = ["rowid", "text"] if table.name == shape.SEARCH else table.names
        binary = [at for at, (_name, kind) in enumerate(table.columns) if kind is Kind.BYTES]
        marks = ", ".join("?" * len(columns))
        listed = ", ".join(f'"{name}"' for name in columns)
        self.ask(f'DELETE FROM "{table.name}"')
        self._connection.executemany(
            f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})',
            (_with_bytes(row, binary) for row in rows) if binary else rows,
        )

    def count_on(self, table: Table, last: int) -> None:
        """As in ``Target``."""
        self.ask("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
        if last:
            self.ask("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, last))

    def number_on(self, table: str, last: int) -> None:
        """As in ``Target``."""
        self.ask(f'UPDATE "{table}{shape.SERIES}" SET last = ?', (last,))

    def note(self, what: str, said: str) -> None:
        """As in ``Target``."""
        self._connection.begin()  # another act: there was no log yet when the transaction began
        detail = chain.netstrings(("said", None, said))
        audit.put(self._connection.execute, what, None, detail)
        self._connection.seal()


class ServerTarget:
    """An empty database, as the owner of what it will hold."""

    shared = True

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """As in ``Target``."""
        cursor = self._connection.execute(sql, values or None)
        return list(cursor.fetchall()) if cursor.description else []

    def stream(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """As in ``Target``."""
        return streamed(self._connection, sql)

    def fill(self, table: Table, rows: Iterable[Row]) -> None:
        """As in ``Target``. One COPY, so that a row may refer to one that comes after it."""
        self.ask(f'DELETE FROM app."{table.name}"')
        listed = ", ".join(f'"{name}"' for name in table.names)
        kinds = [kind for _name, kind in table.columns]
        plain = not {Kind.MOMENT, Kind.BYTES} & set(kinds)
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f'COPY app."{table.name}" ({listed}) FROM STDIN') as copy,
        ):
            for row in rows:
                copy.write_row(row if plain else list(map(_sent, row, kinds)))

    def count_on(self, table: Table, last: int) -> None:
        """As in ``Target``."""
        if last:
            self.ask(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                (f"app.{table.name}", table.key, last),
            )

    def number_on(self, table: str, last: int) -> None:
        """As in ``Target``."""
        self.ask("SELECT setval(%s, %s)", (f"app.{table}{shape.SERIES}", last))

    def note(self, what: str, said: str) -> None:
        """As in ``Target``."""
        self.ask("SELECT app.note(%s, NULL, %s)", (what, said))


def _with_bytes(row: Row, binary: Sequence[int]) -> list[Any]:
    made: list[Any] = list(row)
    for at in binary:
        made[at] = _bytes(row[at])
    return made


def _sent(value: Value, kind: Kind) -> Any:
    if value is None:
        return None
    if kind is Kind.MOMENT:
        if not isinstance(value, int):
            raise Damaged("no moment")
        try:
            return EPOCH + timedelta(microseconds=value)
        except OverflowError as error:
            raise Damaged("a moment beyond all calendars") from error
    return _bytes(value) if kind is Kind.BYTES else value


def _bytes(value: Value) -> bytes | None:
    if value is None:
        return None
    try:
        return bytes.fromhex(str(value))
    except ValueError as error:
        raise Damaged("no bytes") from error
