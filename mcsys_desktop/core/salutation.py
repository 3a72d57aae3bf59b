"""What a letter begins with: "Geachte heer De Vries", "Beste Jan", "Dear Ms Van den Berg".

The words are the customer's language, not the screen's, so they stand here in both and pass by no
catalogue. Where nothing is known the opening is neutral; nobody's sex is ever guessed from a name.
"""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How somebody is addressed. Any other text is a word of their own: "familie", "dr."."""

    UNKNOWN = ""
    MR = "mr"
    MS = "ms"
    EITHER = "either"  # "heer/mevrouw" before the name, for who wants that
    NEUTRAL = "neutral"  # no such word at all


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words. ``nobody`` and ``hello`` open a letter to no name at all."""

    dear_formal: str
    dear_informal: str
    titles: dict[str, str]
    nobody: str
    hello: str


_WORDS = {
    "nl": _Words(
        "Geachte",
        "Beste",
        {Form.MR: "heer", Form.MS: "mevrouw", Form.EITHER: "heer/mevrouw"},
        "Geachte heer/mevrouw",
        "Goedendag",
    ),
    "en": _Words(
        "Dear",
        "Dear",
        {Form.MR: "Mr", Form.MS: "Ms", Form.EITHER: "Mr/Ms"},
        "Dear Sir or Madam",
        "Hello",
    ),
}
_TITLE_ALONE = {"nl": True, "en": False}  # "Geachte heer" will do, "Dear Mr" will not


def opening(
    form: str = "",
    first_name: str = "",
    prefix: str = "",
    surname: str = "",
    *,
    formal: bool = True,
    language: str = "nl",
) -> str:
    """How a letter to this person begins; without a name, to whoever opens it. No comma.

    ``form`` is a `Form`, or a word of the person's own that stands before the surname. ``formal``
    speaks of "u". A language that has no words here is written in English.

    >>> opening("ms", "Anna", "van den", "Berg")
    'Geachte mevrouw Van den Berg'
    >>> opening("", "Jan", "de", "Vries")
    'Geachte Jan de Vries'
    >>> opening("mr", "Jan", "de", "Vries", formal=False)
    'Beste Jan'
    """
    known = language if language in _WORDS else "en"
    words = _WORDS[known]
    own = "" if form in tuple(Form) else form
    title = own or words.titles.get(form, "")
    family = after_title(prefix, surname)
    dear = words.dear_formal if formal else words.dear_informal
    if not formal and first_name and not own:
        return f"{dear} {first_name}"
    if title and family:
        return f"{dear} {title} {family}"
    whole = " ".join(part for part in (first_name, prefix, surname) if part)
    if first_name and whole:
        return f"{dear} {whole}"
    if title and (own or _TITLE_ALONE[known]):
        return f"{dear} {title}"
    return words.nobody if formal and form != Form.NEUTRAL else words.hello


def after_title(prefix: str, surname: str) -> str:
    """A surname where no first name stands before it: "De Vries", "Van 't Hof", "'t Hart".

    The prefix then begins with a capital. One that begins with an apostrophe keeps its small
    letter, as the Dutch write it.
    """
    name = " ".join(part for part in (prefix, surname) if part)
    if not prefix and name[:1].islower() and " " not in name:
        return name  # a surname that is written small stays as its bearer writes it
    return name[:1].upper() + name[1:]
