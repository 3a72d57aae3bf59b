"""The rules of the tables as SQLite triggers.

A trigger of SQLite cannot change the row that comes in. So the columns that the database sets have
defaults, a writer who sends anything else is refused, and what an update leaves to the database is
written by a second update, which the guards know by its columns.
"""

# ruff: noqa: S608  # it writes SQL, out of the names of our own tables and nothing else
from collections.abc import Sequence

from mcsys_desktop.models import rules_audit_sqlite, rules_listing
from mcsys_desktop.models.base import SERVER_SET
from mcsys_desktop.models.failures import FORBIDDEN, MISFIT, STALE, TOO_OLD
from mcsys_desktop.models.rules import Table, columns, guarded, held_cards, misfits, quoted

# Outside transaction() our program says -1, and so is refused as well.
GATE = [(f"{TOO_OLD} too old", "mcsys_schema() < (SELECT min_writer FROM schema_meta)")]
LOCKED = ("schema_meta", "schema_history")  # an upgrade drops the triggers first


def drop(triggers: Sequence[str]) -> list[str]:
    """Throw away every rule there is."""
    return [f'DROP TRIGGER "{name}"' for name in triggers]


def create(tables: Sequence[Table]) -> list[str]:
    """Every rule of every table."""
    statements = [
        _trigger(name, f"{event.lower()}_locked", f"BEFORE {event}", [_never(event)])
        for name in LOCKED
        for event in ("INSERT", "UPDATE", "DELETE")
    ]
    for table in tables:
        statements += [*_insert(table), *_update(table), *_delete(table)]
    logged = [(t.name, t.log, _given(t)) for t in tables if t.log is not None]
    return statements + rules_audit_sqlite.create(logged) + rules_listing.sqlite(GATE)


def _insert(table: Table) -> list[str]:
    refused = [*GATE]
    if table.access.insert is None:
        refused.append((f"{FORBIDDEN} insert", _shut(table) if table.door else "1"))
    forged = (
        "NEW.version IS NOT 1 OR NEW.created_at IS NOT mcsys_now()"
        " OR NEW.changed_at IS NOT mcsys_now() OR NEW.created_by IS NOT mcsys_author()"
        " OR NEW.changed_by IS NOT mcsys_author()"
    )
    refused += [
        (f"{FORBIDDEN} the database sets this", forged),
        *((f"{MISFIT} value", condition) for condition in misfits(table, shared=False)),
        *guarded(table, "INSERT", shared=False),
        *held_cards(table, shared=False, changed=False),
    ]
    # This also stops INSERT OR REPLACE, which has deleted the row of that id by now.
    used = f"NEW.id <= (SELECT seq FROM sqlite_sequence WHERE name = {quoted(table.name)})"
    after = [_refuse(f"{FORBIDDEN} an id is never used again", used)]
    after += [
        f'UPDATE "{table.name}" SET "{name}" = mcsys_now() WHERE id = NEW.id AND "{name}" IS NULL'
        for name in table.clock_fills
    ]
    if table.series:
        after += _numbered(table)
    if table.log is not None:
        after += rules_audit_sqlite.inserted(table.name, table.log, _given(table))
    return [
        _trigger(table.name, "insert_guard", "BEFORE INSERT", [_refuse(*r) for r in refused]),
        _trigger(table.name, "insert_news", "AFTER INSERT", [*after, _news(table)]),
    ]


def _numbered(table: Table) -> list[str]:
    """Take the next number of the series that no import has taken."""
    last, number = f'"{table.name}_series"', f'"{table.series}"'
    taken = f'SELECT 1 FROM "{table.name}" AS t WHERE t.{number} ='
    free = (
        f'SELECT min(n.{number}) + 1 FROM "{table.name}" AS n'
        f" WHERE n.{number} > (SELECT last FROM {last})"
        f" AND NOT EXISTS ({taken} n.{number} + 1)"
    )
    return [
        f"UPDATE {last} SET last = CASE WHEN EXISTS ({taken} last + 1)"
        f" THEN ({free}) ELSE last + 1 END WHERE NEW.{number} IS NULL",
        f'UPDATE "{table.name}" SET {number} = (SELECT last FROM {last})'
        f" WHERE id = NEW.id AND {number} IS NULL",
    ]


def _update(table: Table) -> list[str]:
    refused = [*GATE]
    if table.access.update is None:
        refused.append((f"{FORBIDDEN} update", _shut(table) if table.behind else "1"))
    refused += [
        *((f"{MISFIT} value", condition) for condition in misfits(table, shared=False)),
        *guarded(table, "UPDATE", shared=False),
        *held_cards(table, shared=False, changed=True),
    ]
    given = _given(table)
    sent = [name for name in table.columns if name not in given]
    first_time = " AND ".join(
        f'(NEW."{name}" IS OLD."{name}" OR OLD."{name}" IS NULL)' for name in sorted(given)
    )
    skipped = "NEW.version IS NOT OLD.version + 1"
    statements = [
        _trigger(table.name, "update_guard", "BEFORE UPDATE", [_refuse(*r) for r in refused]),
        _trigger(
            table.name,
            "version",
            f"BEFORE UPDATE OF version, {columns(sent)}",
            [_refuse(f"{STALE} version", skipped)],
            when=f"NOT ({_let_go(table)})" if table.let_go else "",
        ),
        _trigger(
            table.name,
            "stamped",
            f"BEFORE UPDATE OF {columns(sorted(SERVER_SET - {'version'}))}",
            [_refuse(f"{FORBIDDEN} the database sets this", _forged())],
        ),
        _trigger(
            table.name,
            "update_news",
            "AFTER UPDATE OF version",
            [_stamp(table), _news(table)],
        ),
    ]
    if given:
        statements.append(
            _trigger(
                table.name,
                "given",
                f"BEFORE UPDATE OF {columns(sorted(given))}",
                [_refuse(f"{STALE} version", f"{skipped} AND NOT ({first_time})")],
            )
        )
    if table.behind:
        statements.append(
            _trigger(
                table.name,
                "behind",
                f"BEFORE UPDATE OF {columns(table.behind)}",
                [_refuse(f"{FORBIDDEN} update", _shut(table))],
            )
        )
    if table.let_go:
        counted = f'UPDATE "{table.name}" SET version = version + 1 WHERE id = NEW.id'
        statements.append(
            _trigger(
                table.name,
                "let_go",
                f"AFTER UPDATE OF {columns([name for name, _ in table.let_go])}",
                [counted],
                when=_let_go(table),
            )
        )
    return statements


def _shut(table: Table) -> str:
    """Whether the program is not in the one act that may write this: see ``doors.py``."""
    return f"mcsys_door() IS NOT {quoted(table.door)}"


def _given(table: Table) -> set[str]:
    """The columns that the database fills when they are left out."""
    return {*table.clock_fills, table.series} - {""}


def _let_go(table: Table) -> str:
    """Whether an update is the foreign key's own: the row that it pointed at has gone."""
    gone = " OR ".join(
        f'(OLD."{name}" IS NOT NULL AND NEW."{name}" IS NULL'
        f' AND NOT EXISTS (SELECT 1 FROM "{parent}" WHERE id = OLD."{name}"))'
        for name, parent in table.let_go
    )
    return f"NEW.version = OLD.version AND ({gone})"


def _forged() -> str:
    return (
        "NEW.id IS NOT OLD.id OR NEW.created_at IS NOT OLD.created_at"
        " OR NEW.created_by IS NOT OLD.created_by"
        " OR NEW.changed_at IS NOT mcsys_now() OR NEW.changed_by IS NOT mcsys_author()"
    )


def _stamp(table: Table) -> str:
    return (
        f'UPDATE "{table.name}" SET changed_at = mcsys_now(), changed_by = mcsys_author()'
        " WHERE id = NEW.id"
    )


def _delete(table: Table) -> list[str]:
    refused = [*GATE]
    if table.access.delete is None:
        # The row that this one belongs to may take it along.
        gone = " OR ".join(
            f'NOT EXISTS (SELECT 1 FROM "{parent}" WHERE id = OLD."{name}")'
            for name, parent in table.cascades
        )
        refused.append((f"{FORBIDDEN} delete", f"NOT ({gone or '0'})"))
    refused += guarded(table, "DELETE", shared=False)
    after = [_news(table)]
    if table.name == "customer":
        after.append("DELETE FROM customer_search WHERE rowid = OLD.id")
    return [
        _trigger(table.name, "delete_guard", "BEFORE DELETE", [_refuse(*r) for r in refused]),
        _trigger(table.name, "delete_news", "AFTER DELETE", after),
    ]


def _never(event: str) -> str:
    return _refuse(f"{FORBIDDEN} {event.lower()}", "1")


def _refuse(why: str, condition: str) -> str:
    return f"SELECT RAISE(ABORT, {quoted(why)}) WHERE {condition}"


def _news(table: Table) -> str:
    return f"SELECT mcsys_announce({quoted(table.name)})"


def _trigger(table: str, name: str, event: str, body: Sequence[str], when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    steps = "".join(f"  {step};\n" for step in body)
    return (
        f'CREATE TRIGGER "{table}_{name}" {event} ON "{table}"'
        f" FOR EACH ROW{condition} BEGIN\n{steps}END"
    )
