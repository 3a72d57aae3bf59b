"""The cents, against worked examples whose files passed the official rules of three bodies."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from mcsys_desktop.core.money.collection_costs import collection_costs
from mcsys_desktop.core.money.totals import (
    Adjustment,
    Line,
    PriceMode,
    Rate,
    Totals,
    compute,
)

DATA = Path(__file__).parents[2] / "data" / "invoicing"
CASES = json.loads((DATA / "vat-oracles.json").read_text("utf-8"))["cases"]
COSTS = json.loads((DATA / "wik-oracles.json").read_text("utf-8"))


def _exact(text: str, units: int) -> int:
    value = Fraction(text) * units
    assert value.denominator == 1
    return int(value)


def _rate(row: dict[str, Any]) -> Rate:
    return Rate(row["vat_category"], _exact(row["vat_rate"], 100))


def _computed(case: dict[str, Any]) -> Totals:
    lines = [
        Line(
            _exact(row["qty"], 1000),
            _exact(row["unit_price"], 10_000),
            _rate(row),
            _exact(row["discount_pct"], 100),
        )
        for row in case["lines"]
    ]
    off = [Adjustment(-row["amount_cents"], _rate(row)) for row in case["allowances"]]
    on = [Adjustment(row["amount_cents"], _rate(row)) for row in case["charges"]]
    mode = PriceMode(case["price_mode"])
    return compute(lines, mode, adjustments=off + on, paid=case["prepaid_cents"])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_document_adds_up_to_the_cent(case: dict[str, Any]) -> None:
    found, expected = _computed(case), case["expected"]
    assert [
        {
            "vat_category": group.rate.category,
            "vat_rate": f"{group.rate.points // 100}",
            "base_cents": group.base,
            "vat_cents": group.vat,
        }
        for group in found.groups
    ] == expected["subtotals"]
    assert found.lines_net == expected["line_total_net_cents"]
    assert found.base == expected["total_excl_cents"]
    assert found.vat == expected["total_vat_cents"]
    assert found.total == expected["total_incl_cents"]
    assert found.payable == expected["payable_cents"]
    for line, row in zip(found.lines, case["lines"], strict=True):
        assert line.net == row["line_net_cents"]
        assert line.discount == row["discount_cents"]


@pytest.mark.parametrize("row", COSTS, ids=[str(row["principal_cents"]) for row in COSTS])
def test_collection_costs_follow_the_scale(row: dict[str, int]) -> None:
    assert collection_costs(row["principal_cents"]) == row["incassokosten_cents"]
    both = row["incl_21_if_creditor_cannot_deduct_cents"]
    assert collection_costs(row["principal_cents"], 2100) == both


def test_nothing_owed_costs_nothing() -> None:
    assert collection_costs(0) == 0
    assert collection_costs(-5) == 0
