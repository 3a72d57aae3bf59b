"""Read a whole office at one moment, while others go on writing."""

# ruff: noqa: S608  # it writes SQL, out of the catalogue's own names and nothing else
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from mcsys_desktop import __version__
from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import base, failures, versions
from mcsys_desktop.models.dump import form, shape
from mcsys_desktop.models.dump.form import FORMAT, Head, Sum, Totals
from mcsys_desktop.models.dump.shape import Ask, Table
from mcsys_desktop.models.fields import microseconds

AT_ONCE = 2000  # rows that the server sends at a time

Stream = Callable[[str], Iterator[tuple[Any, ...]]]


class Snapshot:
    """An office as it was at one moment. ``lines`` may be gone through once."""

    def __init__(self, ask: Ask, stream: Stream, *, shared: bool, keys: str | None) -> None:
        self._ask, self._stream, self._shared = ask, stream, shared
        self._keys = keys
        self._sums: dict[str, Sum] = {}
        self.head = self._head()

    def lines(self) -> Iterator[bytes]:
        """Every line of the dump."""
        head = self.head
        yield form.line(
            {
                "format": FORMAT,
                "number": head.number,
                "schema": head.schema,
                "office": head.office,
                "taken_at": head.taken_at,
                "program": head.program,
                "person": head.person,
                "keyed": head.keyed,
            }
        )
        found = shape.tables(self._ask, shared=self._shared)
        for table in found:
            yield form.line({"table": table.name, "columns": table.names})
            added = self._sums[table.name] = Sum()
            for row in self._stream(shape.select(table, shared=self._shared)):
                encoded = form.line(row)
                added.add(encoded)
                yield encoded
            yield form.line({"rows": added.rows, "digest": added.digest})
        yield form.line(
            {
                "ids": {table.name: self._highest(table) for table in found if table.counted},
                "series": {name: self._number(name) for name in self._series()},
            }
        )
        yield form.line({"keys": self._keys})
        end = self.totals()
        yield form.line({"rows": end.rows, "digest": end.digest, "seq": end.seq, "hash": end.hash})

    def count(self) -> int:
        """How many rows there are to go through: for who waits, before the first line."""
        counted = 0
        for table in shape.tables(self._ask, shared=self._shared):
            name = f"app.{table.name}" if self._shared else f'"{table.name}"'
            ((rows,),) = self._ask(f"SELECT count(*) FROM {name}", ())
            counted += int(rows)
        return counted

    def totals(self) -> Totals:
        """What the lines added up to, when all were gone through."""
        return form.total(self._sums, *chain_end(self._ask, self._sums))

    def _head(self) -> Head:
        ((version, _reader, _writer, office),) = self._ask(
            "SELECT version, min_reader, min_writer, office_id FROM schema_meta", ()
        )
        if version > versions.SCHEMA:
            raise UserError(
                _(
                    "This program is older than the office and would leave things out of a backup."
                    " Install the new version here."
                )
            )
        if self._shared:
            ((now,),) = self._ask(
                "SELECT (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint", ()
            )
        else:
            now = microseconds(clock.now())
        people = self._ask("SELECT login FROM colleague ORDER BY id LIMIT 1", ())
        return Head(
            schema=version,
            office=office,
            taken_at=now,
            program=__version__,
            person=people[0][0] if people else "",
            keyed=self._keys is not None,
        )

    def _series(self) -> list[str]:
        return shape.series(self._ask, shared=self._shared)

    def _highest(self, table: Table) -> int:
        """The highest key that was ever given. It may be of a row that came after the snapshot."""
        if self._shared:
            ((name,),) = self._ask(
                "SELECT pg_get_serial_sequence(%s, %s)", (f"app.{table.name}", table.key)
            )
            return self._last(name)
        found = self._ask("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,))
        return int(found[0][0]) if found else 0

    def _number(self, table: str) -> int:
        name = f"{table}{shape.SERIES}"
        if self._shared:
            return self._last(f"app.{name}")
        ((last,),) = self._ask(f'SELECT last FROM "{name}"', ())
        return int(last)

    def _last(self, sequence: str) -> int:
        ((last, given),) = self._ask(f"SELECT last_value, is_called FROM {sequence}", ())
        return int(last) if given else int(last) - 1


def chain_end(ask: Ask, tables: Sequence[str] | dict[str, Sum]) -> tuple[int, str]:
    """Where the chain of the log ends; (0, "") in an office that has no log yet."""
    if "audit_head" not in tables:
        return 0, ""
    ((seq, last),) = ask("SELECT seq, hash FROM audit_head", ())
    return int(seq), str(last)


def digests(ask: Ask, stream: Stream, *, shared: bool) -> Totals:
    """What an office adds up to, read back row by row."""
    sums: dict[str, Sum] = {}
    for table in shape.tables(ask, shared=shared):
        added = sums[table.name] = Sum()
        for row in stream(shape.select(table, shared=shared)):
            added.add(form.line(row))
    return form.total(sums, *chain_end(ask, sums))


@contextmanager
def snapshot(keys: str | None = None) -> Iterator[Snapshot]:
    """The office that is open, as it is now; ``keys`` is what its OFFICE.keys holds.

    It is read on this thread's connection, in one transaction that sees nothing of what others do
    meanwhile and holds nobody up. Raises UserError when this login may not read everything, and
    OfficeUnavailable when the office stops answering.
    """
    with base.connected(), answered():
        connection = base.database.connection()
        opened = _on_server(connection) if base.shared() else _in_file(connection)
        with opened as (ask, stream):
            yield Snapshot(ask, stream, shared=base.shared(), keys=keys)


@contextmanager
def answered() -> Iterator[None]:
    """Turn what a driver itself raises into the sentences of ``failures``."""
    try:
        yield
    except (UserError, OSError):
        raise
    except Exception as error:
        known = failures.sentence(error, base.shared())
        if known is None:
            raise
        raise known from error


@contextmanager
def _in_file(connection: Any) -> Iterator[tuple[Ask, Stream]]:
    connection.execute("BEGIN")
    try:
        yield (
            lambda sql, values: list(connection.execute(sql, tuple(values))),
            lambda sql: connection.execute(sql),
        )
    finally:
        connection.execute("ROLLBACK")


@contextmanager
def _on_server(connection: Any) -> Iterator[tuple[Ask, Stream]]:
    def ask(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return list(connection.execute(sql, values or None).fetchall())

    def stream(sql: str) -> Iterator[tuple[Any, ...]]:
        return streamed(connection, sql)

    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        connection.execute("SET LOCAL row_security = off")  # an error rather than half of the rows
        connection.execute("SET LOCAL statement_timeout = 0")
        _may_read(ask)
        yield ask, stream
    finally:
        with suppress(Exception):  # the line may be gone, which was said already
            connection.execute("ROLLBACK")


def streamed(connection: Any, sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query on a server, some thousands at a time."""
    with connection.cursor(name="dump") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(sql)
        yield from cursor


def _may_read(ask: Ask) -> None:
    if ask("SELECT to_regclass('app.schema_meta')", ()) == [(None,)]:
        raise OfficeUnavailable(_("There is no office on this server yet."))
    ((hidden,),) = ask(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'app'::regnamespace AND CASE"
        " WHEN relkind IN ('r', 'p') THEN NOT has_table_privilege(oid, 'SELECT')"
        " WHEN relkind = 'S' THEN NOT has_sequence_privilege(oid, 'SELECT') ELSE false END",
        (),
    )
    if hidden:
        raise UserError(
            _(
                "This login may not read the whole office, so it cannot make a backup."
                " Use the login that was made for backups."
            )
        )
