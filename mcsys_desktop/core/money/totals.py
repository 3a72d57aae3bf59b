"""What a document adds up to: the only place where VAT is computed.

In ``excl`` mode each line is rounded to cents, summed per category and rate, and VAT is taken once
over each sum: the one method that EN 16931 can express. In ``incl`` mode the sums hold the VAT
already and it is taken out of them, so that a consumer pays exactly the price that was advertised;
net amounts of lines are then shares of the net sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mcsys_desktop.core.money.rounding import half_up, in_proportion, share_out

WHOLE = 10_000  # basis points
PRICE = 10_000  # ten-thousandths of a euro in a euro
QUANTITY = 1_000  # thousandths in a unit


class PriceMode(StrEnum):
    """Whether the prices of a document hold the VAT."""

    EXCL = "excl"  # businesses
    INCL = "incl"  # consumers must see what they pay: Wet OB 1968, art. 38


@dataclass(frozen=True, slots=True)
class Rate:
    """A category of UNCL 5305 with its rate in basis points: VAT is taken once for each."""

    category: str
    points: int

    @property
    def order(self) -> tuple[str, int]:
        """As rates are listed: by category, the highest first."""
        return self.category, -self.points


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was typed. A return has a negative quantity, never a negative price."""

    quantity: int  # thousandths
    price: int  # ten-thousandths of a euro, in the mode of the document
    rate: Rate
    discount: int = 0  # basis points


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An amount on the document as a whole: positive is a charge, negative a discount (cents)."""

    amount: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class LineTotal:
    """What a line comes to, in cents: in the mode of the document, and without VAT."""

    gross: int  # before its discount
    discount: int
    amount: int
    net: int


@dataclass(frozen=True, slots=True)
class Group:
    """All of one rate, in cents."""

    rate: Rate
    base: int
    vat: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What a document adds up to, in cents. ``payable`` is what is still to be paid of it."""

    lines: tuple[LineTotal, ...]
    adjustments: tuple[Adjustment, ...]  # those given, and the shares of the discount
    adjustment_nets: tuple[int, ...]  # what each comes to without VAT
    groups: tuple[Group, ...]
    lines_net: int
    base: int
    vat: int
    total: int
    payable: int


def line_total(line: Line) -> tuple[int, int]:
    """(gross, discount) of a line in cents, in the mode of its document.

    >>> line_total(Line(2500, 3300, Rate("S", 2100)))
    (83, 0)
    >>> line_total(Line(250, 950000, Rate("S", 2100), discount=750))
    (2375, 178)
    """
    gross = half_up(line.quantity * line.price * 100, QUANTITY * PRICE)
    return gross, half_up(gross * line.discount, WHOLE)


def compute(
    lines: Sequence[Line],
    mode: PriceMode,
    *,
    adjustments: Iterable[Adjustment] = (),
    discount: int = 0,
    paid: int = 0,
) -> Totals:
    """Add up a document.

    ``discount`` is a percentage of all lines in basis points, shared over the rates; ``paid`` in
    cents was received on this document itself. Sign and size of anything are not judged here.
    """
    typed = [line_total(line) for line in lines]
    amounts = [gross - off for gross, off in typed]
    given = list(adjustments)
    if discount:
        given += _discounts(lines, amounts, discount)
    every = {line.rate for line in lines} | {one.rate for one in given}
    rates = sorted(every, key=lambda rate: rate.order)
    whole = amounts + [one.amount for one in given]
    each = [line.rate for line in lines] + [one.rate for one in given]
    groups, nets = [], [0] * len(whole)
    for rate in rates:
        places = [at for at, one in enumerate(each) if one == rate]
        inside = [whole[at] for at in places]
        group = _group(rate, sum(inside), mode)
        groups.append(group)
        for at, net in zip(places, _nets(inside, group, mode), strict=True):
            nets[at] = net
    base, vat = sum(group.base for group in groups), sum(group.vat for group in groups)
    return Totals(
        tuple(
            LineTotal(gross, off, amount, net)
            for (gross, off), amount, net in zip(typed, amounts, nets[: len(lines)], strict=True)
        ),
        tuple(given),
        tuple(nets[len(lines) :]),
        tuple(groups),
        sum(nets[: len(lines)]),
        base,
        vat,
        base + vat,
        base + vat - paid,
    )


def _discounts(lines: Sequence[Line], amounts: Sequence[int], discount: int) -> list[Adjustment]:
    sums: dict[Rate, int] = {}
    for line, amount in zip(lines, amounts, strict=True):
        sums[line.rate] = sums.get(line.rate, 0) + amount
    rates = sorted(sums, key=lambda rate: rate.order)
    off = half_up(sum(amounts) * discount, WHOLE)
    shares = in_proportion(off, [sums[rate] for rate in rates]) if rates else []
    return [Adjustment(-cents, rate) for rate, cents in zip(rates, shares, strict=True) if cents]


def _group(rate: Rate, amount: int, mode: PriceMode) -> Group:
    if mode is PriceMode.EXCL:
        return Group(rate, amount, half_up(amount * rate.points, WHOLE))
    vat = half_up(amount * rate.points, WHOLE + rate.points)
    return Group(rate, amount - vat, vat)


def _nets(amounts: list[int], group: Group, mode: PriceMode) -> list[int]:
    """What each amount of a group comes to without VAT."""
    if mode is PriceMode.EXCL:
        return amounts
    return share_out(
        group.base, [(amount * WHOLE, WHOLE + group.rate.points) for amount in amounts]
    )
