"""Invoices from draft to final: numbered in turn, right to the cent, and never changed again."""

from dataclasses import replace

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.models import base
from mcsys_desktop.models.invoices import Invoice, InvoiceLine, InvoiceParticulars, InvoiceVat
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import DraftHead, DraftLine, NotReady
from tests import billing
from tests.conftest import AtDesk, Office


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    """Our company is known: who manages the office has said so."""
    at_desk(billing.company, login="carla")


def test_a_draft_becomes_final_under_the_next_number_of_the_year(db: Office) -> None:
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
