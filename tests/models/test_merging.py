"""Circles of merged customers are refused by the database, whoever closes them and however fast."""

import threading
from collections.abc import Callable

import pytest
from peewee import DatabaseError

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import failures
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.merging import Merging
from tests import make
from tests.conftest import Office

pytestmark = pytest.mark.usefixtures("db")


def refused(act: Callable[[], object]) -> None:
    with pytest.raises(UserError) as why, transaction():
        act()
    assert failures.GUARDED in str(why.value.__cause__)


def into(one: Customer, heir: Customer | None) -> None:
    customer = Customer.get_by_id(one.id)
    customer.merged_into = heir
    customer.save()


def test_a_circle_cannot_be_closed() -> None:
    one, two, three = (make.customer(name) for name in ("Een", "Twee", "Drie"))
    refused(lambda: into(one, one))
    with transaction():
        into(one, two)
    refused(lambda: into(two, one))
    refused(lambda: into(three, one))  # what is merged itself takes nobody in
    with transaction():
        into(two, three)
        into(one, None)
        into(one, three)
    refused(lambda: into(three, one))


def test_an_archived_customer_takes_nobody_in() -> None:
    one, gone = make.customer("Een"), make.customer("Weg", archived_at=clock.now())
    refused(lambda: into(one, gone))
    with transaction():
        into(gone, one)
    with transaction():  # who has taken somebody in may be archived
        heir = Customer.get_by_id(one.id)
        heir.archived_at = clock.now()
        heir.save()
    with pytest.raises(UserError):
        make.customer("Geboren", merged_into=one)


def test_a_customer_is_merged_once_at_a_time() -> None:
    one, two, three = (make.customer(name) for name in ("Een", "Twee", "Drie"))
    with transaction():
        Merging(heir=one, merged=two).save()
    with pytest.raises(DatabaseError), transaction():
        Merging(heir=three, merged=two).save()


@pytest.mark.parametrize("engine", ["postgres"])
def test_two_desks_that_merge_each_into_the_other_at_once_make_no_circle(db: Office) -> None:
    one, two = make.customer("Een"), make.customer("Twee")
    merged = "UPDATE customer SET merged_into_id = %s, version = version + 1 WHERE id = %s"
    said: list[str] = []
    with db.raw("anna") as anna, db.raw("bob") as bob:
        anna.execute("BEGIN")
        anna.execute(merged, (two.id, one.id))

        def bobs() -> None:
            try:
                bob.execute(merged, (one.id, two.id))
            except Exception as error:  # the test looks at it
                said.append(failures.sqlstate(error))

        thread = threading.Thread(target=bobs)
        thread.start()
        _wait_until_somebody_waits(db)
        anna.execute("COMMIT")
        thread.join()
    assert said == [failures.GUARDED]
    assert Customer.get_by_id(two.id).merged_into_id is None


def _wait_until_somebody_waits(office: Office) -> None:
    with office.administrator() as admin:
        while not admin.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
            pass
