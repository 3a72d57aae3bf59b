"""Who may be meant by a misspelt name: how like what was typed the words of a customer are."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from mcsys_desktop.models.search import Candidate
from mcsys_desktop.services.customers.wanted import Wanted

_LIKE_ENOUGH = 60  # of a hundred: below it two words are not the same one misspelt


def ranked(found: Iterable[Candidate], wanted: Wanted) -> list[Candidate]:
    """Those that may be meant although nothing fits, the likeliest first."""
    scored = [(likeness(one, wanted), one) for one in found]
    likely = [(score, one) for score, one in scored if score >= _LIKE_ENOUGH]
    likely.sort(key=lambda each: (-round(each[0]), each[1].sort_key, each[1].id))
    return [one for _score, one in likely]


def likeness(one: Candidate, wanted: Wanted) -> float:
    """How like what was typed a customer is, of a hundred: the mean of the words' best."""
    words = one.text.rpartition("\n")[0].replace("-", " ").split()
    scores = []
    for word in wanted.core:
        if len(word) < 3:
            continue
        best = process.extractOne(word, words, scorer=_word_likeness)
        scores.append(best[1] if best is not None else 0.0)
    bonus = 3 if one.kind == wanted.kind else 0
    return sum(scores) / len(scores) + bonus if scores else 0.0


def _word_likeness(typed: str, known: str, *, score_cutoff: float | None = None) -> float:
    """How like one word is another; a word that is still being typed may go on."""
    whole = OSA.normalized_similarity(typed, known) * 100
    started = 0.0
    if len(known) > len(typed) >= 4:
        started = fuzz.ratio(typed, known[: len(typed)]) - 8
    best = max(whole, started)
    return best if score_cutoff is None or best >= score_cutoff else 0.0
