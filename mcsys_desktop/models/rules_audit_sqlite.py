"""The log as SQLite writes it: triggers for each row; the program seals the act before COMMIT.

The functions with ``mcsys_`` in front come from the connection (``sqlcipher.py``).
"""

# ruff: noqa: S608  # it writes SQL, out of the names of our own tables and nothing else
from collections.abc import Collection, Sequence

from mcsys_desktop.models.failures import FORBIDDEN
from mcsys_desktop.models.rules_audit import Audited

Logged = tuple[str, Audited, Collection[str]]  # table, what is told, columns the database fills


def create(tables: Sequence[Logged]) -> list[str]:
    """What keeps the log as it is, and what tells it of each change of ``tables``."""
    statements = [
        *_never("audit_act", "UPDATE", "DELETE"),
        *_never("audit_row", "UPDATE", "DELETE"),
        *_never("audit_detail", "UPDATE"),
        *_never("audit_head", "INSERT", "DELETE"),
        _guard("audit_head", "UPDATE", "NEW.seq IS NOT OLD.seq + 1"),
        _guard("audit_act", "INSERT", "NEW.seq IS NOT (SELECT seq + 1 FROM audit_head)"),
        _guard(
            "audit_row",
            "INSERT",
            "NEW.act IS NOT mcsys_act()"
            " OR NEW.id <= coalesce((SELECT max(id) FROM audit_row), 0)"  # also stops REPLACE
            " OR NEW.commitment IS NOT (SELECT mcsys_commitment(d.salt, d.detail)"
            " FROM audit_detail AS d WHERE d.id = NEW.id)",
        ),
        _guard(
            "audit_detail",
            "INSERT",
            "mcsys_act() < 0 OR (NEW.id > 0 AND NEW.id <= coalesce("
            "(SELECT seq FROM sqlite_sequence WHERE name = 'audit_detail'), 0))",
        ),
        _guard("audit_detail", "DELETE", f"NOT mcsys_erasing() AND NOT ({_forgotten(tables)})"),
    ]
    for name, log, given in tables:
        statements += _of_table(name, log, given)
    return statements


def _forgotten(tables: Sequence[Logged]) -> str:
    """Whether a detail is of a row that was deleted, in a table that forgets such rows."""
    gone = [
        "EXISTS (SELECT 1 FROM audit_row AS r WHERE r.id = OLD.id"
        f" AND r.table_name = '{name}'"
        f' AND NOT EXISTS (SELECT 1 FROM "{name}" WHERE id = r.row_id))'
        for name, log, _given in tables
        if log.forgets
    ]
    return " OR ".join(gone) or "0"


def inserted(name: str, log: Audited, given: Collection[str]) -> list[str]:
    """The last steps after an INSERT: by now the database has filled the ``given`` columns."""
    return _told(name, log, "insert", "", "NEW", given)


def _of_table(name: str, log: Audited, given: Collection[str]) -> list[str]:
    # The database's own filling in is a part of the INSERT, and changes no version.
    changed = " OR ".join(
        f'(NEW."{column}" IS NOT OLD."{column}"'
        + (" AND NEW.version IS NOT OLD.version)" if column in given else ")")
        for column, _form in log.columns
    )
    forget = (
        "DELETE FROM audit_detail WHERE id IN (SELECT id FROM audit_row"
        f" WHERE table_name = '{name}' AND row_id = OLD.id)"
    )
    return [
        _trigger(name, "UPDATE", _told(name, log, "update", "OLD", "NEW"), when=changed),
        _trigger(
            name,
            "DELETE",
            [*([forget] if log.forgets else []), *_told(name, log, "delete", "OLD", "")],
        ),
    ]


def _told(
    name: str, log: Audited, kind: str, old: str, new: str, given: Collection[str] = ()
) -> list[str]:
    """The detail first: its id is the row's, and its salt is needed for the commitment."""
    row = new or old
    columns, details = [], []
    for column, _form in log.columns:
        before = f'{old}."{column}"' if old else "NULL"
        after = f'{new}."{column}"' if new else "NULL"
        if column in given:
            after = f'(SELECT g."{column}" FROM "{name}" AS g WHERE g.id = NEW.id)'
        differs = f"{before} IS NOT {after}"
        columns.append(f"iif({differs}, ' {column}', '')")
        told = f"'{len(column)}:{column},' || {_netstring(before)} || {_netstring(after)}"
        details.append(f"iif({differs}, {told}, '')")
    detail = "''" if log.forgets and kind == "delete" else _joined(details)
    return [
        f"INSERT INTO audit_detail (salt, detail) VALUES (mcsys_salt(), {detail})",
        "INSERT INTO audit_row (id, act, kind, table_name, row_id, customer_id, columns,"
        f" commitment) SELECT d.id, mcsys_act(), '{kind}', '{name}', {row}.id,"
        f" {_whose(log, row)}, ltrim({_joined(columns)}), mcsys_commitment(d.salt, d.detail)"
        " FROM audit_detail AS d WHERE d.id = last_insert_rowid()",
    ]


def _joined(values: Sequence[str]) -> str:
    return " || ".join(values) or "''"


def _netstring(value: str) -> str:
    if value == "NULL":
        return "'-,'"
    return f"coalesce(length(CAST({value} AS BLOB)) || ':' || {value} || ',', '-,')"


def _whose(log: Audited, row: str) -> str:
    whose = log.whose
    if not whose.column:
        return "NULL"
    if whose.by:
        return (
            f'(SELECT min(b."{whose.column}") FROM "{whose.by}" AS b'
            f' WHERE b."{whose.key}" = {row}."{whose.own}")'
        )
    if whose.column == "id":
        return f"{row}.id"
    # A row that has just been let go of still tells whose it was.
    return f'{row}."{whose.column}"'


def _never(table: str, *events: str) -> list[str]:
    return [_guard(table, event, "1", name="kept") for event in events]


def _guard(table: str, event: str, condition: str, name: str = "guard") -> str:
    why = f"{FORBIDDEN} {event.lower()}"
    return (
        f'CREATE TRIGGER "{table}_{event.lower()}_{name}" BEFORE {event} ON "{table}"'
        f" FOR EACH ROW BEGIN\n  SELECT RAISE(ABORT, '{why}') WHERE {condition};\nEND"
    )


def _trigger(table: str, event: str, steps: Sequence[str], when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    body = "".join(f"  {step};\n" for step in steps)
    return (
        f'CREATE TRIGGER "{table}_{event.lower()}_audit" AFTER {event} ON "{table}"'
        f" FOR EACH ROW{condition} BEGIN\n{body}END"
    )
