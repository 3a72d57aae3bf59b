"""What screens get to see of customers that look alike."""

from dataclasses import dataclass
from enum import StrEnum

from mcsys_desktop.services.customers import CustomerRow


class Reason(StrEnum):
    """Why two customers may be one, the strongest first."""

    NUMBER = "number"  # the same phone number
    EMAIL = "email"  # the same e-mail address
    REGISTERED = "registered"  # the same KvK number or VAT ID
    NAME = "name"  # the same name, but for legal form and capitals
    LOOKALIKE = "lookalike"  # a name that only looks the same: letters of another alphabet
    SIMILAR = "similar"  # a name that differs in a letter or two
    ADDRESS = "address"  # the same postcode and house number


class Strength(StrEnum):
    """How likely it is, in steps that people can work with."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


# Points of a hundred. A shared number alone may be a family's or a reception's; with an equal name
# it is hardly ever chance.
POINTS = {
    Reason.NUMBER: 50,
    Reason.EMAIL: 50,
    Reason.REGISTERED: 70,
    Reason.NAME: 40,
    Reason.LOOKALIKE: 40,
    Reason.SIMILAR: 25,
    Reason.ADDRESS: 25,
}
_CERTAIN, _LIKELY = 75, 50


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason, with what it is about: the number, the address, the other's name."""

    reason: Reason
    about: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """What two have in common; nothing, where they have nothing."""

    signs: tuple[Sign, ...] = ()

    @property
    def reasons(self) -> frozenset[Reason]:
        """Why, without what it is about."""
        return frozenset(sign.reason for sign in self.signs)

    @property
    def score(self) -> int:
        """How likely, of a hundred."""
        return min(100, sum(POINTS[reason] for reason in self.reasons))

    @property
    def strength(self) -> Strength:
        """How likely, in words."""
        if self.score >= _CERTAIN:
            return Strength.CERTAIN
        return Strength.LIKELY if self.score >= _LIKELY else Strength.POSSIBLE


Place = tuple[int, str]  # where a page of pairs ended: which search, and how far it came


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one; ``one`` has been here longest. ``place`` continues the list."""

    one: CustomerRow
    other: CustomerRow
    alike: Alike
    place: Place

    @property
    def id(self) -> tuple[int, int]:
        """What tells one pair from another."""
        return self.one.id, self.other.id


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is in the office already, and looks like who is being typed."""

    row: CustomerRow
    alike: Alike


@dataclass(frozen=True, slots=True)
class Counted:
    """How many pairs were found; ``more``: there may be others."""

    pairs: int
    more: bool
