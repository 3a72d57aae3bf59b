"""The rules of the tables as PostgreSQL functions, triggers and grants.

Nobody who logs in owns anything. A desk may send the columns that are its own to send; the rest
is written by triggers that run as the owner, pin their search path, and ask ``session_user`` who
is there, which nobody can change.
"""

# ruff: noqa: S608  # it writes SQL, out of the names of our own tables and nothing else
from collections.abc import Sequence

from mcsys_desktop.models import (
    rules_audit_postgres,
    rules_cards,
    rules_invoices_postgres,
    rules_listing,
)
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.failures import FORBIDDEN, MISFIT, STALE, TOO_OLD
from mcsys_desktop.models.rules import (
    Table,
    columns,
    guarded,
    held_cards,
    locks,
    misfits,
    quoted,
)

CHANNEL = "mcsys"
OWNER = "mcsys_owner"
_DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp"

DROP = """
DO $$
DECLARE found record; grp text;
BEGIN
  FOR found IN
    SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'app'::regnamespace AND NOT t.tgisinternal
  LOOP
    EXECUTE format('DROP TRIGGER %I ON app.%I', found.tgname, found.relname);
  END LOOP;
  FOR found IN
    SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = 'app'::regnamespace
  LOOP
    EXECUTE format('DROP FUNCTION %s', found.name);
  END LOOP;
  FOREACH grp IN ARRAY ARRAY[{groups}, 'public'] LOOP
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA app FROM %s', grp);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA app FROM %s', grp);
  END LOOP;
END $$
"""

GATE = f"""
CREATE FUNCTION app.require_writer() RETURNS trigger {_DEFINER} AS $$
DECLARE needed integer; spoken integer;
BEGIN
  SELECT min_writer INTO needed FROM app.schema_meta;
  BEGIN
    spoken := nullif(current_setting('mcsys.schema', true), '')::integer;
  EXCEPTION WHEN invalid_text_representation OR numeric_value_out_of_range THEN
    spoken := NULL;
  END;
  IF spoken IS NULL OR spoken < needed THEN
    RAISE EXCEPTION '{TOO_OLD} too old' USING ERRCODE = '{TOO_OLD}';
  END IF;
  RETURN NULL;
END $$
"""

NEWS = f"""
CREATE FUNCTION app.announce() RETURNS trigger {_DEFINER} AS $$
BEGIN
  PERFORM pg_notify('{CHANNEL}', TG_TABLE_NAME);
  RETURN NULL;
END $$
"""

FORBID = f"""
CREATE FUNCTION app.forbid() RETURNS trigger {_DEFINER} AS $$
BEGIN
  RAISE EXCEPTION '{FORBIDDEN} %', lower(TG_OP) USING ERRCODE = '{FORBIDDEN}';
END $$
"""


def drop() -> list[str]:
    """Throw away every rule there is."""
    return [DROP.format(groups=", ".join(quoted(group) for group in Group))]


def create(tables: Sequence[Table]) -> list[str]:
    """Every rule of every table."""
    statements = [
        *(GATE, NEWS, FORBID),
        *rules_cards.create(),
        *rules_audit_postgres.create(),
        *rules_invoices_postgres.create(),
    ]
    for table in tables:
        statements += [_function(table), *_triggers(table), *_grants(table)]
        if table.log is not None:
            statements += rules_audit_postgres.of_table(table.name, table.log)
    statements += [
        "GRANT SELECT ON app.schema_meta, app.schema_history, app.customer_search TO mcsys_reader",
        'GRANT INSERT (customer_id, "text"), UPDATE ("text"), DELETE ON app.customer_search'
        " TO mcsys_desk",
        _statement_trigger("customer_search", "a_writer", "INSERT OR UPDATE OR DELETE"),
        *rules_listing.postgres(),
    ]
    return statements


def _function(table: Table) -> str:
    """What happens to each row on its way in."""
    insert = [
        "NEW.version := 1;",
        "NEW.created_at := clock_timestamp();",
        "NEW.created_by := session_user;",
        *(f'NEW."{name}" := coalesce(NEW."{name}", NEW.created_at);' for name in table.clock_fills),
        *(_numbered(table) if table.series else ()),
        *locks(table, "INSERT"),
        *_refusals(guarded(table, "INSERT", shared=True)),
        *_refusals(held_cards(table, shared=True, changed=False)),
    ]
    update = [
        # A foreign key that lets go of a deleted row is no desk's doing: count it for them.
        "IF pg_trigger_depth() > 1 AND NEW.version = OLD.version THEN",
        "  NEW.version := OLD.version + 1;",
        "ELSIF NEW.version IS DISTINCT FROM OLD.version + 1 THEN",
        f"  RAISE EXCEPTION '{STALE} version' USING ERRCODE = '{STALE}';",
        "END IF;",
        "NEW.created_at := OLD.created_at;",
        "NEW.created_by := OLD.created_by;",
        *locks(table, "UPDATE"),
        *_refusals(guarded(table, "UPDATE", shared=True)),
        *_refusals(held_cards(table, shared=True, changed=True)),
    ]
    misfit = [(f"{MISFIT} value", condition) for condition in misfits(table, shared=True)]
    body = [
        "BEGIN",
        "  IF TG_OP = 'DELETE' THEN",
        *(f"    {line}" for line in locks(table, "DELETE")),
        *(f"    {line}" for line in _refusals(guarded(table, "DELETE", shared=True))),
        "    RETURN OLD;",
        "  ELSIF TG_OP = 'INSERT' THEN",
        *(f"    {line}" for line in insert),
        "  ELSE",
        *(f"    {line}" for line in update),
        "  END IF;",
        "  NEW.changed_at := clock_timestamp();",
        "  NEW.changed_by := session_user;",
        *(f"  {line}" for line in _refusals(misfit)),
        "  RETURN NEW;",
        "END",
    ]
    lines = "\n".join(body)
    return f"CREATE FUNCTION app.{table.name}_row() RETURNS trigger {_DEFINER} AS $$\n{lines} $$"


def _numbered(table: Table) -> list[str]:
    """Take the next number of the series that no import has taken."""
    number = f'"{table.series}"'
    return [
        f"WHILE NEW.{number} IS NULL LOOP",
        f"  NEW.{number} := nextval('app.{table.name}_series');",
        f'  IF EXISTS (SELECT 1 FROM app."{table.name}" AS t WHERE t.{number} = NEW.{number}) THEN',
        f"    NEW.{number} := NULL;",
        "  END IF;",
        "END LOOP;",
    ]


def _refusals(conditions: Sequence[tuple[str, str]]) -> list[str]:
    return [
        f"IF {condition} THEN RAISE EXCEPTION {quoted(why)} USING ERRCODE = '{why[:5]}'; END IF;"
        for why, condition in conditions
    ]


def _triggers(table: Table) -> list[str]:
    every = "INSERT OR UPDATE OR DELETE"
    kept = f'CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app."{table.name}"'
    return [
        *([f"{kept} FOR EACH ROW EXECUTE FUNCTION app.forbid()"] if table.kept else []),
        _statement_trigger(table.name, "a_writer", every),
        f'CREATE TRIGGER b_row BEFORE {every} ON app."{table.name}"'
        f" FOR EACH ROW EXECUTE FUNCTION app.{table.name}_row()",
        f'CREATE TRIGGER no_truncate BEFORE TRUNCATE ON app."{table.name}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION app.forbid()",
        f'CREATE TRIGGER z_news AFTER {every} ON app."{table.name}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION app.announce()",
    ]


def _statement_trigger(table: str, name: str, events: str) -> str:
    return (
        f'CREATE TRIGGER {name} BEFORE {events} ON app."{table}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION app.require_writer()"
    )


def _grants(table: Table) -> list[str]:
    """Column by column, so that nobody sends what the database sets, or locks a whole table."""
    access, own = table.access, columns(table.columns)
    open_to_all = columns([name for name in table.columns if name not in table.behind])
    grants = [f'GRANT SELECT ON app."{table.name}" TO {access.read}']
    if access.insert:
        grants.append(f'GRANT INSERT ({own}) ON app."{table.name}" TO {access.insert}')
    if access.update:
        changed = f"{open_to_all}, version"
        grants.append(f'GRANT UPDATE ({changed}) ON app."{table.name}" TO {access.update}')
    if access.delete:
        grants.append(f'GRANT DELETE ON app."{table.name}" TO {access.delete}')
    return grants
