"""Amounts as they are typed in a hurry."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.money import amounts


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.234,50", 123450),
        ("1234,5", 123450),
        ("1234.50", 123450),
        ("1,234.50", 123450),
        ("1.234", 123400),
        ("1,234.5", 123450),
        ("12.50", 1250),
        ("12.5", 1250),
        ("0.12", 12),
        (",5", 50),
        (".5", 50),
        ("5,", 500),
        ("12,-", 1200),
        ("12,--", 1200),
        ("€ 12", 1200),
        ("12 euro", 1200),
        ("-€ 12,00", -1200),
        ("€ -12,00", -1200),
        ("12-", -1200),
        ("\N{MINUS SIGN}12", -1200),
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1.234.567,89", 123456789),
        ("1.234.567", 123456700),
        ("12,500", 1250),  # three decimals, and the last says nothing
        ("0", 0),
        ("10.000", 1000000),
    ],
)
def test_an_amount_is_understood(typed: str, cents: int) -> None:
    assert amounts.read(typed, amounts.CENTS) == cents


@pytest.mark.parametrize(
    "typed",
    [
        *("", "-", "€", "twaalf", "1,2,3", "1.2.3", "1.23.456", "1,234,5", "1.234,567.8", "1e5"),
        *("١٢", "12,345", "1" * 20, "1" * 9999, "1.2345,6", "0x10", "1,-5"),
    ],
)
def test_what_is_no_amount_gets_a_sentence(typed: str) -> None:
    with pytest.raises(UserError):
        amounts.read(typed, amounts.CENTS)


@given(some.integers(-(10**12), 10**12), some.sampled_from(["nl", "en"]))
def test_what_is_shown_can_be_typed_again(cents: int, language: str) -> None:
    shown = amounts.euros(cents, language)
    assert amounts.read(shown, amounts.CENTS) == cents


@given(some.integers(-(10**9), 10**9))
def test_quantities_and_prices_come_back_too(value: int) -> None:
    for decimals in (amounts.QUANTITY, amounts.PRICE):
        # Two decimals at least: "1.234" without any would be thousands to a Dutch reader, and is.
        assert amounts.read(amounts.number(value, decimals, 2), decimals) == value


@given(some.text(max_size=12))
def test_anything_typed_is_a_number_or_a_sentence(typed: str) -> None:
    try:
        amounts.read(typed, amounts.CENTS)
    except UserError:
        return
