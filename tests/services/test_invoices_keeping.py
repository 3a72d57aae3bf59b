"""What the editor asks while somebody types, on both engines."""

from dataclasses import replace

import pytest

from mcsys_desktop.core.errors import StaleRecord
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import DraftHead, DraftLine, keeping, previews
from mcsys_desktop.services.payments.whole import whole
from tests import billing
from tests.conftest import AtDesk

pytestmark = pytest.mark.usefixtures("db", "company")


@pytest.fixture
def company(at_desk: AtDesk) -> None:
    """An administrator said who we are."""
    at_desk(billing.company, login="carla")


def test_a_draft_is_made_once_and_kept_over_its_own_version() -> None:
    customer = billing.customer()
    head, request = DraftHead(customer.id), billing.request()
    one = keeping.keep(None, 0, head, [billing.line()], request=request)
    again = keeping.keep(None, 0, head, [billing.line()], request=request)
    assert (again.id, again.version) == (one.id, one.version)
    more = keeping.keep(one.id, one.version, replace(head, reference="PO 7"), [], request=request)
    there = invoices.get(one.id)
    assert there is not None
    assert (there.version, there.head.reference, there.lines) == (more.version, "PO 7", ())


def test_what_somebody_else_kept_first_is_never_overwritten(at_desk: AtDesk) -> None:
    customer = billing.customer()
    head = DraftHead(customer.id)
    kept = keeping.keep(None, 0, head, [billing.line()], request=billing.request())
    at_desk(invoices.save, kept.id, kept.version, replace(head, reference="van Bob"), ())
    with pytest.raises(StaleRecord):
        keeping.keep(kept.id, kept.version, head, [DraftLine("mijn")], request=billing.request())


def test_a_document_begins_as_its_customer_wants_it() -> None:
    firm, person = billing.customer(), billing.customer("Jan Jansen", private=True)
    assert keeping.buyer(firm.id).head.mode is PriceMode.EXCL
    told = keeping.buyer(person.id)
    assert told.head.mode is PriceMode.INCL
    assert (told.name, told.payment_days) == ("Jan Jansen", 14)
    assert "Kerkplein 3" in told.detail
    assert Treatment.MARGIN not in keeping.treatments()
    assert keeping.treatments()[0] is Treatment.HIGH


def test_a_preview_is_drawn_and_says_what_is_missing() -> None:
    customer = billing.customer()
    invoice_id, _version = billing.draft(customer)
    draft = invoices.get(invoice_id)
    assert draft is not None
    seen = previews.of_draft(draft, 0, 400)
    assert (seen.picture.width, seen.picture.pages) == (400, 1)
    assert len(seen.picture.pixels) == seen.picture.stride * seen.picture.height
    assert len(set(seen.picture.pixels)) > 10  # something is written on it
    assert not [one for one in seen.problems if one.stops]
    nothing = previews.of_draft(replace(draft, lines=(), line_ids=()), 5, 400)
    assert [one.field for one in nothing.problems if one.stops] == ["lines"]
    done = billing.final(customer, *[billing.line(f"Regel {at}") for at in range(60)])
    assert previews.of_final(done.id, 9, 300).picture.number == 2


def test_all_that_lies_beside_a_document_comes_at_once() -> None:
    done = billing.final(billing.customer())
    invoices.tell(done.id, invoices.EventKind.PRINTED)
    credit = invoices.credit(done.id)
    seen = whole(done.id)
    assert seen is not None
    assert [one.kind for one in seen.events] == [invoices.EventKind.PRINTED]
    assert [one.id for one in seen.credits] == [credit]
    assert seen.customer == "Bakkerij De Vries"
    of_credit = whole(credit)
    assert of_credit is not None
    assert of_credit.corrects is not None
    assert of_credit.corrects.number == done.number
