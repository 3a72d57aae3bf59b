"""Passwords that run out, people who leave, and the last who can let somebody in."""

import threading
import time
from collections.abc import Callable

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import logins, server
from mcsys_desktop.models.base import Group
from tests.conftest import Office
from tests.models.newcomers import VERIFIER, Newcomer, asked, stored

pytestmark = pytest.mark.parametrize("engine", ["postgres"])
NEW = "een heel ander wachtwoord"
HALF = (
    "INSERT INTO customer (kind, standing, name, sort_key, department, kvk_number, vat_number,"
    " language, notes, trunk_digits) VALUES ('private', 'customer', 'x', 'x', '', '', '', 'nl',"
    " '', 0)"
)


def test_a_first_password_counts_a_week_and_becomes_lasting_by_the_persons_own(
    office: Office, newcomer: Newcomer
) -> None:
    name = newcomer(must_change=True)
    with office.raw("carla") as admin:
        run = asked(admin)
        (shown,) = [login for login in logins.listed(run) if login.name == name]
        assert shown.must_change
        assert shown.valid_until is not None
        assert 6.9 < (shown.valid_until.timestamp() - time.time()) / 86400 < 7.1
        with office.raw(name) as own:
            logins.set_own_password(asked(own), server.scram_verifier(NEW))
            (shown,) = [login for login in logins.listed(run) if login.name == name]
            assert (shown.must_change, shown.group, shown.sessions) == (False, Group.DESK, 1)
    import psycopg

    with pytest.raises(psycopg.OperationalError), office.raw(name):
        pass
    changed = Office(office.engine, office.url, password=NEW)
    with changed.raw(name) as own:
        assert own.execute("SELECT 1").fetchone() == (1,)


def test_a_password_that_ran_out_lets_nobody_in(office: Office, newcomer: Newcomer) -> None:
    import psycopg

    name = newcomer(must_change=True)
    with office.administrator() as admin:
        admin.execute(f"ALTER ROLE {name} VALID UNTIL 'yesterday'".encode())
    with pytest.raises(psycopg.OperationalError), office.raw(name):
        pass
    with office.raw("carla") as admin:
        logins.reset(asked(admin), name, VERIFIER)
    with office.raw(name) as own:
        assert own.execute("SELECT 1").fetchone() == (1,)


def test_a_leaver_is_out_within_five_seconds_also_in_the_middle_of_something(
    office: Office, newcomer: Newcomer
) -> None:
    import psycopg

    name = newcomer()
    ended: list[float] = []

    def hold(sql: str) -> None:
        try:
            with office.raw(name) as own:
                own.execute("BEGIN")
                own.execute(HALF)
                holding.wait(20)
                for _time in range(600):
                    own.execute(sql.encode())
        except psycopg.Error:
            ended.append(time.monotonic())

    # One who asks again and again, one whose question takes a minute.
    holding = threading.Barrier(3)
    questions = ("SELECT pg_sleep(0.1)", "SELECT pg_sleep(60)")
    threads = [threading.Thread(target=hold, args=(sql,)) for sql in questions]
    for thread in threads:
        thread.start()
    holding.wait(20)
    began = time.monotonic()
    with office.raw("carla") as admin:
        logins.disable(asked(admin), name)
        for thread in threads:
            thread.join(10)
        assert len(ended) == 2
        assert max(ended) - began < 5
        assert admin.execute("SELECT count(*) FROM customer").fetchone() == (0,)
        with pytest.raises(psycopg.OperationalError, match="failed"), office.raw(name):
            pass
        assert stored(office, name) == "None"
        assert logins.end_sessions(asked(admin), name) == 0
        logins.enable(asked(admin), name, VERIFIER)
    with office.raw(name) as own:
        assert own.execute("SELECT 1").fetchone() == (1,)


def test_the_last_administrator_cannot_close_the_office_for_everybody(
    office: Office, newcomer: Newcomer
) -> None:
    with office.raw("carla") as carla:
        run = asked(carla)

        def leave() -> list[Callable[[], object]]:
            return [
                lambda: logins.disable(run, "carla"),
                lambda: logins.set_group(run, "carla", Group.ACCOUNTING),
                lambda: logins.reset(run, "carla", VERIFIER),
            ]

        for attempt in leave():
            with pytest.raises(UserError, match=r"last|laatste"):
                attempt()
        second = newcomer(Group.ADMIN, must_change=True)  # who may never come
        for attempt in leave():
            with pytest.raises(UserError, match=r"last|laatste"):
                attempt()
        with office.raw(second) as own:
            logins.set_own_password(asked(own), VERIFIER)
        logins.set_group(run, "carla", Group.ADMIN)
        with office.raw(second) as other:  # rolled back: everybody else's tests need carla
            other.execute("BEGIN")
            logins.set_group(asked(other), "carla", Group.ACCOUNTING)
            other.execute("ROLLBACK")
        with office.administrator() as superuser:  # server recover: the last one, too
            logins.disable(run, second)
            superuser.execute("BEGIN")
            logins.reset(asked(superuser), "carla", VERIFIER)
            superuser.execute("ROLLBACK")


def test_an_upgrade_does_not_touch_the_keys(office: Office) -> None:
    from mcsys_desktop.models import rules_postgres

    asking = (
        "SELECT oid, proname, proowner, proacl::text, prosrc FROM pg_proc"
        " WHERE pronamespace = 'keys'::regnamespace ORDER BY 1"
    )
    with office.administrator() as admin:
        before = admin.execute(asking).fetchall()
        admin.execute("BEGIN")
        admin.execute("SET LOCAL ROLE mcsys_owner")
        for statement in rules_postgres.drop():
            admin.execute(statement.encode())
        assert admin.execute(asking).fetchall() == before
        admin.execute("ROLLBACK")
    assert len(before) > 10
