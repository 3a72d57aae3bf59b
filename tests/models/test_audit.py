"""The log: one link per act, sealed at COMMIT, and every change of history is noticed."""

# ruff: noqa: S608  # raw SQL is what people who change history write

import pytest
from peewee import DatabaseError

from mcsys_desktop.core import chain
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import audit, base, requests
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import history
from tests import make
from tests.conftest import MIGRATOR, AtDesk, Office
from tests.models.raw_sql import refused_with


def acts() -> list[tuple[int, str, int]]:
    return base.rows("SELECT seq, actor, rows FROM audit_act ORDER BY seq")


def told(kind: str = "") -> list[tuple[str, str, list[chain.Change]]]:
    """Table, columns and changes of each row in the log."""
    found = base.rows(
        "SELECT r.kind, r.table_name, r.columns, d.detail FROM audit_row AS r"
        " JOIN audit_detail AS d ON d.id = r.id ORDER BY r.id"
    )
    return [(t, c, chain.changes(d)) for k, t, c, d in found if kind in ("", k)]


def test_an_act_is_one_link_however_many_rows_it_changes(db: Office) -> None:
    make.customer("Bakkerij De Vries", numbers=["033 461 20 45", "06 12345678"])
    assert acts() == [(1, "anna", 3)]
    assert history.verify() == []


def test_the_log_says_what_each_column_held_before_and_after(db: Office) -> None:
    made = make.customer("Bakkerij De Vriés €")
    made.name, made.trunk_digits = "Bakkerij Jansen", 2
    with base.transaction():
        made.save()
    ((table, columns, changes),) = told("update")
    assert (table, columns) == ("customer", "name trunk_digits")
    assert changes == [
        chain.Change("name", "Bakkerij De Vriés €", "Bakkerij Jansen"),
        chain.Change("trunk_digits", "0", "2"),
    ]
    assert history.verify() == []


def test_nothing_that_did_not_happen_is_in_the_log(db: Office) -> None:
    def change_ones_mind() -> None:
        with base.transaction():
            make.customer()
            raise RuntimeError("changed my mind")

    with pytest.raises(RuntimeError):
        change_ones_mind()
    with base.transaction():
        Customer.select().count()
    assert acts() == []
    assert base.rows("SELECT count(*) FROM audit_row") == [(0,)]


def test_both_engines_write_the_same_bytes(db: Office) -> None:
    made = make.customer("Ä€😀 'quoted'\nline", numbers=["033 461 20 45"])
    made.archived_at = made.created_at.replace(microsecond=5)
    with base.transaction():
        made.save()
    ((_table, _columns, (change,)),) = told("update")
    assert change.new == str(int(made.created_at.timestamp()) * 1_000_000 + 5)
    names = [c.new for _t, _c, cs in told("insert") for c in cs if c.column == "name"]
    assert names == ["Ä€😀 'quoted'\nline"]
    assert history.verify() == []


def test_a_note_is_a_link_too(db: Office) -> None:
    made = make.customer()
    with base.transaction():
        audit.note("export", "3 customers as CSV", made.id)
    assert [row[2] for row in acts()] == [1, 1]
    assert told("export")[0][2] == [chain.Change("said", None, "3 customers as CSV")]
    with pytest.raises(ValueError, match="happenings"), base.transaction():
        audit.note("nonsense")
    assert history.verify() == []


def test_erasing_a_customer_leaves_a_chain_that_holds(db: Office, at_desk: AtDesk) -> None:
    made = make.customer("Xantippe Quist", numbers=["06 12345678"])
    make.person(made, "Xenia", "", "Quist")
    other = make.customer("Bakkerij De Vries")

    def erase() -> int:
        with base.transaction():
            return audit.forget(made.id)

    if base.shared():
        with pytest.raises(UserError):
            erase()
    assert at_desk(erase, login="carla") == 4
    left = str(base.rows("SELECT detail FROM audit_detail"))
    assert "Quist" not in left
    assert "Bakkerij" in left
    assert history.verify() == []
    assert other.id != made.id


def test_a_call_that_is_forgotten_is_forgotten_by_the_log(db: Office) -> None:
    from datetime import UTC, datetime, timedelta

    with base.transaction():
        call: Call = Call(rang_at=datetime.now(UTC) - timedelta(days=91), e164="+31612345678")
        call.save()
    assert "+31612345678" in str(told())
    with base.transaction():
        call.delete_instance()
    assert "+31612345678" not in str(base.rows("SELECT detail FROM audit_detail"))
    assert base.rows("SELECT kind FROM audit_row ORDER BY id") == [("insert",), ("delete",)]
    assert history.verify() == []


# What raw SQL of a desk comes up against.
CHANGES = (
    "UPDATE audit_act SET actor = 'bob'",
    "DELETE FROM audit_act",
    "UPDATE audit_row SET customer_id = NULL",
    "DELETE FROM audit_row",
    "UPDATE audit_detail SET detail = ''",
    "DELETE FROM audit_detail",
    "UPDATE audit_head SET hash = ''",
    "DELETE FROM audit_head",
    "INSERT INTO audit_head VALUES (2, 0, '')",
)


@pytest.mark.parametrize("sql", CHANGES)
def test_no_desk_changes_the_log(db: Office, sql: str) -> None:
    make.customer()
    if base.shared():
        for login in ("anna", "carla", "rita"):
            with db.raw(login) as connection, pytest.raises(Exception, match="permission denied"):
                connection.execute(sql.encode())
    else:
        refused_with(sql, None, "MC002")
    assert history.verify() == []


@pytest.mark.parametrize("engine", ["postgres"])
def test_not_even_who_owns_the_tables_changes_the_log_while_its_rules_are_there(
    db: Office,
) -> None:
    made = make.customer()
    with db.raw(MIGRATOR) as connection:
        connection.execute("SET ROLE mcsys_owner")
        for sql in (
            *CHANGES,
            "TRUNCATE app.audit_act",
            "TRUNCATE app.audit_row",
            "TRUNCATE app.audit_detail",
            "TRUNCATE app.audit_head",
        ):
            if sql != "DELETE FROM audit_detail":  # erasing must be able to
                with pytest.raises(Exception, match="MC002"):
                    connection.execute(sql.encode())
    assert history.verify() == []
    assert made.id == 1


@pytest.mark.parametrize("engine", ["postgres"])
def test_only_what_is_on_the_list_is_noted_and_readers_see_no_log(db: Office) -> None:
    with db.raw("rita") as connection:
        connection.execute("SELECT app.note('login', NULL, 'Rita')")
        for sql in (
            "SELECT app.note('nonsense', NULL, '')",
            "SELECT app.note('login', NULL, repeat('x', 3000))",
        ):
            with pytest.raises(Exception, match="MC005"):
                connection.execute(sql.encode())
        for table in ("audit_act", "audit_row", "audit_detail"):
            with pytest.raises(Exception, match="permission denied"):
                connection.execute(f"SELECT * FROM {table}".encode())
    assert [row[1] for row in acts()] == ["rita"]
    assert history.verify() == []


@pytest.mark.parametrize("engine", ["sqlite"])
def test_insert_or_replace_changes_no_link_in_a_file(db: Office) -> None:
    make.customer()
    for sql in (
        "INSERT OR REPLACE INTO audit_act SELECT seq, act, at, 'bob', desk, rows, digest, previous,"
        " hash FROM audit_act",
        "INSERT OR REPLACE INTO audit_row SELECT id, act, kind, table_name, row_id, NULL, columns,"
        " commitment FROM audit_row",
        "INSERT OR REPLACE INTO audit_detail SELECT id, salt, '' FROM audit_detail",
    ):
        with pytest.raises(DatabaseError), base.transaction():
            base.database.execute_sql(sql)
    assert history.verify() == []


def test_an_act_that_is_asked_for_twice_is_done_once(db: Office) -> None:
    def make_one() -> str:
        return str(make.customer().id)

    key = "a" * 32
    first = requests.once(key, make_one)
    assert requests.once(key, make_one) == first
    assert requests.once("b" * 32, make_one) != first
    assert Customer.select().count() == 2


@pytest.fixture
def owner_changes(db: Office) -> Office:
    """A log of some acts, which somebody who owns the tables is going to change."""
    for name in ("Een", "Twee", "Drie"):
        make.customer(name, numbers=["033 461 20 45"])
    return db


# Somebody who has the server, or the file and its key: he can do it, but not unnoticed.
TAMPERINGS = (
    "UPDATE {0}audit_act SET actor = 'bob' WHERE seq = 2",
    "UPDATE {0}audit_act SET at = (SELECT at FROM {0}audit_act WHERE seq = 1) WHERE seq = 2",
    "DELETE FROM {0}audit_act WHERE seq = 2",
    "DELETE FROM {0}audit_act WHERE seq = 3",
    "DELETE FROM {0}audit_row WHERE id = 3",
    "UPDATE {0}audit_row SET customer_id = NULL WHERE id = 3",
    "UPDATE {0}audit_row SET kind = 'update' WHERE id = 3",
    "UPDATE {0}audit_detail SET detail = '4:name,3:Een,4:Vier,' WHERE id = 3",
    "INSERT INTO {0}audit_row SELECT 99, act, kind, table_name, row_id, customer_id, columns,"
    " commitment FROM {0}audit_row WHERE id = 3",
)


@pytest.mark.parametrize("sql", TAMPERINGS)
def test_whoever_owns_the_tables_changes_history_but_not_unnoticed(
    owner_changes: Office, sql: str
) -> None:
    assert history.verify() == []
    tamper(owner_changes, sql.format("app." if base.shared() else ""))
    assert history.verify() != []


def tamper(office: Office, sql: str) -> None:
    if office.path is None:
        with office.administrator() as admin:
            admin.execute("SET session_replication_role = replica")
            admin.execute(sql.encode())
        return
    with base.database.connection() as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(sql)


def test_a_shortened_history_is_noticed_by_whoever_saw_it_longer(owner_changes: Office) -> None:
    seen = history.last_link()
    assert history.still_there(seen)
    prefix = "app." if base.shared() else ""
    for sql in (
        f"DELETE FROM {prefix}audit_act WHERE seq = 3",
        f"DELETE FROM {prefix}audit_row WHERE act = (SELECT max(act) FROM {prefix}audit_row)",
        f"UPDATE {prefix}audit_head SET seq = 2,"
        f" hash = (SELECT hash FROM {prefix}audit_act WHERE seq = 2)",
    ):
        tamper(owner_changes, sql)
    assert history.verify() == [], "whoever cuts it off cleanly leaves a chain that holds"
    assert not history.still_there(seen), "but the desks remember how long it was"
