"""Making a reminder: amounts and words are frozen in one act, and never put together again."""

from collections.abc import Callable
from datetime import date

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.invoices.snapshot import Buyer
from mcsys_desktop.documents.reminders import wording
from mcsys_desktop.documents.reminders.letter import Claim, Letter, Told
from mcsys_desktop.documents.reminders.letter import Step as PaperStep
from mcsys_desktop.models import requests
from mcsys_desktop.models.base import shared, transaction
from mcsys_desktop.models.customers import AddressForm, Customer, CustomerKind
from mcsys_desktop.models.reminders import Reminder, ReminderItem, Step
from mcsys_desktop.services import invoice_settings, salutation
from mcsys_desktop.services.invoices.composing import billing_place
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.reminders.plan import Delivery
from mcsys_desktop.services.reminders.proposing import Proposal, pace_of, proposals
from mcsys_desktop.services.sellers import seller


def letter(proposal: Proposal, by: Delivery | None = None, on: date | None = None) -> Letter:
    """The letter as it would be made on a day, today unless it says otherwise.

    Raises UserError when the customer is gone.
    """
    day, how = on or clock.today(), by or proposal.delivery
    customer: Customer | None = Customer.get_or_none(Customer.id == proposal.customer_id)
    if customer is None:
        raise UserError(_("This customer is no longer there."))
    language = "nl" if customer.language == "nl" else "en"
    # The lawful letter always says u, and so does one to whoever nothing was agreed with.
    close = customer.address_form is AddressForm.INFORMAL
    formal = not close or proposal.step is Step.FOURTEEN_DAYS
    pace = pace_of(invoice_settings.chosen())
    earlier = {
        (each.dated, PaperStep(each.step.value)) for item in proposal.items for each in item.letters
    }
    made = Letter(
        step=PaperStep(proposal.step.value),
        language=language,
        formal=formal,
        seller=seller(),
        buyer=_buyer(customer),
        dated=day,
        claims=tuple(
            Claim(item.number, item.dated, item.due, item.total, item.open)
            for item in proposal.items
        ),
        principal=proposal.principal,
        costs=proposal.costs,
        costs_vat=proposal.costs_vat,
        interest=proposal.interest,
        pay_by=pace.last_day(proposal.step, day, how),
        opening=salutation.to(customer, formal=formal, language=language),
        earlier=tuple(Told(step, dated) for dated, step in sorted(earlier)),
    )
    return wording.written(made)


def make(proposal: Proposal, by: Delivery | None = None, *, request: str = "") -> int:
    """Make the letter as it was proposed; the reminder's id. It is not sent by this.

    ``request`` is 32 hexadecimal digits: under them it is made once, however often it is asked.
    Raises UserError when something was paid, disputed, held or written meanwhile.
    """

    def act() -> str:
        with transaction():
            _take_turns(proposal.customer_id)
            now = {each.id: each for each in proposals(customer_id=proposal.customer_id)}
            if now.get(proposal.id) != proposal:
                raise UserError(
                    _("Something changed since this was proposed. Look at it once more.")
                )
            return str(_freeze(proposal, letter(proposal, by)))

    return int(_once(request, act))


def _freeze(proposal: Proposal, made: Letter) -> int:
    row = Reminder(
        customer=proposal.customer_id,
        step=proposal.step,
        dated=made.dated,
        pay_by=made.pay_by,
        language=made.language,
        principal=made.principal,
        costs=made.costs,
        interest=made.interest,
        snapshot=text.text(made),
    )
    row.save()
    for item in proposal.items:
        ReminderItem(reminder=row.id, invoice=item.invoice_id, open_cents=item.open).save()
    return int(row.id)


def _take_turns(customer_id: int) -> None:
    """Two desks that remind the same customer: the second sees what the first wrote."""
    if shared():
        list(Customer.select(Customer.id).where(Customer.id == customer_id).for_update())


def _buyer(customer: Customer) -> Buyer:
    return Buyer(
        name=customer.name,
        business=customer.kind is CustomerKind.BUSINESS,
        number=customer.number,
        department=customer.department,
        place=billing_place(family_of(customer.id)),
    )


def _once(request: str, act: Callable[[], str]) -> str:
    return requests.once(request, act) if request else act()
