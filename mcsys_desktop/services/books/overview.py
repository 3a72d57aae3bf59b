"""The VAT of a period as the Dutch return asks for it, with the documents behind each box.

What is invoiced counts in the period of the date on the document; a credit invoice takes off in
its own period. Used goods under the margin scheme are taxed on what was earned with each of them,
so that what they cost has to be known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.rounding import half_up, in_proportion
from mcsys_desktop.core.money.treatments import TAXED, Treatment, rate
from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.invoices.snapshot import Snapshot
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import InvoiceLine, InvoiceVat, LineKind
from mcsys_desktop.services.books.period import Period, refuse_others, sign
from mcsys_desktop.services.queries import tuples

BOXES = ("1a", "1b", "1e", "3a", "3b", "")  # of what a shop sells; the last is not reported


@dataclass(frozen=True, slots=True)
class Part:
    """What one document adds to a box, in cents; below zero for a credit invoice."""

    invoice_id: int
    number: str
    dated: date
    treatment: Treatment
    base: int
    vat: int


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the return; "" holds what is not reported. Amounts are cents."""

    name: str
    parts: tuple[Part, ...] = ()

    @property
    def base(self) -> int:
        """What was invoiced without VAT."""
        return sum(part.base for part in self.parts)

    @property
    def vat(self) -> int:
        """The VAT on it."""
        return sum(part.vat for part in self.parts)

    @property
    def base_euros(self) -> int:
        """Whole euros; what is owed is rounded down, in favour of who pays."""
        return self.base // 100

    @property
    def vat_euros(self) -> int:
        """Whole euros, rounded down as well: what comes back is a euro more."""
        return self.vat // 100


@dataclass(frozen=True, slots=True)
class Overview:
    """The return of a period. ``unknown`` are numbers of documents with a margin without a cost."""

    period: Period
    boxes: tuple[Box, ...]
    unknown: tuple[str, ...] = ()

    @property
    def vat(self) -> int:
        """Box 5a in cents."""
        return sum(box.vat for box in self.boxes)

    @property
    def vat_euros(self) -> int:
        """Box 5a in whole euros: the boxes above it, added up as they are filled in."""
        return sum(box.vat_euros for box in self.boxes)

    def box(self, name: str) -> Box:
        """One of them by its name. Raises KeyError."""
        return {box.name: box for box in self.boxes}[name]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be said beside the figures, a sentence each."""
        said = [
            _("Box 5b stays empty: what was bought is not known here. Ask your bookkeeper for it.")
        ]
        if self.unknown:
            sentence = _("No purchase price is known of margin goods on {numbers}: check box 1a.")
            said.append(sentence.format(numbers=", ".join(self.unknown)))
        return tuple(said)


def overview(period: Period) -> Overview:
    """The VAT of a period. Raises UserError for who may not know it."""
    refuse_others()
    found: dict[str, list[Part]] = {name: [] for name in BOXES}
    unknown = set()
    for part in _booked(period):
        if part.treatment is not Treatment.MARGIN:
            found[TAXED[part.treatment].box].append(part)
            continue
        margin = _margin(part)
        if margin is None:
            unknown.add(part.number)
        else:
            found[TAXED[part.treatment].box].append(margin)
    boxes = tuple(Box(name, tuple(parts)) for name, parts in found.items())
    return Overview(period, boxes, tuple(sorted(unknown)))


def _booked(period: Period) -> Iterator[Part]:
    query = (
        InvoiceVat.select(
            *(Stored.id, Stored.number, Stored.dated, Stored.kind),
            *(InvoiceVat.treatment, InvoiceVat.base, InvoiceVat.vat_cents),
        )
        .join(Stored, on=(InvoiceVat.invoice == Stored.id))
        .where(period.holds())
        .order_by(Stored.dated, Stored.id, InvoiceVat.id)
    )
    for invoice_id, number, dated, kind, treatment, base, vat in tuples(query):
        one = sign(kind)
        yield Part(invoice_id, number, dated, treatment, one * base, one * vat)


def _margin(part: Part) -> Part | None:
    """What a document earned with used goods, and the VAT in it; None where a cost is unknown.

    Each thing counts for itself: a loss on one takes nothing off another.
    """
    row = Stored.get_by_id(part.invoice_id)
    items = text.read(Snapshot, row.snapshot or "").items
    lines = (
        InvoiceLine.select(InvoiceLine.cost)
        .where((InvoiceLine.invoice == part.invoice_id) & (InvoiceLine.kind == LineKind.LINE))
        .order_by(InvoiceLine.position, InvoiceLine.id)
    )
    costs = [cost for (cost,) in tuples(lines)]
    used = [
        (item.net, item.quantity, cost)
        for item, cost in zip(items, costs, strict=True)
        if item.treatment is Treatment.MARGIN
    ]
    # A discount on the whole document made each of them cheaper.
    sold = in_proportion(abs(part.base), [net for net, _quantity, _cost in used])
    points = rate(Treatment.HIGH, part.dated)
    base = vat = 0
    for price, (_net, quantity, cost) in zip(sold, used, strict=True):
        if cost is None:
            return None
        earned = max(price - half_up(cost * quantity, 100_000), 0)
        tax = half_up(earned * points, 10_000 + points)
        base, vat = base + earned - tax, vat + tax
    one = -1 if part.base < 0 else 1
    return Part(part.invoice_id, part.number, part.dated, part.treatment, one * base, one * vat)
