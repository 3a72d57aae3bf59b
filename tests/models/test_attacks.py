"""What ordinary logins try with raw SQL, past our program, and what becomes of it."""

# ruff: noqa: S608  # writing SQL out of parts is what attackers do

from typing import Any

import pytest
from peewee import DatabaseError

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base, failures
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.customers import Customer, CustomerKind, PhoneNumber
from tests import make
from tests.conftest import LOGINS, MIGRATOR, AtDesk, Office
from tests.models.raw_sql import refused_with

# What nobody who works here may do, from the desk to the administrator.
FORBIDDEN = {
    "make a table": "CREATE TABLE app.mine (x int)",
    "make a table elsewhere": "CREATE TABLE public.mine (x int)",
    "make a temporary table": "CREATE TEMP TABLE mine (x int)",
    "make a schema": "CREATE SCHEMA mine",
    "make a function": "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "alter a table": "ALTER TABLE app.customer ADD COLUMN x int",
    "take a table": "ALTER TABLE app.customer OWNER TO anna",
    "drop a table": "DROP TABLE app.call",
    "drop a trigger": "DROP TRIGGER b_row ON app.customer",
    "switch a trigger off": "ALTER TABLE app.customer DISABLE TRIGGER b_row",
    "switch all triggers off": "SET session_replication_role = replica",
    "replace a rule": "CREATE OR REPLACE FUNCTION app.customer_row() RETURNS trigger"
    " LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "call a rule": "SELECT app.forbid()",
    "become the owner": "SET ROLE mcsys_owner",
    "give oneself a group": "GRANT mcsys_owner TO anna",
    "make a login": "CREATE ROLE mallory LOGIN",
    "lock everybody out": "DO 'BEGIN LOCK TABLE app.customer IN ACCESS EXCLUSIVE MODE; END'",
    "empty a table": "TRUNCATE app.call CASCADE",
    "delete a customer": "DELETE FROM app.customer",
    "delete a person": "DELETE FROM app.person",
    "delete a report": "DELETE FROM app.call_report",
    "choose an id": "INSERT INTO app.customer (id, name) OVERRIDING SYSTEM VALUE VALUES (5, 'x')",
    "forge an author": "INSERT INTO app.customer (name, created_by) VALUES ('x', 'bob')",
    "forge a time": "INSERT INTO app.customer (name, created_at) VALUES ('x', '2001-01-01')",
    "forge a first version": "INSERT INTO app.customer (name, version) VALUES ('x', 9)",
    "change an author": "UPDATE app.customer SET created_by = 'bob', version = version + 1",
    "change who changed": "UPDATE app.customer SET changed_by = 'bob', version = version + 1",
    "change a time": "UPDATE app.customer SET changed_at = '2001-01-01', version = version + 1",
    "change an id": "UPDATE app.customer SET id = DEFAULT, version = version + 1",
    "take a number": "SELECT nextval('app.customer_series')",
    "set the numbers back": "SELECT setval('app.customer_series', 1)",
    "say another version": "UPDATE app.schema_meta SET min_writer = 0",
    "forget the history": "DELETE FROM app.schema_history",
    "read passwords": "SELECT * FROM pg_authid",
    "read a file": "SELECT pg_read_file('/etc/passwd')",
    "run a program": "COPY app.customer TO PROGRAM 'cat'",
    "end a colleague's work": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE usename = 'postgres' AND backend_type = 'client backend'",
    "keep a large object": "SELECT lo_create(0)",
}
REFUSED = {"42501", "42704", "55000", "428C9"}


@pytest.mark.parametrize("engine", ["postgres"])
def test_no_login_gets_past_the_grants(db: Office) -> None:
    import psycopg

    make.customer()
    got_through, refused_otherwise = [], []
    for login in LOGINS:
        with db.raw(login) as connection:
            for what, sql in FORBIDDEN.items():
                try:
                    rows = connection.execute(sql.encode()).rowcount
                except psycopg.Error as error:
                    if error.sqlstate not in REFUSED:
                        refused_otherwise.append((login, what, error.sqlstate))
                else:
                    # Nobody's sessions are found by who may not end them.
                    if not (what.startswith("end") and rows == 0):
                        got_through.append((login, what))
    assert got_through == []
    assert refused_otherwise == []


@pytest.mark.parametrize("engine", ["postgres"])
def test_groups_hold_no_right_that_goes_past_the_rules(office: Office) -> None:
    with office.administrator() as admin:
        held = admin.execute(
            "SELECT g.rolname, c.relname, p FROM pg_roles g, pg_class c, unnest(ARRAY['INSERT',"
            " 'UPDATE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p WHERE g.rolname IN"
            " ('mcsys_login', 'mcsys_reader', 'mcsys_desk', 'mcsys_accounting', 'mcsys_admin')"
            " AND c.relnamespace = 'app'::regnamespace AND c.relkind = 'r'"
            " AND has_table_privilege(g.oid, c.oid, p)"
        ).fetchall()
    assert held == [], "columns are granted one by one, and nothing else ever"


@pytest.mark.parametrize("engine", ["postgres"])
def test_nobody_has_a_place_beside_the_office_for_tables_of_his_own(office: Office) -> None:
    """Since PostgreSQL 15 a new one gives none; one that was upgraded from before still does."""
    with office.administrator() as admin:
        held = admin.execute(
            "SELECT g.rolname, n.nspname, p FROM pg_roles g, pg_namespace n,"
            " unnest(ARRAY['CREATE', 'USAGE']) AS p WHERE g.rolname = ANY(%s)"
            " AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
            " AND has_schema_privilege(g.oid, n.oid, p) ORDER BY 1, 2, 3",
            ([*LOGINS, "mcsys_login", *Group],),
        ).fetchall()
    assert {(where, what) for _who, where, what in held} == {("app", "USAGE"), ("keys", "USAGE")}


@pytest.mark.parametrize("engine", ["postgres"])
def test_not_even_the_owner_empties_a_table_or_forges_an_author(db: Office) -> None:
    import psycopg

    make.customer()
    with db.raw(MIGRATOR) as connection:
        connection.execute("SET ROLE mcsys_owner")
        with pytest.raises(psycopg.Error) as refused:
            connection.execute("TRUNCATE app.call_report")
        assert refused.value.sqlstate == failures.FORBIDDEN
        connection.execute(
            "UPDATE app.customer SET created_by = 'bob', created_at = '2001-01-01',"
            " changed_by = 'bob', version = version + 1"
        )
    stored = Customer.get()
    assert (stored.created_by, stored.changed_by) == ("anna", MIGRATOR)
    assert stored.created_at.year > 2020


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_reader_reads_and_writes_nothing(db: Office) -> None:
    import psycopg

    made = make.customer(numbers=["033 461 20 45"])
    with db.raw("rita") as connection:
        (count,) = connection.execute("SELECT count(*) FROM customer").fetchone() or (0,)
        assert count == 1
        for sql in (
            "INSERT INTO customer (name) VALUES ('x')",
            f"UPDATE customer SET name = 'x', version = 2 WHERE id = {made.id}",
            "DELETE FROM phone_number",
            "UPDATE customer_search SET text = 'x'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(sql.encode())


@pytest.mark.parametrize("engine", ["postgres"])
def test_only_an_administrator_names_colleagues(db: Office, at_desk: AtDesk) -> None:
    from mcsys_desktop.models.staff import Colleague

    def name() -> None:
        with base.transaction():
            Colleague(login="anna", name="Anna").save()

    with pytest.raises(UserError):
        name()
    at_desk(name, login="carla")
    assert Colleague.get().created_by == "carla"


@pytest.mark.parametrize("engine", ["postgres"])
def test_an_old_desk_or_a_bare_client_may_read_and_not_write(db: Office) -> None:
    import psycopg

    make.customer()
    db.pretend(min_writer=7)
    for spoken in ("6", "", "nonsense", "99999999999999"):
        with db.raw("bob") as connection:
            connection.execute("SELECT set_config('mcsys.schema', %s, false)", (spoken,))
            assert connection.execute("SELECT name FROM customer").fetchone()
            for sql in (
                "UPDATE customer SET name = 'x', version = version + 1",
                "DELETE FROM phone_number",
                "DELETE FROM customer_search",
            ):
                with pytest.raises(psycopg.Error) as refused:
                    connection.execute(sql.encode())
                assert refused.value.sqlstate == failures.TOO_OLD


# The same on both engines: through the rules, whatever the grants are.
def test_an_update_that_sends_another_version_is_refused(db: Office) -> None:
    made = make.customer()
    for version in ("1", "3", "version", "version + 2", "NULL"):
        refused_with(
            f"UPDATE customer SET name = 'x', version = {version}", made.id, failures.STALE
        )
    refused_with("UPDATE customer SET name = 'x'", made.id, failures.STALE)
    refused_with("UPDATE customer SET number = 5", made.id, failures.STALE)
    assert Customer.get_by_id(made.id).version == 1


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_file_refuses_what_the_database_sets(db: Office) -> None:
    made = make.customer()
    for sql in (
        "UPDATE customer SET created_by = 'bob', version = version + 1",
        "UPDATE customer SET changed_by = 'bob', version = version + 1",
        "UPDATE customer SET changed_at = 1, version = version + 1",
        "UPDATE customer SET changed_at = 1",
        "UPDATE customer SET created_at = 1, version = version + 1",
        "UPDATE customer SET id = id + 100, version = version + 1",
        "INSERT INTO customer (kind, standing, name, sort_key, department, kvk_number, vat_number,"
        " language, notes, trunk_digits, created_by) VALUES ('private', 'customer', 'x', 'x', '',"
        " '', '', 'nl', '', 0, 'bob')",
        "DELETE FROM customer",
        "UPDATE schema_meta SET min_writer = 0",
        "DELETE FROM schema_meta",
        "INSERT INTO schema_meta VALUES (2, 1, 1, 1, 'x')",
        "UPDATE schema_history SET program = 'x'",
        "INSERT INTO schema_history (name, program) VALUES ('x', 'x')",
        "DELETE FROM schema_history",
    ):
        refused_with(sql, None, failures.FORBIDDEN)
    make.person(made)
    refused_with("DELETE FROM person", None, failures.FORBIDDEN)


@pytest.mark.parametrize("engine", ["sqlite"])
def test_insert_or_replace_wipes_nothing(db: Office) -> None:
    made = make.customer(numbers=["033 461 20 45"])
    fields = (
        "kind, standing, name, sort_key, department, kvk_number, vat_number, language, notes,"
        " trunk_digits"
    )
    values = "'private', 'customer', 'x', 'x', '', '', '', 'nl', '', 0"
    for key, value in (("id", made.id), ("number", made.number)):
        refused_with(
            f"INSERT OR REPLACE INTO customer ({key}, {fields}) VALUES ({value}, {values})",
            None,
            failures.FORBIDDEN,
        )
    replacing: Any = Customer.replace  # Peewee's; REPLACE INTO
    with pytest.raises(DatabaseError), base.transaction():
        replacing(id=made.id, kind=CustomerKind.PRIVATE, name="x", sort_key="x").execute()
    other = make.customer()
    refused_with(
        f"UPDATE OR REPLACE customer SET number = {made.number}, version = version + 1"
        f" WHERE id = {other.id}",
        None,
        failures.FORBIDDEN,
    )
    stored = Customer.get_by_id(made.id)
    assert stored.name == made.name
    assert PhoneNumber.select().count() == 1
