"""What waits to be invoiced, and the drafts that are made of it: each period once.

Which periods were invoiced stands in rows beside the agreement (``AgreementRun``), of which the
database takes one for each period. So it does not matter how long the office was closed, at how
many desks the same is asked, or how often: a period without a row waits, one with a row does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from peewee import JOIN, IntegrityError

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.documents.invoices.words import Words
from mcsys_desktop.models.agreements import Agreement as Stored
from mcsys_desktop.models.agreements import AgreementPrice, AgreementRun
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.services import names
from mcsys_desktop.services.agreements import periods
from mcsys_desktop.services.agreements.keeping import Agreement, read
from mcsys_desktop.services.agreements.periods import Period, months_on
from mcsys_desktop.services.agreements.prices import price_on
from mcsys_desktop.services.invoices import DraftHead, DraftLine, totals
from mcsys_desktop.services.invoices.drafting import make
from mcsys_desktop.services.merged import heir_of, heirs_of
from mcsys_desktop.services.queries import among, tuples

PERIOD = N_("Period {first} – {last}")
_PLACE = "{period}"
_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Run:
    """A period that waits to be invoiced; ``total`` is cents, with VAT, as it would be today."""

    agreement_id: int
    customer_id: int
    customer: str
    title: str
    period: Period
    total: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits on a day, the oldest period first."""

    runs: tuple[Run, ...] = ()

    @property
    def total(self) -> int:
        """What it comes to, in cents."""
        return sum(run.total for run in self.runs)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one period: the id of its draft, or ``why`` there is none."""

    run: Run
    invoice_id: int | None = None
    why: str = ""


def waiting(today: date | None = None) -> Waiting:
    """What is due on a day and on no invoice yet, with what it comes to."""
    day = today or clock.today()
    query = Stored.select().where(Stored.next_day <= day).order_by(Stored.id)
    found = read(list(query))
    done = _done([one.id for one in found])
    names_of = named([one.customer_id for one in found])
    runs = [
        Run(
            agreement_id=one.id,
            customer_id=names_of[one.customer_id][0],
            customer=names_of[one.customer_id][1],
            title=one.title,
            period=period,
            total=totals(lines_for(one, period), one.mode, day, one.discount).total,
        )
        for one in found
        if one.customer_id in names_of
        for period in due(one, day)
        if period.first not in done.get(one.id, ())
    ]
    return Waiting(tuple(sorted(runs, key=lambda run: (run.period.first, run.customer, run.title))))


def due(agreement: Agreement, today: date) -> list[Period]:
    """The periods that may be invoiced by ``today``, whether they were or not."""
    since = agreement.next_day or agreement.first_day
    return [
        found
        for found in periods.begun(agreement.first_day, agreement.months, since, today)
        if not agreement.ended(found.first)
        and not agreement.paused(found.first)
        and (found.last < today or not agreement.in_arrears)
        and lines_for(agreement, found)
    ]


def lines_for(agreement: Agreement, period: Period) -> tuple[DraftLine, ...]:
    """The lines of the invoice of a period, at the prices of its first day."""
    words = Words(agreement.language)
    said = words.say(PERIOD).format(first=words.day(period.first), last=words.day(period.last))
    return tuple(
        DraftLine(
            description=_described(line.description, said),
            quantity=line.quantity,
            price=price_on(line.price, line.changes, agreement.rise, period.first),
            unit=line.unit,
            treatment=line.treatment,
            discount=line.discount,
            article_id=line.article_id,
        )
        for line in agreement.lines
        if line.counts(period.first)
    )


def make_drafts(runs: Sequence[Run]) -> list[Made]:
    """Make a draft of each, in an act of its own; what became of each, in the same order.

    Asked again, or at another desk at once, it gives the draft that is there. What cannot be made
    says why, and waits on.
    """
    made = []
    for run in runs:
        try:
            made.append(Made(run, _make(run)))
        except IntegrityError:  # another desk was first, at this very moment
            made.append(Made(run, _there(run)))
        except UserError as error:
            made.append(Made(run, why=str(error)))
    return made


def leave_out(run: Run) -> None:
    """Let a period be invoiced never. Raises UserError when it is on an invoice already."""
    try:
        with transaction():
            AgreementRun(
                agreement=run.agreement_id,
                period_from=run.period.first,
                period_to=run.period.last,
            ).save()
            _move_on(run.agreement_id)
    except IntegrityError as error:
        raise UserError(_("This period is on an invoice already.")) from error


def take_in_again(run: Run) -> None:
    """Let a period wait again that was left out."""
    with transaction():
        row = _row(run)
        if row is not None and row.invoice_id is None:
            row.delete_instance()
            Stored.update(next_day=run.period.first, version=Stored.version + 1).where(
                (Stored.id == run.agreement_id) & (Stored.next_day > run.period.first)
            ).execute()


def _make(run: Run) -> int | None:
    with transaction():
        there = _row(run)
        if there is not None:
            return there.invoice_id
        stored = Stored.get_or_none(Stored.id == run.agreement_id)
        if stored is None:
            raise StaleRecord(_("Somebody else has just deleted this."))
        agreement = read([stored])[0]
        over = run.period.last + timedelta(days=1)
        if run.period not in due(agreement, max(clock.today(), over)):
            raise UserError(_("This agreement was changed meanwhile. Look at what waits again."))
        invoice_id = make(_head(agreement, run.period), lines_for(agreement, run.period))
        AgreementRun(
            agreement=agreement.id,
            period_from=run.period.first,
            period_to=run.period.last,
            invoice=invoice_id,
        ).save()
        _fix_prices(stored, agreement, run.period.first)
        _move_on(agreement.id)
        return invoice_id


def _head(agreement: Agreement, period: Period) -> DraftHead:
    return DraftHead(
        customer_id=heir_of(agreement.customer_id),
        mode=agreement.mode,
        language=agreement.language,
        payment_days=agreement.payment_days,
        discount=agreement.discount,
        period_from=period.first,
        period_to=period.last,
        reference=agreement.reference,
        project=agreement.project,
        remark=agreement.remark,
    )


def _fix_prices(stored: Stored, agreement: Agreement, day: date) -> None:
    """Write down what a rise made of the prices: another rise, later, changes nothing before it."""
    days = agreement.rise.days(day)
    if not days:
        return
    for line in agreement.lines:
        known = {change.from_day for change in line.changes}
        for at in days:
            if at not in known:
                price = price_on(line.price, line.changes, agreement.rise, at)
                AgreementPrice(line=line.id, from_day=at, price=price).save()
    stored.index_from = months_on(days[0], _A_YEAR * len(days))
    stored.save()


def _move_on(agreement_id: int) -> None:
    """Let it begin after what is final or left out for good: those periods never wait again."""
    stored: Stored = Stored.get_by_id(agreement_id)
    agreement = read([stored])[0]
    settled = {
        first
        for first, invoice_id, number in _runs([agreement_id])
        if invoice_id is None or number is not None
    }
    place = periods.place_of(agreement.first_day, agreement.months, stored.next_day)
    following = stored.next_day
    while following in settled:
        place += 1
        following = periods.period(agreement.first_day, agreement.months, place).first
    if following != stored.next_day:
        stored.next_day = following
        stored.save()


def _row(run: Run) -> AgreementRun | None:
    found: AgreementRun | None = AgreementRun.get_or_none(
        (AgreementRun.agreement == run.agreement_id)
        & (AgreementRun.period_from == run.period.first)
    )
    return found


def _there(run: Run) -> int | None:
    row = _row(run)
    return None if row is None else row.invoice_id


def _runs(agreement_ids: list[int]) -> list[tuple[date, int | None, str | None]]:
    query = (
        AgreementRun.select(AgreementRun.period_from, AgreementRun.invoice, Invoice.number)
        .join(Invoice, JOIN.LEFT_OUTER, on=(AgreementRun.invoice == Invoice.id))
        .where(among(AgreementRun.agreement, agreement_ids))
    )
    return list(tuples(query))


def _done(agreement_ids: list[int]) -> dict[int, set[date]]:
    query = AgreementRun.select(AgreementRun.agreement, AgreementRun.period_from).where(
        among(AgreementRun.agreement, agreement_ids)
    )
    found: dict[int, set[date]] = {}
    for agreement_id, first in tuples(query):
        found.setdefault(agreement_id, set()).add(first)
    return found


def named(customer_ids: list[int]) -> dict[int, tuple[int, str]]:
    """Whom each customer stands for by now, and what they are called."""
    heirs = heirs_of(list(set(customer_ids)))
    query = Customer.select(Customer.id, Customer.name, Customer.number).where(
        among(Customer.id, list(set(heirs.values()))) & Customer.erased_at.is_null()
    )
    known = {found: names.shown(name, number) for found, name, number in tuples(query)}
    return {one: (heir, known[heir]) for one, heir in heirs.items() if heir in known}


def _described(description: str, period: str) -> str:
    """The description with its period, which stands on a line of its own unless it has a place."""
    if _PLACE in description:
        return description.replace(_PLACE, period)
    return f"{description}\n{period}" if description else period


def preview(agreement: Agreement, today: date | None = None) -> Run | None:
    """The next invoice of an agreement as it stands on the screen; None when there is none."""
    day = today or clock.today()
    since = max(agreement.next_day or agreement.first_day, agreement.first_day)
    last = months_on(max(day, since), 2 * agreement.months)
    for found in due(replace(agreement, in_arrears=False), last):
        total = totals(lines_for(agreement, found), agreement.mode, day, agreement.discount).total
        return Run(agreement.id, agreement.customer_id, "", agreement.title, found, total)
    return None
