"""How one phone source writes numbers: learned from what it sent, and kept as a short text.

Most spellings mean one thing only, and need no setting. Some do not: 612345678 is Amsterdam's way
to leave out a zero or a number in Australia, and 90612345678 begins with the nine that an exchange
puts before an outside line. Which it is can be seen from a few calls of the same source.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mcsys_desktop.core import phone, phone_plan, phone_text
from mcsys_desktop.core.phone import Bare, Profile

LEAST_DIGITS = 7  # of a number that is compared with the one that somebody says they called from
_EXTENSION = range(2, 6)  # digits of an internal number that is known without being told
_LONG_EXTENSION = range(6, 8)  # and of one that could not be anything else


class Form(StrEnum):
    """How one number was written."""

    NATIONAL = "national"  # 0612345678
    PLUS = "plus"  # +31612345678
    ZEROS = "zeros"  # 0031612345678
    NO_ZERO = "no_zero"  # 612345678
    NO_PLUS = "no_plus"  # 31612345678
    OUTSIDE_LINE = "outside_line"  # 90612345678
    INTERNAL = "internal"  # 201
    EITHER = "either"  # without a zero or without a plus: it could be both
    UNKNOWN = "unknown"


OUTSIDE = (Form.NATIONAL, Form.PLUS, Form.ZEROS, Form.NO_ZERO, Form.NO_PLUS, Form.OUTSIDE_LINE)


@dataclass(frozen=True, slots=True)
class Seen:
    """One number as it came: its form, and what stood before it for an outside line."""

    form: Form
    prefix: str = ""
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Learned:
    """What some calls of one source tell: the setting, the forms seen (the commonest first)."""

    profile: Profile
    forms: tuple[Form, ...] = ()

    @property
    def matters(self) -> bool:
        """Whether the setting reads numbers otherwise than without one."""
        return self.profile != phone.USUAL


def look(raw: str, from_number: str = "", *, region: str = phone.HOME) -> Seen:
    """How ``raw`` is written. ``from_number`` (E.164): it is known to be this very number.

    >>> look("612345678").form.value, look("90612345678"), look("201").form.value
    ('no_zero', Seen(form=<Form.OUTSIDE_LINE: 'outside_line'>, prefix='9', digits=11), 'internal')
    """
    spellings = phone_text.read(raw).spellings
    spelling = spellings[0] if spellings else ""
    digits = re.sub(r"[^0-9]", "", spelling)
    if not digits or re.search(r"[*#]", spelling.rstrip("# ")):
        return Seen(Form.UNKNOWN)
    if "+" in spelling:
        return Seen(Form.PLUS, digits=len(digits))
    known = _known(digits, from_number, region)
    form, prefix = known or _guessed(digits, region)
    return Seen(form, prefix, len(digits))


def is_same(raw: str, from_number: str) -> bool:
    """Whether ``raw`` can be the number ``from_number`` (E.164), whatever stands before it."""
    digits = re.sub(r"[^0-9]", "", raw)
    national = _significant(from_number)
    return len(national) >= LEAST_DIGITS and digits.endswith(national)


def learn(numbers: Iterable[str], from_number: str = "", *, region: str = phone.HOME) -> Learned:
    """What these numbers of outside callers tell of the source that sent them."""
    seen = [look(raw, from_number, region=region) for raw in numbers if raw]
    counted = Counter(one.form for one in seen if one.form is not Form.UNKNOWN)
    bare = phone.USUAL.bare_is
    if counted[Form.NO_ZERO] and not counted[Form.NO_PLUS]:
        bare = Bare.NATIONAL
    elif counted[Form.NO_PLUS] and not counted[Form.NO_ZERO]:
        bare = Bare.E164
    prefixes = {one.prefix for one in seen if one.prefix}
    # An exchange that puts a digit before outside numbers puts it before all of them.
    prefix = prefixes.pop() if len(prefixes) == 1 and not counted[Form.NATIONAL] else ""
    longest = max((one.digits for one in seen if one.form is Form.INTERNAL), default=0)
    profile = Profile(bare, prefix, max(longest, phone.USUAL.extension_digits))
    return Learned(profile, tuple(form for form, _count in counted.most_common()))


def written(profile: Profile) -> str:
    """The setting as it is kept; empty for the usual one.

    >>> written(Profile(Bare.NATIONAL, "9")), read("national 9 5") == Profile(Bare.NATIONAL, "9")
    ('national 9 5', True)
    """
    if profile == phone.USUAL:
        return ""
    return f"{profile.bare_is} {profile.trunk_prefix or '-'} {profile.extension_digits}"


def read(text: str) -> Profile:
    """The setting that was kept; the usual one where there is none, or none that can be read."""
    found = re.fullmatch(r"(auto|national|e164) (-|\d{1,3}) ([2-7])", text)
    if found is None:
        return phone.USUAL
    return Profile(Bare(found[1]), found[2].strip("-"), int(found[3]))


def understood(raw: str, profile: Profile) -> str:
    """``raw`` so that anybody reads it as this source means it; most of the time as it is."""
    if profile == phone.USUAL:
        return raw
    meant = phone.parse(raw, profile=profile)
    if meant.kind is not phone.NumberKind.NUMBER or meant.e164 == phone.parse(raw).e164:
        return raw
    return meant.e164


def _significant(e164: str) -> str:
    """The digits that every spelling of the number ends with."""
    number = phone_plan.read(e164, None) if e164.startswith("+") else None
    return phone_plan.digits(number) if number is not None else ""


def _known(digits: str, from_number: str, region: str) -> tuple[Form, str] | None:
    if not from_number or not is_same(digits, from_number):
        return None
    before = digits.removesuffix(_significant(from_number))
    country = from_number.removeprefix("+").removesuffix(_significant(from_number))
    plain = {
        "0": Form.NATIONAL,
        "": Form.NO_ZERO,
        country: Form.NO_PLUS,
        f"00{country}": Form.ZEROS,
    }
    if before in plain:
        return plain[before], ""
    for end in (f"00{country}", "0"):
        prefix = before.removesuffix(end)
        if prefix != before and 0 < len(prefix) < 4:
            return Form.OUTSIDE_LINE, prefix
    return None


def _guessed(digits: str, region: str) -> tuple[Form, str]:
    if digits.startswith("00"):
        if phone_plan.exists("+" + digits[2:], None):
            return Form.ZEROS, ""
        if phone_plan.exists(digits[1:], region):
            return Form.OUTSIDE_LINE, "0"
        return Form.UNKNOWN, ""
    if digits.startswith("0"):
        return (Form.NATIONAL if phone_plan.exists(digits, region) else Form.UNKNOWN), ""
    if len(digits) in _EXTENSION:
        return Form.INTERNAL, ""
    national = phone_plan.exists(digits, region)
    here = national is not None and phone_plan.digits(national) == digits  # not 31… read as +31…
    abroad = phone_plan.exists("+" + digits, None) is not None
    if here or abroad:
        return (Form.EITHER if here and abroad else Form.NO_ZERO if here else Form.NO_PLUS), ""
    outside = digits[1:]
    if outside.startswith("0") and phone_plan.exists(outside, region):
        return Form.OUTSIDE_LINE, digits[0]
    if outside.startswith("00") and phone_plan.exists("+" + outside[2:], None):
        return Form.OUTSIDE_LINE, digits[0]
    return (Form.INTERNAL if len(digits) in _LONG_EXTENSION else Form.UNKNOWN), ""
