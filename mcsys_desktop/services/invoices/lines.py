"""Invoices as the screens know them: drafts with their lines, and what became of them."""

from dataclasses import dataclass, field, fields
from datetime import date

from mcsys_desktop.core.money.totals import Line, PriceMode, Rate, Totals, compute
from mcsys_desktop.core.money.treatments import TAXED, Treatment, rate
from mcsys_desktop.models.invoices import Kind, LineKind


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line as it is typed. ``quantity`` thousandths, ``price`` and ``cost`` ten-thousandths of a
    euro, ``discount`` and ``points`` (the rate of VAT) basis points; ``serials`` one on each line.

    ``deducts`` is the id of the deposit invoice that it takes off, ``credited_line`` of the line
    that a credit invoice gives back.
    """

    description: str = ""
    quantity: int = 1000
    price: int = 0
    unit: str = "piece"
    treatment: Treatment = Treatment.HIGH
    discount: int = 0
    kind: LineKind = LineKind.LINE
    article_id: int | None = None
    serials: str = ""
    cost: int | None = None
    deducts: int | None = None
    credited_line: int | None = None
    points: int | None = None  # none: what the treatment has on the day


@dataclass(frozen=True, slots=True)
class DraftHead:
    """What a draft says besides its lines. ``discount`` is basis points of all of them.

    ``payment_days`` None is the customer's own term, or the office's; ``note`` is never on paper.
    """

    customer_id: int | None = None
    mode: PriceMode = PriceMode.EXCL
    language: str = "nl"
    payment_days: int | None = None
    discount: int = 0
    delivered_on: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    attention: str = ""
    reference: str = ""
    project: str = ""
    introduction: str = ""
    remark: str = ""
    note: str = ""


HEAD = tuple(each.name for each in fields(DraftHead))


@dataclass(frozen=True, slots=True)
class Invoice:
    """A draft, or a final one: then ``number``, ``dated``, ``due`` and ``total`` are there (cents).

    ``credits`` is the id of the invoice that a credit invoice corrects.
    """

    id: int
    version: int
    kind: Kind
    head: DraftHead
    lines: tuple[DraftLine, ...]
    line_ids: tuple[int, ...] = field(default=())
    credits: int | None = None
    number: str = ""
    dated: date | None = None
    due: date | None = None
    total: int | None = None
    vat: int | None = None
    keep_years: int = 7
    request: str = ""

    @property
    def final(self) -> bool:
        """Whether it can change no more."""
        return bool(self.number)


def rate_of(line: DraftLine, on: date) -> Rate:
    """The category and rate of a line, on the day that it is taxed."""
    points = rate(line.treatment, on) if line.points is None else line.points
    return Rate(TAXED[line.treatment].category, points)


def counting(lines: tuple[DraftLine, ...]) -> tuple[DraftLine, ...]:
    """The lines that have amounts, in their order."""
    return tuple(line for line in lines if line.kind is LineKind.LINE)


def added_up(line: DraftLine, on: date) -> Line:
    """A line as it is added up, on the day that it is taxed."""
    return Line(line.quantity, line.price, rate_of(line, on), line.discount)


def totals(lines: tuple[DraftLine, ...], mode: PriceMode, on: date, discount: int = 0) -> Totals:
    """What a draft adds up to; ``Totals.lines`` are those that count, in their order."""
    typed = [added_up(line, on) for line in counting(lines)]
    return compute(typed, mode, discount=discount)
