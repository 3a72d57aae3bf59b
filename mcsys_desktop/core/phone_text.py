"""What a phone number is wrapped in: names, labels, URIs, extensions, remarks.

`phone.parse` reads numbers; this module only finds them. Nothing here raises, and every pattern
works on a text of bounded length.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

_LONGEST = 300  # characters that are looked at; a SIP address with parameters fits

_WITHHELD = frozenset(
    {
        *("anonymous", "anonymous call", "anonymous caller", "anoniem", "anoniem nummer"),
        *("restricted", "private", "private number", "privé", "prive", "privénummer"),
        *("withheld", "afgeschermd", "afgeschermd nummer", "verborgen", "geheim"),
        *("geheim nummer", "anonym", "anonyme"),
    }
)

_URI = re.compile(r"(sips?|tel|callto|h323)\s*:\s*/{0,2}(.*)", re.IGNORECASE)
_NOT_SHOWING = re.compile(r"\s*[*#]31[*#]\s*")  # "do not show my number", before what was dialled
_LABEL = re.compile(
    r"(?:telefoon|telephone|phone|tel|mobiel|mobile|mob|gsm|toestel|tst|extension|ext|intern|nr|t|m)"
    r"\b[.:]?\s*",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"(?<=[\d) ])"
    r"(?:,+|;?ext(?:ens(?:ion|ie))?\b\.?=?|toestel\b|tstl?\b\.?|doorkies\b|x|#)"
    r" ?:? ?(\d{1,7}) ?#?$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\([^()]*[^\W\d_][^()]*\)")  # (mobiel), (thuis), not (0) or (020)
_LETTERS = re.compile(r"[^\W\d_]+")
_ALTERNATIVES = re.compile(r" / |[,;|]| (?:of|or|en|and|&) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """The number-like parts of a text, best first, and what stood around them."""

    spellings: tuple[str, ...] = ()
    extension: str = ""
    withheld: bool = False
    wordy: bool = False  # other words stood around it
    context: str = ""  # the country calling code that a tel: URI gives


_NOTHING = Written()


def read(text: str) -> Written:
    """Find what could be a number in ``text``."""
    text = _plain(text[:_LONGEST])
    body = _inner(text)
    uri = _URI.match(body)
    if uri:
        return _read_uri(uri.group(1).lower(), uri.group(2))
    if _is_withheld(body):
        return Written(withheld=True)
    if "@" in body:
        return _read_uri("sip", body)
    body = _NOT_SHOWING.sub("", body, count=1) if body[:1] in "*#" else body
    body = _LABEL.sub("", body, count=1) if _LABEL.match(body) else body
    extension = ""
    found = _EXTENSION.search(body)
    if found and sum(character.isdigit() for character in body[: found.start()]) > 5:
        extension, body = found.group(1), body[: found.start()]
    body = _REMARK.sub(" ", body)
    parts = [part.strip() for part in _ALTERNATIVES.split(body, maxsplit=4)[:4]]
    if "/" in body and len(parts) == 1:
        parts += body.split("/", maxsplit=2)[:2]  # 020/1234567 is one number, so this comes last
    spellings = [
        chunk
        for part in parts
        for chunk in _LETTERS.split(part, maxsplit=8)
        if any("0" <= character <= "9" for character in chunk)
    ]
    return Written(tuple(spellings[:6]), extension, wordy=bool(_LETTERS.search(body)))


def _plain(text: str) -> str:
    """Compatible forms composed, invisible signs gone, every digit one of 0 to 9."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(
            str(unicodedata.decimal(character)) if character.isdecimal() else character
            for character in text
            if unicodedata.category(character) not in ("Cf", "Cs", "Mn", "Me")
        )[:_LONGEST]
    text = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(text.split())


def _inner(text: str) -> str:
    """The address of ``"Name" <address>``; the text itself where there is none."""
    start = text.rfind("<")
    if start < 0:
        return text
    inner, outer = text[start + 1 :].partition(">")[0].strip(), text[:start].strip()
    telling = _URI.match(inner) or _is_withheld(inner) or any(c.isdigit() for c in inner)
    return inner if telling or not outer or inner.casefold() == "unknown" else outer


def _is_withheld(text: str) -> bool:
    return text.strip(" \"'.<>()").casefold() in _WITHHELD


def _read_uri(scheme: str, rest: str) -> Written:
    """A SIP, tel (RFC 3966) or callto address; only a user part that is a number counts."""
    if scheme in ("tel", "callto"):
        user, *parameters = rest.split(";")
        values = {
            key.strip().lower(): value.strip()
            for key, sign, value in (parameter.partition("=") for parameter in parameters)
            if sign
        }
    else:
        user, at, host = rest.partition("@")
        values = {}
        if host.lower().startswith("anonymous.invalid"):  # RFC 3323, section 4.1.1.3
            return Written(withheld=True)
        user = re.split("[;:]", user, maxsplit=1)[0]  # parameters, or a password
        if not at and not re.fullmatch(r"\+?\d+", user):
            return _NOTHING  # sip:host names a machine
    user = _NOT_SHOWING.sub("", _plain(unquote(user)), count=1)
    if _is_withheld(user):
        return Written(withheld=True)
    if not re.fullmatch(r"[-+*#().,/ \d]+", user):
        return _NOTHING
    extension = values.get("ext", "")
    found = _EXTENSION.search(user)
    if found and not extension and found.start() > 5:
        extension, user = found.group(1), user[: found.start()]
    context = values.get("phone-context", "")
    return Written(
        (user,),
        extension if re.fullmatch(r"\d{1,7}", extension) else "",
        context=context[1:] if re.fullmatch(r"\+\d{1,3}", context) else "",
    )
