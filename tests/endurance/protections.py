"""Every protection of the database, and how it is taken away to see whether a test notices.

A mutation changes the statements that the program generates, so that a fresh and a migrated
database lack the protection alike and only a test of its effect can notice. ``conftest.py`` applies
the one that MCSYS_MUTATION names before any office is made.
"""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Change = Callable[[str], str | None]  # a statement as it is made; None: leave it out
NAME = "MCSYS_MUTATION"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One protection less. ``where``: "postgres", "sqlite" or "server" (its preparation)."""

    name: str
    where: str
    change: Change


def _without(*signs: str) -> Change:
    """Leave out the statements that hold all ``signs``."""
    return lambda sql: None if all(re.search(sign, sql) for sign in signs) else sql


def _instead(old: str, new: str) -> Change:
    """Write ``new`` where the pattern ``old`` stands."""
    return lambda sql: re.sub(old, new, sql)


def _function(name: str, old: str, new: str) -> Change:
    """The same, in one function only."""
    return lambda sql: re.sub(old, new, sql) if f"app.{name}(" in sql else sql


POSTGRES: dict[str, Change] = {
    "no version gate": _instead(r"spoken IS NULL OR spoken < needed", "false"),
    "a desk without a version may write": _instead(r"spoken IS NULL OR ", ""),
    "versions are not compared": _instead(
        r"ELSIF NEW\.version IS DISTINCT FROM OLD\.version \+ 1", "ELSIF false"
    ),
    "the author is who one pretends to be": _instead(r"session_user", "current_user"),
    "who made it may be changed": _instead(r"NEW\.created_by := OLD\.created_by;", ""),
    "when it was made may be changed": _instead(r"NEW\.created_at := OLD\.created_at;", ""),
    "who changed it is not written down": _instead(r"NEW\.changed_by := session_user;", ""),
    "tables may be emptied": _without(r"TRIGGER no_truncate"),
    "nobody hears of changes": _without(r"TRIGGER z_news"),
    "whole tables may be written": _instead(r"GRANT INSERT \([^)]*\)", "GRANT INSERT"),
    "whole tables may be changed": _instead(r"GRANT UPDATE \([^)]*\)", "GRANT UPDATE"),
    "readers write": _instead(r"(GRANT (INSERT|UPDATE).*TO) mcsys_desk", r"\1 mcsys_reader"),
    "desks name colleagues": _instead(r'(app."colleague" TO) mcsys_admin', r"\1 mcsys_desk"),
    "desks delete customers": lambda sql: (
        sql.replace("GRANT SELECT", "GRANT DELETE, SELECT") if '"customer" TO' in sql else sql
    ),
    "functions run as who calls them": _instead(r"SECURITY DEFINER ", ""),
    "functions look where the caller says": _instead(r"SET search_path = pg_catalog, pg_temp", ""),
    "words outside the list": _instead(r'NEW\."(use|relation)" NOT IN \([^)]*\)', "false"),
    "numbers of any form": _instead(r"NEW\.\"e164\" !~ '[^']*'", "false"),
    "digits of any form": _instead(r"NEW\.\"tail\" !~ '[^']*'", "false"),
    "links may be changed": _without(r"TRIGGER no_change", r"audit_act"),
    "rows of the log may be changed": _without(r"TRIGGER no_change", r"audit_row"),
    "details may be changed": _without(r"TRIGGER no_change", r"audit_detail"),
    "reviews may be changed": _without(r"TRIGGER no_change", r"security_review"),
    "cards in new rows": _instead(r"IF app\.holds_card\(NEW", "IF false AND app.holds_card(NEW"),
    "cards in changed rows": _instead(
        r"(IS DISTINCT FROM OLD\.\"\w+\" AND) app\.holds_card", r"\1 false AND app.holds_card"
    ),
    "cards in notes of the log": _instead(r"IF app\.holds_card\(said\)", "IF false"),
    "check digits are not looked at": _instead(r"RETURN total % 10 = 0", "RETURN true"),
    "the head may be put back": _without(r"TRIGGER chained"),
    "acts are not sealed": _without(r"TRIGGER seal"),
    "customers are not in the log": _without(r'y_audit .* ON app."customer"'),
    "numbers are not in the log": _without(r'y_audit .* ON app."phone_number"'),
    "everybody reads the log": _instead(
        r"audit_act, app.audit_row, app.audit_detail TO mcsys_desk",
        "audit_act, app.audit_row, app.audit_detail TO mcsys_reader",
    ),
    "desks write the log": _instead(
        r"GRANT SELECT (ON app.audit_act)", r"GRANT SELECT, INSERT, UPDATE, DELETE \1"
    ),
    "desks erase history": _instead(
        r"(forget_history\(bigint\)) TO mcsys_admin", r"\1 TO mcsys_desk"
    ),
    "anything may be noted": _instead(r"IF what NOT IN \([^)]*\) OR", "IF"),
    "forgotten calls stay in the log": _function(
        "call_audit", r"DELETE FROM app\.audit_detail[^;]*;", ""
    ),
    "readers give numbers": _instead(
        r"(finalise_invoice\([^)]*\)) TO mcsys_desk", r"\1 TO mcsys_reader"
    ),
    "nobody waits for another's invoice": _instead(r"PERFORM 1 FROM app\.invoice [^;]*;", ""),
    "nobody waits for another's payment": _instead(r"PERFORM 1 FROM app\.payment [^;]*;", ""),
    "the link does not cover who": _instead(r"session_user::text", "'x'::text"),
}
SQLITE: dict[str, Change] = {
    "the door of columns is open": _without(r'TRIGGER "invoice_behind"'),
    "the door of tables is open": _instead(r"mcsys_door\(\) IS NOT 'finalise'", "0"),
    "no guard of new rows": _without(r"_insert_guard"),
    "no guard of changes": _without(r"_update_guard"),
    "no guard of deletions": _without(r"_delete_guard"),
    "versions are not compared": _without(r'TRIGGER "\w+_version"'),
    "stamps may be forged": _without(r'TRIGGER "\w+_stamped"'),
    "first numbers may be exchanged": _without(r'TRIGGER "\w+_given"'),
    "what lets go is not counted": _without(r'TRIGGER "\w+_let_go"'),
    "the office's own word may be changed": _without(r"schema_meta_update_locked"),
    "history of the tables may go": _without(r"schema_history_delete_locked"),
    "ids may be used again": _instead(r"NEW\.id <= \(SELECT seq[^)]*\)", "0"),
    "no version gate": _instead(r"mcsys_schema\(\) < \(SELECT min_writer FROM schema_meta\)", "0"),
    "nobody hears of changes": _instead(r"SELECT mcsys_announce\('[^']*'\);", "SELECT 1;"),
    "links may be changed": _without(r"audit_act_(update|delete)_kept"),
    "rows of the log may be changed": _without(r"audit_row_(update|delete)_kept"),
    "details may be changed": _without(r"audit_detail_update_kept"),
    "details may be deleted": _without(r"audit_detail_delete_guard"),
    "the head may be put back": _without(r"audit_head_update_guard"),
    "the head may go": _without(r"audit_head_delete_kept"),
    "links may be put in": _without(r"audit_act_insert_guard"),
    "rows may be put in the log": _without(r"audit_row_insert_guard"),
    "details may be put in": _without(r"audit_detail_insert_guard"),
    "reviews may be changed": _without(r"security_review_(update|delete)_guard"),
    "cards in new rows": _instead(
        r"(MC006 card'\)) WHERE mcsys_card", r"\1 WHERE 0 AND mcsys_card"
    ),
    "cards in changed rows": _instead(
        r"(IS NOT OLD\.\"\w+\" AND) mcsys_card", r"\1 0 AND mcsys_card"
    ),
    "changes are not in the log": _without(r'TRIGGER "\w+_update_audit"'),
    "deletions are not in the log": _without(r'TRIGGER "\w+_delete_audit"'),
}
SERVER: dict[str, Change] = {
    "anybody makes tables": _without(r"REVOKE ALL ON SCHEMA public"),
    "anybody keeps large objects": _without(r"lo_creat"),
    "anybody calls functions": _without(r"ALTER DEFAULT PRIVILEGES"),
    "anybody comes in": _without(r"REVOKE ALL ON DATABASE"),
    "desks are administrators": _instead(
        r"GRANT mcsys_accounting TO mcsys_admin", "GRANT mcsys_admin TO mcsys_desk"
    ),
    "logins change without a word": _instead(r"PERFORM app\.note\(", "PERFORM format("),
    "anybody tells of logins": _without(r"REVOKE ALL ON FUNCTION keys\.tell"),
    "desks become the owner": _instead(
        r"GRANT mcsys_owner TO mcsys_migrator", "GRANT mcsys_owner TO mcsys_desk"
    ),
}


def _guards() -> dict[str, dict[str, Change]]:
    """Each named rule of the business, on each engine."""
    from mcsys_desktop.models.rules import GUARDS

    found: dict[str, dict[str, Change]] = {"postgres": {}, "sqlite": {}}
    for name, guard in GUARDS.items():
        for where, condition in (("postgres", guard.postgres), ("sqlite", guard.sqlite)):
            nothing = "false" if where == "postgres" else "0"
            found[where][name] = lambda sql, c=condition, n=nothing: sql.replace(c, n)  # type: ignore[misc]
    return found


def all_of_them() -> list[Mutation]:
    """Every mutation there is."""
    guards = _guards()
    of = {"postgres": POSTGRES | guards["postgres"], "sqlite": SQLITE | guards["sqlite"]}
    of["server"] = SERVER
    return [
        Mutation(f"{where}: {name}", where, change)
        for where, changes in of.items()
        for name, change in changes.items()
    ]


def take_away() -> None:
    """Take away the protection that the environment names, if it names one."""
    wanted = os.environ.get(NAME)
    if not wanted:
        return
    from mcsys_desktop.models import rules_postgres, rules_sqlite, server

    (mutation,) = [each for each in all_of_them() if each.name == wanted]
    if mutation.where == "server":
        run: Any = server._run
        server._run = lambda admin, statement: _changed_run(mutation.change, run, admin, statement)
        return
    module: Any = rules_postgres if mutation.where == "postgres" else rules_sqlite
    made = module.create
    module.create = lambda tables: _mutated(made(tables), mutation)


def _changed_run(change: Change, run: Callable[..., None], admin: object, sql: str) -> None:
    changed = change(sql)
    if changed is not None:
        run(admin, changed)


def _mutated(statements: Sequence[str], mutation: Mutation) -> list[str]:
    changed = [mutation.change(statement) for statement in statements]
    if changed == list(statements):
        raise RuntimeError(f"{mutation.name}: there is no such protection any more")
    return [statement for statement in changed if statement is not None]
