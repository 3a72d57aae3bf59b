"""One spelling for every phone number, however people, phones and exchanges write it.

`parse` turns any text into a `Number`, `display` turns E.164 (ITU-T) back into what a Dutch office
is used to read. What numbers exist is libphonenumber's knowledge (`phone_plan`), what they are
wrapped in is found by `phone_text`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from mcsys_desktop.core import phone_plan, phone_text

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

HOME = "NL"

# Numbers that many people share, so that they never point at one customer: alarm (112), help lines
# (116xxx), town halls (14 + area code) and the short forms of 0800 and 090x. Other short numbers
# (144, 1888) never call anybody, and are extensions in many offices.
_SHORT_SERVICE = re.compile(r"112|116\d{3}|140\d{2,3}")
_DIALLED_SERVICE = re.compile(r"0(?:800|90[069])\d{4}")
_INTERNATIONAL_SERVICE = re.compile(r"(?:800|90[069])\d{4}|140\d{2,3}")

# Dutch areas whose code has four digits with the zero; all others have three.
_LONG_AREA = re.compile(r"1[16-8]|2[259]|3[124]|4[17-9]|5[124679]")
_GROUPS = {4: (4,), 5: (3, 2), 6: (2, 2, 2), 7: (3, 2, 2), 8: (4, 4)}


class NumberKind(StrEnum):
    """What a text turned out to be."""

    NUMBER = "number"
    INTERNAL = "internal"
    SERVICE = "service"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"


class LineType(StrEnum):
    """What kind of line a number belongs to, by its number range."""

    MOBILE = "mobile"
    FIXED = "fixed"
    FREE = "free"
    PREMIUM = "premium"
    COMPANY = "company"  # 088: one number for all branches
    INTERNET = "internet"  # 085, 091
    PERSONAL = "personal"
    MACHINE = "machine"  # 097: lifts, alarms, meters
    PAGER = "pager"
    UNKNOWN = "unknown"


class Bare(StrEnum):
    """What a source means by a number without zero and without plus (612345678, 31612345678)."""

    AUTO = "auto"  # national if that exists, else international
    NATIONAL = "national"
    E164 = "e164"


@dataclass(frozen=True, slots=True)
class Profile:
    """The habits of one phone source.

    ``trunk_prefix`` is what the exchange puts before an outside number ("0" or "9");
    ``extension_digits`` is how long an internal number can be.
    """

    bare_is: Bare = Bare.AUTO
    trunk_prefix: str = ""
    extension_digits: int = 5


@dataclass(frozen=True, slots=True)
class Number:
    """What a text means. ``e164`` is filled for numbers only, ``extension`` also for internal."""

    kind: NumberKind
    e164: str = ""
    extension: str = ""


USUAL = Profile()
_UNKNOWN = Number(NumberKind.UNKNOWN)
_WITHHELD = Number(NumberKind.WITHHELD)
_SERVICE = Number(NumberKind.SERVICE)


def parse(text: str | None, *, region: str = HOME, profile: Profile = USUAL) -> Number:
    """Read any spelling of a phone number. Raises nothing, whatever it is given.

    >>> parse("020-1234567 tst 12")
    Number(kind=<NumberKind.NUMBER: 'number'>, e164='+31201234567', extension='12')
    >>> parse("0612345678 (mobiel)").e164
    '+31612345678'
    """
    if not text:
        return _UNKNOWN
    if text.isascii() and text.removeprefix("+").isdigit():  # what an exchange sends
        return _dialled(text, "", region, profile)
    written = phone_text.read(text)
    if written.withheld:
        return _WITHHELD
    if written.context:  # tel:020-1234567;phone-context=+31 names its own country
        region = phone_plan.region_of(written.context, region)
    best = _UNKNOWN
    for spelling in written.spellings:
        found = _dialled(spelling, written.extension, region, profile)
        if found.kind is NumberKind.NUMBER:
            return found
        if best is _UNKNOWN and not written.wordy:
            # Between words only a whole number counts: "Kerkstraat 12" is no extension.
            best = found
    return best


def is_withheld(text: str) -> bool:
    """Whether a name or number says that the caller does not want to be known.

    >>> is_withheld("Anonymous"), is_withheld("0612345678")
    (True, False)
    """
    return phone_text.read(text).withheld


@lru_cache(maxsize=4096)
def display(e164: str, *, home: str = HOME) -> str:
    """An E.164 number as people here read it; anything else comes back as it is.

    >>> display("+31334612045"), display("+31612345678"), display("+31342415560")
    ('033 461 20 45', '06 1234 5678', '0342 41 55 60')
    >>> display("+32499123456")
    '+32 499 12 34 56'
    """
    if not e164.startswith("+"):
        return e164
    # A form that would not be read back as this very number is not shown.
    return next(
        (form for form in _forms(e164, home) if parse(form, region=home).e164 == e164), e164
    )


def tail(e164: str) -> str:
    """The last nine digits, by which a number is found when no spelling of it matches.

    Fewer would confuse towns: with seven digits 020 1234567 and 030 1234567 are the same.
    Empty when the number is shorter.

    >>> tail("+31334612045")
    '334612045'
    """
    digits = re.sub(r"[^0-9]", "", e164)
    return digits[-9:] if len(digits) >= 9 else ""


def describe(e164: str) -> tuple[LineType, str]:
    """The line type and the region (ISO 3166-1, "001" for the world, "" if unknown).

    >>> describe("+31612345678")
    (<LineType.MOBILE: 'mobile'>, 'NL')
    """
    number = phone_plan.read(e164, None) if e164.startswith("+") else None
    if number is None:
        return LineType.UNKNOWN, ""
    region = phone_plan.region(number)
    if region == "NL" and phone_plan.digits(number).startswith("97"):
        return LineType.MACHINE, region
    return LineType(phone_plan.line(number)), region


def warm() -> None:
    """Load the number plan now, so that the first call does not wait for it."""
    for number in ("+31334612045", "+32499123456", "+493012345678"):
        display(number)
        describe(number)


def _forms(e164: str, home: str) -> Iterator[str]:
    """The ways to write a number, the one that people here like best first."""
    if home == "NL" and e164.startswith("+31"):
        yield _dutch(e164[3:])
    number = phone_plan.read(e164, None)
    if number is not None:
        if phone_plan.region(number) == home:
            yield phone_plan.national(number)
        yield phone_plan.international(number)


def _dialled(spelling: str, extension: str, region: str, profile: Profile) -> Number:
    """What one spelling means; it holds digits and signs, no words."""
    head = re.match(r"[^0-9]*", spelling)
    signs = head.group() if head else ""
    digits = re.sub(r"[^0-9]", "", spelling)
    if not digits or len(digits) > 20:
        return _UNKNOWN
    if signs.startswith("**") and len(digits) <= profile.extension_digits:
        return Number(NumberKind.INTERNAL, extension=digits)  # FRITZ!Box: **610
    if re.search(r"[*#]", spelling.rstrip("# ")):
        return _UNKNOWN  # a function code, not a caller
    explicit = "+" in signs
    if not explicit:
        if region == "NL" and (
            _SHORT_SERVICE.fullmatch(digits) or _DIALLED_SERVICE.fullmatch(digits)
        ):
            return _SERVICE
        if digits[0] != "0" and 2 <= len(digits) <= profile.extension_digits:
            return Number(NumberKind.INTERNAL, extension=digits)
    if len(digits) < 5:
        return _UNKNOWN
    number = (
        _with_plus(digits, region)
        if explicit
        else _after_trunk_prefix(digits, region, profile) or _without_plus(digits, region, profile)
    )
    if number is None:
        return _UNKNOWN
    if phone_plan.region(number) == "NL" and _INTERNATIONAL_SERVICE.fullmatch(
        phone_plan.digits(number)
    ):
        return _SERVICE
    e164 = f"+{number.country_code}{phone_plan.digits(number)}"
    return Number(NumberKind.NUMBER, e164, extension)


def _with_plus(digits: str, region: str) -> "PhoneNumber | None":
    """A number with its country: as good as written, even where our number plan is too old."""
    if digits.startswith("0"):  # "+0612345678", from exchanges that put the plus everywhere
        return phone_plan.exists(digits.lstrip("0") and digits, region)
    return phone_plan.possible("+" + digits, region)


def _after_trunk_prefix(digits: str, region: str, profile: Profile) -> "PhoneNumber | None":
    prefix = profile.trunk_prefix
    if not prefix or not digits.startswith(prefix) or len(digits) - len(prefix) < 7:
        return None
    outside = digits.removeprefix(prefix)
    if outside.startswith("00"):
        return phone_plan.exists("+" + outside[2:], None)
    return phone_plan.exists(outside, region) if outside.startswith("0") else None


def _without_plus(digits: str, region: str, profile: Profile) -> "PhoneNumber | None":
    if digits.startswith("00"):
        # 0032… is international; 00612345678 is a zero for an outside line before 0612345678,
        # although Australia could use it too: what exists goes before what could.
        abroad = "+" + digits[2:]
        return (
            phone_plan.exists(abroad, None)
            or phone_plan.exists(digits[1:], region)
            or phone_plan.possible(abroad, region)
        )
    if digits.startswith("0"):
        return phone_plan.exists(digits, region)
    if profile.bare_is is Bare.E164:
        return phone_plan.possible("+" + digits, region)
    found = phone_plan.exists(digits, region)
    if found is None and profile.bare_is is Bare.AUTO:
        found = phone_plan.exists("+" + digits, None)
    return found


def _dutch(digits: str) -> str:
    """A Dutch number in the groups in which people say it; empty for the odd ones."""
    if len(digits) == 9 and digits[0] == "6" and digits[1] != "6":
        return f"06 {digits[1:5]} {digits[5:]}"
    long = digits.startswith(("80", "90", "97")) or _LONG_AREA.match(digits)
    area = 3 if long else 2
    groups = _GROUPS.get(len(digits) - area)
    if groups is None:
        return ""
    parts = ["0" + digits[:area]]
    for length in groups:
        start = len("".join(parts)) - 1
        parts.append(digits[start : start + length])
    return " ".join(parts)
