"""Two desks at the same moment: each keeps the rule, and together they do not break it either."""

# ruff: noqa: S608  # ids of our own

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models import failures
from mcsys_desktop.models import finalising as stored
from mcsys_desktop.models.invoices import Invoice, InvoiceLine
from mcsys_desktop.services import invoices, payments
from mcsys_desktop.services.payments import Method
from tests import billing
from tests.conftest import AtDesk, Office

pytestmark = pytest.mark.parametrize("engine", ["postgres"])  # a file has one writer at a time
PATIENCE = 20.0  # seconds


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    """Our company is known."""
    at_desk(billing.company, login="carla")


def meet(db: Office, first: str, second: str) -> str:
    """The first is done and not committed yet when the second comes; the code that one hears."""
    import psycopg

    heard: list[str] = []

    def come() -> None:
        with db.raw("bob") as later:
            later.execute("SET lock_timeout = '30s'")
            try:
                later.execute(second.encode())
            except psycopg.Error as error:
                heard.append(error.sqlstate or "")
            else:
                heard.append("")

    with db.raw("anna") as earlier, earlier.transaction():
        earlier.execute(first.encode())
        thread = threading.Thread(target=come)
        thread.start()
        _until(lambda: _somebody_waits(db))
    thread.join(PATIENCE)
    return heard[0]


def _somebody_waits(db: Office) -> bool:
    with db.administrator() as admin:
        found: Any = admin.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = 'bob' AND wait_event_type = 'Lock'"
        ).fetchone()
    return bool(found[0])


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "nobody waited: the second does not see the first"
        time.sleep(0.02)


def test_an_invoice_is_not_paid_twice(db: Office) -> None:
    done = billing.final(billing.customer())
    one, other = (payments.receive(9075, clock.today(), Method.BANK) for _time in range(2))
    pay = "INSERT INTO app.allocation (invoice_id, payment_id, amount) VALUES ({0}, {1}, 9075)"
    heard = meet(db, pay.format(done.id, one), pay.format(done.id, other))
    assert heard == failures.GUARDED
    assert invoices.standing(done.id).open == 0


def test_a_payment_is_not_used_twice(db: Office) -> None:
    customer = billing.customer()
    first, second = billing.final(customer), billing.final(customer)
    paid = payments.receive(9075, clock.today(), Method.BANK)
    pay = (
        f"INSERT INTO app.allocation (invoice_id, payment_id, amount) VALUES ({{0}}, {paid}, 9075)"
    )
    assert meet(db, pay.format(first.id), pay.format(second.id)) == failures.GUARDED


def test_what_is_overpaid_is_not_paid_back_and_used_too(db: Office) -> None:
    done = billing.final(billing.customer())
    paid = payments.receive(9075, clock.today(), Method.BANK)
    back = (
        "INSERT INTO app.payment (amount, dated, method, source, payer, words, pays_back_id)"
        f" VALUES (-9075, '{clock.today()}', 'bank', 'hand', '', '', {paid})"
    )
    pay = "INSERT INTO app.allocation (invoice_id, payment_id, amount) VALUES ({0}, {1}, 9075)"
    assert meet(db, back, pay.format(done.id, paid)) == failures.GUARDED


def test_no_line_slips_into_a_document_while_it_becomes_final(
    db: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, version = billing.draft(billing.customer())
    slip = (
        "INSERT INTO app.invoice_line (invoice_id, position, kind, description, serials, quantity,"
        " unit, price, discount, treatment, points)"
        f" VALUES ({draft}, 9, 'line', 'Stiekem', '', 1000, 'piece', 1, 0, 'high', 2100)"
    )
    assert meet(db, _finalise(monkeypatch, draft, version), slip) == failures.GUARDED
    assert InvoiceLine.select().where(InvoiceLine.invoice == draft).count() == 1
    assert invoices.flaws() == []


def test_two_credit_invoices_do_not_both_give_back_the_same(
    db: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = billing.final(billing.customer())
    asked = [_finalise(monkeypatch, invoices.credit(done.id), 1) for _time in range(2)]
    assert meet(db, *asked) == failures.GUARDED
    finals = Invoice.select().where(Invoice.number.is_null(False) & (Invoice.kind == "credit"))
    assert [row.total for row in finals] == [9075]
    assert invoices.sheet(finals[0].id).snapshot.corrects == done.number


def _finalise(monkeypatch: pytest.MonkeyPatch, invoice_id: int, version: int) -> str:
    """The statement by which our program would make it final."""
    asked: list[str] = []

    def written(*said: Any) -> None:
        values = ", ".join(str(each) if isinstance(each, int) else _literal(each) for each in said)
        asked.append(f"SELECT app.finalise_invoice({values})")
        raise LookupError

    with monkeypatch.context() as patched:
        patched.setattr(stored, "finalise", written)
        with pytest.raises(LookupError):
            invoices.finalise(invoice_id, version, billing.request())
    return asked[0]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
