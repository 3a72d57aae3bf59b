"""Make a PostgreSQL server ready for an office: roles that own, roles that group, and logins.

Run as the server's administrator, once; running it again changes nothing. What desks may do is not
decided here but generated from the models (``rules_postgres.py``).
"""

# ruff: noqa: S608  # it writes SQL, out of our own names and nothing else
import base64
import hashlib
import hmac
import itertools
import os
import re
import stringprep
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import keys
from mcsys_desktop.models.address import NAME_OF_LOGIN
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.keys import CONNECTION_LIMIT, KEEPER, LOGIN
from mcsys_desktop.models.rules_postgres import OWNER

if TYPE_CHECKING:
    import psycopg

MIGRATOR = "mcsys_migrator"  # may become the owner, to upgrade; inherits nothing meanwhile
BACKUP = "mcsys_backup"  # may read everything, to back it up; and do what a desk does
ITERATIONS = 100_000  # of SCRAM (RFC 7677): 63 ms to log in, 26 guesses a second for a thief

_ROLES = {
    OWNER: "NOLOGIN",
    LOGIN: "NOLOGIN",
    MIGRATOR: "NOLOGIN NOINHERIT",
    KEEPER: "NOLOGIN CREATEROLE",  # nobody is one; it owns the functions that make logins
    BACKUP: "NOLOGIN",
    **dict.fromkeys((group.value for group in Group), "NOLOGIN"),
}
_ROLE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{name}') THEN
    CREATE ROLE {name} {options};
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;  -- another installer was first
END $$
"""
_MEMBER = """
DO $$ BEGIN
  IF NOT pg_has_role('{member}', '{of}', 'MEMBER') THEN
    GRANT {of} TO {member};
  END IF;
END $$
"""
_ADOPT = f"""
DO $$ DECLARE person record; BEGIN
  FOR person IN
    SELECT p.oid, p.rolname AS name, g.rolname AS grp, m.grantor::regrole AS giver
    FROM pg_auth_members m JOIN pg_roles p ON p.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
    WHERE g.rolname IN ('{LOGIN}', {", ".join(f"'{group}'" for group in Group)})
      AND p.rolcanlogin AND m.grantor <> '{KEEPER}'::regrole
      AND NOT (p.rolsuper OR p.rolcreaterole)
      AND NOT pg_has_role(p.oid, '{MIGRATOR}', 'MEMBER')
  LOOP
    EXECUTE format('GRANT %I TO {KEEPER} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', person.name);
    EXECUTE format('REVOKE %I FROM %I GRANTED BY %s', person.grp, person.name, person.giver);
    EXECUTE format('GRANT %I TO %I GRANTED BY {KEEPER}', person.grp, person.name);
  END LOOP;
END $$
"""


def prepare(admin: "psycopg.Connection[Any]") -> None:
    """Make the roles, and the database that ``admin`` is connected to fit for an office."""
    admin.execute("SELECT pg_advisory_xact_lock(1296257880)")
    for name, options in _ROLES.items():
        _run(admin, _ROLE.format(name=name, options=options))
    chain = [(above.value, below.value) for below, above in itertools.pairwise(Group)]
    reads = [(BACKUP, Group.DESK.value), (BACKUP, "pg_read_all_data")]
    for member, of in [*chain, (MIGRATOR, OWNER), *reads]:
        _run(admin, _MEMBER.format(member=member, of=of))
    admit(admin)
    for statement in (
        f"CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION {OWNER}",
        "REVOKE ALL ON SCHEMA app FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA app TO {Group.READER}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public",
        f"GRANT USAGE ON SCHEMA public TO {OWNER}",  # the operators of the search index lie there
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
        # Large objects belong to who makes them, and nobody is to own anything.
        "REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid),"
        " lo_from_bytea(oid, bytea) FROM PUBLIC",
    ):
        _run(admin, statement)
    for statement in (*_keeper_rights(admin.info.server_version), *keys.statements()):
        _run(admin, statement)
    admin.commit()


def _keeper_rights(version: int) -> list[str]:
    """What the keeper of logins needs to hand out groups and to end sessions.

    Since PostgreSQL 16 CREATEROLE reaches only as far as roles that were given with ADMIN, and
    logins that the server's administrator made by hand are adopted here.
    """
    rights = [f"GRANT pg_signal_backend TO {KEEPER}"]
    if version >= 160000:
        how = "WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"
        rights += [f"GRANT {role} TO {KEEPER} {how}" for role in (LOGIN, *Group)]
        rights.append(_ADOPT)
    return rights


def admit(admin: "psycopg.Connection[Any]") -> None:
    """Let office logins into this database and nobody else, without room for tables of their own.

    Apart from ``prepare`` because a database made from a template does not copy these.
    """
    name = admin.info.dbname.replace('"', '""')
    _run(admin, f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
    _run(admin, f'GRANT CONNECT ON DATABASE "{name}" TO {LOGIN}')


def create_login(
    admin: "psycopg.Connection[Any]",
    name: str,
    password: str,
    group: Group | str,
    *,
    iterations: int = ITERATIONS,
    valid_days: int = 0,
) -> None:
    """Make a login for one person, in ``group``.

    Or one for the program alone: in ``MIGRATOR`` for upgrades, in ``BACKUP`` for backups.

    With ``valid_days`` the password counts for so long, and must be changed meanwhile.

    The server never sees the password, only what proves it. Raises UserError for a name that is
    taken or that cannot be a login.
    """
    if not re.fullmatch(NAME_OF_LOGIN, name) or name.startswith(("pg_", "mcsys_", "postgres")):
        raise UserError(_("A login has 2 to 31 small letters, digits and underscores."))
    if group not in {*Group, MIGRATOR, BACKUP}:
        raise ValueError(f"{group} is no group of an office")
    taken = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    if taken:
        raise UserError(_("There is a login called {name} already.").format(name=name))
    until = f" VALID UNTIL '{_in_days(valid_days)}'" if valid_days else ""
    with admin.transaction():
        if group != MIGRATOR:  # since PostgreSQL 16 only its maker can change a role later
            _run(admin, f"SET LOCAL ROLE {KEEPER}")
        _run(
            admin,
            f"CREATE ROLE {name} LOGIN CONNECTION LIMIT {CONNECTION_LIMIT}"
            f" PASSWORD '{scram_verifier(password, iterations)}'{until} IN ROLE {LOGIN}, {group}",
        )
        _run(admin, "RESET ROLE")
    admin.commit()


def tell(admin: "psycopg.Connection[Any]", what: str, said: str) -> None:
    """Write in the log of the office what was done to a login past the keeper's functions."""
    admin.execute("SELECT keys.tell(%s, %s)", (what, said))
    admin.commit()


def _in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")


def scram_verifier(password: str, iterations: int = ITERATIONS) -> str:
    """What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5802 and 7677)."""
    salt = os.urandom(16)
    salted = hashlib.pbkdf2_hmac("sha256", _prepared(password).encode(), salt, iterations)
    client = hmac.digest(salted, b"Client Key", "sha256")
    stored = hashlib.sha256(client).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    parts = [base64.b64encode(part).decode() for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${iterations}:{parts[0]}${parts[1]}:{parts[2]}"


def _prepared(password: str) -> str:
    """SASLprep (RFC 4013), as libpq does it when the person logs in."""
    mapped = "".join(
        " " if stringprep.in_table_c12(letter) else letter
        for letter in password
        if not stringprep.in_table_b1(letter)
    )
    return unicodedata.normalize("NFKC", mapped)


def _run(admin: "psycopg.Connection[Any]", statement: str) -> None:
    # Names of roles cannot be parameters; every name in here is ours or was checked.
    admin.execute(statement.encode())
