"""Which of the customers that fit is meant: the one that is dealt with now, then the best match."""

from collections.abc import Iterable, Mapping

from mcsys_desktop.core import text
from mcsys_desktop.models.search import Candidate
from mcsys_desktop.services.customers.activity import Activity
from mcsys_desktop.services.customers.wanted import Wanted

_EXACT, _STARTS, _IN_NAME, _WORD, _INSIDE = range(5)
_BREAK = "\n"


def ranked(
    found: Iterable[Candidate], wanted: Wanted, active: Mapping[int, Activity]
) -> list[Candidate]:
    """The likeliest first: an exact match, then whoever waits or was just spoken, then the rest."""

    def key(one: Candidate) -> tuple[int, int, int, int, str, int]:
        how, weight = _match(one, wanted)
        busy = active.get(one.id, Activity.NONE)
        if busy and _EXACT < how < _INSIDE:
            return 1, -busy, how, -weight, one.sort_key, one.id
        return 0 if how == _EXACT else 2, 0, how, -weight, one.sort_key, one.id

    return sorted(found, key=key)


def holds(one: Candidate, wanted: Wanted) -> bool:
    """Whether everything that is wanted occurs in what is known of a customer."""
    return all(word in one.text for word in wanted.words)


def _match(one: Candidate, wanted: Wanted) -> tuple[int, int]:
    """How well a customer fits: how (0 is surest), and how much within that."""
    asked = wanted.asked
    known, _break, _sounds = one.text.rpartition("\n")
    name = text.fold(one.name)
    if wanted.number is not None and one.number == wanted.number:
        return _EXACT, 0
    # A whole number, with or without its country; a whole address of mail.
    if name == asked or (
        asked in known
        and ((asked.isdecimal() and len(asked) > 6) or "@" in asked)
        and (f"\n{asked}\n" in f"\n{known}\n" or f"\n+{asked}\n" in f"\n{known}\n")
    ):
        return _EXACT, 0
    weight, how = 3 if one.kind == wanted.kind else 0, _IN_NAME
    spaced, names = "", f" {name} "
    for word in wanted.core:
        if f" {word}" in names:
            weight += 6 if f" {word} " in names else 4
            continue
        spaced = spaced or f" {known.replace(_BREAK, ' ')} "
        if f" {word}" in spaced:
            how = max(how, _WORD)
            weight += 3 if f" {word} " in spaced else 2
        else:
            how = _INSIDE
    if asked in known:
        weight += 2  # "de vries", "dorpsstraat 12": in this order
    beginning = wanted.beginning
    if name.startswith(asked) or (beginning and one.sort_key.startswith(beginning)):
        return _STARTS, weight
    return how, weight
