"""Payments: split over invoices, kept when too much, paid back, taken back; never used twice."""

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import callers, invoices, payments
from mcsys_desktop.services.invoices import Status
from mcsys_desktop.services.payments import Method, Share
from tests import billing, make
from tests.conftest import AtDesk, Office


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    """Our company is known."""
    at_desk(billing.company, login="carla")


def test_a_payment_is_split_and_what_is_too_much_is_kept() -> None:
    customer = billing.customer()
    first, second = billing.final(customer), billing.final(customer)
    assert payments.propose(customer.id, 10_000) == [Share(first.id, 9075), Share(second.id, 925)]
    made = payments.receive(
        20_000, clock.today(), Method.BANK, payments.propose(customer.id, 20_000)
    )
    found = payments.get(made)
    assert found is not None
    assert (found.left, [used.amount for used in found.used]) == (1850, [9075, 9075])
    assert [invoices.standing(each.id).status for each in (first, second)] == [Status.PAID] * 2
    assert invoices.owed(customer.id).open == 0
    third = billing.final(customer)
    payments.allocate(made, [Share(third.id, 1000)])
    assert invoices.standing(third.id).open == 8075
    back = payments.pay_back(made, 850, clock.today(), Method.BANK)
    again = payments.get(made)
    assert again is not None
    assert (again.left, [each.id for each in payments.unused(customer.id)]) == (0, [])
    with pytest.raises(UserError, match="paid back"):
        payments.pay_back(made, 1, clock.today(), Method.BANK)
    payments.take_back(back)
    assert [each.left for each in payments.unused(customer.id)] == [850]


def test_no_more_is_paid_than_is_open_and_none_of_it_twice() -> None:
    customer = billing.customer()
    done = billing.final(customer)
    with pytest.raises(UserError, match="than is open"):
        payments.receive(10_000, clock.today(), Method.PIN, [Share(done.id, 9076)])
    with pytest.raises(UserError, match="than is left of it"):
        payments.receive(5_000, clock.today(), Method.PIN, [Share(done.id, 5001)])
    request = billing.request()
    for _time in range(2):
        payments.receive(9075, clock.today(), Method.PIN, [Share(done.id, 9075)], request=request)
    assert len(payments.of_customer(customer.id)) == 1
    draft, _version = billing.draft(customer)
    with pytest.raises(UserError):
        payments.receive(100, clock.today(), Method.PIN, [Share(draft, 100)])
    for nothing in (0, -5):
        with pytest.raises(UserError, match="above zero"):
            payments.receive(nothing, clock.today(), Method.PIN)


def test_a_mistaken_payment_is_taken_back_whole() -> None:
    customer = billing.customer()
    done = billing.final(customer)
    made = payments.receive(9075, clock.today(), Method.CASH, [Share(done.id, 9075)])
    payments.take_back(made, "Verkeerde klant")
    assert invoices.standing(done.id).open == 9075
    found = payments.get(made)
    assert found is not None
    assert (found.cancelled, found.left, found.used) == (True, 0, ())
    with pytest.raises(UserError, match="already"):
        payments.take_back(made)
    with pytest.raises(UserError):
        payments.allocate(made, [Share(done.id, 1)])
    other = payments.receive(9075, clock.today(), Method.CASH, [Share(done.id, 9075)])
    (used,) = payments.of_invoice(done.id)[0].used
    payments.release(used.id)
    assert invoices.standing(done.id).open == 9075
    again = payments.get(other)
    assert again is not None
    assert again.left == 9075


def test_a_credit_invoice_settles_an_invoice_or_is_paid_out() -> None:
    customer = billing.customer()
    done, other = (
        billing.final(customer),
        billing.final(customer, billing.line("Muis", price=50_000)),
    )
    credit = invoices.finalise(invoices.credit(done.id), 1, billing.request())
    payments.settle(credit.id, other.id, 605)
    assert invoices.standing(other.id).status is Status.PAID
    with pytest.raises(UserError, match="than is"):
        payments.settle(credit.id, done.id, 9076)
    payments.settle(credit.id, done.id, 4000)
    payments.refund(credit.id, 4470, clock.today(), Method.BANK)
    assert invoices.standing(credit.id).status is Status.PAID
    with pytest.raises(UserError, match="than is"):
        payments.refund(credit.id, 1, clock.today(), Method.BANK)
    assert invoices.owed(customer.id).open == 5075
    assert invoices.owed_in_all().open == 5075


def test_the_caller_card_says_what_is_open() -> None:
    customer = billing.customer()
    make.number(customer, "033 461 20 45")
    done = billing.final(customer)
    billing.final(billing.customer("Ander BV"))
    payments.receive(1075, clock.today(), Method.PIN, [Share(done.id, 1075)])
    facts = {fact.kind: fact for fact in callers.recognise("+31334612045").facts}
    fact = facts["invoices_open"]
    assert (fact.title, fact.detail) == ("€\u00a080,00 open", "Not due yet")
    assert fact.customer_id == customer.id
