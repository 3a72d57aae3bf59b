"""The letters of reminders: frozen when made, je or u, and what is added to the amount."""

from datetime import date, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.printers import Ticket
from mcsys_desktop.models import base
from mcsys_desktop.models.companies import Company
from mcsys_desktop.models.customers import AddressForm, Customer, EmailAddress
from mcsys_desktop.models.outbox import DocumentFile, Mail, MailState
from mcsys_desktop.models.payments import Debt, InterestRate
from mcsys_desktop.models.reminders import Reminder
from mcsys_desktop.services import invoice_settings, invoices, payments, reminders
from mcsys_desktop.services.payments import Method
from mcsys_desktop.services.printing import Choice
from mcsys_desktop.services.reminders import Delivery, Step, previews
from tests import billing
from tests.conftest import AtDesk
from tests.reminding import Days, go, only, ours, pay

__all__ = ["go", "ours"]  # the fixtures


def test_the_letter_keeps_what_it_said(go: Days, at_desk: AtDesk) -> None:
    customer = billing.customer("Fam. Jansen", private=True)
    done = billing.final(customer)
    go(21)
    made = reminders.make(only())
    before, paper = reminders.frozen(made), reminders.paper(made)
    pay(done, 7000)
    at_desk(rename, login="carla")
    assert reminders.frozen(made) == before
    assert reminders.paper(made) == paper
    assert DocumentFile.select().where(DocumentFile.reminder == made).count() == 1
    assert paper.content.startswith(b"%PDF")
    (told,) = reminders.of_customer(customer.id)
    assert (told.id, told.step, told.principal) == (made, Step.FRIENDLY, 7500)
    assert told.numbers == (done.number,)


def rename() -> None:
    """Our company gets another name."""
    with base.transaction():
        row = Company.get()
        row.name = "Ander BV"
        row.save()


def test_je_or_u_as_agreed_and_always_u_in_the_lawful_letter(go: Days) -> None:
    customer = billing.customer("Jan", private=True)
    with base.transaction():
        row = Customer.get_by_id(customer.id)
        row.address_form = AddressForm.INFORMAL
        row.save()
    billing.final(customer)
    go(21)
    friendly = reminders.letter(only())
    assert "Wil je het bedrag" in friendly.after[0]
    reminders.make(only())
    go(31)
    lawful = reminders.letter(only())
    assert lawful.formal
    words = " ".join((lawful.opening, *lawful.before, *lawful.after)).lower().split()
    assert not {"je", "jij", "jou", "jouw"} & set(words)


def test_a_mail_gives_its_term_when_it_went_and_none_when_it_came_back(go: Days) -> None:
    customer = billing.customer("Fam. Jansen", private=True)
    with base.transaction():
        EmailAddress(customer=customer, address="jansen@example.org").save()
    billing.final(customer)
    go(21)
    assert only().delivery is Delivery.EMAIL
    made = reminders.make(only())
    assert Reminder.get_by_id(made).pay_by == go(21 + 1 + 7)
    with base.transaction():
        mail = Mail(
            customer=customer,
            reminder=made,
            recipient="jansen@example.org",
            heading="Herinnering",
            body="Zie de brief",
            message_id="<1@example.org>",
        )
        mail.save()
    go(60)
    assert reminders.proposals() == [], "it is not known to have gone"
    with base.transaction():
        mail.state = MailState.BOUNCED
        mail.save()
    assert only().step is Step.FRIENDLY, "nobody read it"


def test_who_cannot_deduct_vat_asks_for_it_on_the_costs(go: Days, at_desk: AtDesk) -> None:
    day = clock.today()
    billing.final(billing.customer("Fam. Jansen", private=True))
    go(21)
    reminders.make(only())
    go(31)
    at_desk(
        lambda: invoice_settings.choose(0, {"small_business_from": day + timedelta(days=25)}),
        login="carla",
    )
    letter = only()
    assert (letter.costs, letter.costs_vat) == (4840, 840)
    assert "€\u00a048,40, waarvan €\u00a08,40 btw" in " ".join(reminders.letter(letter).after)


def test_interest_is_asked_where_it_is_switched_on_and_filled_in(go: Days, at_desk: AtDesk) -> None:
    billing.final(billing.customer(), billing.line(price=10_000_000))
    go(21)
    reminders.make(only())
    go(14 + 365)
    at_desk(lambda: invoice_settings.choose(0, {"uses_interest": True}), login="carla")
    assert only().interest == 0
    at_desk(fill_in, login="carla")
    found = only()
    assert (found.step, found.principal) == (Step.NOTICE, 121_000)
    assert 12_090 <= found.interest <= 12_100, "ten in a hundred for a year"
    assert reminders.letter(found).demand == 121_000 + found.costs + found.interest


def fill_in() -> None:
    """The office knows the rates."""
    with base.transaction():
        InterestRate(debt=Debt.COMMERCIAL, from_day=date(2020, 1, 1), points=1000).save()


def test_the_card_says_where_somebody_stands(go: Days) -> None:
    customer = billing.customer()
    done = billing.final(customer)
    go(21)
    assert reminders.stands(customer.id).last is None
    made = reminders.make(only())
    last = reminders.stands(customer.id).last
    assert last is not None
    assert (last.id, last.step) == (made, Step.FRIENDLY)
    reminders.lock(customer.id)
    assert reminders.stands(customer.id).locked
    pay(done, 9075)
    assert reminders.stands(customer.id).last is None


def test_letters_are_printed_as_they_are_kept_or_without_letterhead(go: Days) -> None:
    billing.final(billing.customer())
    go(21)
    made, sent = reminders.make(only()), list[bytes]()

    def send(pdf: bytes, _ticket: Ticket, _title: str) -> str:
        sent.append(pdf)
        return "job-1"

    assert reminders.print_letters([made], Choice("Balie"), send).documents == 1
    assert sent == [reminders.paper(made).content]
    reminders.print_letters([made], Choice("Balie", letterhead=False), send)
    assert b"%PDF" in sent[1]
    assert sent[1] != sent[0]


def test_two_desks_write_one_letter(go: Days, at_desk: AtDesk) -> None:
    billing.final(billing.customer())
    go(21)
    seen = only()
    at_desk(reminders.make, seen)
    with pytest.raises(UserError, match="Look at it once more"):
        reminders.make(seen)
    assert Reminder.select().count() == 1


def test_what_we_owe_them_is_said_before_they_are_reminded(go: Days) -> None:
    customer = billing.customer()
    one, two = billing.final(customer), billing.final(customer)
    credit = invoices.finalise(invoices.credit(one.id), 1, billing.request())
    payments.receive(500, clock.today(), Method.BANK, customer_id=customer.id)
    go(21)
    told = previews.of_proposal(only(), Delivery.POST, 0, 300).problems
    assert [each.sentence for each in told] == [
        "We still owe this customer €\u00a095,75. Settle that first."
    ]
    payments.settle(credit.id, two.id, 9075)
    assert previews.unsettled(customer.id) == 500
