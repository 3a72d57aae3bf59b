"""A number that was read is shown the way people say it, and read back as the same number."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.core import phone
from mcsys_desktop.core.phone import LineType, NumberKind

MOBILE = "+31612345678"
FIXED = "+31201234567"


@pytest.mark.parametrize(
    ("e164", "text"),
    [
        ("+31334612045", "033 461 20 45"),
        (MOBILE, "06 1234 5678"),
        ("+31342415560", "0342 41 55 60"),
        ("+31800123456", "0800 12 34 56"),
        ("+319001234567", "0900 123 45 67"),
        ("+31881234567", "088 123 45 67"),
        ("+31851234567", "085 123 45 67"),
        ("+3197012345678", "0970 1234 5678"),
        ("+31662345678", "066 234 56 78"),
        ("+31671234567", "+31 6 71234567"),
        ("+32499123456", "+32 499 12 34 56"),
        ("+493055571600", "+49 30 55571600"),
        ("", ""),
        ("201", "201"),
        ("0612345678", "0612345678"),
        ("+999", "+999"),
        ("+<b>", "+<b>"),
    ],
)
def test_numbers_are_shown_in_the_groups_people_say(e164: str, text: str) -> None:
    assert phone.display(e164) == text


def test_the_tail_has_nine_digits_or_is_empty() -> None:
    assert phone.tail(FIXED) == "201234567"
    assert phone.tail("+31301234567") != phone.tail(FIXED)
    assert phone.tail("+2975821") == ""
    assert phone.tail("") == ""


@pytest.mark.parametrize(
    ("e164", "line", "region"),
    [
        (MOBILE, LineType.MOBILE, "NL"),
        (FIXED, LineType.FIXED, "NL"),
        ("+31881234567", LineType.COMPANY, "NL"),
        ("+31851234567", LineType.INTERNET, "NL"),
        ("+3197012345678", LineType.MACHINE, "NL"),
        ("+31800123456", LineType.FREE, "NL"),
        ("+319061234567", LineType.PREMIUM, "NL"),
        ("+31662345678", LineType.PAGER, "NL"),
        ("+32499123456", LineType.MOBILE, "BE"),
        ("+80012345678", LineType.FREE, "001"),
        ("+441632960000", LineType.UNKNOWN, "GB"),
        ("201", LineType.UNKNOWN, ""),
        ("+999", LineType.UNKNOWN, ""),
    ],
)
def test_a_number_tells_its_line_and_region(e164: str, line: LineType, region: str) -> None:
    assert phone.describe(e164) == (line, region)


def test_importing_loads_no_number_plan_and_reading_loads_no_geocoder() -> None:
    script = (
        "import sys; from mcsys_desktop.core import phone\n"
        "assert not any(name.startswith('phonenumbers') for name in sys.modules)\n"
        "phone.warm()\n"
        "assert phone.parse('0612345678').e164 == '+31612345678'\n"
        "assert 'phonenumbers.geocoder' not in sys.modules\n"
        "assert 'phonenumbers.geodata' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


NOISE = st.text(max_size=40)
DIALLED = st.text(alphabet="0123456789+*#-() /.,;:@<>\"'xsiptel%&", max_size=30)
E164 = st.builds(
    lambda code, rest: f"+{code}{rest}",
    st.sampled_from([1, 7, 27, 31, 32, 33, 34, 39, 44, 49, 52, 54, 55, 61, 65, 86, 91, 297, 800]),
    st.text(alphabet="0123456789", min_size=4, max_size=12),
)


@given(st.one_of(NOISE, DIALLED, E164))
def test_no_text_makes_it_raise_and_what_it_finds_is_stable(text: str) -> None:
    found = phone.parse(text)
    assert bool(found.e164) is (found.kind is NumberKind.NUMBER)
    assert not found.extension or found.extension.isascii()
    if found.e164:
        assert found.e164[0] == "+"
        assert 5 <= len(found.e164) <= 18
        assert phone.parse(found.e164).e164 == found.e164
        assert phone.parse(phone.display(found.e164)).e164 == found.e164
    assert phone.display(text) is not None
    assert phone.tail(text) is not None
    phone.describe(text)
    phone.is_withheld(text)


@given(
    st.sampled_from(["6", "20", "33", "342", "88", "85", "10"]).flatmap(
        lambda area: st.text(
            alphabet="0123456789", min_size=9 - len(area), max_size=9 - len(area)
        ).map(lambda rest: area + rest)
    )
)
def test_every_dutch_number_survives_being_shown(national: str) -> None:
    found = phone.parse("0" + national)
    if found.kind is NumberKind.NUMBER:  # not every range is in use
        shown = phone.display(found.e164)
        assert found.e164 == "+31" + national
        assert shown.startswith("0")
        assert phone.parse(shown) == found
