"""Units of what is sold: a word of ours, how it is written, and the code that machines want."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a document writes it, short, and its code of UN/ECE Recommendation 20."""

    nl: str
    en: str
    code: str


UNITS = {
    "piece": Unit("st", "pc", "C62"),
    "hour": Unit("uur", "hr", "HUR"),
    "minute": Unit("min", "min", "MIN"),
    "day": Unit("dag", "day", "DAY"),
    "month": Unit("mnd", "mo", "MON"),
    "year": Unit("jr", "yr", "ANN"),
    "kilometre": Unit("km", "km", "KMT"),
    "metre": Unit("m", "m", "MTR"),
    "set": Unit("set", "set", "SET"),
    "user": Unit("gebr", "user", "IE"),  # persons
}


def written(unit: str, language: str) -> str:
    """A unit as a document in ``language`` writes it; what is none of ours stays as it is."""
    known = UNITS.get(unit)
    if known is None:
        return unit
    return known.nl if language == "nl" else known.en


def code(unit: str) -> str:
    """The code of a unit; "C62" (one) for what is none of ours."""
    return UNITS[unit].code if unit in UNITS else "C62"
