"""Card numbers, recognised so that they can be refused: the office never stores one.

A number counts as a card's when its beginning and length belong to a scheme, its check digit
(Luhn) is right, and it is written in a shape in which people write cards: in one piece, in the
groups that stand on a card, or digit by digit. That is strict on purpose: phone numbers, IBANs,
IMEIs, bar codes and serial numbers must never be refused. A number that is broken at another place
than between its groups, or spread over words, is not seen.

The database refuses by the same rule (``models/rules_cards.py``), made of the tables and patterns
in here; whatever changes in the steps between them must change there.
"""

import re
import unicodedata
from collections.abc import Iterator

from mcsys_desktop.core.i18n import N_

REFUSED = N_(
    "This looks like a card number, and the office never stores one. Leave it out:"
    " the customer gives it to the bank or the supplier themselves."
)
TAKEN_OUT = N_(
    "A card number was taken out, because the office never stores one:"
    " the customer gives it to the bank or the supplier themselves."
)

# Beginnings (first and last, of one length) and how many digits such numbers have. Visa's thirteen
# digits are not among them: none were issued for decades, and bar codes have thirteen.
SCHEMES: tuple[tuple[str, str, frozenset[int]], ...] = tuple(
    (first, last, frozenset(lengths))
    for first, last, lengths in (
        ("4", "4", (16, 19)),  # Visa
        ("51", "55", (16,)),  # Mastercard
        ("2221", "2720", (16,)),
        ("34", "34", (15,)),  # American Express
        ("37", "37", (15,)),
        ("300", "305", (14, 16)),  # Diners Club
        ("3095", "3095", (14, 16)),
        ("36", "36", (14, 16)),
        ("38", "39", (14, 16)),
        ("6011", "6011", (16, 19)),  # Discover
        ("644", "659", (16, 19)),
        ("3528", "3589", (16,)),  # JCB
        ("62", "62", (16, 17, 18, 19)),  # UnionPay
        ("8100", "8171", (16, 17, 18, 19)),
        ("5018", "5020", (16, 17, 18, 19)),  # Maestro, Dankort
        ("5038", "5038", (16, 17, 18, 19)),
        ("5893", "5893", (16, 17, 18, 19)),
        ("6304", "6304", (16, 17, 18, 19)),
        ("639", "639", (16, 17, 18, 19)),
        ("67", "67", (16, 17, 18, 19)),  # with Bancontact's seventeen digits
        ("2200", "2204", (16,)),  # Mir
        ("9792", "9792", (16,)),  # Troy
        ("508", "508", (16,)),  # RuPay
        ("6521", "6522", (16,)),
        ("506099", "506198", (16, 18, 19)),  # Verve
        ("5067", "5067", (16,)),  # Elo
        ("509", "509", (16,)),
        ("636", "638", (16,)),  # Elo, InstaPayment
        ("606282", "606282", (16,)),  # Hipercard
    )
)
SHORTEST, LONGEST = 14, 19

# The groups in which numbers of a length are written, beside one piece and digit by digit.
GROUPED = frozenset(
    {
        *((4, 6, 4), (4, 4, 4, 2)),
        *((4, 6, 5), (4, 4, 4, 3)),
        *((4, 4, 4, 4), (4, 6, 6)),
        *((4, 4, 4, 5), (4, 4, 4, 4, 1)),
        *((4, 4, 4, 6), (4, 4, 4, 4, 2)),
        *((4, 4, 4, 4, 3), (6, 13)),
    }
)
MOST_GROUPS = 5

CHAIN = re.compile(r"[0-9]+(?:[ ]{0,2}[-./_,:*]?[ ]{0,2}[0-9]+)*")
ALIKE = ("OoIl|", "00111")  # letters that stand for digits, and for which
_ALIKE = str.maketrans(*ALIKE)
ALIKE_CHAIN = re.compile(r"[0-9OoIl|]+(?:[ ]{0,2}[-./_,:*]?[ ]{0,2}[0-9OoIl|]+)*")
_PART = re.compile(r"[0-9]+|[^0-9]+")
EXPIRY = re.compile(r"(?:0[1-9]|1[0-2])[2-4][0-9]")
SECURITY_CODE = re.compile(
    r"(?<![A-Za-z])(?:cvc|cvv|cid|cav)[ ]?2?(?:[ -]?code)?[ ]{0,3}(?:is[ ]|[:=#.-])?[ ]{0,3}"
    r"[0-9]{3,4}(?![0-9])",
    re.IGNORECASE | re.ASCII,
)
IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){11,30}")
IBAN_LENGTHS = {
    **{"NO": 15, "BE": 16, "DK": 18, "FI": 18, "FO": 18, "GL": 18, "NL": 18, "MK": 19, "SI": 19},
    **{"AT": 20, "BA": 20, "EE": 20, "KZ": 20, "LT": 20, "LU": 20, "XK": 20, "CH": 21, "CR": 22},
    **{"HR": 21, "LI": 21, "LV": 21, "BG": 22, "BH": 22, "DE": 22, "GB": 22, "GE": 22, "IE": 22},
    **{"ME": 22, "RS": 22, "AE": 23, "GI": 23, "IL": 23, "IQ": 23, "AD": 24, "CZ": 24, "ES": 24},
    **{"MD": 24, "PK": 24, "RO": 24, "SA": 24, "SE": 24, "SK": 24, "TN": 24, "VG": 24, "PT": 25},
    **{"IS": 26, "TR": 26, "FR": 27, "GR": 27, "IT": 27, "MC": 27, "MR": 27, "SM": 27, "AL": 28},
    **{"AZ": 28, "BY": 28, "CY": 28, "DO": 28, "GT": 28, "HU": 28, "LB": 28, "PL": 28, "BR": 29},
    **{"PS": 29, "QA": 29, "UA": 29, "JO": 30, "KW": 30, "MU": 30, "MT": 31, "SC": 31, "LC": 32},
}
UNSEEN, BLANK, DOTS = ("Cf", "Mn", "Me"), ("Zs", "Zl", "Zp"), "·•․．。"
FEWEST = 7  # digits in a text that can hold a number with half of it written as letters


def holds(text: str) -> bool:
    """Whether ``text`` holds a card's number, or its security code.

    >>> holds("kaart 4111-1111-1111-1111, 12/27"), holds("IMEI 490154203237518")
    (True, False)
    """
    return next(_spans(text), None) is not None


def find(text: str) -> list[tuple[int, int]]:
    """Where in ``text`` card numbers and security codes stand: first character, and one behind."""
    return sorted(set(_spans(text)))


def masked(text: str) -> str:
    """``text`` with all but the last four digits of each card number drawn as dots.

    >>> masked("betaald met 4111 1111 1111 1111")
    'betaald met •••• •••• •••• 1111'
    """
    while spans := find(text):  # what is left may, with what stood beside it, look like another
        signs = list(text)
        for start, end in spans:
            digits = [at for at in range(start, end) if signs[at].isalnum()]
            for at in digits[:-4] if len(digits) >= SHORTEST else digits:
                signs[at] = "•"
        text = "".join(signs)
    return text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    if sum(map(str.isdigit, text)) < 3:
        return
    plain, places = _plain(text)
    for match in SECURITY_CODE.finditer(plain):
        yield places[match.start()], places[match.end() - 1] + 1
    if sum(map(str.isdigit, plain)) < FEWEST:
        return
    plain = IBAN.sub(_without_iban, plain)
    for chain in CHAIN.finditer(plain):
        for start, end in _in_chain(chain.group()):
            yield places[chain.start() + start], places[chain.start() + end - 1] + 1
    for chain in ALIKE_CHAIN.finditer(plain):
        written = chain.group()
        if written.isdigit() or sum(map(str.isdigit, written)) * 2 < SHORTEST:
            continue
        for start, end in _in_chain(written.translate(_ALIKE)):
            part = written[start:end]
            if sum(map(str.isdigit, part)) * 2 >= sum(map(str.isalnum, part)):
                yield places[chain.start() + start], places[chain.start() + end - 1] + 1


def _plain(text: str) -> tuple[str, list[int]]:
    """Digits of any script as 0 to 9, any blank and dash as one sign, nothing that is invisible.

    And for each character that is left, where it stood.
    """
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        if not sign.isascii():
            value = unicodedata.digit(sign, None)
            category = unicodedata.category(sign)
            if value is not None:
                sign = str(value)
            elif category in UNSEEN:
                continue
            elif category in BLANK:
                sign = " "
            elif category == "Pd" or sign == "\N{MINUS SIGN}":
                sign = "-"
            elif sign in DOTS:
                sign = "."
        elif sign in "\t\n\r\v\f":
            sign = " "
        elif not sign.isprintable():
            continue
        signs.append(sign)
        places.append(at)
    return "".join(signs), places


def _without_iban(found: re.Match[str]) -> str:
    """An IBAN whose check digits are right, taken out; anything else as it is."""
    written = found.group()
    wanted = IBAN_LENGTHS.get(written[:2], 0)
    held = 0
    for end, sign in enumerate(written, 1):
        held += sign.isalnum()
        if held == wanted:
            signs = "".join(filter(str.isalnum, written[:end]))
            turned = "".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])
            whole = end == len(written) or not written[end].isalnum()
            if whole and int(turned) % 97 == 1:
                return "#" * end + written[end:]
    return written


def _in_chain(written: str) -> Iterator[tuple[int, int]]:
    """The card numbers in digits that only blanks and single signs part."""
    parts = _PART.findall(written)
    groups, gaps = parts[::2], ["", *(gap.strip() or " " for gap in parts[1::2]), ""]
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    first = 0
    while first < len(groups):
        taken = _taken(groups, gaps, first)
        if taken:
            yield starts[2 * first], starts[2 * (first + taken - 1) + 1]
        first += taken or 1


def _taken(groups: list[str], gaps: list[str], first: int) -> int:
    """How many groups from ``first`` on are a card number; 0 when they are none.

    ``gaps[n]`` is what stands before group n; the last one stands behind all.
    """
    if SHORTEST <= len(groups[first]) <= LONGEST:
        fraction = gaps[first] in (".", ",") and len(groups[first - 1]) <= 3
        return int(_is_card(groups[first]) and not fraction)
    count = _run(groups, gaps, first)
    if len(groups[first]) == 1:
        before = first > 0 and len(groups[first - 1]) == 1 and gaps[first] == gaps[first + 1]
        digits = "".join(groups[first : first + count])
        return count if not before and _is_card(digits) else 0
    for size in range(min(count, MOST_GROUPS), 1, -1):
        shape = tuple(len(group) for group in groups[first : first + size])
        if shape in GROUPED and _is_card("".join(groups[first : first + size])):
            return size if _stands_alone(groups, gaps, first, size) else 0
    return 0


def _run(groups: list[str], gaps: list[str], first: int) -> int:
    """How many groups from ``first`` on are parted by the same sign (single digits: all of one)."""
    single = len(groups[first]) == 1
    count = 1
    while first + count < len(groups):
        at = first + count
        same = count == 1 or gaps[at] == gaps[first + 1]
        if not same or ((len(groups[at]) == 1) != single and single):
            break
        count += 1
        if count > (LONGEST if single else MOST_GROUPS):
            break
    return count


def _stands_alone(groups: list[str], gaps: list[str], first: int, size: int) -> bool:
    """Whether the groups are no piece of something longer, such as a key or an account."""
    sign, behind = gaps[first + 1], first + size
    if first > 0 and gaps[first] == sign and (sign != " " or len(groups[first - 1]) == 4):
        return False
    if behind >= len(groups) or gaps[behind] != sign:
        return True
    if sign != " ":
        return False
    following = groups[behind]  # behind a card often its date stands, and its security code
    last = len(groups) - behind <= 2 and (first == 0 or gaps[first] != sign)
    return len(following) != 4 or (last and EXPIRY.fullmatch(following) is not None)


def _is_card(digits: str) -> bool:
    """Whether a scheme has such numbers and the check digit is right."""
    if not SHORTEST <= len(digits) <= LONGEST or len(set(digits)) == 1:
        return False
    known = any(
        first <= digits[: len(first)] <= last and len(digits) in lengths
        for first, last, lengths in SCHEMES
    )
    return known and _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0
