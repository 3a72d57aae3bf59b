"""Named rules of the business, and values that do not belong in their columns."""

# ruff: noqa: S608  # writing SQL out of parts is what raw SQL is

from datetime import UTC, datetime, timedelta

import pytest
from peewee import DatabaseError

from mcsys_desktop.core import drafts
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base, failures, requests
from mcsys_desktop.models.calls import Call, CallState
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import microseconds
from mcsys_desktop.models.staff import Colleague
from tests import make
from tests.conftest import AtDesk, Office
from tests.models.raw_sql import refused_with

MISFITS = [
    ("e164", "0334612045"),
    ("e164", "+31 33 461"),
    ("e164", "+31334612045123456"),
    ("e164", "+"),
    ("e164", "+31334612045\n"),
    ("tail", "33-461"),
    ("use", "nonsense"),
    ("relation", ""),
    ("extension", "1234567890123"),
    ("e164", "+" + "1" * 30),
]


def test_a_call_never_goes_back(db: Office) -> None:
    call = _call(state=CallState.ENDED)
    call.state = CallState.RINGING
    with pytest.raises(UserError) as refused, base.transaction():
        call.save()
    assert failures.GUARDED in str(refused.value.__cause__)
    assert Call.get_by_id(call.id).state is CallState.ENDED
    refused_with(
        "UPDATE call SET state = '2_answered', version = version + 1", None, failures.GUARDED
    )


def test_a_call_is_kept_for_ninety_days_and_longer_for_a_customer(db: Office) -> None:
    now = datetime.now(UTC)
    young = _call(rang_at=now - timedelta(days=89, hours=23))
    old = _call(rang_at=now - timedelta(days=90, hours=1))
    of_customer = _call(rang_at=now - timedelta(days=400), customer=make.customer())
    for kept in (young, of_customer):
        with pytest.raises(UserError), base.transaction():
            kept.delete_instance()
    refused_with("DELETE FROM call", None, failures.GUARDED)
    with base.transaction():
        old.delete_instance()
    assert Call.select().count() == 2


def _erase(customer: Customer) -> None:
    """As the program does it, but for the rest of what was known."""
    with base.transaction():
        customer.name, customer.notes = "[gewist]", ""
        customer.archived_at = customer.erased_at = datetime.now(UTC)
        customer.save()


def test_a_customers_calls_go_when_the_customer_is_erased(db: Office, at_desk: AtDesk) -> None:
    customer = make.customer()
    call, other = _call(customer=customer), _call(customer=make.customer("Slagerij Smit"))
    at_desk(_erase, customer, login="carla")
    refused_with("DELETE FROM call", None, failures.GUARDED)  # the other one's is among them
    with base.transaction():
        call.delete_instance()
    other.customer = customer  # whose calls may be deleted
    with pytest.raises(UserError), base.transaction():
        other.save()
    with pytest.raises(UserError):
        _call(customer=customer)


def test_a_customer_is_erased_whole_for_good_and_by_who_manages_the_office(
    db: Office, at_desk: AtDesk
) -> None:
    with base.transaction():
        for login, may in (("carla", "mcsys_admin"), ("bob", "mcsys_desk")):
            if db.path is not None:  # on a server the database knows by itself
                Colleague(login=login, name=login.title(), may=may).save()
    customer = make.customer(notes="Sleutel bij de buren")
    with pytest.raises(UserError):
        at_desk(_erase, Customer.get_by_id(customer.id), login="bob")
    for whole in ("", ", name = '[gewist]'", ", name = '[gewist]', notes = ''"):
        changed = f"UPDATE customer SET erased_at = changed_at, version = version + 1{whole}"
        for login in ("carla",):
            at_desk(refused_with, changed, None, failures.GUARDED, login=login)
    at_desk(_erase, Customer.get_by_id(customer.id), login="carla")
    back = "UPDATE customer SET erased_at = NULL, version = version + 1"
    at_desk(refused_with, back, None, failures.GUARDED, login="carla")


def test_a_call_cannot_be_made_old_and_then_deleted(db: Office) -> None:
    call = _call()
    call.rang_at -= timedelta(days=100)
    with pytest.raises(UserError), base.transaction():
        call.save()
    call = Call.get_by_id(call.id)
    call.rang_at -= timedelta(hours=7)
    with pytest.raises(UserError), base.transaction():
        call.save()
    call = Call.get_by_id(call.id)
    call.rang_at -= timedelta(minutes=3)  # a late report of an earlier start
    with base.transaction():
        call.save()


def test_an_act_that_was_asked_for_is_known_for_four_hundred_days(db: Office) -> None:
    keys = {age: f"{age:032x}" for age in (399, 401)}
    for age, key in keys.items():
        assert requests.once(key, lambda: "1") == "1"
        _grow_old(db, key, timedelta(days=age))
    refused_with("DELETE FROM request", None, failures.GUARDED)
    assert requests.forget_old() == 1
    assert [row.key for row in requests.Request.select()] == [keys[399]]
    assert requests.DAYS > 13 * drafts.KEPT, "a form may still ask for it again"
    assert requests.once(keys[399], lambda: "twice") == "1"


def test_a_withheld_number_is_never_stored(db: Office) -> None:
    for field in ("e164", "number_raw"):
        with pytest.raises(UserError), base.transaction():
            Call(rang_at=datetime.now(UTC), withheld=True, **{field: "+31334612045"}).save()
    assert Call.select().count() == 0


def test_a_value_that_does_not_fit_its_column_is_refused(db: Office) -> None:
    made = make.number(make.customer(), "033 461 20 45")
    mark = base.database.param
    for column, value in MISFITS:
        change = f"UPDATE phone_number SET {column} = {mark}, version = 2 WHERE id = {mark}"
        with pytest.raises(DatabaseError) as refused, base.transaction():
            base.database.execute_sql(change, (value, made.id))
        assert not value or value not in str(refused.value), "a message must not repeat the data"


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_file_knows_types_too(db: Office) -> None:
    call = _call()
    for column, value in (("rang_at", "'gisteren'"), ("customer_id", "'x'"), ("note", "NULL")):
        refused_with(f"UPDATE call SET {column} = {value}, version = version + 1", call.id, "")
    refused_with("UPDATE call SET withheld = 5, version = version + 1", call.id, failures.MISFIT)


def _grow_old(office: Office, key: str, age: timedelta) -> None:
    """As time does it, and nobody else can."""
    moment = datetime.now(UTC) - age
    if office.path is None:
        with office.administrator() as admin:
            admin.execute("SET session_replication_role = replica")
            admin.execute("UPDATE app.request SET created_at = %s WHERE key = %s", (moment, key))
        return
    with base.database.connection() as connection:
        (guard,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'request_stamped'"
        ).fetchone()
        connection.execute("DROP TRIGGER request_stamped")
        with base.transaction():
            base.database.execute_sql(
                "UPDATE request SET created_at = ?, version = version + 1 WHERE key = ?",
                (microseconds(moment), key),
            )
        connection.execute(guard)


def _call(**fields: object) -> Call:
    with base.transaction():
        call: Call = Call(**{"rang_at": datetime.now(UTC), "e164": "+31334612045", **fields})
        call.save()
    return Call.get_by_id(call.id)
