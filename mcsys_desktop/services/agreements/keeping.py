"""Agreements as the screens know them: made, changed, paused, ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.models.agreements import Agreement as Stored
from mcsys_desktop.models.agreements import AgreementLine, AgreementPrice, AgreementRun
from mcsys_desktop.models.agreements import Interval as Interval
from mcsys_desktop.models.base import stale, transaction
from mcsys_desktop.services import free_text
from mcsys_desktop.services.agreements import periods
from mcsys_desktop.services.agreements.lines import COLUMNS, Line, write_lines
from mcsys_desktop.services.agreements.prices import PriceChange, Rise
from mcsys_desktop.services.invoices import LineKind
from mcsys_desktop.services.invoices.drafting import head_for
from mcsys_desktop.services.queries import among

_HIGHEST_RISE = 10_000  # basis points: twice the price
_OWN = ("interval", "every", "first_day", "next_day", "last_day", "paused_from", "paused_until",
        "in_arrears", "mode", "language", "payment_days", "discount")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one customer gets an invoice of every so many months or years.

    ``first_day`` begins the first period; ``next_day`` is the first day that is invoiced here,
    None: the first day. Periods that begin in the pause, or after ``last_day``, are not invoiced;
    those that began before are, as a whole. ``discount`` is basis points of everything.
    """

    customer_id: int
    first_day: date
    lines: tuple[Line, ...] = ()
    title: str = ""
    interval: Interval = Interval.MONTH
    every: int = 1
    next_day: date | None = None
    last_day: date | None = None
    paused_from: date | None = None
    paused_until: date | None = None
    in_arrears: bool = False
    mode: PriceMode = PriceMode.EXCL
    language: str = "nl"
    payment_days: int | None = None
    discount: int = 0
    reference: str = ""
    project: str = ""
    remark: str = ""
    note: str = ""
    rise: Rise = field(default=Rise())
    id: int = 0
    version: int = 0

    @property
    def months(self) -> int:
        """The months from one period to the next."""
        return periods.step(self.interval, self.every)

    def paused(self, day: date) -> bool:
        """Whether a period that begins on ``day`` is left out for the pause."""
        if self.paused_from is None or day < self.paused_from:
            return False
        return self.paused_until is None or day <= self.paused_until

    def ended(self, day: date) -> bool:
        """Whether it is over on a day."""
        return self.last_day is not None and day > self.last_day


def begin(customer_id: int, first_day: date) -> Agreement:
    """How one for a customer begins: in their mode and language. Raises UserError."""
    head = head_for(customer_id)
    return Agreement(
        customer_id=head.customer_id or customer_id,
        first_day=first_day,
        mode=head.mode,
        language=head.language,
    )


def get(agreement_id: int) -> Agreement | None:
    """One agreement with its lines; None when it is gone."""
    row = Stored.get_or_none(Stored.id == agreement_id)
    return None if row is None else read([row])[0]


def save(agreement: Agreement) -> int:
    """Keep a new agreement (``id`` 0), or one that is there over its ``version``; its id.

    Raises UserError for what cannot be, StaleRecord when somebody else saved it first.
    """
    wanted = _checked(agreement)
    with transaction():
        row = Stored() if not agreement.id else _stored(agreement.id)
        if agreement.id:
            if row.version != agreement.version:
                raise stale(row.changed_by, row.changed_at)
            _refuse_other_periods(row, agreement)
            _keep_old_pause(row, agreement)
            if agreement.next_day == row.next_day == row.first_day:
                wanted["next_day"] = agreement.first_day  # nothing was taken over or invoiced yet
        for name, value in wanted.items():
            attribute = f"{name}_id" if name == "customer" else name
            if row.id is None or getattr(row, attribute) != value:
                setattr(row, name, value)
        changed = row.save()
        if write_lines(row.id, agreement.lines) and not changed:
            _count(row)
        return int(row.id)


def delete(agreement_id: int, version: int) -> None:
    """Throw an agreement away that was never invoiced; others are ended.

    Raises UserError, StaleRecord when somebody else was first.
    """
    with transaction():
        row = _stored(agreement_id)
        if AgreementRun.select().where(AgreementRun.agreement == agreement_id).exists():
            raise UserError(_("This was invoiced before. Give it a last day instead."))
        row.version = version
        row.delete_instance()


def read(rows: Sequence[Stored]) -> list[Agreement]:
    """Stored ones with their lines and prices, in the same order: three questions in all."""
    ids = [row.id for row in rows]
    stored = list(
        AgreementLine.select()
        .where(among(AgreementLine.agreement, ids))
        .order_by(AgreementLine.position, AgreementLine.id)
    )
    prices: dict[int, list[PriceChange]] = {}
    for price in (
        AgreementPrice.select()
        .where(among(AgreementPrice.line, [line.id for line in stored]))
        .order_by(AgreementPrice.from_day)
    ):
        prices.setdefault(price.line_id, []).append(PriceChange(price.from_day, price.price))
    lines: dict[int, list[Line]] = {}
    for line in stored:
        lines.setdefault(line.agreement_id, []).append(
            Line(
                **{name: getattr(line, name) for name in COLUMNS},
                id=line.id,
                from_day=line.from_day,
                until_day=line.until_day,
                changes=tuple(prices.get(line.id, ())),
            )
        )
    return [
        Agreement(
            customer_id=row.customer_id,
            lines=tuple(lines.get(row.id, ())),
            title=row.title,
            reference=row.reference,
            project=row.project,
            remark=row.remark,
            note=row.note,
            rise=Rise(row.index_points, row.index_from),
            id=row.id,
            version=row.version,
            **{name: getattr(row, name) for name in _OWN},
        )
        for row in rows
    ]


def _stored(agreement_id: int) -> Stored:
    row: Stored | None = Stored.get_or_none(Stored.id == agreement_id)
    if row is None:
        raise StaleRecord(_("Somebody else has just deleted this."))
    return row


def _checked(agreement: Agreement) -> dict[str, Any]:
    if not 1 <= agreement.every <= periods.LONGEST:
        raise UserError(
            _("Between two invoices are 1 to {most} months or years.").format(most=periods.LONGEST)
        )
    if not any(line.kind is LineKind.LINE for line in agreement.lines):
        raise UserError(_("There are no lines yet."))
    if agreement.last_day is not None and agreement.last_day < agreement.first_day:
        raise UserError(_("The last day is before the first one."))
    if agreement.paused_until and (
        agreement.paused_from is None or agreement.paused_until < agreement.paused_from
    ):
        raise UserError(_("The pause ends before it begins."))
    rise = agreement.rise
    if not 0 <= rise.points <= _HIGHEST_RISE or bool(rise.points) != bool(rise.from_day):
        raise UserError(_("Say by how much prices rise, and from which day: 2.5% for instance."))
    if not 0 <= agreement.discount <= 10_000:
        raise UserError(_("A discount is between 0 and 100 per cent."))
    wanted = {name: getattr(agreement, name) for name in _OWN}
    return wanted | {
        "customer": agreement.customer_id,
        "next_day": agreement.next_day or agreement.first_day,
        "title": free_text.line(agreement.title, 200),
        "reference": free_text.line(agreement.reference, 200),
        "project": free_text.line(agreement.project, 200),
        "remark": free_text.notes(agreement.remark),
        "note": free_text.notes(agreement.note),
        "index_points": rise.points,
        "index_from": rise.from_day,
    }


def _refuse_other_periods(row: Stored, wanted: Agreement) -> None:
    """Other periods would overlap those that were invoiced: a day would be paid for twice."""
    was = (row.first_day, row.interval, row.every)
    if was == (wanted.first_day, wanted.interval, wanted.every):
        return
    if AgreementRun.select().where(AgreementRun.agreement == row.id).exists():
        raise UserError(
            _("This was invoiced before, so its periods stay. End it, and begin another.")
        )


def _keep_old_pause(row: Stored, wanted: Agreement) -> None:
    """Periods of a pause that is over stay left out when another one is agreed on."""
    until = row.paused_until
    if until is None or wanted.paused_from is None or wanted.paused_from <= until:
        return
    old = read([row])[0]
    since = max(old.next_day or old.first_day, row.paused_from or until)
    there = {run.period_from for run in AgreementRun.select().where(AgreementRun.agreement == row)}
    for found in periods.begun(old.first_day, old.months, since, until):
        if found.first not in there:
            AgreementRun(agreement=row.id, period_from=found.first, period_to=found.last).save()


def _count(row: Stored) -> None:
    """Only its lines are others: whoever saw the agreement before has an older one all the same."""
    seen = (Stored.id == row.id) & (Stored.version == row.version)
    if not Stored.update(version=row.version + 1).where(seen).execute():
        raise stale(row.changed_by, row.changed_at)
