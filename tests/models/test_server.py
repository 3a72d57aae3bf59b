"""Making a server ready, and logins that prove themselves without telling their password."""

import os

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import server
from mcsys_desktop.models.base import Group
from tests.conftest import PASSWORD, Office

pytestmark = pytest.mark.parametrize("engine", ["postgres"])


def test_preparing_a_server_twice_changes_nothing(office: Office) -> None:
    with office.administrator() as admin:
        admin.autocommit = False
        before = admin.execute("SELECT rolname, oid FROM pg_roles ORDER BY 1").fetchall()
        server.prepare(admin)
        server.prepare(admin)
        assert admin.execute("SELECT rolname, oid FROM pg_roles ORDER BY 1").fetchall() == before


def test_a_database_lets_nobody_else_in(office: Office) -> None:
    import psycopg

    name = f"stranger_{os.getpid()}"
    with office.administrator() as admin:
        verifier = server.scram_verifier(PASSWORD, 4096)
        admin.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{verifier}'".encode())
        try:
            with (
                pytest.raises(psycopg.OperationalError, match="permission denied"),
                office.raw(name),
            ):
                pass
        finally:
            admin.execute(f"DROP ROLE {name}".encode())


@pytest.mark.parametrize(
    "password",
    ["Vier woorden in een rij", "pässwörd met ﬁ en ① en é", "zachte\u00adstreep\u00a0hier"],
)
def test_a_login_gets_in_with_its_password(office: Office, password: str) -> None:
    name = f"new_{os.getpid()}"
    with office.administrator() as admin:
        server.create_login(admin, name, password, Group.DESK, iterations=4096)
        try:
            own = Office(office.engine, office.login(name), password=password)
            with own.raw(name) as connection:
                assert connection.execute("SELECT session_user").fetchone() == (name,)
                (stored,) = admin.execute(
                    "SELECT rolpassword FROM pg_authid WHERE rolname = %s", (name,)
                ).fetchone() or ("",)
            assert stored.startswith("SCRAM-SHA-256$4096:")
            (limit,) = admin.execute(
                "SELECT rolconnlimit FROM pg_roles WHERE rolname = %s", (name,)
            ).fetchone() or (0,)
            assert limit == 20
            with pytest.raises(UserError):
                server.create_login(admin, name, password, Group.DESK)
        finally:
            admin.execute(f"DROP ROLE {name}".encode())


@pytest.mark.parametrize(
    "name", ["", "a", "Anna", "mcsys_owner", "postgres", "pg_x", 'x"; DROP TABLE y; --', "a" * 32]
)
def test_a_name_that_cannot_be_a_login_is_refused(office: Office, name: str) -> None:
    with office.administrator() as admin:
        with pytest.raises(UserError):
            server.create_login(admin, name, PASSWORD, Group.DESK)
        with pytest.raises(ValueError, match="group"):
            server.create_login(admin, "somebody", PASSWORD, "mcsys_owner")


def test_a_login_that_was_made_by_hand_is_adopted(office: Office) -> None:
    from mcsys_desktop.models import logins
    from tests.models.newcomers import asked

    name = f"byhand_{os.getpid()}"
    with office.administrator() as admin:
        admin.execute(f"CREATE ROLE {name} LOGIN IN ROLE mcsys_login, mcsys_desk".encode())
        try:
            admin.autocommit = False
            server.prepare(admin)
            with office.raw("carla") as carla:
                logins.set_group(asked(carla), name, Group.READER)
            held = admin.execute(
                "SELECT array_agg(m.roleid::regrole::text ORDER BY 1) FROM pg_auth_members m"
                " WHERE m.member = %s::regrole",
                (name,),
            ).fetchone()
            assert held == (["mcsys_login", "mcsys_reader"],)
        finally:
            admin.rollback()
            admin.execute(f"DROP ROLE {name}".encode())
            admin.commit()
