"""The reminders that were made: of a customer, and the letter of each."""

from dataclasses import dataclass
from datetime import date

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.reminders.letter import Letter
from mcsys_desktop.models.invoice_settings import BillingTerms
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.models.reminders import Reminder, ReminderItem, Step
from mcsys_desktop.services.invoices.status import unpaid
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import among, tuples
from mcsys_desktop.services.reminders.proposing import NOT_ARRIVED, mails_of


@dataclass(frozen=True, slots=True)
class Made:
    """One letter. Amounts are cents; ``arrived`` is false when its mail came back."""

    id: int
    step: Step
    dated: date
    pay_by: date | None
    principal: int
    costs: int
    interest: int
    numbers: tuple[str, ...]
    author: str
    arrived: bool = True


def of_customer(customer_id: int) -> list[Made]:
    """The letters to a customer and those merged into it, the newest first."""
    query = Reminder.select().where(among(Reminder.customer, family_of(customer_id)))
    rows = list(query.order_by(Reminder.dated.desc(), Reminder.id.desc()))
    ids = [row.id for row in rows]
    items = (
        ReminderItem.select(ReminderItem.reminder, Invoice.number)
        .join(Invoice, on=(ReminderItem.invoice == Invoice.id))
        .where(among(ReminderItem.reminder, ids))
        .order_by(ReminderItem.id)
    )
    numbers: dict[int, list[str]] = {}
    for reminder_id, number in tuples(items):
        numbers.setdefault(reminder_id, []).append(number or "")
    mails = mails_of(ids)
    return [
        Made(
            id=row.id,
            step=row.step,
            dated=row.dated,
            pay_by=row.pay_by,
            principal=row.principal,
            costs=row.costs,
            interest=row.interest,
            numbers=tuple(numbers.get(row.id, ())),
            author=row.created_by,
            arrived=not mails.get(row.id)
            or any(state not in NOT_ARRIVED for state, _at in mails[row.id]),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Stands:
    """Where somebody stands: the last letter about what is still open, and whether they get none
    for now.
    """

    last: Made | None = None
    locked: bool = False


def stands(customer_id: int) -> Stands:
    """How far it has come with a customer, for their card."""
    query = Invoice.select(Invoice.number).where(
        among(Invoice.customer, family_of(customer_id)) & unpaid()
    )
    open_ = {number for (number,) in tuples(query)}
    about = [
        made for made in of_customer(customer_id) if made.arrived and open_ & set(made.numbers)
    ]
    return Stands(about[0] if about else None, locks(customer_id) is not None)


def frozen(reminder_id: int) -> Letter:
    """A letter as it was made. Raises UserError when it is gone."""
    row = Reminder.get_or_none(Reminder.id == reminder_id)
    if row is None:
        raise UserError(_("This reminder is no longer there."))
    return text.read(Letter, row.snapshot)


def locks(customer_id: int) -> str | None:
    """Why a customer gets no reminders, which may be unsaid; None: gets them."""
    query = BillingTerms.select().where(
        among(BillingTerms.customer, family_of(customer_id)) & (BillingTerms.reminders_held == True)  # noqa: E712
    )
    row = query.first()
    return None if row is None else str(row.held_why)
