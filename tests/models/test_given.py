"""What the database gives: numbers, ids, moments, and what goes with a row."""

from datetime import UTC, datetime

import pytest
from peewee import DatabaseError

from mcsys_desktop.models import base
from mcsys_desktop.models.customers import (
    Customer,
    CustomerKind,
    CustomerPerson,
    EmailAddress,
    PhoneNumber,
)
from mcsys_desktop.models.versions import SCHEMA
from tests import make
from tests.conftest import Office

COLLISIONS = 1000


def test_customer_numbers_follow_each_other_and_skip_what_an_import_took(db: Office) -> None:
    assert make.customer().number == 1001
    make.customer(number=1003)
    make.customer(number=1004)
    make.customer(number=77)
    assert [make.customer().number for _ in range(3)] == [1002, 1005, 1006]


def test_a_bulk_insert_gets_its_numbers_and_moments_too(db: Office) -> None:
    people = [
        {"kind": CustomerKind.PRIVATE, "name": name, "sort_key": name} for name in ("a", "b", "c")
    ]
    with base.transaction():
        Customer.insert_many(people).execute()
    owner = Customer.get(Customer.name == "a")
    with base.transaction():
        EmailAddress.insert_many(
            [{"customer": owner, "address": f"{at}@voorbeeld.example"} for at in range(3)]
        ).execute()
    assert [c.number for c in Customer.select().order_by(Customer.id)] == [1001, 1002, 1003]
    found = list(EmailAddress.select())
    assert all(e.obtained_at is not None and e.created_by == "anna" for e in found)
    assert all(e.created_at <= (e.obtained_at or e.created_at) <= e.changed_at for e in found)


def test_when_somebody_says_when_a_datum_was_obtained_that_is_kept(db: Office) -> None:
    long_ago = datetime(2019, 3, 1, tzinfo=UTC)
    made = make.number(make.customer(), "033 461 20 45", obtained_at=long_ago)
    assert PhoneNumber.get_by_id(made.id).obtained_at == long_ago


def test_an_id_is_never_used_again(db: Office) -> None:
    owner = make.customer()
    first = make.number(owner, "033 461 20 45")
    with base.transaction():
        first.delete_instance()
    assert make.number(owner, "033 461 20 46").id > first.id
    with pytest.raises(DatabaseError), base.transaction():
        PhoneNumber.insert(id=first.id, customer=owner, typed="1").execute()
    assert PhoneNumber.select().where(PhoneNumber.id == first.id).count() == 0


def test_what_pointed_at_a_deleted_row_lets_go_and_counts(db: Office) -> None:
    owner = make.customer()
    somebody = make.person(owner)
    made = make.number(owner, "033 461 20 45", person=somebody)
    _delete_as_owner(db, "person", somebody.id)
    kept = PhoneNumber.get_by_id(made.id)
    assert kept.person_id is None
    assert kept.version == 2, "who had it open is told that it changed"
    assert CustomerPerson.select().count() == 0


def test_the_search_text_goes_with_the_customer(db: Office) -> None:
    owner = make.customer(numbers=["033 461 20 45"])
    assert base.rows("SELECT count(*) FROM customer_search") == [(1,)]
    _delete_as_owner(db, "customer", owner.id)
    assert base.rows("SELECT count(*) FROM customer_search") == [(0,)]
    assert PhoneNumber.select().count() == 0


def _delete_as_owner(office: Office, table: str, row: int) -> None:
    """As an erasure will: a desk may not delete people."""
    if office.path is None:
        with office.administrator() as admin:
            admin.execute("SELECT set_config('mcsys.schema', %s, false)", (str(SCHEMA),))
            admin.execute(f"DELETE FROM app.{table} WHERE id = {row}".encode())  # noqa: S608
        return
    with base.transaction():
        ((sql,),) = base.rows(f"SELECT sql FROM sqlite_master WHERE name = '{table}_delete_guard'")  # noqa: S608
        base.database.execute_sql(f"DROP TRIGGER {table}_delete_guard")
        base.database.execute_sql(f"DELETE FROM {table} WHERE id = {row}")  # noqa: S608
        base.database.execute_sql(sql)
