"""Administrators make and close logins without being able to do anything else to the server."""

from collections.abc import Callable
from typing import Any

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import keys, logins, server
from mcsys_desktop.models.base import Group
from tests.conftest import MIGRATOR, PASSWORD, Office
from tests.models.newcomers import VERIFIER, Newcomer, asked, stored

pytestmark = pytest.mark.parametrize("engine", ["postgres"])


def groups(office: Office, name: str) -> set[str]:
    with office.administrator() as admin:
        found = admin.execute(
            "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
            " WHERE m.member = %s::regrole",
            (name,),
        )
        return {row[0] for row in found}


def test_an_administrator_makes_a_login_that_works_at_once(
    office: Office, newcomer: Newcomer
) -> None:
    name = newcomer()
    with office.raw(name) as connection:
        assert connection.execute("SELECT session_user, count(*) FROM customer").fetchone() == (
            name,
            0,
        )
    assert groups(office, name) == {keys.LOGIN, Group.DESK}
    with office.administrator() as admin:
        about = admin.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,"
            " rolconnlimit FROM pg_roles WHERE rolname = %s",
            (name,),
        ).fetchone()
    assert about == (False, False, False, False, False, keys.CONNECTION_LIMIT)


@pytest.mark.parametrize("login", ["anna", "rita", MIGRATOR])
def test_nobody_else_makes_or_changes_logins(
    office: Office, newcomer: Newcomer, login: str
) -> None:
    name = newcomer()
    attempts: list[Callable[[logins.Run], object]] = [
        lambda run: logins.create(run, "mallory", VERIFIER, Group.ADMIN),
        lambda run: logins.set_group(run, login, Group.ADMIN),
        lambda run: logins.disable(run, name),
        lambda run: logins.end_sessions(run, name),
        lambda run: logins.enable(run, name, VERIFIER),
        lambda run: logins.reset(run, name, VERIFIER),
        logins.listed,
        lambda run: run("SELECT keys.terminate('postgres')", ()),
        lambda run: run("SELECT keys.silently('CREATE ROLE mallory SUPERUSER')", ()),
        lambda run: run("SET ROLE mcsys_userkeeper", ()),
    ]
    import psycopg

    for attempt in attempts:
        with (
            office.raw(login) as connection,
            pytest.raises((UserError, psycopg.errors.InsufficientPrivilege)),
        ):
            attempt(asked(connection))


def test_an_administrator_has_no_right_beyond_the_functions(office: Office) -> None:
    import psycopg

    for sql in (
        "CREATE ROLE mallory LOGIN",
        "ALTER ROLE anna PASSWORD 'x'",
        "DROP ROLE anna",
        "GRANT mcsys_owner TO carla",
        "SET ROLE mcsys_userkeeper",
        "SELECT keys.terminate('postgres')",
        "SELECT keys.silently('ALTER ROLE carla SUPERUSER')",
        "CREATE FUNCTION keys.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DROP FUNCTION keys.require_admin()",
        "ALTER FUNCTION keys.list_logins() OWNER TO carla",
    ):
        with (
            office.raw("carla") as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(sql.encode())
    with office.administrator() as admin:
        members = admin.execute(
            "SELECT m.member::regrole::text FROM pg_auth_members m"
            " WHERE m.roleid = 'mcsys_userkeeper'::regrole"
        ).fetchall()
        assert [who for (who,) in members if who != "postgres"] == []
        loose = admin.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'keys'::regnamespace AND NOT"
            " (prosecdef AND proconfig @> ARRAY['search_path=pg_catalog, pg_temp']"
            " AND proowner = 'mcsys_userkeeper'::regrole AND NOT EXISTS (SELECT 1 FROM"
            " aclexplode(proacl) WHERE grantee = 0))"
        ).fetchall()
        assert loose == []


@pytest.mark.parametrize(
    "who", ["postgres", MIGRATOR, "mcsys_owner", "mcsys_userkeeper", "mcsys_admin", "nobody_here"]
)
def test_who_may_more_than_a_group_may_is_not_taken_over(office: Office, who: str) -> None:
    before = stored(office, who)
    with office.raw("carla") as admin:
        run = asked(admin)
        for attempt in (
            lambda: logins.reset(run, who, VERIFIER),
            lambda: logins.enable(run, who, VERIFIER),
            lambda: logins.disable(run, who),
            lambda: logins.set_group(run, who, Group.DESK),
            lambda: logins.end_sessions(run, who),
        ):
            with pytest.raises(UserError):
                attempt()
    assert stored(office, who) == before


@pytest.mark.parametrize(
    "verifier",
    [
        PASSWORD,
        "",
        None,
        "md5" + "0" * 32,
        server.scram_verifier(PASSWORD, 99_999),
        VERIFIER + "\n",
        " " + VERIFIER,
        VERIFIER[:-1],
        VERIFIER.replace("SCRAM-SHA-256", "scram-sha-256"),
        VERIFIER.replace("$", ":"),
        VERIFIER + "'; ALTER ROLE carla SUPERUSER; --",
    ],
)
def test_only_a_verifier_is_ever_stored(
    office: Office, newcomer: Newcomer, verifier: str | None
) -> None:
    name = newcomer()
    before = stored(office, name)
    call: Any = verifier
    with office.raw("carla") as admin:
        run = asked(admin)
        with pytest.raises(UserError):
            logins.create(run, name + "b", call, Group.DESK)
        with pytest.raises(UserError):
            logins.reset(run, name, call)
        with pytest.raises(UserError):
            logins.enable(run, name, call)
    with office.raw(name) as own, pytest.raises(UserError):
        logins.set_own_password(asked(own), call)
    assert stored(office, name) == before
    assert stored(office, name + "b") == ""


def test_a_taken_name_is_refused_without_the_verifier(office: Office, newcomer: Newcomer) -> None:
    import psycopg

    name = newcomer()
    # The second as when two administrators take a name at the same moment: past the check.
    made = "SELECT keys.create_login(%s, %s, 'mcsys_desk', true)"
    past = "SELECT keys.silently(format('CREATE ROLE %%I PASSWORD %%L', %s::text, %s::text))"
    with office.raw("carla") as carla, office.administrator() as superuser:
        for asking, sql in ((carla, made), (superuser, past)):
            with pytest.raises(psycopg.Error) as refused:
                asking.execute(sql.encode(), (name, VERIFIER))
            told = str(refused.value) + str(refused.value.diag.context)
            assert refused.value.sqlstate == keys.TAKEN
            assert "SCRAM" not in told
            assert VERIFIER[40:60] not in told


@pytest.mark.parametrize(
    "name", ["", "A", "mcsys_new", "pg_new", "postgres_2", 'x"; DROP ROLE anna; --', "x" * 40, None]
)
def test_a_name_that_cannot_be_a_login_is_refused_by_the_server_too(
    office: Office, name: Any
) -> None:
    with office.raw("carla") as admin, pytest.raises(UserError):
        logins.create(asked(admin), name, VERIFIER, Group.DESK)


def test_a_group_is_one_of_ours_and_counts_at_once(office: Office, newcomer: Newcomer) -> None:
    import psycopg

    name = newcomer(Group.READER)
    with office.raw("carla") as admin, office.raw(name) as own:
        run = asked(admin)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            own.execute("INSERT INTO customer (name) VALUES ('x')")
        logins.set_group(run, name, Group.ACCOUNTING)
        assert groups(office, name) == {keys.LOGIN, Group.ACCOUNTING}
        assert own.execute("UPDATE customer SET name = name, version = 2").rowcount == 0
        logins.set_group(run, name, Group.READER)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            own.execute("UPDATE customer SET name = name, version = 2")
        for other in ("mcsys_owner", "pg_execute_server_program", "mcsys_login", ""):
            with pytest.raises(UserError):
                logins._ask(run, "keys.set_login_group(%s, %s)", (name, other))
