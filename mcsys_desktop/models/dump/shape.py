"""Which tables an office holds, and how their rows become what a dump holds: asked of the database.

Not of the models: an office that is not upgraded yet has other columns than they, and what they do
not know must not be left out without a word.
"""

# ruff: noqa: S608  # it writes SQL, out of the catalogue's own names and nothing else
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from mcsys_desktop.models.tables import TABLES

Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]

SEARCH = "customer_search"
# Which act a transaction belongs to, until it is sealed: empty for everybody else.
PASSING = {"audit_open"}
SERIES = "_series"
_KNOWN = {model._meta.table_name for model in TABLES}


class Kind(Enum):
    """How a column is kept."""

    NUMBER = "number"
    TEXT = "text"
    FLAG = "flag"
    MOMENT = "moment"
    BYTES = "bytes"


_KINDS = {
    "smallint": Kind.NUMBER,
    "integer": Kind.NUMBER,
    "bigint": Kind.NUMBER,
    "text": Kind.TEXT,
    "character varying": Kind.TEXT,
    "boolean": Kind.FLAG,
    "timestamp with time zone": Kind.MOMENT,
    "bytea": Kind.BYTES,
    "blob": Kind.BYTES,
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in the order of a dump, and the one that orders its rows."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    key: str
    counted: bool = False  # whether the database itself gives the keys

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [name for name, _kind in self.columns]


def tables(ask: Ask, *, shared: bool) -> list[Table]:
    """Every table, in the order in which they can be filled.

    Raises RuntimeError for one that this program does not know: it may not be left out.
    """
    found = _of_server(ask) if shared else _of_file(ask)
    order = [*(model._meta.table_name for model in TABLES), SEARCH]
    if unknown := set(found) - set(order):
        raise RuntimeError(f"tables that no model stands for: {sorted(unknown)}")
    return [found[name] for name in order if name in found]


def series(ask: Ask, *, shared: bool) -> list[str]:
    """The tables whose rows the office numbers by itself."""
    if shared:
        found = ask(
            "SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace"
            f" AND relkind = 'S' AND relname LIKE '%\\{SERIES}'",
            (),
        )
    else:
        found = ask(
            f"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%\\{SERIES}'"
            " ESCAPE '\\'",
            (),
        )
    # Acts are numbered from their own table again: numbers of acts that never happened are free.
    names = {name for (name,) in found} - _KNOWN
    return sorted({name.removesuffix(SERIES) for name in names} - {"audit_act"})


def select(table: Table, *, shared: bool) -> str:
    """The query for all rows of a table, in the form and the order of a dump."""
    if shared:
        shown = ", ".join(_shown(name, kind) for name, kind in table.columns)
        return f'SELECT {shown} FROM app."{table.name}" ORDER BY "{table.key}"'
    if table.name == SEARCH:
        return f"SELECT rowid, text FROM {SEARCH} ORDER BY rowid"
    shown = ", ".join(
        f'lower(hex("{name}"))' if kind is Kind.BYTES else f'"{name}"'
        for name, kind in table.columns
    )
    return f'SELECT {shown} FROM "{table.name}" ORDER BY "{table.key}"'


def _shown(name: str, kind: Kind) -> str:
    match kind:
        case Kind.FLAG:
            return f'"{name}"::integer'
        case Kind.MOMENT:
            return f'(extract(epoch FROM "{name}") * 1000000)::bigint'
        case Kind.BYTES:
            return f"encode(\"{name}\", 'hex')"
        case _:
            return f'"{name}"'


def _of_server(ask: Ask) -> dict[str, Table]:
    found = ask(
        "SELECT c.relname, f.attname, format_type(f.atttypid, NULL), f.attidentity <> '',"
        " coalesce(f.attnum = ANY (i.indkey), false)"
        " FROM pg_class c JOIN pg_attribute f ON f.attrelid = c.oid AND f.attnum > 0"
        " AND NOT f.attisdropped LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
        " WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p')",
        (),
    )
    columns: dict[str, list[tuple[str, Kind]]] = {}
    keys: dict[str, list[tuple[str, bool]]] = {}
    for table, column, kind, identity, key in found:
        if table in PASSING:
            continue
        columns.setdefault(table, []).append((column, _kind(table, column, kind)))
        if key:
            keys.setdefault(table, []).append((column, identity))
    return {name: _table(name, columns[name], keys.get(name, [])) for name in columns}


def _of_file(ask: Ask) -> dict[str, Table]:
    made = {}
    for name, sql in ask("SELECT name, sql FROM sqlite_master WHERE type = 'table'", ()):
        if name.startswith(("sqlite_", f"{SEARCH}_")):
            continue
        if name.endswith(SERIES) and name not in _KNOWN:
            continue
        if name == SEARCH:
            columns = [("customer_id", Kind.NUMBER), ("text", Kind.TEXT)]
            made[name] = _table(name, columns, [("customer_id", False)])
            continue
        found = ask(f"SELECT name, type, pk FROM pragma_table_xinfo('{name}')", ())
        counted = bool(re.search(r"\bAUTOINCREMENT\b", sql))
        made[name] = _table(
            name,
            [(column, _kind(name, column, kind)) for column, kind, _key in found],
            [(column, counted) for column, _kind, key in found if key],
        )
    return made


def _kind(table: str, column: str, kind: str) -> Kind:
    known = _KINDS.get(kind.lower())
    if known is None:
        raise RuntimeError(f"{table}.{column} has a type that no dump holds: {kind}")
    return known


def _table(name: str, columns: list[tuple[str, Kind]], keys: list[tuple[str, bool]]) -> Table:
    if len(keys) != 1 or dict(columns)[keys[0][0]] is not Kind.NUMBER:
        raise RuntimeError(f"{name} has no number for a key, so its rows have no order")
    ((key, counted),) = keys
    return Table(name, tuple(sorted(columns)), key, counted)
