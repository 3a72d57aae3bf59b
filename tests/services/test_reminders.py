"""Reminders: what is due for whom, in one letter, with the exact costs, and never after payment."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.money.collection_costs import collection_costs
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.invoices import EventKind
from mcsys_desktop.models.reminders import Reminder, ReminderItem
from mcsys_desktop.services import invoices, reminders
from mcsys_desktop.services.invoices import Finished
from mcsys_desktop.services.reminders import Step
from tests import billing
from tests.reminding import Days, go, only, ours, pay

__all__ = ["go", "ours"]  # the fixtures


def with_days(customer: Customer, days: int) -> Finished:
    """A final invoice with another term of payment."""
    made = invoices.begin(customer.id)
    draft = invoices.get(made)
    assert draft is not None
    head = replace(draft.head, payment_days=days)
    version = invoices.save(made, draft.version, head, [billing.line()])
    return invoices.finalise(made, version, billing.request())


def test_a_consumer_gets_a_friendly_one_then_the_lawful_letter_and_is_handed_over(go: Days) -> None:
    customer = billing.customer("Fam. Jansen", private=True)
    billing.final(customer)  # due after 14 days
    for early in (0, 14, 15, 20):
        go(early)
        assert reminders.proposals() == []
    go(21)
    first = only()
    assert (first.step, first.principal, first.costs) == (Step.FRIENDLY, 7500, 0)
    reminders.make(first)
    go(30)  # posted: delivered on 23, seven days until 30
    assert reminders.proposals() == []
    go(31)
    second = only()
    assert (second.step, second.costs) == (Step.FOURTEEN_DAYS, 4000)
    made = reminders.make(second)
    assert Reminder.get_by_id(made).pay_by == go(31 + 2 + 14)
    assert reminders.proposals() == []
    go(48)
    third = only()
    assert (third.step, third.principal, third.costs) == (Step.HANDED_OVER, 7500, 4000)
    reminders.make(third)
    go(400)
    assert reminders.proposals() == []


def test_a_business_gets_a_formal_notice_with_costs_and_no_lawful_letter(go: Days) -> None:
    customer = billing.customer()
    billing.final(customer, billing.line("Server", price=30_000_000))
    go(21)
    reminders.make(only())
    go(31)
    notice = only()
    assert (notice.step, notice.principal) == (Step.NOTICE, 363_000)
    assert notice.costs == collection_costs(363_000) == 48_800
    made = reminders.frozen(reminders.make(notice))
    assert made.demand == 363_000 + 48_800
    assert "€\u00a04.118,00 uiterlijk op" in " ".join(made.after)
    go(31 + 2 + 7)
    assert reminders.proposals() == []
    go(31 + 2 + 7 + 1)
    assert only().step is Step.HANDED_OVER


def test_several_invoices_go_in_one_letter_with_the_costs_over_their_sum(go: Days) -> None:
    customer = billing.customer("Fam. Jansen", private=True)
    done = [billing.final(customer, billing.line(price=1_210_000)) for _each in range(3)]
    go(21)
    assert only().invoice_ids == tuple(each.id for each in done)
    reminders.make(only())
    with_days(customer, 35)  # has time until then
    go(35)
    letter = only()
    assert letter.principal == 36_300
    assert letter.costs == collection_costs(36_300) == 5445
    reminders.make(letter)
    rows = list(ReminderItem.select().order_by(ReminderItem.id.desc()).limit(3))
    assert [row.open_cents for row in rows] == [12_100] * 3


def test_what_is_late_goes_along_in_the_lawful_letter(go: Days) -> None:
    customer = billing.customer("Fam. Jansen", private=True)
    first = billing.final(customer)
    second = with_days(customer, 24)  # late from day 25 on
    go(21)
    assert only().invoice_ids == (first.id,)
    reminders.make(only())
    go(31)
    letter = only()
    assert (letter.step, letter.invoice_ids) == (Step.FOURTEEN_DAYS, (first.id, second.id))
    assert letter.costs == collection_costs(2 * 7500)


def test_an_office_that_was_closed_proposes_the_same(go: Days) -> None:
    customer = billing.customer("Fam. Jansen", private=True)
    billing.final(customer)
    go(21)
    there = only()
    for days in (22, 35, 60, 365):
        go(days)
        now = only()
        assert (now.step, now.invoice_ids, now.costs) == (
            there.step,
            there.invoice_ids,
            there.costs,
        )
    reminders.make(only())
    go(365 + 10)
    letter = only()
    go(365 + 24)
    assert only().step is letter.step is Step.FOURTEEN_DAYS
    reminders.make(only())
    go(365 + 24 + 16)
    assert reminders.proposals() == [], "the term runs from delivery, however late it was sent"
    go(365 + 24 + 17)
    assert only().step is Step.HANDED_OVER


def test_they_stop_when_it_is_paid_and_ask_for_what_is_left(go: Days) -> None:
    customer = billing.customer()
    done = billing.final(customer)
    go(21)
    seen = only()
    pay(done, 5000)
    assert only().principal == 4075
    with pytest.raises(UserError, match="Look at it once more"):
        reminders.make(seen)
    pay(done, 4075)
    assert reminders.proposals() == []
    with pytest.raises(UserError, match="Look at it once more"):
        reminders.make(seen)
    assert Reminder.select().count() == 0


def test_a_letter_is_made_once_however_often_it_is_asked(go: Days) -> None:
    billing.final(billing.customer())
    go(21)
    seen, request = only(), billing.request()
    assert reminders.make(seen, request=request) == reminders.make(seen, request=request)
    with pytest.raises(UserError):
        reminders.make(seen, request=billing.request())
    assert Reminder.select().count() == 1


def test_disputed_given_up_held_and_locked_ones_are_left_out(go: Days) -> None:
    customer = billing.customer()
    one, two = billing.final(customer), billing.final(customer)
    go(21)
    invoices.tell(one.id, EventKind.DISPUTED)
    assert only().invoice_ids == (two.id,)
    invoices.tell(one.id, EventKind.DISPUTE_OVER)
    invoices.tell(two.id, EventKind.UNCOLLECTABLE)
    assert only().invoice_ids == (one.id,)
    invoices.tell(two.id, EventKind.COLLECTABLE)
    reminders.lock(customer.id, "Betaalt in termijnen")
    assert reminders.proposals() == []
    assert reminders.locks(customer.id) == "Betaalt in termijnen"
    reminders.unlock(customer.id)
    assert reminders.locks(customer.id) is None
    assert only().invoice_ids == (one.id, two.id)


def test_one_is_held_until_a_day_or_until_further_notice(go: Days) -> None:
    customer = billing.customer()
    one, two = billing.final(customer), billing.final(customer)
    day = go(21)
    reminders.hold([one.id], day + timedelta(days=5))
    assert only().invoice_ids == (two.id,)
    go(25)
    assert only().invoice_ids == (two.id,)
    go(26)
    assert only().invoice_ids == (one.id, two.id)
    reminders.hold([one.id])
    go(300)
    assert only().invoice_ids == (two.id,)
    reminders.go_on([one.id])
    assert only().invoice_ids == (one.id, two.id)
    with pytest.raises(UserError, match="after today"):
        reminders.hold([one.id], clock.today())
