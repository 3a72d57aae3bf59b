"""Invoices in the search field, and the figures of the first page; on both engines."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.services import invoices, payments, search
from mcsys_desktop.services.invoices import DraftHead, figures
from tests import billing
from tests.conftest import AtDesk

pytestmark = pytest.mark.usefixtures("db", "company")


@pytest.fixture
def company(at_desk: AtDesk) -> None:
    """An administrator said who we are."""
    at_desk(billing.company, login="carla")


def found(typed: str) -> list[str]:
    """What is found of invoices, by what opens it."""
    return [one.target for one in search.find(typed).found if one.kind == "invoice"]


def test_an_invoice_is_found_by_all_that_people_know_of_it() -> None:
    bakery = billing.customer()
    head = DraftHead(bakery.id, reference="PO 2026/77")
    one = billing.final(bakery, billing.line("SSD 500 GB", price=2_298_400), head=head)
    other = billing.final(billing.customer("Jan Jansen"), billing.line("Voorrijkosten"))
    draft, _version = billing.draft(bakery, billing.line("Toetsenbord"))
    mine = f"invoice:{one.id}"
    for typed in (one.number, one.number[-5:], "278,11", "€ 278,11", "po 2026/77", "ssd gb"):
        assert mine in found(typed), typed
        assert f"invoice:{other.id}" not in found(typed), typed
    assert found("jansen") == [f"invoice:{other.id}"]
    assert found("toetsenbord") == [f"invoice:{draft}"]
    assert found("100%") == found("zz_") == []
    (row,) = [each for each in search.find("278,11").found if each.kind == "invoice"]
    assert row.title.endswith(one.number)
    assert row.kept.replace("\u00a0", " ") == "€ 278,11"
    assert "Vries" not in row.masked


def test_the_first_page_tells_what_is_open_late_and_made(at_desk: AtDesk) -> None:
    assert not figures.figures().any
    customer = billing.customer()
    one, other = (billing.final(customer) for _each in range(2))
    payments.receive(2000, clock.today(), payments.Method.CASH, [payments.Share(one.id, 2000)])
    seen = at_desk(figures.figures, login="carla")
    assert (seen.owed.open, seen.owed.overdue, seen.owed.invoices) == (16_150, 0, 2)
    assert (seen.turnover, seen.before, seen.any) == (15_000, 0, True)
    credit = invoices.credit(other.id)
    draft = invoices.get(credit)
    assert draft is not None
    invoices.finalise(credit, draft.version, billing.request())
    later = clock.today() + timedelta(days=40)
    late = at_desk(figures.figures, later, login="carla")
    assert late.owed.overdue == late.owed.open
    today = clock.today()
    assert figures.turnover(today.replace(day=1), today + timedelta(days=1)) == 7500
    assert Stored.select().count() == 3
