"""Amounts as people read and type them, in Dutch and in English.

What is read is exact: digits become a whole number at once, never a float. What was understood is
to be shown again, because `1.234` is a thousand and more to a Dutch reader.
"""

import re

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

CENTS, PRICE, QUANTITY, PERCENT = 2, 4, 3, 2  # decimals of what is stored
LARGEST = 10**15  # far above any shop, far below what a database column holds

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_MONEY = re.compile(r"^(?:€|EUR|euro)|(?:€|EUR|euro)$", re.IGNORECASE)
_DASH = re.compile(r",[-–—]+$|,=$")
_MINUS = "-\N{MINUS SIGN}–"


def read(typed: str, decimals: int) -> int:
    """A number as a whole number of its last decimal: ``read("1.234,50", CENTS)`` is 123450.

    The last comma or point that can be one is the decimal sign; what groups digits by three is not.
    Raises UserError with a sentence for what is no number, too long, or has too many decimals.

    >>> [read(text, CENTS) for text in ("1.234,50", "1234,5", "1234.50", "€ 12,-", "1,234.50")]
    [123450, 123450, 123450, 1200, 123450]
    >>> read("1.234", CENTS), read("0.125", QUANTITY), read("-3", QUANTITY), read("1.234.567", 0)
    (123400, 125, -3000, 1234567)
    """
    bare = _DASH.sub("", _MONEY.sub("", _SPACES.sub("", typed)))
    negative = bare[:1] in _MINUS or bare[-1:] in _MINUS if bare else False
    bare = _MONEY.sub("", bare.strip(_MINUS))
    whole, fraction = _parts(bare)
    if not re.fullmatch(r"[0-9]+", whole + fraction):
        raise UserError(_("This is no number. Type it like 1.234,50."))
    fraction = fraction.rstrip("0") if len(fraction) > decimals else fraction
    if len(fraction) > decimals:
        sentence = _("Too many digits after the comma: at most {count}.")
        raise UserError(sentence.format(count=decimals))
    value = int((whole + fraction.ljust(decimals, "0"))[:30])
    if value > LARGEST:
        raise UserError(_("This number is too large. Is there a digit too many?"))
    return -value if negative else value


def _parts(bare: str) -> tuple[str, str]:
    """What stands before and after the decimal sign, without the signs between thousands."""
    signs = [sign for sign in bare if sign in ".,"]
    if not signs:
        return bare, ""
    last = signs[-1]
    before, _sign, after = bare.rpartition(last)
    if len(set(signs)) == 2:  # whatever comes last is the decimal sign
        other = "." if last == "," else ","
        fits = last not in before and _thousands(before, other)
        return (before.replace(other, ""), after) if fits else ("?", "")
    if len(signs) == 1 and (last == "," or not _thousands(bare, last)):
        return before, after
    return (bare.replace(last, ""), "") if _thousands(bare, last) else ("?", "")


def _thousands(text: str, sign: str) -> bool:
    """Whether a sign stands between groups of three digits, as it does in large numbers."""
    return bool(re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(sign)}[0-9]{{3}})+", text))


def euros(cents: int, language: str = "nl") -> str:
    """An amount with its sign of money, as a document or a screen shows it.

    >>> euros(123450), euros(-5), euros(123450, "en")
    ('€\\xa01.234,50', '€\\xa0-0,05', '€1,234.50')
    """
    text = number(cents, CENTS, CENTS, language)
    if language == "nl":
        return f"€\u00a0{text}"
    return f"-€{text[1:]}" if cents < 0 else f"€{text}"


def price(ten_thousandths: int, language: str = "nl") -> str:
    """A unit price: two decimals, and more where it has them.

    >>> price(675000), price(411550), price(50)
    ('€\\xa067,50', '€\\xa041,155', '€\\xa00,005')
    """
    text = number(ten_thousandths, PRICE, CENTS, language)
    if language == "nl":
        return f"€\u00a0{text}"
    return f"-€{text[1:]}" if ten_thousandths < 0 else f"€{text}"


def quantity(thousandths: int, language: str = "nl") -> str:
    """A quantity without decimals that say nothing.

    >>> quantity(1500), quantity(-1000), quantity(12000000)
    ('1,5', '-1', '12.000')
    """
    return number(thousandths, QUANTITY, 0, language)


def percentage(points: int, language: str = "nl") -> str:
    """Basis points as a percentage, without its sign.

    >>> percentage(2100), percentage(750)
    ('21', '7,5')
    """
    return number(points, PERCENT, 0, language)


def number(value: int, decimals: int, least: int, language: str = "nl") -> str:
    """A whole number of its last decimal as people write it, with ``least`` decimals or more."""
    whole, fraction = divmod(abs(value), 10**decimals)
    digits = f"{fraction:0{decimals}d}" if decimals else ""
    while len(digits) > least and digits.endswith("0"):
        digits = digits[:-1]
    grouped = f"{whole:,}"
    point = "."
    if language == "nl":
        grouped, point = grouped.replace(",", "."), ","
    sign = "-" if value < 0 else ""
    return f"{sign}{grouped}{point}{digits}" if digits else f"{sign}{grouped}"
