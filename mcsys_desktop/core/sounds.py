"""How names sound, so that one written from hearing is found: Bekker for Bakker, Fisser for Visser.

What is heard of a Dutch name are its consonants. `sound` keeps those, in capitals, so that they can
lie beside folded text (`core.text.fold`, small letters) and never be taken for it.
"""

import re
from functools import lru_cache

LONGEST = 8  # letters of a sound: what follows tells no two names apart
_LEAST = 3  # letters that must be left when one is taken away, or half the office sounds alike
_WORD = re.compile(r"[a-z]+")

# In this order, as each looks at what the ones before have left.
_HEARD = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("sch|sj|sh", "s"),
        ("ch|gh", "g"),
        ("ph", "f"),
        ("th|dt", "t"),
        ("eij|ij|ei|ey", "y"),
        ("qu", "kf"),
        ("x", "ks"),
        ("c(?=[eiy])", "s"),
        ("[cq]", "k"),
        ("(?<=[aeou])w", "u"),  # Brouwer and Brauer, Nieuwenhuis and Nieuenhuis
        ("(?<=.)h", ""),
        ("[vw]", "f"),
        ("z", "s"),
        ("d", "t"),
        ("b", "p"),
        (r"(.)\1+", r"\1"),
        ("(?<=.)[aeiouy]+", ""),
        ("^[aeiouy]", "a"),
    )
)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The consonants that are heard of one folded word; empty for a number.

    >>> sound("bakker"), sound("bekkr"), sound("visser"), sound("eijck")
    ('PKR', 'PKR', 'FSR', 'AK')
    """
    if not _WORD.fullmatch(word):
        word = "".join(_WORD.findall(word))
    for pattern, instead in _HEARD:
        word = pattern.sub(instead, word)
    return word.upper()[:LONGEST]


@lru_cache(maxsize=8192)
def near(word: str) -> tuple[str, ...]:
    """The sound of a word, then what is left of it when one consonant is missed.

    Two words whose sounds differ by one consonant (missed, added, swapped or mistaken) share one of
    these.

    >>> near("visser"), near("tandarts")
    (('FSR',), ('TNTRTS', 'NTRTS', 'TTRTS', 'TNRTS', 'TNTTS', 'TNTRS', 'TNTRT'))
    """
    whole = sound(word)
    if len(whole) <= _LEAST:
        return (whole,) if len(whole) > 1 else ()
    missed = (whole[:at] + whole[at + 1 :] for at in range(len(whole)))
    return tuple(dict.fromkeys((whole, *missed)))
