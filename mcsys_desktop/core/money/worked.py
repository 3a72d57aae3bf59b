"""Worked documents from a file: what they add up to, beside what somebody else says they do.

The form is that of `vat-oracles.json`: cases with lines, allowances and charges, numbers as text.
"""

from fractions import Fraction
from typing import Any

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money import amounts
from mcsys_desktop.core.money.totals import Adjustment, Line, PriceMode, Rate, Totals, compute

PRICE, QUANTITY, PERCENT = 10_000, 1_000, 100


def answers(worked: Any) -> list[dict[str, object]]:
    """Per case its id and what belongs under ``expected``, computed.

    Raises UserError when this is not such a file.
    """
    try:
        return [{"id": case["id"], "expected": expected(case)} for case in worked["cases"]]
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise UserError(_("This file does not hold worked documents.")) from error


def expected(case: dict[str, Any]) -> dict[str, object]:
    """What one case adds up to. Raises KeyError, TypeError or ValueError for what is none."""
    found = computed(case)
    return {
        "subtotals": [
            {
                "vat_category": group.rate.category,
                "vat_rate": amounts.percentage(group.rate.points, "en"),
                "base_cents": group.base,
                "vat_cents": group.vat,
            }
            for group in found.groups
        ],
        "line_total_net_cents": found.lines_net,
        "total_excl_cents": found.base,
        "total_vat_cents": found.vat,
        "total_incl_cents": found.total,
        "payable_cents": found.payable,
    }


def computed(case: dict[str, Any]) -> Totals:
    """All that a case adds up to. Raises KeyError, TypeError or ValueError for what is none."""
    lines = [
        Line(
            _exact(row["qty"], QUANTITY),
            _exact(row["unit_price"], PRICE),
            _rate(row),
            _exact(row.get("discount_pct", "0"), PERCENT),
        )
        for row in case["lines"]
    ]
    beside = [
        Adjustment(sign * int(row["amount_cents"]), _rate(row))
        for name, sign in (("allowances", -1), ("charges", 1))
        for row in case.get(name, ())
    ]
    paid = int(case.get("prepaid_cents", 0))
    return compute(lines, PriceMode(case["price_mode"]), adjustments=beside, paid=paid)


def _rate(row: dict[str, Any]) -> Rate:
    return Rate(str(row["vat_category"]), _exact(row["vat_rate"], PERCENT))


def _exact(number: Any, units: int) -> int:
    value = Fraction(str(number)) * units
    if value.denominator != 1:
        raise ValueError("more decimals than we keep")
    return int(value)
