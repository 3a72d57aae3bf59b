"""What must hold of any document, and the traps that the worked examples do not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mcsys_desktop.core.money.rounding import half_up, in_proportion, share_out
from mcsys_desktop.core.money.totals import Adjustment, Line, PriceMode, Rate, compute

HIGH, LOW = Rate("S", 2100), Rate("S", 900)
RATES = (HIGH, LOW, Rate("Z", 0), Rate("AE", 0), Rate("E", 0))

lines = some.lists(
    some.builds(
        Line,
        quantity=some.integers(-20_000, 200_000),
        price=some.integers(0, 20_000_000),
        rate=some.sampled_from(RATES),
        discount=some.integers(0, 10_000),
    ),
    max_size=12,
)
adjustments = some.lists(
    some.builds(Adjustment, amount=some.integers(-50_000, 50_000), rate=some.sampled_from(RATES)),
    max_size=3,
)


@given(lines, adjustments, some.sampled_from(PriceMode), some.integers(0, 10_000))
def test_sums_agree(
    lines: list[Line], adjustments: list[Adjustment], mode: PriceMode, discount: int
) -> None:
    found = compute(lines, mode, adjustments=adjustments, discount=discount)
    assert found.base == sum(group.base for group in found.groups)
    assert found.vat == sum(group.vat for group in found.groups)
    assert found.total == found.base + found.vat == found.payable
    assert found.lines_net == sum(line.net for line in found.lines)
    assert found.base == found.lines_net + sum(found.adjustment_nets)
    amounts = sum(line.amount for line in found.lines)
    beside = sum(one.amount for one in found.adjustments)
    if mode is PriceMode.INCL:
        assert found.total == amounts + beside  # exactly what was advertised
    else:
        assert found.base == amounts + beside
        assert found.lines_net == amounts
    for group in found.groups:
        if mode is PriceMode.EXCL:
            assert group.vat == half_up(group.base * group.rate.points, 10_000)


@given(lines, some.sampled_from(PriceMode))
def test_the_opposite_of_a_document_is_its_negative(lines: list[Line], mode: PriceMode) -> None:
    back = [Line(-line.quantity, line.price, line.rate, line.discount) for line in lines]
    there, again = compute(lines, mode), compute(back, mode)
    assert (again.base, again.vat, again.total) == (-there.base, -there.vat, -there.total)


@given(
    some.integers(-(10**12), 10**12),
    some.lists(some.integers(-(10**9), 10**9), min_size=1, max_size=8),
)
def test_no_cent_is_lost_in_sharing(total: int, weights: list[int]) -> None:
    assert sum(in_proportion(total, weights)) == total


def test_a_share_never_comes_from_far_away() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        share_out(100, [(1, 1), (1, 1)])
    with pytest.raises(ValueError, match="nothing to share"):
        in_proportion(1, [])


@pytest.mark.parametrize(("percent", "unreachable"), [(2100, 173_554), (900, 82_569)])
def test_how_many_consumer_prices_no_net_price_gives(percent: int, unreachable: int) -> None:
    missed = 0
    for gross in range(1, 1_000_001):
        vat = (2 * gross * percent + 10_000 + percent) // (2 * (10_000 + percent))
        missed += vat != (2 * (gross - vat) * percent + 10_000) // 20_000
    assert missed == unreachable  # of those from 0.01 to 10,000.00


def test_a_hundred_euro_stays_a_hundred_euro() -> None:
    found = compute([Line(1000, 1_000_000, HIGH)], PriceMode.INCL)
    assert (found.base, found.vat, found.total) == (8264, 1736, 10000)


def test_vat_is_taken_once_for_each_rate() -> None:
    found = compute([Line(1000, 375_000, HIGH), Line(1000, 125_000, HIGH)], PriceMode.EXCL)
    assert found.vat == 1050  # line by line it would be 1051


def test_a_percentage_on_the_document_is_shared_over_its_rates() -> None:
    found = compute(
        [Line(1000, 1_000_000, HIGH), Line(1000, 499_900, LOW)], PriceMode.EXCL, discount=1000
    )
    assert [one.amount for one in found.adjustments] == [-1000, -500]
    assert (found.base, found.vat, found.total) == (13499, 2295, 15794)


def test_a_document_without_lines_is_nothing() -> None:
    found = compute([], PriceMode.EXCL, discount=1000)
    assert (found.groups, found.total) == ((), 0)


def test_a_price_in_thousandths_is_rounded_half_up_on_the_line() -> None:
    found = compute([Line(3000, 100_050, HIGH)], PriceMode.EXCL)
    assert (found.base, found.vat) == (3002, 630)
    back = compute([Line(-500, 500, HIGH)], PriceMode.EXCL)
    assert back.base == -3  # away from zero
