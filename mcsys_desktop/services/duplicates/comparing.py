"""What two customers have in common. Pure functions over what was read of each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from mcsys_desktop.core import phone, text
from mcsys_desktop.core.lookalikes import skeleton
from mcsys_desktop.services.duplicates.lines import Alike, Reason, Sign

SIMILAR = 88  # of a hundred: a letter in a short name, two in a long one
_SHORTEST = 4  # letters; shorter names are alike by chance
_LEFT_OUT = frozenset(  # as easily as it is typed: legal forms, articles
    {"bv", "nv", "vof", "cv", "eenmanszaak", "maatschap", "ltd", "gmbh", "de", "het", "the", "en"}
)
_DOTS = re.compile(r"[.'’]")
_APART = re.compile(r"[^\w]+")


@dataclass(slots=True)
class Profile:
    """What one customer, with those merged into it, is compared by."""

    name: str = ""
    firm: bool = False
    people: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)  # E.164
    emails: set[str] = field(default_factory=set)  # folded
    places: set[tuple[str, str]] = field(default_factory=set)  # as `place` makes them
    cities: set[str] = field(default_factory=set)  # folded
    registered: set[str] = field(default_factory=set)  # KvK numbers and VAT IDs


def compare(one: Profile, other: Profile) -> Alike:
    """Every reason to think that these two are one, the strongest first."""
    signs = [
        Sign(Reason.NUMBER, phone.display(e164)) for e164 in sorted(one.numbers & other.numbers)
    ]
    signs += [Sign(Reason.EMAIL, address) for address in sorted(one.emails & other.emails)]
    signs += [Sign(Reason.REGISTERED, told) for told in sorted(one.registered & other.registered)]
    named = same_name(one, other)
    if named is not None:
        signs.append(Sign(named))
    signs += [
        Sign(Reason.ADDRESS, f"{postcode} {house}")
        for postcode, house in sorted(one.places & other.places)
    ]
    return Alike(tuple(signs))


def same_name(one: Profile, other: Profile) -> Reason | None:
    """Whether both are called alike: as customers, or one as a person at the other."""
    names = {one.name, *one.people} - {""}
    others = {other.name, *other.people} - {""}
    found = {
        reason
        for mine in names
        for theirs in others
        # Two firms where a Karin de Vries works are not one because of that.
        if (mine == one.name or theirs == other.name)
        if (reason := alike(mine, theirs)) is not None
    }
    return next((r for r in (Reason.LOOKALIKE, Reason.NAME, Reason.SIMILAR) if r in found), None)


def alike(one: str, other: str) -> Reason | None:
    """How two names are alike, or None."""
    mine, theirs = key(one), key(other)
    if not mine or not theirs:
        return None
    if mine == theirs:
        # Written in other letters, though they look the same.
        return Reason.NAME if _spelled(one) == _spelled(other) else Reason.LOOKALIKE
    if min(len(mine), len(theirs)) < _SHORTEST:
        return None
    close = fuzz.ratio(mine, theirs, score_cutoff=SIMILAR)
    return Reason.SIMILAR if close else None


def near(one: Profile, other: Profile) -> bool:
    """Whether an equal name may mean one and the same: many people have it across the country.

    So people must be able to live in one place; firms are told apart by their names.
    """
    if one.firm and other.firm and alike(one.name, other.name) is not Reason.SIMILAR:
        return True
    return not one.cities or not other.cities or bool(one.cities & other.cities)


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name as names are compared: its words in order of the alphabet, without legal forms."""
    return _words(skeleton(name))


def _spelled(name: str) -> str:
    return _words(text.fold(name))


def _words(folded: str) -> str:
    words = _APART.split(_DOTS.sub("", folded))
    kept = [word for word in words if word and word not in _LEFT_OUT]
    return " ".join(sorted(kept or filter(None, words)))


def place(postcode: str, house_number: str) -> tuple[str, str] | None:
    """A postcode with a house number, in the form that is compared; None where one is missing."""
    code = "".join(postcode.split()).upper()
    house = "".join(house_number.split()).casefold()
    return (code, house) if code and house else None


def folded(address: str) -> str:
    """An e-mail address in the form that is compared."""
    return address.strip().lower()


def cities(names: Iterable[str]) -> set[str]:
    """Places in the form that is compared."""
    return {text.fold(name) for name in names if name}
