"""How hard a password is for somebody who knows the office: its town, its people, its year.

What people take for a strong password (Welkom2026Helpdesk!, Anna-Jansen-1985) has capitals, digits
and signs, and falls to whoever tries names, places and years first. So a password is read as that
person would make it: cut into the pieces that are cheapest to guess, whose costs are added up.
Costs are decimal digits: 4.0 stands for ten thousand guesses.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from mcsys_desktop.core import resources, text

KNOWN, GLUE, WORD, WALK, PHRASE = 0.5, 1.0, 1.5, 2.0, 3.0
LETTER, DIGIT, AGAIN = 0.9, 0.9, 0.3
NEW_SIGN, SAME_SIGN = 0.6, 0.1
CAPITAL, CAPITALS_AT_MOST = 0.2, 1.0  # one in the middle of letters
LONGEST_WORD = 24
LEAST_COMMON = 4  # letters of a common password; shorter ones are parts of any word

_LEET = str.maketrans("0134578@$!|", "oieastbasii")
_LEET_L = str.maketrans("0134578@$!|", "oleastbasll")
_ROWS = ("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_FORMS = (
    (re.compile(r"(?:19|20)\d\d"), 1.5),  # a year
    (re.compile(r"[0-3]?\d([-/. ]?)[01]?\d\1(?:(?:19|20)\d\d|\d\d)"), 3.0),  # a day
    (re.compile(r"[a-z]{3,}(?:straat|laan|weg|plein|gracht|kade|singel|steeg)\W?\d{0,4}"), 4.0),
)
_SAME = re.compile(r"(.+?)\1+")

Found = tuple[int, float]  # where a piece ends, and what it costs


def cost(password: str, known: Iterable[str] = ()) -> float:
    """How many guesses it takes, in decimal digits. ``known`` is what others know of its owner."""
    plain = text.fold(password)
    letters = "".join(sign for sign in plain if sign.isalnum())
    for phrase in _phrases():
        if phrase in letters:
            plain = re.sub(r"\W*".join(map(re.escape, phrase)), "\n", plain, count=1)
            return PHRASE + _pieces(plain.replace("\n", ""), _own(known)) + _capitals(password)
    once = _SAME.sub(_collapsed, plain)
    repeated = 0.5 if once != plain else 0.0
    return _pieces(once, _own(known)) + repeated + _capitals(password)


def _collapsed(found: "re.Match[str]") -> str:
    """A piece that is repeated counts once; two equal letters are part of any word."""
    return found[1] if len(found[0]) > 2 else found[0]


def _pieces(plain: str, own: frozenset[str]) -> float:
    """The cheapest way to put ``plain`` together."""
    seen = Counter[str]()
    best = [0.0] + [float("inf")] * len(plain)
    came = [0] * (len(plain) + 1)
    variants = {plain, plain.translate(_LEET), plain.translate(_LEET_L)}
    for start, sign in enumerate(plain):
        single = _single(sign, seen[sign])
        seen[sign] += 1
        for end, price in [(start + 1, single), *_matches(plain, variants, start, own)]:
            if best[start] + price < best[end]:
                best[end], came[end] = best[start] + price, start
    return best[-1] - _saved_by_repeating(plain, best, came)


def _saved_by_repeating(plain: str, best: list[float], came: list[int]) -> float:
    """A piece that comes again is guessed almost for nothing."""
    told, saved, end = set[str](), 0.0, len(plain)
    while end:
        start = came[end]
        piece, price = plain[start:end], best[end] - best[start]
        if len(piece) > 1 and piece in told:
            saved += max(0.0, price - AGAIN)
        told.add(piece)
        end = start
    return saved


def _single(sign: str, seen: int) -> float:
    if sign.isdigit():
        return DIGIT
    if sign.isalpha():
        return LETTER
    return SAME_SIGN if seen else NEW_SIGN


def _matches(
    plain: str, variants: Iterable[str], start: int, own: frozenset[str]
) -> Iterator[Found]:
    for pattern, price in _FORMS:
        if found := pattern.match(plain, start):
            yield found.end(), price
    if (end := _walk(plain, start)) - start >= 4:
        yield end, WALK
    if (end := _sequence(plain, start)) - start >= 3:
        yield end, WALK
    for end in range(start + 2, min(len(plain), start + LONGEST_WORD) + 1):
        price = min(_of_word(variant[start:end], own) for variant in variants)
        if price < float("inf"):
            yield end, price


def _of_word(word: str, own: frozenset[str]) -> float:
    if word in own:
        return KNOWN
    if word in _words():
        return WORD
    if word in _glue():
        return GLUE
    if len(word) >= LEAST_COMMON:
        return _common().get(word, float("inf"))
    return float("inf")


def _walk(plain: str, start: int) -> int:
    """How far the fingers only go from one key to a neighbour."""
    end = start + 1
    while end < len(plain) and plain[end] in _neighbours().get(plain[end - 1], ""):
        end += 1
    return end


def _sequence(plain: str, start: int) -> int:
    """How far it counts or spells on: 3456, cba."""
    end = start + 1
    while end < len(plain) and plain[end].isalnum():
        step = ord(plain[end]) - ord(plain[end - 1])
        if abs(step) != 1 or step != ord(plain[start + 1]) - ord(plain[start]):
            break
        end += 1
    return end


def _capitals(password: str) -> float:
    inner = sum(1 for one, two in pairwise(password) if one.isalpha() and two.isupper())
    shouted = password.upper() == password
    return 0.0 if shouted else min(inner * CAPITAL, CAPITALS_AT_MOST)


def _own(known: Iterable[str]) -> frozenset[str]:
    """The words in what others know: each alone, and all that belong together in one."""
    words = set[str]()
    for each in known:
        parts = re.findall(r"[^\W_]+", text.fold(each))
        words |= {part for part in parts if len(part) > 1}
        words.add("".join(parts))
    return frozenset(words)


@cache
def _words() -> frozenset[str]:
    return frozenset(_read("words.txt").split())


@cache
def _glue() -> frozenset[str]:
    return frozenset(_read("glue.txt").split())


@cache
def _phrases() -> tuple[str, ...]:
    lines = _read("phrases.txt").splitlines()
    squeezed = ("".join(sign for sign in line if sign.isalnum()) for line in lines)
    return tuple(sorted(filter(None, squeezed), key=len, reverse=True))


def _read(name: str) -> str:
    lines = resources.path("passwords", name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


@cache
def _common() -> dict[str, float]:
    """The passwords that are stolen most, by what their place on the list costs."""
    from math import log10

    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # a tenth of a second; a start needs none

    listed = FREQUENCY_LISTS["passwords"]
    return {word: max(WORD, log10(rank)) for rank, word in enumerate(listed, 1)}


@cache
def _neighbours() -> dict[str, str]:
    """Which keys lie beside each other, beside and slantwise, and the key itself."""
    beside = dict[str, str]()
    for place, keys in enumerate(_ROWS):
        for at, sign in enumerate(keys):
            near = keys[max(0, at - 1) : at + 2]
            above = _ROWS[place - 1][at : at + 2] if place else ""
            below = _ROWS[place + 1][max(0, at - 1) : at + 1] if place < len(_ROWS) - 1 else ""
            beside[sign] = near + above + below
    return beside
