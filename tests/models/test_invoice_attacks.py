"""What logins try with invoices and money, past our program, and what becomes of it."""

# ruff: noqa: S608  # writing SQL out of parts is what attackers do

import pytest
from peewee import DatabaseError

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base, failures
from mcsys_desktop.models.invoices import Invoice, InvoiceLine, NumberSeries
from mcsys_desktop.models.payments import Allocation
from mcsys_desktop.services import invoices, payments
from mcsys_desktop.services.payments import Method, Share
from tests import billing
from tests.conftest import LOGINS, AtDesk, Office
from tests.models.raw_sql import refused_with

# What nobody who works here may do, from the desk to the administrator: there is no right to it.
FORBIDDEN = {
    "give a number": "UPDATE app.invoice SET number = 'F1', version = version + 1",
    "choose a date": "UPDATE app.invoice SET dated = '2001-01-01', version = version + 1",
    "choose a total": "UPDATE app.invoice SET total = 1, version = version + 1",
    "write another snapshot": "UPDATE app.invoice SET snapshot = '{}', version = version + 1",
    "forge a hash": "UPDATE app.invoice SET content_hash = '', version = version + 1",
    "say who finished it": "UPDATE app.invoice SET final_by = 'bob', version = version + 1",
    "skip a number": "UPDATE app.number_series SET last_seq = 9, version = version + 1",
    "begin a series again": "DELETE FROM app.number_series",
    "write what it is for the books": "INSERT INTO app.invoice_vat (invoice_id, treatment, points,"
    " base, vat_cents) VALUES (1, 'high', 2100, 0, 0)",
    "change what it is for the books": "UPDATE app.invoice_vat SET base = 0, version = 2",
    "write other particulars": "UPDATE app.invoice_particulars SET text = '', version = 2",
    "put in particulars": "INSERT INTO app.invoice_particulars (invoice_id, salt, text)"
    " VALUES (1, '', '')",
    "change what happened": "UPDATE app.invoice_event SET words = '', version = 2",
    "delete a payment": "DELETE FROM app.payment",
    "change what it settled": "UPDATE app.allocation SET amount = 1, version = 2",
    "delete what it settled": "DELETE FROM app.allocation",
    "change a file": "UPDATE app.document_file SET content = '', version = 2",
    "change a reminder": "UPDATE app.reminder SET costs = 0, version = 2",
    "delete an article": "DELETE FROM app.article",
    "call the rule of sums": "SELECT app.half_up(1, 2)",
    "empty the invoices": "TRUNCATE app.invoice CASCADE",
}


@pytest.fixture(autouse=True)
def done(db: Office, at_desk: AtDesk) -> invoices.Finished:
    """A final invoice with two lines, partly paid."""
    at_desk(billing.company, login="carla")
    made = billing.final(billing.customer(), billing.line("Een"), billing.line("Twee"))
    payments.receive(1000, clock.today(), Method.BANK, [Share(made.id, 1000)])
    invoices.tell(made.id, invoices.EventKind.SENT)
    return made


@pytest.mark.parametrize("engine", ["postgres"])
def test_no_login_has_a_right_to_numbers_or_to_what_is_final(db: Office) -> None:
    import psycopg

    got_through = []
    for login in LOGINS:
        with db.raw(login) as connection:
            for what, sql in FORBIDDEN.items():
                try:
                    connection.execute(sql.encode())
                except psycopg.errors.InsufficientPrivilege:
                    continue
                got_through.append((login, what))
    assert got_through == []


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_reader_finishes_nothing_and_pays_nothing(db: Office) -> None:
    import psycopg

    for sql in (
        "SELECT app.finalise_invoice(1, 1, repeat('0', 32), '{}', '', '')",
        "INSERT INTO app.payment (amount, dated) VALUES (1, '2026-01-01')",
        "INSERT INTO app.invoice (kind) VALUES ('invoice')",
        "INSERT INTO app.allocation (invoice_id, amount) VALUES (1, 1)",
    ):
        with db.raw("rita") as reader, pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute(sql.encode())


@pytest.mark.parametrize("engine", ["postgres"])
def test_only_the_bookkeeping_sets_numbers_and_settings(db: Office) -> None:
    import psycopg

    for sql in (
        "INSERT INTO app.number_series (kind, year, prefix, last_seq, last_hash)"
        " VALUES ('credit', 2030, 'CN', 7, '')",
        "UPDATE app.invoice_setting SET payment_days = 1, version = version + 1",
    ):
        with db.raw("anna") as desk, pytest.raises(psycopg.errors.InsufficientPrivilege):
            desk.execute(sql.encode())
        with db.raw("carla") as administrator:
            administrator.execute(sql.encode())


@pytest.mark.parametrize("engine", ["postgres"])
def test_not_even_the_owner_changes_what_is_final(db: Office, done: invoices.Finished) -> None:
    import psycopg

    from tests.conftest import MIGRATOR

    for sql in (
        "UPDATE app.invoice SET total = 1, version = version + 1",
        "UPDATE app.invoice SET number = NULL, version = version + 1",
        "DELETE FROM app.invoice",
        "UPDATE app.invoice_line SET price = 1, version = version + 1",
        "DELETE FROM app.invoice_line",
        "UPDATE app.invoice_vat SET base = 1, version = version + 1",
        "DELETE FROM app.invoice_vat",
        "DELETE FROM app.invoice_particulars",
        "DELETE FROM app.invoice_event",
        "UPDATE app.number_series SET last_seq = 0, version = version + 1",
        "UPDATE app.number_series SET last_seq = last_seq + 1, version = version + 1",
        "UPDATE app.payment SET amount = 1, version = version + 1",
        "UPDATE app.allocation SET amount = 1, version = version + 1",
        "DELETE FROM app.allocation",
    ):
        with db.raw(MIGRATOR) as connection:
            connection.execute("SET ROLE mcsys_owner")
            with pytest.raises(psycopg.Error) as refused:
                connection.execute(sql.encode())
            assert refused.value.sqlstate in (failures.GUARDED, failures.FORBIDDEN), sql
    assert invoices.flaws() == []


# The same on both engines: through the rules, whatever the grants are.
def test_a_final_document_neither_changes_nor_goes(done: invoices.Finished) -> None:
    for sql in (
        "UPDATE invoice SET reference = 'x', version = version + 1",
        "UPDATE invoice SET reference = '', note = 'x', version = version + 1",
        "UPDATE invoice SET customer_id = NULL, version = version + 1",
        "UPDATE invoice SET kind = 'credit', version = version + 1",
        "UPDATE invoice SET payment_days = 99, version = version + 1",
        "UPDATE invoice SET keep_years = 0, version = version + 1",
        "UPDATE invoice SET version = version + 1",
        "DELETE FROM invoice",
        "UPDATE invoice_line SET price = 1, version = version + 1",
        "UPDATE invoice_line SET description = '', version = version + 1",
        "UPDATE invoice_line SET position = 9, version = version + 1",
        "DELETE FROM invoice_line",
        "DELETE FROM invoice_event",
        "DELETE FROM invoice_particulars",
        "UPDATE payment SET amount = 5, version = version + 1",
        "UPDATE payment SET words = 'x', version = version + 1",
        "UPDATE payment SET dated = '2001-01-01', version = version + 1",
    ):
        refused_with(sql, None, failures.GUARDED)
    assert invoices.flaws() == []
    assert invoices.standing(done.id).open == done.total - 1000


def test_no_line_is_moved_into_a_final_document_or_out_of_it(done: invoices.Finished) -> None:
    draft, _version = billing.draft(billing.customer("Ander BV"))
    into = f"UPDATE invoice_line SET invoice_id = {done.id}, version = version + 1"
    refused_with(f"{into} WHERE invoice_id = {draft}", None, failures.GUARDED)
    out = f"UPDATE invoice_line SET invoice_id = {draft}, version = version + 1"
    refused_with(f"{out} WHERE invoice_id = {done.id}", None, failures.GUARDED)
    with pytest.raises(UserError), base.transaction():
        InvoiceLine(invoice=done.id, description="Erbij").save()
    with base.transaction():
        InvoiceLine(invoice=draft, description="Erbij").save()
    assert InvoiceLine.select().where(InvoiceLine.invoice == done.id).count() == 2


def test_every_invoice_is_born_a_draft() -> None:
    for given in ({"number": "F1"}, {"seq": 1}, {"dated": clock.today()}, {"total": 1}):
        with pytest.raises(UserError), base.transaction():
            Invoice(**given).save()
    with pytest.raises(UserError), base.transaction():
        NumberSeries(kind="credit", year=2030, prefix="CN", last_hash="x").save()


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_file_takes_numbers_from_the_one_act_only(done: invoices.Finished) -> None:
    billing.draft(billing.customer("Ander BV"))
    for sql in (
        "UPDATE invoice SET number = 'F1', version = version + 1 WHERE number IS NULL",
        "UPDATE invoice SET dated = '2001-01-01', version = version + 1 WHERE number IS NULL",
        "UPDATE number_series SET last_seq = 9, version = version + 1",
        "DELETE FROM number_series",
        "INSERT INTO invoice_vat (invoice_id, treatment, points, base, vat_cents)"
        " VALUES (2, 'high', 2100, 0, 0)",
        "UPDATE invoice_vat SET base = 0, version = version + 1",
        "INSERT INTO invoice_particulars (invoice_id, salt, text) VALUES (2, '', '')",
        "UPDATE invoice_particulars SET text = '', version = version + 1",
        "DELETE FROM payment",
        "DELETE FROM allocation",
        "UPDATE allocation SET amount = 1, version = version + 1",
    ):
        refused_with(sql, None, failures.FORBIDDEN)
    assert invoices.flaws() == []


@pytest.mark.parametrize("engine", ["sqlite"])
def test_insert_or_replace_wipes_no_document(done: invoices.Finished) -> None:
    columns = "kind, mode, language, discount, attention, reference, project, introduction, remark"
    values = "'invoice', 'excl', 'nl', 0, '', '', '', '', ''"
    row = Invoice.get_by_id(done.id)
    for key, value in (
        ("id", row.id),
        ("number", f"'{row.number}'"),
        ("request", f"'{row.request}'"),
    ):
        with pytest.raises((UserError, DatabaseError)), base.transaction():
            base.database.execute_sql(
                f"INSERT OR REPLACE INTO invoice ({key}, {columns}, note, keep_years)"
                f" VALUES ({value}, {values}, '', 7)"
            )
    line = InvoiceLine.get(InvoiceLine.invoice == done.id)
    with pytest.raises((UserError, DatabaseError)), base.transaction():
        base.database.execute_sql(
            "INSERT OR REPLACE INTO invoice_line (id, invoice_id, position, kind, description,"
            " serials, quantity, unit, price, discount, treatment, points) VALUES"
            f" ({line.id}, {done.id}, 0, 'line', '', '', 0, '', 0, 0, 'high', 0)"
        )
    assert invoices.flaws() == []
    assert Invoice.get_by_id(done.id).number == done.number


def test_money_is_used_once_by_raw_sql_too(done: invoices.Finished) -> None:
    other = billing.final(billing.customer("Ander BV"))
    credit = invoices.finalise(invoices.credit(other.id), 1, billing.request())
    paid = payments.receive(5000, clock.today(), Method.BANK)
    much = payments.receive(20_000, clock.today(), Method.BANK)
    out = payments.refund(credit.id, 1000, clock.today(), Method.BANK)
    tries = (
        {"invoice": done.id, "amount": 100},  # of nothing
        {"invoice": done.id, "payment": paid, "credit": credit.id, "amount": 100},  # of two
        {"invoice": done.id, "payment": paid, "amount": 5001},  # more than came in
        {"invoice": done.id, "payment": much, "amount": done.total - 999},  # more than is open
        {"invoice": done.id, "payment": paid, "amount": 0},
        {"invoice": done.id, "payment": paid, "amount": -100},  # takes away what is not there
        {"invoice": credit.id, "payment": paid, "amount": 100},  # money in gives nothing back
        {"invoice": done.id, "payment": out, "amount": 100},  # money out pays nothing
        {"invoice": done.id, "credit": other.id, "amount": 100},  # no credit invoice
        {"invoice": done.id, "credit": credit.id, "amount": 8076},  # more than is left of it
        {"invoice": credit.id, "credit": credit.id, "amount": 100},  # itself
    )
    for given in tries:
        with pytest.raises((UserError, DatabaseError)), base.transaction():
            Allocation(**given).save()
    first = Allocation.get(Allocation.invoice == done.id)
    for amount, invoice in ((-999, done.id), (-1000, other.id)):
        with pytest.raises((UserError, DatabaseError)), base.transaction():
            Allocation(
                invoice=invoice, payment=first.payment_id, amount=amount, cancels=first.id
            ).save()
    assert invoices.standing(done.id).settled == 1000
