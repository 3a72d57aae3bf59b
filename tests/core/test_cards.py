"""Card numbers are recognised however they are typed, and nothing else is taken for one."""

import random
import string
import time
import uuid
from collections.abc import Callable, Iterator

import pytest

from mcsys_desktop.core import cards

EACH = 700
BEGINNINGS = {  # of each scheme, with a length
    "visa": ("4", 16),
    "visa 19": ("4", 19),
    "mastercard": ("53", 16),
    "mastercard 2": ("2345", 16),
    "amex": ("37", 15),
    "diners": ("36", 14),
    "discover": ("6011", 16),
    "jcb": ("3540", 16),
    "unionpay": ("62", 16),
    "maestro": ("6759", 16),
    "maestro 18": ("5020", 18),
    "bancontact": ("6703", 17),
    "dankort": ("5019", 16),
    "mir": ("2202", 16),
    "troy": ("9792", 16),
}


def checked(digits: str) -> str:
    """``digits`` with the check digit behind them."""
    total = sum(
        value - 9 if (value := int(digit) * (2 - at % 2)) > 9 else value
        for at, digit in enumerate(reversed(digits))
    )
    return digits + str(-total % 10)


def numbers(count: int, seed: int) -> Iterator[str]:
    """Invented card numbers of all schemes in turn."""
    chance = random.Random(seed)
    schemes = list(BEGINNINGS.values())
    for at in range(count):
        beginning, length = schemes[at % len(schemes)]
        rest = "".join(chance.choices(string.digits, k=length - len(beginning) - 1))
        yield checked(beginning + rest)


def grouped(number: str, sign: str) -> str:
    sizes = {14: (4, 6, 4), 15: (4, 6, 5)}.get(len(number), (4, 4, 4, 4, 4))
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return sign.join(part for part in parts if part)


def other_digits(number: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in number)


WRITTEN: dict[str, Callable[[str], str]] = {
    "in one piece": lambda n: n,
    "spaces": lambda n: grouped(n, " "),
    "dashes": lambda n: grouped(n, "-"),
    "long dashes": lambda n: grouped(n, "–"),
    "spaced dashes": lambda n: grouped(n, " - "),
    "dots": lambda n: grouped(n, "."),
    "hard spaces": lambda n: grouped(n, "\u00a0"),
    "thin spaces": lambda n: grouped(n, "\u2009"),
    "slashes": lambda n: grouped(n, "/"),
    "underscores": lambda n: grouped(n, "_"),
    "lines": lambda n: grouped(n, "\n"),
    "digit by digit": " ".join,
    "digit-by-digit": "-".join,
    "full width": lambda n: other_digits(n, "０"),
    "Arabic": lambda n: other_digits(n, "٠"),
    "Persian in groups": lambda n: grouped(other_digits(n, "۰"), " "),
    "zero width": lambda n: "\u200b".join(n),
    "soft hyphens": lambda n: n[:5] + "\u00ad" + n[5:9] + "\u00ad" + n[9:],
    "bidi": lambda n: f"\u202e{grouped(n, ' ')}\u202c",
    "in a sentence": lambda n: f"De klant gaf {grouped(n, ' ')} op, en belt om 14.30 terug.",
    "after a number": lambda n: f"Factuur 2026 0042 van 12-07: {n}.",
    "glued": lambda n: f"kaartnummer{n}geldig",
    "with its date": lambda n: f"{grouped(n, ' ')} 12/27",
    "with its date and code": lambda n: f"{n} 0628 123",
    "letters for digits": lambda n: n.replace("0", "O").replace("1", "l"),
    "more letters for digits": lambda n: grouped(n.replace("0", "o").replace("1", "I"), " "),
    "in brackets": lambda n: f"({grouped(n, ' ')})",
    "quoted": lambda n: f'kaart="{n}";',
}


@pytest.mark.parametrize("form", WRITTEN)
def test_card_numbers_are_seen_however_they_are_written(form: str) -> None:
    missed = [n for n in numbers(EACH, 1) if not cards.holds(WRITTEN[form](n))]
    allowed = EACH // 100 if "letters" in form else 0  # more letters than digits is a word
    assert len(missed) <= allowed, missed[:5]


def test_what_is_not_seen_is_known() -> None:
    """Broken in the middle of a group, or spread over words: said in the module, and true."""
    for number in numbers(len(BEGINNINGS), 2):
        assert not cards.holds(f"{number[:8]} en dan {number[8:]}")
    halves = [n for n in numbers(EACH, 3) if cards.holds(f"{n[: len(n) // 2]}\n{n[len(n) // 2 :]}")]
    assert halves == []


def _iban(chance: random.Random, country: str, digits: int, bank: str = "") -> str:
    account = bank + "".join(chance.choices(string.digits, k=digits))
    turned = "".join(str(int(sign, 36)) for sign in account + country) + "00"
    return f"{country}{98 - int(turned) % 97:02}{account}"


def _spaced(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _phone(chance: random.Random) -> str:
    national = chance.choice(["6", "20", "33", "10", "800", "88"]) + "".join(
        chance.choices(string.digits, k=8)
    )
    national = national[:9]
    return chance.choice(
        [
            *(f"0{national}", f"+31{national}", f"0031{national}", f"+31 (0){national}"),
            *(f"06 {_spaced(national[1:])}", f"06-{national[1:5]} {national[5:]}"),
            *(f"0{national} 06{national[1:]}", f"+49 {national[:3]} {national[3:]} {national[:4]}"),
        ]
    )


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(string.digits, k=count))


def _imei(chance: random.Random) -> str:
    number = checked(chance.choice(["35", "86", "01", "99", "49"]) + _digits(chance, 12))
    return chance.choice([number, f"{number[:2]}-{number[2:8]}-{number[8:14]}-{number[14]}"])


def _ean(chance: random.Random) -> str:
    number = chance.choice(["87", "40", "50", "57", "00"]) + _digits(chance, 10)
    total = sum(int(digit) * (1 + 2 * (at % 2)) for at, digit in enumerate(number))
    return f"{number}{-total % 10}"


def _foreign_iban(chance: random.Random) -> str:
    country, digits = chance.choice([("DE", 18), ("BE", 12), ("FR", 23), ("ES", 20), ("PL", 24)])
    number = _iban(chance, country, digits)
    return chance.choice([number, _spaced(number)])


def _mac(chance: random.Random) -> str:
    return chance.choice(":-.").join(f"{chance.randrange(256):02X}" for _part in range(6))


HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "phones": _phone,
    "Dutch IBANs": lambda c: _spaced(_iban(c, "NL", 10, c.choice(["ABNA", "INGB", "RABO"]))),
    "foreign IBANs": _foreign_iban,
    "IMEIs": _imei,
    "bar codes": _ean,
    "KvK and branch": lambda c: f"KvK {_digits(c, 8)} vestiging 0000{_digits(c, 8)}",
    "btw": lambda c: f"NL{_digits(c, 9)}B{_digits(c, 2)}",
    "serials": lambda c: "".join(c.choices(string.ascii_uppercase + string.digits, k=12)),
    "IP and MAC": lambda c: (
        ".".join(str(c.randrange(256)) for _part in range(4)) + " " + _mac(c) + f":{_digits(c, 4)}"
    ),
    "uuids": lambda c: str(uuid.UUID(int=c.getrandbits(128))),
    "uuids of digits": lambda c: "-".join(_digits(c, size) for size in (8, 4, 4, 4, 12)),
    "epochs": lambda c: str(c.randrange(1_600_000_000, 1_900_000_000) * 10 ** c.choice([0, 3, 6])),
    "remote help": lambda c: f"{_digits(c, 3)} {_digits(c, 3)} {_digits(c, 3)}",
    "keys": lambda c: "-".join(_digits(c, 5) for _part in range(5)),
    "keys in fours": lambda c: "-".join(_digits(c, 4) for _part in range(6)),
    "accounts in fours": lambda c: f"{_digits(c, 2)} {_spaced(_digits(c, 24))}",
    "tails of dashed keys": lambda c: f"{_digits(c, 8)}-{grouped(_digits(c, 16), '-')}",
    "disk keys": lambda c: "-".join(_digits(c, 6) for _part in range(8)),
    "SIM cards": lambda c: checked("8931" + _digits(c, 14)),
    "invoice and moment": lambda c: f"2026{_digits(c, 4)} 202607{_digits(c, 8)}",
    "amounts": lambda c: f"€ {_digits(c, 4)},{_digits(c, 2)} en -{_digits(c, 3)},00",
    "fractions": lambda c: f"0.{_digits(c, 16)}",
    "dates": lambda c: (
        f"{c.randrange(1, 29):02}-{c.randrange(1, 13):02}-2026 {c.randrange(24):02}:30"
    ),
    "years": lambda c: " ".join(str(c.randrange(1990, 2031)) for _year in range(4)),
    "postal": lambda c: f"Kerkstraat {_digits(c, 3)}, {_digits(c, 4)} AB, 3S{_digits(c, 12)}",
    "company numbers in a list": lambda c: "\n".join(_digits(c, 8) for _line in range(4)),
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_nothing_else_is_taken_for_a_card(kind: str) -> None:
    chance = random.Random(kind)
    wrong = [text for _ in range(5000) if cards.holds(text := HARMLESS[kind](chance))]
    assert wrong == []


def test_numbers_without_a_form_are_seldom_taken_for_a_card() -> None:
    """A reference of sixteen random digits cannot be told from a card by anybody."""
    chance = random.Random(4)
    share = sum(cards.holds(_digits(chance, 16)) for _ in range(20_000)) / 20_000
    assert share < 0.035


@pytest.mark.parametrize("text", ["CVC 123", "cvv: 4821", "cvc-code 123", "CVC2=123", "cvc is 123"])
def test_a_security_code_is_refused_too(text: str) -> None:
    assert cards.holds(text)


@pytest.mark.parametrize(
    "text", ["", "cvc", "pin 1234", "CVCA 123", "cvc 12345", "0000 0000 0000 0000"]
)
def test_words_alone_are_no_card(text: str) -> None:
    assert not cards.holds(text)


def test_only_the_last_four_digits_are_left() -> None:
    number = next(numbers(1, 5))
    said = f"a {grouped(number, ' ')} b {other_digits(number, '٠')} cvc 123"
    assert (
        cards.masked(said) == f"a •••• •••• •••• {number[-4:]} b ••••••••••••{said[-12:-8]} ••• •••"
    )
    assert len(cards.find(said)) == 3
    assert cards.find("niets") == []


@pytest.mark.parametrize("sign", ["1 ", "4", "4-", "4111 ", "1O", "AB12 ", "cvc ", "\u200b1"])
def test_long_texts_take_no_time(sign: str) -> None:
    text = sign * (100_000 // len(sign))
    began = time.perf_counter()
    cards.holds(text)
    assert time.perf_counter() - began < 2
