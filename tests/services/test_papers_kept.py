"""Papers outlive a customer who is erased, and are emptied when the law lets go of them."""

from datetime import date, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models.agreements import Agreement, AgreementLine
from mcsys_desktop.models.articles import PriceAgreement
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.invoice_settings import BillingTerms
from mcsys_desktop.models.invoices import Invoice, InvoiceEvent, InvoiceLine, InvoiceParticulars
from mcsys_desktop.models.outbox import DocumentFile, FileKind, Mail, MailFile, MailState
from mcsys_desktop.models.quotes import Quote, QuoteEvent, QuoteEventKind, QuoteLine, QuoteVersion
from mcsys_desktop.services import (
    articles,
    erasing,
    history,
    invoice_settings,
    invoices,
    payments,
    retention,
)
from mcsys_desktop.services.invoices import DraftHead
from mcsys_desktop.services.payments import Method, Share
from tests import billing
from tests.conftest import AtDesk, Office
from tests.services.test_erasing import CANARY, _found


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    """Our company is known."""
    at_desk(billing.company, login="carla")


def _full() -> tuple[int, invoices.Finished]:
    """A customer of whom there is a paper of each kind, all of them with the canary in it."""
    customer = billing.customer(f"{CANARY} BV")
    head = DraftHead(customer_id=customer.id, reference=CANARY, note=CANARY)
    done = billing.final(customer, billing.line(f"Laptop van {CANARY}"), head=head)
    billing.draft(customer, billing.line(CANARY), head=head)
    invoices.tell(done.id, invoices.EventKind.NOTED, CANARY)
    payments.receive(
        100, clock.today(), Method.BANK, [Share(done.id, 100)], payer=CANARY, words=CANARY
    )
    article = articles.save(articles.Article("SSD1", {"nl": "Schijf"}, price=100))
    articles.agree(customer.id, article_id=article, discount=500)
    with transaction():
        BillingTerms(customer=customer, held_why=CANARY).save()
        quote: Quote = Quote(customer=customer, title=CANARY)
        quote.save()
        version: QuoteVersion = QuoteVersion(quote=quote, introduction=CANARY)
        version.save()
        QuoteLine(quote_version=version, description=CANARY).save()
        version.snapshot, version.particulars, version.frozen_at = "{}", CANARY, clock.now()
        version.save()
        QuoteEvent(quote_version=version, kind=QuoteEventKind.ACCEPTED, who=CANARY).save()
        agreement: Agreement = Agreement(
            customer=customer, title=CANARY, first_day=clock.today(), next_day=clock.today()
        )
        agreement.save()
        AgreementLine(agreement=agreement, description=CANARY).save()
        file: DocumentFile = DocumentFile(
            customer=customer,
            quote_version=version,
            kind=FileKind.PDF,
            name="offerte.pdf",
            content=CANARY.encode(),
            sha256="0" * 64,
            renderer="test",
        )
        file.save()
        DocumentFile(
            customer=customer,
            invoice=done.id,
            kind=FileKind.PDF,
            name="factuur.pdf",
            content=CANARY.encode(),
            sha256="0" * 64,
            renderer="test",
        ).save()
        mail: Mail = Mail(
            customer=customer,
            quote_version=version,
            recipient=f"{CANARY}@post.example",
            heading=CANARY,
            body=CANARY,
            message_id="<1@post.example>",
            state=MailState.SENT,
        )
        mail.save()
        MailFile(mail=mail, file=file).save()
    return customer.id, done


def test_a_customer_is_erased_and_what_the_law_keeps_stays_whole(
    db: Office, at_desk: AtDesk
) -> None:
    id_, done = _full()
    before = invoices.sheet(done.id)

    at_desk(erasing.erase, id_, login="carla")

    assert set(_found(db, CANARY)) - {"document_file.content"} == {  # bytes, on a server
        *("invoice.reference", "invoice.note", "invoice_line.description"),
        *("invoice_particulars.text", "invoice_event.words", "payment.payer", "payment.words"),
    }
    assert [file.name for file in DocumentFile.select()] == ["factuur.pdf"]
    assert invoices.sheet(done.id) == before
    assert (Invoice.select().count(), InvoiceLine.select().count()) == (1, 1)
    gone = (Quote, QuoteVersion, QuoteLine, QuoteEvent, Agreement, AgreementLine, Mail, MailFile)
    assert [model.select().count() for model in (*gone, BillingTerms, PriceAgreement)] == [0] * 10
    assert (invoices.flaws(), history.verify()) == ([], [])
    assert invoices.standing(done.id).open == done.total - 100
    with pytest.raises(UserError, match="erased"):
        invoices.begin(id_)


@pytest.mark.parametrize("engine", ["sqlite"])
def test_at_its_term_a_paper_is_emptied_and_the_chain_stays_whole(
    db: Office, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _id, done = _full()
    at_desk(invoice_settings.choose, 0, {"keep_years": 10}, login="carla")
    kept, now = billing.final(billing.customer("Tien BV")), clock.now()
    year = done.dated.year
    with transaction():
        Invoice.delete().where(Invoice.number.is_null()).execute()  # drafts are kept by no law

    for years, left in ((7, 2), (8, 1), (10, 1), (11, 0)):
        then = now.replace(year=year + years, month=1, day=2)
        monkeypatch.setattr(clock, "now", lambda then=then: then)
        monkeypatch.setattr(history, "was_silent", lambda _now: False)
        retention.forget_at_night()
        assert InvoiceParticulars.select().count() == left

    places = {found.split(".")[0] for found in _found(db, CANARY)} - {"audit_detail"}
    assert places.isdisjoint({"invoice", "invoice_line", "invoice_event", "payment"})
    assert (InvoiceLine.select().count(), InvoiceEvent.select().count()) == (0, 0)
    assert invoices.sheet(done.id).particulars.buyer.name == "[gewist]"
    assert (invoices.standing(kept.id).total, invoices.flaws()) == (9075, [])
    assert history.verify() == []


def test_before_its_term_nothing_is_forgotten(db: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    _full()
    before = _found(db, CANARY)
    later = clock.now() + timedelta(days=8 * 366)
    monkeypatch.setattr(clock, "now", lambda: later)
    retention.forget_at_night()  # a file that was silent so long; a server has its own clock
    assert _found(db, CANARY) == before
    assert date(later.year, 1, 1) > clock.today() - timedelta(days=366)
