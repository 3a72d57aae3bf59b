"""An invented invoice, to show how papers look, and a page to hold against an envelope."""

from dataclasses import replace
from datetime import date, datetime

from mcsys_desktop.core.i18n import N_
from mcsys_desktop.core.money.totals import Line, PriceMode, Rate, compute
from mcsys_desktop.core.money.treatments import TAXED, Treatment
from mcsys_desktop.documents.canvas import LEADING
from mcsys_desktop.documents.invoices.drawing import (
    ADDRESS_MIDDLE,
    ADDRESS_RIGHT,
    BODY,
    LEFT,
    InvoicePaper,
)
from mcsys_desktop.documents.invoices.look import Look, Window
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
_RATE = Rate(TAXED[Treatment.HIGH].category, 2100)
_WORK = (  # words, thousandths, unit, ten-thousandths of a euro
    ("Onderzoek en herstel kassa-pc", 1500, "hour", 675_000),
    ("SSD 500 GB, NVMe", 1000, "piece", 743_400),
    ("Voorrijkosten", 1000, "piece", 297_500),
)
_BUYER = Buyer(
    name="Voorbeeld B.V.",
    business=True,
    number=10001,
    attention="A. de Vries",
    place=Place("Langestraat", "84", "3811 AH", "Amersfoort"),
)
FRAME_HIGH = 40.0  # mm of the usual window (DL and C5, 40 by 90 or 110)
FRAME_WIDE = 90.0


def sheet(seller: Seller, terms: str = "") -> Sheet:
    """An invented invoice of this seller, with a number that says so."""
    lines = [Line(quantity, price, _RATE) for _words, quantity, _unit, price in _WORK]
    found = compute(lines, PriceMode.EXCL)
    items = tuple(
        Item.of(line, sums, unit=unit, treatment=Treatment.HIGH)
        for line, sums, (_words, _quantity, unit, _price) in zip(
            lines, found.lines, _WORK, strict=True
        )
    )
    snapshot = Snapshot(
        kind=Kind.INVOICE,
        mode=PriceMode.EXCL,
        language="nl",
        seller=seller,
        items=items,
        sums=tuple(Sum.of(group, items) for group in found.groups),
        lines_net=found.lines_net,
        base=found.base,
        vat=found.vat,
        total=found.total,
        payable=found.payable,
        delivered_on=DAY,
        terms=terms,
    )
    words = tuple(words for words, *_rest in _WORK)
    return Sheet(snapshot, Particulars(_BUYER, words, "PO 118"), "VOORBEELD", DAY)


def envelope(seller: Seller, look: Look, made_at: datetime) -> bytes:
    """A page with the address and a frame where the window should be, in millimetres."""
    bare = replace(look, code=False, background=b"", following=b"", preprinted=False)
    with InvoicePaper(sheet(seller), bare, made_at) as paper:
        say = paper.words.say
        paper.add_page()
        paper.letterhead()
        paper.address()
        if look.window is not Window.NONE:
            left = ADDRESS_RIGHT if look.window is Window.RIGHT else LEFT
            x, y = left + look.right - 5, ADDRESS_MIDDLE + look.down - FRAME_HIGH / 2
            paper.frame(x, y, FRAME_WIDE, FRAME_HIGH, look.accent)
        y = 120.0
        for text in (
            N_("Print this page without fitting it to the paper, at 100 %."),
            N_("Fold it and put it into the envelope: the frame should lie on the window."),
            N_("If it does not, measure how far it is off, and fill that in at the settings."),
        ):
            paper.put(LEFT, y, 165, say(text), size=BODY)
            y += BODY * LEADING + 1
        y += 4
        paper.rule(LEFT, y, 100, look.accent)
        paper.put(LEFT, y + 1, 165, say(N_("This line is 100 mm long.")), size=BODY)
        paper.foot(1, 1)
        return paper.bytes()
