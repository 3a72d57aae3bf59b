"""Invoices from draft to final: numbered in turn, right to the cent, and never changed again."""

from dataclasses import replace
from datetime import date

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.models import base
from mcsys_desktop.models.invoice_settings import BillingTerms
from mcsys_desktop.models.invoices import Invoice, InvoiceLine, InvoiceParticulars, InvoiceVat
from mcsys_desktop.services import companies, invoice_settings, invoices
from mcsys_desktop.services.invoices import DraftHead, DraftLine, LineKind, NotReady, Status
from tests import billing, make
from tests.conftest import AtDesk, Office


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    """Our company is known: who manages the office has said so."""
    at_desk(billing.company, login="carla")


def test_a_draft_becomes_final_under_the_next_number_of_the_year() -> None:
    customer = billing.customer()
    found = [billing.final(customer, billing.line(price=price)) for price in (750_000, 899_500)]
    year = clock.today().year
    assert billing.numbers(found) == [f"F{year}-00001", f"F{year}-00002"]
    assert [each.total for each in found] == [9075, 10884]
    row = Invoice.get_by_id(found[1].id)
    assert (row.vat, row.seq, row.final_by) == (1889, 2, "anna")
    assert row.due is not None
    assert (row.due - found[1].dated).days == 14
    booked = [(v.treatment, v.points, v.base, v.vat_cents) for v in InvoiceVat.select()]
    assert (Treatment.HIGH, 2100, 8995, 1889) in booked
    assert "Bakkerij De Vries" in InvoiceParticulars.get(InvoiceParticulars.invoice == row.id).text
    assert "Bakkerij" not in (row.snapshot or "")
    assert invoices.flaws() == []


def test_everything_that_a_document_can_hold_adds_up_in_either_mode() -> None:
    customer = billing.customer()
    lines = (
        DraftLine("Onderdelen", kind=LineKind.HEADING),
        billing.line("Schijf", 2500, 3300),
        replace(billing.line("Uren", 250, 950_000), discount=750),
        DraftLine("Gebracht door de monteur", kind=LineKind.TEXT),
        billing.line("Boek", 3000, 229_500, Treatment.LOW),
        billing.line("Inruil", -1000, 500_000),
        billing.line("Telefoon", 1000, 4_990_000, Treatment.EXEMPT),
        billing.line("Kabel", 3000, 100_050),
    )
    for mode in PriceMode:
        head = DraftHead(customer_id=customer.id, mode=mode, discount=1050)
        done = billing.final(customer, *lines, head=head)
        expected = invoices.totals(lines, mode, clock.today(), 1050)
        assert done.total == expected.total
        sheet = invoices.sheet(done.id)
        assert [(b.place, b.heading) for b in sheet.particulars.between] == [(0, True), (2, False)]
        assert (
            sum(item.net for item in sheet.snapshot.items)
            + sum(extra.net for extra in sheet.snapshot.extras)
            == expected.base
        )
    assert invoices.flaws() == []


def test_asked_again_under_the_same_request_it_gives_the_same_number() -> None:
    made, version = billing.draft(billing.customer())
    request = billing.request()
    first = invoices.finalise(made, version, request)
    assert invoices.finalise(made, version, request) == first
    with pytest.raises(StaleRecord):
        invoices.finalise(made, version, billing.request())
    assert Invoice.select().where(Invoice.number.is_null(False)).count() == 1


def test_who_saw_an_older_draft_makes_nothing_final() -> None:
    made, version = billing.draft(billing.customer())
    found = invoices.get(made)
    assert found is not None
    later = invoices.save(made, version, found.head, (*found.lines, billing.line("Meer")))
    assert later == version + 1
    with pytest.raises(StaleRecord):
        invoices.finalise(made, version, billing.request())
    with pytest.raises(StaleRecord):
        invoices.save(made, version, found.head, found.lines)
    assert invoices.finalise(made, later, billing.request()).total == 2 * 9075


def test_saving_what_is_there_changes_nothing() -> None:
    made, version = billing.draft(billing.customer(), billing.line("Een"), billing.line("Twee"))
    found = invoices.get(made)
    assert found is not None
    kept = found.line_ids
    assert invoices.save(made, version, found.head, found.lines) == version
    fewer = invoices.save(made, version, found.head, found.lines[1:])
    again = invoices.get(made)
    assert again is not None
    assert (fewer, [line.description for line in again.lines]) == (version + 1, ["Twee"])
    assert again.line_ids == kept[:1]


def test_what_is_missing_is_said_before_a_number_is_taken(at_desk: AtDesk) -> None:
    nowhere = make.customer("Zonder Adres BV")
    with base.transaction():
        BillingTerms(customer=nowhere, wants_reference=True).save()
    made, version = billing.draft(nowhere, billing.line("", treatment=Treatment.REVERSED))
    with pytest.raises(NotReady) as refused:
        invoices.finalise(made, version, billing.request())
    fields = [problem.field for problem in refused.value.problems]
    assert fields == ["customer", "reference", "description", "customer"]
    empty = invoices.begin()
    with pytest.raises(NotReady, match="Choose a customer"):
        invoices.finalise(empty, 1, billing.request())
    done = billing.final(billing.customer("Wel Goed BV"))
    assert done.number.endswith("-00001"), "nothing that failed took a number"


def test_under_the_small_business_scheme_no_vat_is_charged(at_desk: AtDesk) -> None:
    chosen = invoice_settings.Chosen()
    began = {"small_business_from": date(2026, 1, 1)}
    at_desk(invoice_settings.choose, chosen.version, began, login="carla")
    customer = billing.customer()
    with pytest.raises(NotReady, match="small-business"):
        billing.final(customer)
    assert billing.final(customer, billing.line(treatment=Treatment.SMALL_BUSINESS)).total == 7500


def test_a_final_one_is_neither_saved_nor_thrown_away_but_copied() -> None:
    customer = billing.customer()
    done = billing.final(customer, billing.line("Reparatie"))
    found = invoices.get(done.id)
    assert found is not None
    for act in (
        lambda: invoices.save(done.id, found.version, found.head, ()),
        lambda: invoices.delete(done.id, found.version),
    ):
        with pytest.raises(UserError, match="is final"):
            act()
    copied = invoices.get(invoices.copy(done.id))
    assert copied is not None
    assert (copied.final, [line.description for line in copied.lines]) == (False, ["Reparatie"])
    invoices.delete(copied.id, copied.version)
    assert invoices.get(copied.id) is None
    assert InvoiceLine.select().count() == 1


def test_a_final_document_stays_as_it_was_whatever_changes_around_it(at_desk: AtDesk) -> None:
    customer = billing.customer("Oude Naam BV")
    done = billing.final(customer)
    before = invoices.sheet(done.id)
    with base.transaction():
        customer.name = "Nieuwe Naam BV"
        customer.save()
    at_desk(lambda: companies.save(replace(companies.company(), street="Nieuweweg")), login="carla")
    assert invoices.sheet(done.id) == before
    assert before.particulars.buyer.name == "Oude Naam BV"


def test_a_consumer_pays_the_price_that_was_said() -> None:
    done = billing.final(
        billing.customer("Jan Jansen", private=True), billing.line(price=1_000_000)
    )
    row = Invoice.get_by_id(done.id)
    assert (row.mode, done.total, row.vat) == (PriceMode.INCL, 10_000, 1736)


def test_a_credit_invoice_gives_back_what_is_left_and_no_more() -> None:
    customer = billing.customer()
    done = billing.final(customer, billing.line("Kabel", 3000, 100_050), billing.line("Uren"))
    kabel, _uren = invoices.left(done.id)
    part = _credit(done.id, {kabel.line_id: 1000})
    assert part.number == f"CN{clock.today().year}-00001"
    with pytest.raises(UserError, match="more would be given back"):
        invoices.credit(done.id, {kabel.line_id: 2500})
    _credit(done.id, {kabel.line_id: 1000})
    rest = _credit(done.id, None)
    given = [
        InvoiceVat.get(InvoiceVat.invoice == each.id).base for each in invoices.credits_of(done.id)
    ]
    # 3 × 10.005 is 30.02; one by one they would come to 30.03.
    assert given == [1001, 1001, 1000 + 7500]
    assert rest.total == 10285
    with pytest.raises(UserError, match="given back already"):
        invoices.credit(done.id)
    sheet = invoices.sheet(rest.id)
    assert (sheet.snapshot.corrects, sheet.snapshot.kind.value) == (done.number, "credit")
    assert invoices.flaws() == []


def test_two_credit_invoices_of_the_same_are_not_both_made_final() -> None:
    done = billing.final(billing.customer())
    first, second = invoices.credit(done.id), invoices.credit(done.id)
    invoices.finalise(first, 1, billing.request())
    with pytest.raises(UserError, match="More would be given back"):
        invoices.finalise(second, 1, billing.request())
    found = invoices.get(second)
    assert found is not None
    assert not found.final
    invoices.delete(second, found.version)


def test_how_a_document_stands_is_computed() -> None:
    done = billing.final(billing.customer())
    assert invoices.standing(done.id).status is Status.FINAL
    invoices.tell(done.id, invoices.EventKind.SENT, "info@post.example")
    assert invoices.standing(done.id).status is Status.SENT
    later = date(done.dated.year + 1, 12, 1)
    overdue = invoices.standing(done.id, later)
    assert overdue.status is Status.OVERDUE
    assert overdue.late > 300
    invoices.tell(done.id, invoices.EventKind.DISPUTED)
    assert invoices.standing(done.id, later).status is Status.DISPUTED
    invoices.tell(done.id, invoices.EventKind.DISPUTE_OVER)
    assert invoices.standing(done.id, later).status is Status.OVERDUE
    draft, _version = billing.draft(billing.customer("Ander BV"))
    assert invoices.standing(draft).status is Status.DRAFT
    with pytest.raises(UserError, match="final first"):
        invoices.tell(draft, invoices.EventKind.SENT)


def _credit(invoice_id: int, quantities: dict[int, int] | None) -> invoices.Finished:
    return invoices.finalise(invoices.credit(invoice_id, quantities), 1, billing.request())
