"""Links that name a phone number: ``tel:``, ``callto:`` and our own ``mcsys://call?number=``.

Any web page can make the system open one, so it is read as strictly as it can be: it lets a number
ring on the screen of this desk, and nothing else.
"""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

_LONGEST = 300  # characters
_SCHEMES = ("tel:", "callto:", "mcsys:")
# A number as links write it. What begins with a star or a hash would be a code for an exchange.
_NUMBER = re.compile(r"[+(]?[0-9][-0-9().,/ ]{0,60}", re.ASCII)


def is_link(argument: str) -> bool:
    """Whether an argument of the command line is meant as such a link.

    >>> is_link("TEL:0201234567"), is_link("number")
    (True, False)
    """
    return argument.strip().lower().startswith(_SCHEMES)


def number_of(link: str) -> str:
    """The number that a link names, in a form that can be told on.

    Raises UserError with a sentence when it names none, or wants anything else.

    >>> number_of("tel:+31-20-1234567"), number_of("mcsys://call?number=0612345678")
    ('+31201234567', '+31612345678')
    """
    from mcsys_desktop.core import phone, text  # every start asks `is_link`; links are rare

    link = link.strip()
    if len(link) > _LONGEST or not link.isprintable():
        raise _refused()
    scheme, _colon, rest = link.partition(":")
    written = _asked(link) if scheme.lower() == "mcsys" else _written(rest)
    if written is None:
        raise _refused()
    found = phone.parse(written)
    bare = re.sub(r"\A(tel|callto):", "", written.partition(";")[0], flags=re.IGNORECASE)
    match found.kind:
        case phone.NumberKind.NUMBER if _NUMBER.fullmatch(bare):
            return found.e164
        case phone.NumberKind.INTERNAL if _NUMBER.fullmatch(bare):
            return found.extension
        case phone.NumberKind.SERVICE if _NUMBER.fullmatch(bare):
            return re.sub(r"[^0-9+]", "", bare)
        case phone.NumberKind.WITHHELD:
            return "anonymous"
        case _:
            raise UserError(
                _("“{number}” is not a phone number.").format(number=text.clean(bare, 60))
            )


def _written(rest: str) -> str | None:
    """The number of a ``tel:`` or ``callto:`` link, with the parameters that it may have."""
    whole = unquote(rest.removeprefix("//").rstrip("/"), errors="replace")
    return f"tel:{whole}" if whole and whole.isprintable() else None


def _asked(link: str) -> str | None:
    """The number of ``mcsys://call?number=``; None where the link wants anything else."""
    try:
        parts = urlsplit(link)
        asked = parse_qsl(
            parts.query, keep_blank_values=True, strict_parsing=True, max_num_fields=2
        )
    except ValueError:
        return None
    plain = parts.netloc.lower() == "call" and parts.path in ("", "/") and not parts.fragment
    if not plain or [key for key, _value in asked] != ["number"]:
        return None
    written = asked[0][1].strip()
    return written if written.isprintable() else None


def _refused() -> UserError:
    return UserError(
        _("This link names no phone number in a way that MCSys Desktop knows; nothing was done.")
    )
