"""Each change of a login is a link of the chain, whatever program asked the server for it."""

from typing import Any

import pytest

from mcsys_desktop.core import chain
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import logins
from mcsys_desktop.models.base import Group
from tests.conftest import Office
from tests.models.newcomers import VERIFIER, Newcomer, asked

pytestmark = pytest.mark.parametrize("engine", ["postgres"])


def links(office: Office) -> list[tuple[str, str, str]]:
    """Who did what, and what was said of it: one of each act."""
    with office.administrator() as admin:
        found = admin.execute(
            "SELECT a.actor, r.kind, d.detail FROM app.audit_act a"
            " JOIN app.audit_row r ON r.act = a.act JOIN app.audit_detail d ON d.id = r.id"
            " WHERE a.rows = 1 ORDER BY a.seq"
        ).fetchall()
    return [(actor, kind, chain.changes(detail)[0].new or "") for actor, kind, detail in found]


def test_each_change_of_a_login_is_one_link_and_holds_no_secret(
    office: Office, newcomer: Newcomer
) -> None:
    name = newcomer(Group.READER)  # made by carla
    with office.raw("carla") as admin, office.raw(name) as own:
        run = asked(admin)
        logins.set_own_password(asked(own), VERIFIER)
        logins.set_group(run, name, Group.DESK)
        logins.reset(run, name, VERIFIER)
        logins.disable(run, name)
        logins.enable(run, name, VERIFIER)
    assert links(office) == [
        ("carla", "login_made", f"{name} mcsys_reader"),
        (name, "password", ""),
        ("carla", "login_group", f"{name} mcsys_desk"),
        ("carla", "code", name),
        ("carla", "login_closed", name),
        ("carla", "login_opened", name),
    ]
    with office.administrator() as admin:
        told = str(admin.execute("SELECT * FROM app.audit_detail").fetchall())
    assert "SCRAM" not in told
    assert VERIFIER[40:60] not in told


def test_what_was_refused_or_undone_is_no_link(office: Office, newcomer: Newcomer) -> None:
    name = newcomer()
    before = links(office)
    with office.raw("carla") as admin:
        run = asked(admin)
        with pytest.raises(UserError):
            logins.create(run, name, VERIFIER, Group.DESK)
        with admin.transaction(force_rollback=True):
            logins.set_group(run, name, Group.ADMIN)
    with office.raw("anna") as desk, pytest.raises(UserError):
        logins.set_group(asked(desk), name, Group.ADMIN)
    assert links(office) == before


def test_nobody_notes_a_change_of_a_login_through_the_keepers_function(office: Office) -> None:
    import psycopg

    for login in ("carla", "anna"):
        with (
            office.raw(login) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute("SELECT keys.tell('login_closed', 'bob')")


def test_without_the_log_there_is_no_change_of_a_login(office: Office, newcomer: Newcomer) -> None:
    """Whatever keeps the link from being written keeps the change from being made."""
    name = newcomer()
    with office.administrator() as admin:
        admin.execute("REVOKE EXECUTE ON FUNCTION app.note FROM mcsys_userkeeper")

    def held() -> Any:
        with office.administrator() as admin:
            return admin.execute(
                "SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", (name,)
            ).fetchone()

    with office.raw("carla") as admin, pytest.raises(UserError):
        logins.disable(asked(admin), name)
    assert held() == (True,)
