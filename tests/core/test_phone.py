"""Every spelling of a phone number becomes one, and reads well on the screen."""

import json
import unicodedata
from pathlib import Path

import pytest

from mcsys_desktop.core import phone
from mcsys_desktop.core.phone import Bare, Number, NumberKind, Profile

ROWS = json.loads(
    (Path(__file__).parents[1] / "data" / "calls" / "numbers.json").read_text(encoding="utf-8")
)
MOBILE = "+31612345678"
FIXED = "+31201234567"


def full_width(digits: str) -> str:
    return "".join(unicodedata.lookup(f"FULLWIDTH {unicodedata.name(d)}") for d in digits)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["given"] or "nothing")
def test_every_row_of_the_number_list_is_read_as_it_says(row: dict[str, str]) -> None:
    expected = Number(NumberKind(row["kind"]), row["e164"], row["extension"])
    assert phone.parse(row["given"]) == expected


def test_the_number_list_is_whole() -> None:
    assert len(ROWS) == 50


@pytest.mark.parametrize(
    "text",
    [
        "06-12345678",
        "06 12 34 56 78",
        "0031612345678",
        "+31 (0)6 12345678",
        "+31(0)612345678",
        "31612345678",
        "612345678",
        "+310612345678",
        "0031 0612345678",
        full_width("0612345678"),
        "\u200e\u202a+31612345678\u202c",
        "06\u00a012\u00a034\u00a056\u00a078",
        "06\u201112345678",
        "++31612345678",
        "tel. 0612345678",
        "Mobiel: 06-12345678",
        "*31*0612345678",
        "#31#0612345678",
        "00612345678",
        "0612345678 (mobiel)",
        "(thuis) 0612345678",
        "06 - 12 34 56 78 / 020-1234567",
        "06-12345678 of 020-1234567",
        "0612345678/0201234567",
        "Jan 06-12345678",
        "\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
        '"06" <sip:0612345678@pbx.example>',
        "Jan <0612345678>",
        "06-12345678 <mobiel>",
        "0612345678@10.0.0.1",
        "+0612345678",
        "0612345678#",
        "sip:*31*0612345678@pbx.example",
    ],
)
def test_a_mobile_number_in_any_spelling_is_one_number(text: str) -> None:
    assert phone.parse(text) == Number(NumberKind.NUMBER, MOBILE)


@pytest.mark.parametrize(
    "text",
    [
        "020-1234567",
        "(020) 123 45 67",
        "020/1234567",
        "201234567",
        "31201234567",
        "sip:+31201234567@h;user=phone",
        '"B" <sip:0201234567@10.0.0.1:5060>;tag=1',
        "sip:0201234567:pw@h",
        "sip:%2B31201234567@h",
        "SIPS:+31201234567;tgrp=x@h",
        "tel:+31-20-1234567",
        "tel:020-1234567;phone-context=+31",
        "callto:0201234567",
        "callto://+31201234567",
    ],
)
def test_a_fixed_number_in_any_spelling_is_one_number(text: str) -> None:
    assert phone.parse(text) == Number(NumberKind.NUMBER, FIXED)


@pytest.mark.parametrize(
    "text",
    [
        "020-1234567 tst 12",
        "020-1234567 toestel 12",
        "+31 20 1234567 ext. 12",
        "0201234567,12",
        "020 1234567 x12",
        "020-1234567#12",
        "tel:+31201234567;ext=12",
    ],
)
def test_an_extension_is_kept_apart(text: str) -> None:
    assert phone.parse(text) == Number(NumberKind.NUMBER, FIXED, "12")


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("201", "201"),
        ("1001", "1001"),
        ("tel:201;phone-context=office.test", "201"),
        ("sip:201@office.test", "201"),
        ('"Balie" <sip:201@10.0.0.1>', "201"),
        ("toestel 12", "12"),
        ("**610", "610"),
    ],
)
def test_short_numbers_are_internal(text: str, extension: str) -> None:
    assert phone.parse(text) == Number(NumberKind.INTERNAL, extension=extension)


@pytest.mark.parametrize("text", ["112", "14020", "0900-8844", "0800-0432", "+31 900 8844"])
def test_numbers_that_many_share_never_point_at_a_customer(text: str) -> None:
    assert phone.parse(text) == Number(NumberKind.SERVICE)


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("0900-1234567", "+319001234567"),
        ("0800-123456", "+31800123456"),
        ("088-1234567", "+31881234567"),
        ("085-1234567", "+31851234567"),
        ("097-012345678", "+3197012345678"),
        ("0111-123456", "+31111123456"),
        ("0032499123456", "+32499123456"),
        ("32499123456", "+32499123456"),
        ("+49 30 123456", "+4930123456"),
        ("4930123456", "+4930123456"),
        ("493055571600", "+493055571600"),
        ("+297 582 1234", "+2975821234"),
        ("+39 06 12345678", "+390612345678"),
        ("+31 67 1234567", "+31671234567"),
    ],
)
def test_other_ranges_and_countries(text: str, e164: str) -> None:
    assert phone.parse(text) == Number(NumberKind.NUMBER, e164)


@pytest.mark.parametrize(
    "text",
    [
        *("anonymous", "Anonymous", "Restricted", "private", "sip:anonymous@anonymous.invalid"),
        *('"Anoniem" <sip:anonymous@pbx.example>', "<sip:x@anonymous.invalid>"),
    ],
)
def test_a_withheld_number_is_told_apart(text: str) -> None:
    assert phone.parse(text) == Number(NumberKind.WITHHELD)
    assert phone.is_withheld(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", None, "<unknown>", "unavailable", "sip:host", "sip:10.0.0.1", "sip:jan@example.nl"),
        *(
            "06-1234567",
            "06-123456789",
            "0881234567890",
            "000612345678",
            "+31 6 1234567",
            "+310012345678",
        ),
        *("jan201@example.nl", "Kerkstraat 12", "*21*0612345678#", "$remote", "+", "<", "sip:"),
        *("0" * 300, "9" * 300, "+" * 300, "(" * 300, "1" * 19, "\ud800", "\x00", "x" * 100_000),
    ],
)
def test_what_is_no_number_is_unknown(text: str | None) -> None:
    assert phone.parse(text) == Number(NumberKind.UNKNOWN)


def test_a_source_can_say_what_a_bare_number_means() -> None:
    national, e164 = Profile(bare_is=Bare.NATIONAL), Profile(bare_is=Bare.E164)
    assert phone.parse("612345678", profile=national).e164 == MOBILE
    assert phone.parse("32499123456", profile=national).kind is NumberKind.UNKNOWN
    assert phone.parse("31612345678", profile=e164).e164 == MOBILE
    assert phone.parse("441632960000", profile=e164).e164 == "+441632960000"
    assert phone.parse("441632960000").kind is NumberKind.UNKNOWN


def test_a_trunk_prefix_is_taken_off() -> None:
    nine = Profile(trunk_prefix="9")
    assert phone.parse("90612345678", profile=nine).e164 == MOBILE
    assert phone.parse("90032499123456", profile=nine).e164 == "+32499123456"
    assert phone.parse("0612345678", profile=nine).e164 == MOBILE
    assert phone.parse("0201234567", profile=Profile(trunk_prefix="0")).e164 == FIXED
    assert phone.parse("00201234567", profile=Profile(trunk_prefix="0")).e164 == FIXED


def test_the_length_of_an_extension_is_a_setting() -> None:
    assert phone.parse("20123").kind is NumberKind.INTERNAL
    assert phone.parse("20123", profile=Profile(extension_digits=4)).kind is NumberKind.UNKNOWN


def test_another_region_reads_its_own_numbers() -> None:
    assert phone.parse("0499 12 34 56", region="BE").e164 == "+32499123456"
    assert phone.display("+32499123456", home="BE") == "0499 12 34 56"
