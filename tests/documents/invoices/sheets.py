"""Invented documents for tests of paper and files."""

from collections.abc import Sequence
from datetime import date

from mcsys_desktop.core.money.totals import Line, PriceMode, Rate, compute
from mcsys_desktop.core.money.treatments import TAXED, Treatment, rate
from mcsys_desktop.documents.invoices.snapshot import (
    Buyer,
    Item,
    Kind,
    Particulars,
    Place,
    Seller,
    Sheet,
    Snapshot,
    Sum,
)

DAY = date(2026, 11, 22)
SELLER = Seller(
    name="MC Systems",
    place=Place("Voorbeeldstraat", "1", "3811 AA", "Amersfoort"),
    phone="033 555 00 01",
    email="info@mcsystems.example",
    website="mcsystems.example",
    kvk_number="12345678",
    vat_number="NL000099998B57",
    iban="NL91ABNA0417164300",
    bic="ABNANL2A",
)
BAKERY = Buyer(
    name="Bakkerij De Vries B.V.",
    business=True,
    number=10482,
    attention="Karin de Vries",
    place=Place("Langestraat", "84", "3811 AH", "Amersfoort"),
    email="facturen@bakkerijdevries.example",
    kvk_number="87654321",
    vat_number="NL123456782B90",
)
FAMILY = Buyer(
    name="Fam. Jansen",
    business=False,
    number=10007,
    place=Place("Zonnelaan", "12", "3812 BB", "Amersfoort"),
)
Typed = tuple[str, int, str, int, Treatment]  # words, thousandths, unit, ten-thousandths, treatment
WORK: tuple[Typed, ...] = (
    ("Onderzoek en herstel kassa-pc", 1500, "hour", 675_000, Treatment.HIGH),
    ("SSD 500 GB, NVMe", 1000, "piece", 743_400, Treatment.HIGH),
    ("Voorrijkosten Amersfoort", 1000, "piece", 297_500, Treatment.HIGH),
    ("Back-up abonnement december", 1000, "month", 245_000, Treatment.HIGH),
)


def sheet(
    typed: Sequence[Typed] = WORK,
    *,
    kind: Kind = Kind.INVOICE,
    mode: PriceMode = PriceMode.EXCL,
    language: str = "nl",
    buyer: Buyer = BAKERY,
    number: str = "F2026-00163",
    reference: str = "PO 2026/118",
    paid: int = 0,
) -> Sheet:
    """A whole document of typed lines, added up as the program does."""
    lines, items = [], []
    for _words, quantity, _unit, price, treatment in typed:
        points = rate(treatment, DAY)
        lines.append(Line(quantity, price, Rate(TAXED[treatment].category, points)))
    found = compute(lines, mode, paid=paid)
    for (_words, _quantity, unit, _price, treatment), line, sums in zip(
        typed, lines, found.lines, strict=True
    ):
        items.append(Item.of(line, sums, unit=unit, treatment=treatment))
    groups = tuple(Sum.of(group, items) for group in found.groups)
    snapshot = Snapshot(
        kind=kind,
        mode=mode,
        language=language,
        seller=SELLER,
        items=tuple(items),
        sums=groups,
        lines_net=found.lines_net,
        base=found.base,
        vat=found.vat,
        total=found.total,
        payable=found.payable,
        delivered_on=DAY,
        corrects="F2026-00101" if kind is Kind.CREDIT else "",
        corrects_date=date(2026, 10, 2) if kind is Kind.CREDIT else None,
    )
    words = tuple(words for words, *_rest in typed)
    particulars = Particulars(buyer, words, reference)
    return Sheet(snapshot, particulars, number, DAY if number else None, paid=paid)
