"""What a final document holds, so that nothing of it is ever looked up again.

It is in two parts. ``Snapshot`` is what the books need and says nothing of a person; it is hashed
with the number and the date. ``Particulars`` are about somebody: who the buyer is, what was done.
The snapshot holds only a salted sum of them, so that they can be erased when their term is over and
the chain of hashes stays whole. Both are kept as canonical text: the same content, the same bytes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from mcsys_desktop.core.money.totals import Group, Line, LineTotal, PriceMode
from mcsys_desktop.core.money.treatments import Treatment


class Kind(StrEnum):
    """What a document is."""

    INVOICE = "invoice"
    CREDIT = "credit"  # positive amounts that are given back: type 381 in UBL
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Place:
    """An address as it goes on an envelope."""

    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "NL"  # ISO 3166-1


@dataclass(frozen=True, slots=True)
class Seller:
    """Whose document it is."""

    name: str
    place: Place = Place()
    phone: str = ""
    email: str = ""
    website: str = ""
    kvk_number: str = ""
    vat_number: str = ""
    iban: str = ""  # without blanks
    bic: str = ""


@dataclass(frozen=True, slots=True)
class Buyer:
    """Whom it is for. ``endpoint`` is a Peppol identifier with its ``scheme`` (EAS)."""

    name: str
    business: bool
    number: int | None = None  # the customer's
    attention: str = ""  # a person
    department: str = ""
    place: Place = Place()
    email: str = ""
    kvk_number: str = ""
    vat_number: str = ""
    oin: str = ""
    scheme: str = ""
    endpoint: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What a line comes to. ``gross``, ``discount`` and ``amount`` are in the document's mode."""

    quantity: int  # thousandths
    price: int  # ten-thousandths of a euro
    unit: str  # a word of ours: "hour", "piece"; see ``core.money.units``
    treatment: Treatment
    category: str
    points: int  # the rate in basis points
    gross: int  # cents
    discount: int  # cents
    amount: int  # cents
    net: int  # cents, without VAT
    discount_points: int = 0
    article: str = ""  # its code
    option: bool = False  # of a quote: shown, and not in the sum

    @classmethod
    def of(
        cls, line: Line, sums: LineTotal, *, unit: str, treatment: Treatment, article: str = ""
    ) -> Self:
        """A line with what it comes to, as `totals.compute` added it up."""
        return cls(
            quantity=line.quantity,
            price=line.price,
            unit=unit,
            treatment=treatment,
            category=line.rate.category,
            points=line.rate.points,
            gross=sums.gross,
            discount=sums.discount,
            amount=sums.amount,
            net=sums.net,
            discount_points=line.discount,
            article=article,
        )


@dataclass(frozen=True, slots=True)
class Extra:
    """A discount (below zero) or charge on the whole document, in cents, in its mode."""

    reason: str
    amount: int
    treatment: Treatment
    category: str
    points: int
    net: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """All of one category and rate, in cents."""

    category: str
    points: int
    base: int
    vat: int
    treatments: tuple[Treatment, ...] = ()

    @classmethod
    def of(cls, group: Group, items: Iterable[Item]) -> Self:
        """All of one rate, with the treatments of ``items`` that it holds, each once."""
        rate = group.rate
        used = [
            i.treatment for i in items if (i.category, i.points) == (rate.category, rate.points)
        ]
        return cls(rate.category, rate.points, group.base, group.vat, tuple(dict.fromkeys(used)))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The part of a document that the books need. Amounts are cents; ``form`` is of this text."""

    kind: Kind
    mode: PriceMode
    language: str  # "nl" or "en": the customer's
    seller: Seller
    items: tuple[Item, ...]
    sums: tuple[Sum, ...]
    lines_net: int
    base: int
    vat: int
    total: int
    payable: int
    extras: tuple[Extra, ...] = ()
    payment_days: int = 14
    delivered_on: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    corrects: str = ""  # the number of the invoice that a credit invoice is about
    corrects_date: date | None = None
    deducts: tuple[str, ...] = ()  # numbers of deposit invoices that negative lines take off
    terms: str = ""  # conditions at the end
    layout: int = 1  # the version of the paper, so that an old document keeps its look
    particulars: str = ""  # the salted sum of the other part, in hexadecimal
    form: int = 1


@dataclass(frozen=True, slots=True)
class Between:
    """Words between the lines: they stand before the item of that place, counted from 0."""

    place: int
    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Particulars:
    """The part of a document that is about people; ``descriptions`` stand in line order."""

    buyer: Buyer
    descriptions: tuple[str, ...]
    reference: str = ""  # the buyer's
    project: str = ""
    serials: tuple[tuple[str, ...], ...] = ()
    introduction: str = ""
    remark: str = ""
    deliver_to: Place | None = None
    between: tuple[Between, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document, for paper and for machines. Without a number it is a draft."""

    snapshot: Snapshot
    particulars: Particulars
    number: str = ""
    dated: date | None = None
    valid_until: date | None = None  # of a quote
    paid: int = 0  # cents received when it was made, at the counter for instance
    paid_by: str = ""
    extra_texts: tuple[str, ...] = field(default=())

    @property
    def due(self) -> date | None:
        """The last day on which it is paid in time."""
        if self.dated is None:
            return None
        return self.dated + timedelta(days=self.snapshot.payment_days)


def commitment(salt: bytes, particulars: str) -> str:
    """The salted sum of the personal part's text, in hexadecimal.

    Raises ValueError for a salt that could be guessed.
    """
    if len(salt) < 16:
        raise ValueError("a salt has 16 bytes at least")
    return hashlib.sha256(salt + particulars.encode()).hexdigest()


def content_hash(before: str, number: str, dated: date, snapshot: str) -> str:
    """The link of a document in the chain of its series, in hexadecimal.

    ``before`` is the link of the document before it, empty for the first.
    """
    parts = "\n".join((before, number, dated.isoformat(), snapshot))
    return hashlib.sha256(parts.encode()).hexdigest()
