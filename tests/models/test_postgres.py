"""An office on a server: how a desk connects, and finds a lost connection again."""

import threading

import pytest
from peewee import OperationalError

from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.models import address, base, postgres
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.versions import SCHEMA
from tests import make
from tests.conftest import Office

KEY = "5e" * 32


def test_a_server_must_prove_itself_unless_told_otherwise() -> None:
    known = postgres.parameters(address.parse("postgresql://anna@server.example/office"), "", 1)
    assert known["sslmode"] == "verify-full"
    assert known["channel_binding"] == "require"
    assert "password" not in known


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_wrong_password_is_said_to_be_wrong(office: Office) -> None:
    with pytest.raises(OfficeUnavailable) as right:
        base.connect(office.url, password="iets anders")  # wrong on purpose
    with pytest.raises(OfficeUnavailable) as absent:
        base.connect("postgresql://anna@127.0.0.1:9/office", password="x")
    assert str(right.value) != str(absent.value)


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_desk_speaks_utc_as_itself_over_tls(db: Office) -> None:
    ((who, zone, path, spoken),) = base.rows(
        "SELECT session_user, current_setting('timezone'), current_setting('search_path'),"
        " current_setting('mcsys.schema')"
    )
    assert (who, zone, path, spoken) == ("anna", "UTC", "app,pg_catalog", str(SCHEMA))
    assert base.rows("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == [(True,)]


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_desk_takes_four_connections_and_no_more(db: Office) -> None:
    others = postgres.CONNECTIONS - 1  # this thread has one
    together, enough = threading.Barrier(others + 1), threading.Event()
    done: list[int] = []

    def hold() -> None:
        with base.connected():
            done.append(Customer.select().count())
            if len(done) <= others:
                together.wait(20)
            enough.wait(20)

    threads = [threading.Thread(target=hold) for _ in range(others + 3)]
    for thread in threads:
        thread.start()
    together.wait(20)
    with db.administrator() as admin:
        (open_now,) = admin.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = 'anna'"
        ).fetchone() or (0,)
    enough.set()
    for thread in threads:
        thread.join()
    assert open_now == postgres.CONNECTIONS
    assert len(done) == others + 3, "who came later waited for a turn"


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_lost_connection_is_found_again_and_nothing_half_is_stored(db: Office) -> None:
    def lose() -> None:
        with base.transaction():
            make.customer("Half")
            _end_sessions(db)
            Customer.select().count()

    with pytest.raises(OfficeUnavailable):
        lose()
    with base.connected():
        assert Customer.select().count() == 0, "this thread's connection was opened again"
    make.customer("Heel")
    assert Customer.select().count() == 1


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_connection_lost_while_nobody_used_it_costs_one_error_at_most(db: Office) -> None:
    done: list[int] = []

    def count() -> None:
        with base.connected():
            done.append(Customer.select().count())

    _on_a_thread(count)
    _end_sessions(db)
    for _ in range(2):
        try:
            _on_a_thread(count)
        except OfficeUnavailable:
            continue
    _on_a_thread(count)
    assert done[-1] == 0
    assert len(done) >= 3


def test_only_what_means_a_lost_server_counts_as_lost() -> None:
    import psycopg

    assert postgres.lost(psycopg.errors.AdminShutdown("x"))
    assert postgres.lost(psycopg.OperationalError("server closed the connection unexpectedly"))
    assert postgres.lost(OperationalError(psycopg.errors.CannotConnectNow("x")))
    assert not postgres.lost(psycopg.errors.UniqueViolation("x"))
    assert not postgres.lost(psycopg.errors.LockNotAvailable("x"))
    assert not postgres.lost(ZeroDivisionError("x"))


def _end_sessions(office: Office) -> None:
    with office.administrator() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _on_a_thread(job: object) -> None:
    failed: list[BaseException] = []

    def run() -> None:
        try:
            job()  # type: ignore[operator]  # a function
        except BaseException as error:  # handed on
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


@pytest.mark.parametrize("engine", ["postgres"])
def test_nobody_else_gets_a_connection_that_keeps_its_plans(office: Office) -> None:
    base.connect(office.url, password=office.password)
    try:
        with base.connected():
            base.database.keep_plans()
            assert base.rows("SHOW plan_cache_mode") == [("force_generic_plan",)]
        with base.connected():
            assert base.rows("SHOW plan_cache_mode") == [("auto",)]
    finally:
        base.disconnect()
