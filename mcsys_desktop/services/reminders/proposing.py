"""Who is to be reminded of what, as it is now. Nothing of it is stored, and nothing is sent.

One letter for each customer and step, with all that may be in it: the law wants the claims on one
debtor in one reminder, and the costs over their sum (BW 6:96 lid 7). What is disputed, held, given
up or paid is left out; whoever pays disappears by himself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from mcsys_desktop.core import clock
from mcsys_desktop.core.money.collection_costs import collection_costs
from mcsys_desktop.core.money.treatments import Treatment, rate
from mcsys_desktop.models.customers import Customer, CustomerKind, InvoicesBy
from mcsys_desktop.models.invoice_settings import BillingTerms
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.outbox import Mail, MailState
from mcsys_desktop.models.payments import Debt
from mcsys_desktop.models.reminders import Reminder, ReminderItem, Step
from mcsys_desktop.services import invoice_settings, names
from mcsys_desktop.services.invoice_settings import Chosen
from mcsys_desktop.services.invoices.composing import billing_email
from mcsys_desktop.services.invoices.status import Status, settled, standings, unpaid
from mcsys_desktop.services.merged import families_of, family_of, heirs_of
from mcsys_desktop.services.queries import among, tuples
from mcsys_desktop.services.reminders import holding
from mcsys_desktop.services.reminders.interest import Rates, interest, rates
from mcsys_desktop.services.reminders.plan import Delivery, Pace, Written, due_step

NOT_ARRIVED = (MailState.REFUSED, MailState.BOUNCED, MailState.DROPPED)
UNDERWAY = (MailState.HELD, MailState.WAITING, MailState.SENDING, MailState.UNCERTAIN)
ORDER = (Step.FRIENDLY, Step.FOURTEEN_DAYS, Step.NOTICE, Step.HANDED_OVER)
_CLAIMED = (Step.NOTICE, Step.HANDED_OVER)  # what asks for interest


@dataclass(frozen=True, slots=True)
class Due:
    """One invoice that is late; ``total`` and ``open`` are cents, ``letters`` what was written."""

    invoice_id: int
    number: str
    dated: date
    due: date
    total: int
    open: int
    late: int
    letters: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One letter that may be sent. Amounts are cents; ``costs`` hold ``costs_vat``.

    In the 14-day letter the costs are announced, otherwise they are claimed.
    """

    customer_id: int
    number: int
    name: str
    business: bool
    step: Step
    items: tuple[Due, ...]
    costs: int
    costs_vat: int
    interest: int
    delivery: Delivery
    email: str

    @property
    def id(self) -> tuple[int, Step]:
        """What tells one from another."""
        return self.customer_id, self.step

    @property
    def principal(self) -> int:
        """What is open of the invoices together."""
        return sum(item.open for item in self.items)

    @property
    def late(self) -> int:
        """Days that the oldest of them is late."""
        return max(item.late for item in self.items)

    @property
    def invoice_ids(self) -> tuple[int, ...]:
        """Which invoices it is about."""
        return tuple(item.invoice_id for item in self.items)


class _Whole(NamedTuple):
    """What holds for all of them."""

    day: date
    settings: Chosen
    pace: Pace
    rates: dict[Debt, Rates]


def proposals(on: date | None = None, customer_id: int | None = None) -> list[Proposal]:
    """The letters that may be sent on a day, of everybody or of one customer; what is furthest and
    latest comes first.
    """
    day = on or clock.today()
    settings = invoice_settings.chosen()
    table: dict[Debt, Rates] = {}
    if settings.uses_interest:
        table = {debt: rates(debt) for debt in Debt}
    whole = _Whole(day, settings, pace_of(settings), table)
    late = _late(day, customer_id)
    found = [made for heir, items in late.items() for made in _of_customer(heir, items, whole)]
    return sorted(found, key=lambda each: (-ORDER.index(each.step), -each.late, each.customer_id))


def pace_of(settings: Chosen) -> Pace:
    """How fast this office reminds."""
    return Pace(
        settings.reminder_after,
        settings.reminder_days,
        settings.days_by_mail,
        settings.days_by_post,
    )


def _late(day: date, customer_id: int | None) -> dict[Customer, list[Due]]:
    """What is late, without what is left out, under the customer that it is shown with."""
    query = Stored.select(
        Stored.id,
        Stored.customer,
        Stored.number,
        Stored.dated,
        Stored.due,
        Stored.total,
        Stored.total - settled(),
    ).where(unpaid() & (Stored.due < day))
    if customer_id is not None:
        query = query.where(among(Stored.customer, family_of(customer_id)))
    rows = list(tuples(query.order_by(Stored.due, Stored.id)))
    ids = [row[0] for row in rows]
    stand = standings(ids, day)
    held, letters = holding.held(ids, day), letters_about(ids)
    heirs = heirs_of(row[1] for row in rows)
    people = _unlocked(set(heirs.values()))
    found: dict[Customer, list[Due]] = {}
    for invoice_id, owner, number, dated, due, total, open_ in rows:
        customer = people.get(heirs[owner])
        left_out = stand[invoice_id].status in (Status.DISPUTED, Status.UNCOLLECTABLE)
        if customer is None or left_out or invoice_id in held:
            continue
        item = Due(
            invoice_id=invoice_id,
            number=number,
            dated=dated,
            due=due,
            total=total,
            open=int(open_),
            late=(day - due).days,
            letters=tuple(letters.get(invoice_id, ())),
        )
        found.setdefault(customer, []).append(item)
    return found


def _unlocked(customer_ids: Iterable[int]) -> dict[int, Customer]:
    """These customers without those that get no reminders; a lock follows who was merged."""
    families = families_of(sorted(customer_ids))
    query = BillingTerms.select(BillingTerms.customer).where(
        among(BillingTerms.customer, list(families)) & (BillingTerms.reminders_held == True)  # noqa: E712
    )
    locked = {families[member] for (member,) in tuples(query)}
    ids = [one for one in customer_ids if one not in locked]
    people = Customer.select().where(among(Customer.id, ids) & Customer.erased_at.is_null())
    return {row.id: row for row in people}


def letters_about(invoice_ids: Sequence[int]) -> dict[int, list[Written]]:
    """What was written about each of these, the first first; without what never arrived.

    A mail that is still on its way has given nobody a term yet, so it is over on no day.
    """
    query = (
        ReminderItem.select(
            ReminderItem.invoice, Reminder.id, Reminder.step, Reminder.dated, Reminder.pay_by
        )
        .join(Reminder, on=(ReminderItem.reminder == Reminder.id))
        .where(among(ReminderItem.invoice, list(invoice_ids)))
        .order_by(Reminder.dated, Reminder.id)
    )
    rows = list(tuples(query))
    mails = mails_of([row[1] for row in rows])
    found: dict[int, list[Written]] = {}
    for invoice_id, reminder_id, step, dated, pay_by in rows:
        mine = mails.get(reminder_id, [])
        if mine and all(state in NOT_ARRIVED for state, _at in mine):
            continue
        over = pay_by
        if pay_by is not None and mine:
            over = _over(pay_by, dated, mine)
        found.setdefault(invoice_id, []).append(Written(step, dated, over))
    return found


def mails_of(reminder_ids: Sequence[int]) -> dict[int, list[tuple[MailState, date | None]]]:
    """How far the mails of these letters have come, and on which day they went."""
    found: dict[int, list[tuple[MailState, date | None]]] = {}
    for row in Mail.select().where(among(Mail.reminder, list(reminder_ids))).order_by(Mail.id):
        sent = clock.local(row.sent_at).date() if row.sent_at else None
        found.setdefault(row.reminder_id or 0, []).append((row.state, sent))
    return found


def _over(pay_by: date, dated: date, mails: list[tuple[MailState, date | None]]) -> date:
    """When the term is over: as many days later as the mail went later than the letter says."""
    went = [sent for state, sent in mails if state is MailState.SENT and sent is not None]
    if not went:
        return date.max
    return pay_by + max(min(went) - dated, timedelta(0))


def _of_customer(customer: Customer, items: list[Due], whole: _Whole) -> list[Proposal]:
    """The letters of one customer: each step that is due, with all that may go along."""
    business = customer.kind is CustomerKind.BUSINESS
    steps = {
        item.invoice_id: due_step(business, item.due, item.letters, whole.day, whole.pace)
        for item in items
    }
    found = []
    over = [item for item in items if steps[item.invoice_id] is Step.HANDED_OVER]
    if over:
        found.append(_proposal(customer, business, Step.HANDED_OVER, over, whole))
    rest = {step for step in steps.values() if step not in (None, Step.HANDED_OVER)}
    if rest:
        step = max((one for one in rest if one), key=ORDER.index)
        along = [item for item in items if _may_go_along(item, step)]
        found.append(_proposal(customer, business, step, along, whole))
    return found


def _may_go_along(item: Due, step: Step) -> bool:
    """Whether a late invoice belongs into a letter of this step: it had none as strong yet."""
    strongest = max((ORDER.index(one.step) for one in item.letters), default=-1)
    if step is Step.FOURTEEN_DAYS and strongest == ORDER.index(Step.NOTICE):
        return True  # as a business; a consumer needs the lawful letter all the same
    return strongest < ORDER.index(step)


def _proposal(
    customer: Customer, business: bool, step: Step, items: list[Due], whole: _Whole
) -> Proposal:
    principal = sum(item.open for item in items)
    costs = vat = 0
    if step is not Step.FRIENDLY:
        plain = collection_costs(principal)
        # Who cannot deduct VAT owes it on the costs, and asks for it (Besluit BIK, art. 2 lid 3).
        small = whole.settings.small_business(whole.day)
        costs = collection_costs(principal, rate(Treatment.HIGH, whole.day) if small else 0)
        vat = costs - plain
    email = billing_email(family_of(customer.id))
    by_post = customer.invoices_by is InvoicesBy.POST or not email
    return Proposal(
        customer_id=customer.id,
        number=customer.number or 0,
        name=names.shown(customer.name, customer.number),
        business=business,
        step=step,
        items=tuple(items),
        costs=costs,
        costs_vat=vat,
        interest=_interest(business, items, whole) if step in _CLAIMED else 0,
        delivery=Delivery.POST if by_post else Delivery.EMAIL,
        email=email,
    )


def _interest(business: bool, items: list[Due], whole: _Whole) -> int:
    """The interest on all of them; nothing where the table does not say it."""
    table = whole.rates.get(Debt.COMMERCIAL if business else Debt.CONSUMER, ())
    return sum(interest(item.open, item.due, whole.day, table) or 0 for item in items)
