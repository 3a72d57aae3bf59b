"""Records, transactions and versions, on both engines."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from peewee import DatabaseError, InterfaceError

from mcsys_desktop.core.errors import ReadOnlyOffice, StaleRecord
from mcsys_desktop.models import base, failures, versions
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import (
    Customer,
    CustomerKind,
    PhoneNumber,
)
from tests import make
from tests.conftest import AtDesk, Office

COLLISIONS = 1000


def test_a_saved_row_is_read_back_with_what_the_database_wrote(db: Office) -> None:
    before = datetime.now(UTC) - timedelta(seconds=5)
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    assert (made.version, made.created_by, made.changed_by) == (1, "anna", "anna")
    assert before < made.created_at <= made.changed_at
    assert made.created_at.tzinfo is UTC
    assert made.kind is CustomerKind.BUSINESS
    assert base.state().writable


def test_an_update_counts_and_says_who_and_when(db: Office, at_desk: AtDesk) -> None:
    made = make.customer()
    at_desk(_rename, made.id, "Bakkerij Bakker")
    seen = Customer.get_by_id(made.id)
    assert (seen.version, seen.created_by, seen.changed_by) == (2, "anna", "bob")
    assert seen.created_at == made.created_at
    assert seen.changed_at > made.changed_at
    with base.transaction():
        seen.name = "Bakkerij Vries"
        seen.save()
        assert seen.version == 3
        assert seen.save() == 0, "nothing was changed, so nothing is written"
    assert Customer.get_by_id(made.id).version == 3


def test_who_comes_second_is_told_who_was_first_and_when(db: Office, at_desk: AtDesk) -> None:
    made = make.customer()
    at_desk(_rename, made.id, "Bakkerij Bakker")
    made.notes = "Belt altijd voor negenen."
    with pytest.raises(StaleRecord) as refused, base.transaction():
        made.save()
    stored = Customer.get_by_id(made.id)
    assert refused.value.changed_by == "bob"
    assert refused.value.changed_at == stored.changed_at
    assert "bob" in str(refused.value)
    assert (stored.name, stored.notes) == ("Bakkerij Bakker", "")
    assert made.version == 1, "the refused record can be looked at again"


def test_who_saves_what_was_deleted_is_told_so(db: Office, at_desk: AtDesk) -> None:
    made = make.number(make.customer(), "033 461 20 45")
    at_desk(_delete, made.id)
    made.remark = "Winkel"
    with pytest.raises(StaleRecord), base.transaction():
        made.save()
    with pytest.raises(StaleRecord), base.transaction():
        made.delete_instance()


def test_who_deletes_what_was_changed_is_stopped(db: Office, at_desk: AtDesk) -> None:
    made = make.number(make.customer(), "033 461 20 45")
    at_desk(_remark, made.id)
    with pytest.raises(StaleRecord), base.transaction():
        made.delete_instance()
    made = PhoneNumber.get_by_id(made.id)
    with base.transaction():
        made.delete_instance()
    assert PhoneNumber.select().count() == 0


def test_of_a_thousand_collisions_none_is_lost_silently(db: Office, at_desk: AtDesk) -> None:
    with base.transaction():
        for at in range(COLLISIONS):
            Customer(kind=CustomerKind.PRIVATE, name=f"Klant {at}", sort_key=f"{at:05}").save()
    mine = list(Customer.select().order_by(Customer.id))

    def all_of_them() -> None:
        with base.transaction():
            for theirs in Customer.select():
                theirs.notes = "van bob"
                theirs.save()

    at_desk(all_of_them)
    told = 0
    with base.transaction():
        for customer in mine:
            customer.name = "van anna"
            try:
                customer.save()
            except StaleRecord as refused:
                told += refused.changed_by == "bob"
    assert told == COLLISIONS
    kept = Customer.select().where(
        (Customer.notes == "van bob") & (Customer.name != "van anna") & (Customer.version == 2)
    )
    assert kept.count() == COLLISIONS


def test_many_at_once_count_to_the_right_number(db: Office) -> None:
    made = make.customer()
    rounds, desks = 20, 4

    def count() -> None:
        with base.connected():
            for _ in range(rounds):
                while True:
                    seen = Customer.get_by_id(made.id)
                    try:
                        with base.transaction():
                            seen.notes = str(int(seen.notes or 0) + 1)
                            seen.save()
                        break
                    except StaleRecord:
                        pass

    threads = [threading.Thread(target=count) for _ in range(desks)]
    if base.shared():
        threads.pop()  # the pool has four connections, and this thread holds one of them
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen = Customer.get_by_id(made.id)
    assert int(seen.notes) == len(threads) * rounds
    assert seen.version == len(threads) * rounds + 1


def test_writing_outside_a_transaction_is_a_mistake_in_the_program(db: Office) -> None:
    made = make.customer()
    with pytest.raises(RuntimeError, match="transaction"):
        Customer(kind=CustomerKind.PRIVATE, name="Jansen", sort_key="jansen").save()
    made.name = "Anders"
    with pytest.raises(RuntimeError, match="transaction"):
        made.save()
    with pytest.raises(RuntimeError, match="transaction"):
        made.delete_instance()


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_file_refuses_what_is_written_around_the_transaction(db: Office) -> None:
    made = make.customer()
    with pytest.raises(DatabaseError, match=failures.TOO_OLD):
        Customer.update(name="x", version=2).where(Customer.id == made.id).execute()


def test_a_query_on_a_thread_without_a_connection_fails_at_once(db: Office) -> None:
    raised: list[BaseException] = []

    def ask() -> None:
        try:
            Customer.select().count()
        except InterfaceError as error:
            raised.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(raised) == 1


def test_a_failed_transaction_leaves_nothing_behind(db: Office) -> None:
    def fail() -> None:
        with base.transaction():
            Customer(kind=CustomerKind.PRIVATE, name="Jansen", sort_key="jansen").save()
            with base.transaction():  # part of the larger one
                Customer(kind=CustomerKind.PRIVATE, name="Smit", sort_key="smit").save()
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail()
    assert Customer.select().count() == 0


def test_an_office_that_may_only_be_read_refuses_a_transaction(office: Office) -> None:
    office.pretend(version=versions.SCHEMA + 1, min_writer=versions.SCHEMA + 1)
    state = base.connect(office.url, password=office.password, author="anna")
    try:
        assert not state.writable
        with base.connected():
            assert Customer.select().count() == 0
            with pytest.raises(ReadOnlyOffice), base.transaction():
                pass
    finally:
        base.disconnect()


def test_a_desk_that_was_open_before_an_upgrade_writes_nothing_after_it(db: Office) -> None:
    made = make.customer()
    db.pretend(version=versions.SCHEMA + 1, min_writer=versions.SCHEMA + 1)
    made.name = "Anders"
    with pytest.raises(ReadOnlyOffice), base.transaction():
        made.save()
    with pytest.raises(ReadOnlyOffice):
        make.customer()
    assert Customer.get().name == "Bakkerij De Vries"


def test_a_time_without_utc_never_reaches_the_database(db: Office) -> None:
    amsterdam = timezone(timedelta(hours=1))
    for moment in (datetime(2026, 11, 22), datetime(2026, 11, 22, tzinfo=amsterdam)):  # noqa: DTZ001
        with pytest.raises(ValueError, match="UTC"), base.transaction():
            Call(rang_at=moment).save()
    exact = datetime(2026, 10, 25, 0, 59, 59, 123457, tzinfo=UTC)  # the hour that comes twice
    with base.transaction():
        call = Call(rang_at=exact)
        call.save()
    read = Call.get_by_id(call.id)
    assert read.rang_at == exact
    assert read.rang_at.tzinfo is UTC
    assert read.answered_at is None
    assert Call.select().where(Call.rang_at == exact).count() == 1
    assert Call.select().where(Call.rang_at < exact).count() == 0


def _rename(customer_id: int, name: str) -> None:
    with base.transaction():
        customer = Customer.get_by_id(customer_id)
        customer.name = name
        customer.save()


def _remark(number_id: int) -> None:
    with base.transaction():
        number = PhoneNumber.get_by_id(number_id)
        number.remark = "Winkel"
        number.save()


def _delete(number_id: int) -> None:
    with base.transaction():
        PhoneNumber.get_by_id(number_id).delete_instance()
