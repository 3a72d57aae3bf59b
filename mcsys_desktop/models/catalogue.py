"""Everything that a database says about itself, as text that can be compared and read.

Columns, types, nullability, defaults, constraints, indexes, triggers with their bodies, functions,
owners and grants: two databases with the same catalogue keep the same promises.
"""

import re
from collections.abc import Callable
from typing import Any

Rows = Callable[[str], list[tuple[Any, ...]]]
Catalogue = dict[str, str]  # "column customer.name" -> what is true of it

_POSTGRESQL = {
    "table": """
        SELECT c.relname, concat_ws(' ', c.relkind, 'owner', r.rolname, 'rls', c.relrowsecurity,
          c.relforcerowsecurity, 'acl', {acl})
        FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner,
          LATERAL (SELECT c.relacl AS acl) a
        WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
    """,
    "column": """
        SELECT c.relname || '.' || f.attname, concat_ws(' ', format_type(f.atttypid, f.atttypmod),
          CASE WHEN f.attnotnull THEN 'not null' END, 'identity', f.attidentity,
          'collation', l.collname, 'default', pg_get_expr(d.adbin, d.adrelid), 'acl', {acl})
        FROM pg_class c JOIN pg_attribute f ON f.attrelid = c.oid
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = f.attnum
        LEFT JOIN pg_collation l ON l.oid = f.attcollation,
          LATERAL (SELECT f.attacl AS acl) a
        WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
          AND f.attnum > 0 AND NOT f.attisdropped
    """,
    "constraint": """
        SELECT c.relname || '.' || n.conname, pg_get_constraintdef(n.oid)
        FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
        WHERE n.connamespace = 'app'::regnamespace
    """,
    "index": """
        SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_class c
        WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'i'
    """,
    "sequence": """
        SELECT sequencename, concat_ws(' ', data_type, start_value, min_value, max_value,
          increment_by, cycle, sequenceowner)
        FROM pg_sequences WHERE schemaname = 'app'
    """,
    "trigger": """
        SELECT c.relname || '.' || t.tgname, concat_ws(' ', t.tgenabled, pg_get_triggerdef(t.oid))
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'app'::regnamespace AND NOT t.tgisinternal
    """,
    "function": """
        SELECT p.oid::regprocedure::text,
          concat_ws(' ', 'owner', r.rolname, 'acl', {acl}, pg_get_functiondef(p.oid))
        FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner, LATERAL (SELECT p.proacl AS acl) a
        WHERE p.pronamespace = 'app'::regnamespace
    """,
    "policy": """
        SELECT tablename || '.' || policyname, concat_ws(' ', permissive, roles, cmd, qual,
          with_check) FROM pg_policies WHERE schemaname = 'app'
    """,
    "schema": """
        SELECT n.nspname, concat_ws(' ', 'owner', r.rolname, 'acl', {acl})
        FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner,
          LATERAL (SELECT n.nspacl AS acl) a
        WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    """,
    "default grant": """
        SELECT concat_ws(' ', r.rolname, d.defaclnamespace, d.defaclobjtype), {acl}
        FROM pg_default_acl d JOIN pg_roles r ON r.oid = d.defaclrole,
          LATERAL (SELECT d.defaclacl AS acl) a
    """,
    "extension": """
        SELECT e.extname, n.nspname FROM pg_extension e
        JOIN pg_namespace n ON n.oid = e.extnamespace
    """,
    "database": """
        SELECT 'it', concat_ws(' ', 'acl', {acl}) FROM pg_database d,
          LATERAL (SELECT d.datacl AS acl) a WHERE d.datname = current_database()
    """,
    "role": """
        SELECT r.rolname, concat_ws(' ', r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb,
          r.rolcanlogin, r.rolreplication, r.rolbypassrls, 'in', ARRAY(SELECT g.rolname
            FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
            WHERE m.member = r.oid ORDER BY 1))
        FROM pg_roles r WHERE r.rolname ~ '^mcsys_'
    """,
}
_ACL = "(SELECT string_agg(g::text, ',' ORDER BY g::text) FROM unnest(a.acl) AS g)"


def read(rows: Rows, *, shared: bool) -> Catalogue:
    """The whole catalogue, through any connection that may read it."""
    if not shared:
        return _sqlite(rows)
    found = {}
    for kind, query in _POSTGRESQL.items():
        for name, truth in rows(query.format(acl=_ACL)):
            found[f"{kind} {name}"] = truth
    return found


def columns(catalogue: Catalogue) -> list[tuple[str, str]]:
    """(table, column) of everything that can hold data."""
    names = [name.removeprefix("column ") for name in catalogue if name.startswith("column ")]
    return [(name.split(".")[0], name.split(".")[1]) for name in sorted(names)]


def difference(one: Catalogue, other: Catalogue) -> list[str]:
    """What is not the same, one line each."""
    return [
        f"{name}: {one.get(name)!r} is not {other.get(name)!r}"
        for name in sorted(one.keys() | other.keys())
        if one.get(name) != other.get(name)
    ]


def _sqlite(rows: Rows) -> Catalogue:
    found = {"pragma application_id": str(rows("PRAGMA application_id")[0][0])}
    for name, kind, strict in rows("SELECT name, type, strict FROM pragma_table_list"):
        if name.startswith("sqlite_") and name != "sqlite_sequence":
            continue
        (sql,) = rows(f"SELECT sql FROM sqlite_master WHERE name = '{name}'")[0]  # noqa: S608
        checks = re.findall(r"CHECK\s*\(([^()]*)\)", sql)
        counts = "AUTOINCREMENT" if "AUTOINCREMENT" in sql.upper() else ""
        made = _plain(sql) if kind == "virtual" else ""
        found[f"table {name}"] = " ".join([kind, str(strict), counts, *checks, made])
        for column in rows(f"SELECT * FROM pragma_table_xinfo('{name}')"):  # noqa: S608
            _at, column_name, *truth = column
            found[f"column {name}.{column_name}"] = str(truth)
        for key in rows(f"SELECT * FROM pragma_foreign_key_list('{name}')"):  # noqa: S608
            found[f"constraint {name}.{key[3]}"] = str(key[2:])
        for index in rows(f"SELECT * FROM pragma_index_list('{name}')"):  # noqa: S608
            parts = rows(f"SELECT * FROM pragma_index_xinfo('{index[1]}')")  # noqa: S608
            named = [part[2:] for part in parts]
            found[f"index {index[1]}"] = f"{name} {index[2:]} {named}"
    for name, sql in rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"):
        found[f"trigger {name}"] = sql
    for name, value in rows("SELECT k, v FROM customer_search_config"):
        found[f"search {name}"] = str(value)
    return found


def _plain(sql: str) -> str:
    return " ".join(sql.replace('"', "").split())
