"""Numbers that are handed to a telephone: nothing but digits and a plus, whatever a field holds.

What stands in a customer's card or came from outside may be anything, also a code that diverts the
office's calls (``*21*…#``) or a line break with a command behind it. Whatever dials takes what
`number_in` made of it, and nothing else.
"""

import re
from collections.abc import Iterable

from mcsys_desktop.core import phone
from mcsys_desktop.core.phone_books import NumberForm, written

LONGEST_PREFIX = 4  # digits for an outside line
_DIGITS = re.compile(r"\+?[0-9]{2,20}", re.ASCII)
_BETWEEN = re.compile(r"[ \t\u00a0./()\-\u2010-\u2015]")  # what people write between digits


def number_in(text: str) -> str:
    """The number in ``text``: E.164, else an extension or a service's digits; empty for none.

    >>> number_in("06 - 1234 0987 (mobiel)"), number_in("tst 201"), number_in("*21*0900123456#")
    ('+31612340987', '201', '')
    """
    number = phone.parse(text)
    if number.kind is phone.NumberKind.WITHHELD or re.search(r"[*#]", text):
        return ""
    found = number.e164 or number.extension or _BETWEEN.sub("", text.strip())
    return found if is_plain(found) else ""


def is_plain(number: str) -> bool:
    """Whether it is safe to hand on: digits of this alphabet, at most one plus before them.

    >>> is_plain("+31612340987"), is_plain("06\\r\\nAction: Command"), is_plain("٠٦١٢")
    (True, False, False)
    """
    return _DIGITS.fullmatch(number) is not None


def for_exchange(number: str, form: NumberForm, prefix: str = "") -> str:
    """``number`` as this office's telephones dial it, behind what gives an outside line.

    >>> for_exchange("+31612340987", NumberForm.NATIONAL, "0"), for_exchange("201", NumberForm.PLUS)
    ('00612340987', '201')
    """
    if not number.startswith("+"):
        return number  # an extension, or a service that is dialled as it is
    return prefix + written(number, form)


def is_same(dialled: str, told: Iterable[str]) -> bool:
    """Whether a phone system that tells these speaks of ``dialled``, also behind an outside line.

    >>> is_same("+31612340987", ["9 0612340987"]), is_same("+31612340987", ["0612340986"])
    (True, False)
    """
    if dialled in told:
        return True
    tail = phone.tail(dialled)
    for one in told:
        digits = re.sub(r"[^0-9]", "", one)
        if tail and digits.endswith(tail) and len(digits) <= len(dialled) + LONGEST_PREFIX:
            return True
        if not tail and digits == dialled:
            return True
    return False
