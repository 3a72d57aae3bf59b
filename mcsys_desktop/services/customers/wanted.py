"""What somebody looks for, read from what they typed: words, half a number, "bakker in Leusden"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mcsys_desktop.core import phone, sounds, text
from mcsys_desktop.models.customers import CustomerKind
from mcsys_desktop.services.customers.search_text import digits

_POSTCODE = re.compile(r"\b([1-9][0-9]{3}) ([a-z]{2})\b")  # 3811 AH is one word, not two
_NUMBER = re.compile(r"[+(]?[0-9][0-9 ()./+-]*")
_TRUNK_ZERO = re.compile(r"\(0\)")  # +31 (0)33, dialled without it
# A number among words, from its zero or plus on: "jansen 06 12 34".
_GROUPED = re.compile(r"(?<![0-9a-z])(\+[0-9]+|0[0-9]+)((?:[ -][0-9]+)+)")

_TO_CALL = re.compile(r"(?:bel|call) [+(]?[0-9][0-9 ()./+-]*$")  # whose number that is counts

# What people say around what they mean. Nobody is called by these, so they are never needed.
_OF_PEOPLE = frozenset(
    ("mevrouw", "mevr", "mw", "meneer", "mijnheer", "dhr", "heer", "mr", "familie", "fam")
)
_LEGAL_FORMS = ("bv", "b.v.", "bv.", "nv", "n.v.", "nv.", "vof", "v.o.f.", "vof.")
_OF_FIRMS = frozenset(("firma", "bedrijf", "zaak", "winkel", *_LEGAL_FORMS))
_BETWEEN = frozenset(("in", "uit", "op", "te", "bij", "aan", "en", "met"))
_ARTICLES = frozenset(("de", "het", "een", "'t", "die", "dat"))
# These belong to names as well: they are left out only when nobody is found with them.
_PARTICLES = _ARTICLES | {"den", "der", "van", "vd", "v.d.", "ter", "ten"}
_UNNEEDED = _OF_PEOPLE | _OF_FIRMS | _BETWEEN


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must be found. All is folded.

    ``words`` are what must occur, ``core`` those without particles of names, ``asked`` all that was
    typed in one piece. ``number`` is a customer number that this may be, ``e164`` the phone number
    that it is. ``kind`` is the likelier kind of customer, where the words say something of it.
    """

    asked: str
    words: tuple[str, ...]
    core: tuple[str, ...]
    number: int | None = None
    e164: str = ""
    kind: CustomerKind | None = None

    @property
    def beginning(self) -> str:
        """How the place in the list of whoever is meant may begin; "" for a number."""
        if self.number is not None or self.e164 or not self.words:
            return ""
        return " ".join(self.core or self.words)

    @property
    def heard(self) -> tuple[tuple[str, ...], ...]:
        """For each word that counts, what may stand for it: as it is, and what sounds the same."""
        return self._alike(1)

    @property
    def nearly_heard(self) -> tuple[tuple[str, ...], ...]:
        """As ``heard``, also what differs by a consonant: far more than are meant."""
        return self._alike(None)

    def _alike(self, sounding: int | None) -> tuple[tuple[str, ...], ...]:
        if self.number is not None or self.e164:
            return ()
        return tuple(
            (word, *(f" {heard} " for heard in sounds.near(word)[:sounding]))
            for word in self.core or self.words
            if len(word) > 2
        )


def read(typed: str) -> Wanted:
    """Read what was typed. A phone number becomes one word, in the digits that are stored of it."""
    folded = _POSTCODE.sub(r"\1\2", text.fold(text.clean(typed, 100)))
    if _TO_CALL.match(folded):
        folded = folded.partition(" ")[2]
    if _NUMBER.fullmatch(folded):
        return _number(folded)
    folded = _GROUPED.sub(lambda found: found[1] + re.sub("[ -]", "", found[2]), folded)
    said = folded.split()
    kept = [word for word in said if word not in _UNNEEDED]
    if kept and kept[0] in _ARTICLES and len(kept) > 1 and _BETWEEN & set(said):
        kept = kept[1:]  # "de bakker in Leusden": the article belongs to the sentence
    kept = kept or said
    words = tuple(_plain(word) for word in kept)
    core = tuple(word for word in words if word not in _PARTICLES) or words
    return Wanted(folded, words, core, kind=_likelier(said))


def _number(folded: str) -> Wanted:
    number = phone.parse(folded)
    if number.e164:
        word = number.e164.lstrip("+")
    else:
        word = digits(_TRUNK_ZERO.sub("", folded) if folded[:1] in "+0" else folded)
        word = word.removeprefix("00") if len(word) > 4 else word
    own = int(word) if word and len(word) <= 9 and not number.e164 else None
    words = (word,) if word else ()
    return Wanted(word, words, words, number=own, e164=number.e164)


def _plain(word: str) -> str:
    """A word that stands for a number in any spelling is looked for in its digits."""
    if word[:1] in "+0" and word.lstrip("+").isdecimal() and len(word) > 4:
        return word.lstrip("+").removeprefix("00")
    return word.strip(",;:").rstrip(".") or word  # "J. Jansen, Leusden"


def _likelier(said: Sequence[str]) -> CustomerKind | None:
    words = set(said)
    if words & _OF_PEOPLE:
        return CustomerKind.PRIVATE
    if words & _OF_FIRMS or (said and said[0] in _ARTICLES and words & _BETWEEN):
        return CustomerKind.BUSINESS
    return None
