"""The rules of quotes, reminders, kept files, mail and prices, past our program too."""

# ruff: noqa: S608  # ids of our own

from typing import Any

import pytest
from peewee import DatabaseError

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import failures
from mcsys_desktop.models.agreements import Agreement
from mcsys_desktop.models.articles import Article, PriceAgreement
from mcsys_desktop.models.base import Record, transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.invoice_settings import InvoiceSetting
from mcsys_desktop.models.invoices import Invoice, InvoiceEvent, InvoiceLine
from mcsys_desktop.models.outbox import DocumentFile, FileKind, Mail, MailState
from mcsys_desktop.models.payments import Allocation, Payment
from mcsys_desktop.models.quotes import Quote, QuoteEvent, QuoteEventKind, QuoteLine, QuoteVersion
from mcsys_desktop.models.reminders import Reminder, ReminderItem, Step
from mcsys_desktop.services import erasing
from tests import billing, make
from tests.conftest import AtDesk, Office
from tests.models.raw_sql import refused_with

FILE: dict[str, Any] = {
    "kind": FileKind.PDF,
    "name": "stuk.pdf",
    "content": b"%PDF",
    "sha256": "0" * 64,
    "renderer": "test",
}


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    """Our company is known."""
    at_desk(billing.company, login="carla")


def kept(model: type[Record], **given: Any) -> Any:
    """One row, saved."""
    with transaction():
        row = model(**given)
        row.save()
    return row


def refused(model: type[Record], **given: Any) -> None:
    """The rules take no such row."""
    with pytest.raises((UserError, DatabaseError)) as why:
        kept(model, **given)
    error = why.value.__cause__ if isinstance(why.value, UserError) else why.value
    assert error is not None
    assert failures.code(error) == failures.GUARDED, error


def _sent() -> tuple[Quote, QuoteVersion]:
    quote: Quote = kept(Quote, customer=make.customer())
    version: QuoteVersion = kept(QuoteVersion, quote=quote)
    kept(QuoteLine, quote_version=version, description="Laptop")
    kept(QuoteEvent, quote_version=version, kind=QuoteEventKind.SENT)
    with transaction():
        version.snapshot, version.frozen_at = "{}", clock.now()
        version.save()
    return quote, version


def test_what_was_offered_stays_as_it_was_sent() -> None:
    _quote, version = _sent()
    for sql in (
        "UPDATE quote_version SET snapshot = '', version = version + 1",
        "UPDATE quote_version SET frozen_at = NULL, version = version + 1",
        "UPDATE quote_version SET version = version + 1",
        "DELETE FROM quote_version",
        "DELETE FROM quote",
        "UPDATE quote_line SET price = 1, version = version + 1",
        "DELETE FROM quote_line",
        "DELETE FROM quote_event",
    ):
        refused_with(sql, None, failures.GUARDED)
    refused(QuoteLine, quote_version=version, description="Erbij")
    draft = kept(QuoteVersion, quote=version.quote_id, revision=2)
    line = kept(QuoteLine, quote_version=draft, description="Nieuw")
    move = f"UPDATE quote_line SET quote_version_id = {version.id}, version = version + 1"
    refused_with(f"{move} WHERE id = {line.id}", None, failures.GUARDED)
    with transaction():
        draft.delete_instance()  # a draft goes, with its lines
    assert QuoteLine.select().count() == 1


def test_a_line_does_not_go_from_one_draft_to_another() -> None:
    quote = kept(Quote, customer=make.customer())
    one, other = (kept(QuoteVersion, quote=quote, revision=at) for at in (1, 2))
    kept(QuoteLine, quote_version=one, description="Laptop")
    move = f"UPDATE quote_line SET quote_version_id = {other.id}, version = version + 1"
    refused_with(move, None, failures.GUARDED)
    customer = billing.customer()
    first, second = billing.draft(customer)[0], billing.draft(customer)[0]
    move = f"UPDATE invoice_line SET invoice_id = {second}, version = version + 1"
    refused_with(f"{move} WHERE invoice_id = {first}", None, failures.GUARDED)


def test_what_was_sent_is_kept() -> None:
    done = billing.final(billing.customer())
    customer = Invoice.get_by_id(done.id).customer_id
    kept(DocumentFile, customer=customer, invoice=done.id, **FILE)
    letter = kept(
        Reminder, customer=customer, step=Step.FRIENDLY, dated=clock.today(), principal=9075
    )
    kept(ReminderItem, reminder=letter, invoice=done.id, open_cents=9075)
    for table in ("document_file", "reminder", "reminder_item"):
        refused_with(f"DELETE FROM {table}", None, failures.GUARDED)
    refused(DocumentFile, customer=customer, **FILE)  # of nothing
    refused(DocumentFile, customer=customer, invoice=done.id, reminder=letter, **FILE)  # of two
    draft, _version = billing.draft(Customer.get_by_id(customer))
    refused(DocumentFile, customer=customer, invoice=draft, **FILE)
    refused(InvoiceEvent, invoice=draft, kind="sent")


def test_a_mail_that_may_have_gone_says_for_ever_what_it_said() -> None:
    mail = kept(
        Mail,
        customer=make.customer(),
        recipient="info@post.example",
        heading="Factuur",
        body="Beste",
        message_id="<1@post.example>",
    )
    refused_with("DELETE FROM mail", None, failures.GUARDED)
    with transaction():
        mail.recipient = "administratie@post.example"  # it waits, so that may change
        mail.state = MailState.SENDING
        mail.save()
    for column in ("recipient", "copy_to", "heading", "body", "message_id"):
        refused_with(
            f"UPDATE mail SET {column} = 'x', version = version + 1", None, failures.GUARDED
        )
    with transaction():
        mail.state = MailState.UNCERTAIN
        mail.save()


def test_amounts_stay_within_what_can_be_added_up(at_desk: AtDesk) -> None:
    draft, _version = billing.draft(billing.customer())
    for wrong in ({"price": -1}, {"price": 9_000_000_001}, {"quantity": 1_000_000_001}):
        refused(InvoiceLine, invoice=draft, **wrong)
    refused(InvoiceLine, invoice=draft, discount=10_001)
    refused(Article, code="X", price=-1)
    article = kept(Article, code="Y")
    customer = make.customer()
    refused(PriceAgreement, customer=customer, article=article, price=-1)
    refused(PriceAgreement, customer=customer, article=article, discount=10_001)
    kept(PriceAgreement, customer=customer, article=article, discount=500)
    at_desk(lambda: kept(InvoiceSetting), login="carla")
    with pytest.raises(UserError):
        at_desk(lambda: kept(InvoiceSetting), login="carla")


def test_nothing_is_made_for_who_was_erased(at_desk: AtDesk) -> None:
    customer = make.customer()
    at_desk(erasing.erase, customer.id, login="carla")
    refused(Invoice, customer=customer)
    refused(Quote, customer=customer)
    refused(Agreement, customer=customer, first_day=clock.today(), next_day=clock.today())


def test_a_credit_invoice_is_about_a_final_invoice_of_the_same_customer() -> None:
    done = billing.final(billing.customer())
    customer = Invoice.get_by_id(done.id).customer_id
    draft, _version = billing.draft(Customer.get_by_id(customer))
    refused(Invoice, kind="credit", customer=customer)  # about nothing
    refused(Invoice, kind="credit", customer=customer, credits=draft)
    refused(Invoice, kind="credit", customer=make.customer("Ander BV"), credits=done.id)
    refused(Invoice, kind="credit", customer=customer, credits=done.id, mode="incl")
    refused(Invoice, kind="invoice", customer=customer, credits=done.id)
    kept(Invoice, kind="credit", customer=customer, credits=done.id)


def test_a_payment_is_cancelled_whole_and_once() -> None:
    done = billing.final(billing.customer())
    paid = kept(Payment, amount=5000, dated=clock.today())
    used = kept(Allocation, invoice=done.id, payment=paid, amount=100)
    refused(Payment, amount=0, dated=clock.today())
    refused(Payment, amount=-5000, dated=clock.today(), cancels=paid)  # it is in use
    kept(Allocation, invoice=done.id, payment=paid, amount=-100, cancels=used)
    refused(Payment, amount=-4999, dated=clock.today(), cancels=paid)
    back = kept(Payment, amount=-1, dated=clock.today(), pays_back=paid)
    refused(Payment, amount=-5000, dated=clock.today(), cancels=paid)  # a part was paid back
    refused(Payment, amount=1, dated=clock.today(), pays_back=paid)
    kept(Payment, amount=1, dated=clock.today(), cancels=back)
    gone = kept(Payment, amount=-5000, dated=clock.today(), cancels=paid)
    refused(Payment, amount=5000, dated=clock.today(), cancels=gone)
    refused(Payment, amount=-1, dated=clock.today(), pays_back=paid)
    refused(Allocation, invoice=done.id, payment=paid, amount=1)
