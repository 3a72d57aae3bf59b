"""The cents, against worked examples whose files passed the official rules of three bodies."""

import json
from pathlib import Path
from typing import Any

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.money import worked
from mcsys_desktop.core.money.collection_costs import collection_costs

DATA = Path(__file__).parents[2] / "data" / "invoicing"
CASES = json.loads((DATA / "vat-oracles.json").read_text("utf-8"))["cases"]
COSTS = json.loads((DATA / "wik-oracles.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_document_adds_up_to_the_cent(case: dict[str, Any]) -> None:
    assert worked.expected(case) == case["expected"]
    found = worked.computed(case)
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


@pytest.mark.parametrize(
    "wrong", [None, [], {}, {"cases": [1]}, {"cases": [{"id": "x", "lines": [{}]}]}]
)
def test_what_is_no_worked_document_gets_a_sentence(wrong: object) -> None:
    with pytest.raises(UserError):
        worked.answers(wrong)
