"""Addresses that mail goes to, checked before anything is queued: nothing is read into them."""

import re
from dataclasses import dataclass

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

MOST = 10  # of one mail
_LONGEST = 254  # characters of an address: RFC 5321
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(
    r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose mail it is: the address that is answered to, and the name before it."""

    address: str
    name: str = ""


def address(typed: str) -> str:
    """One address as servers take it, a domain with accents in its own letters' code.

    Raises UserError for what is none: also for two in one, and for a line break inside it.
    """
    bare = typed.strip(" ")
    name, at, domain = bare.rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii") if at else ""
    except UnicodeError:
        plain = ""
    whole = f"{name}@{plain}"
    if not (_NAME.fullmatch(name) and _DOMAIN.fullmatch(plain) and len(whole) <= _LONGEST):
        raise UserError(
            _("“{address}” is not an e-mail address. Write it like name@company.nl.").format(
                address=" ".join(bare.split())[:60]
            )
        )
    return whole


def addresses(typed: str) -> tuple[str, ...]:
    """Several, with commas, semicolons or blanks between; each once. Raises UserError."""
    if any(ord(sign) < 32 and sign != "\t" for sign in typed):
        raise UserError(_("Addresses stand on one line, with commas between."))
    parts = [part for part in re.split(r"[,;\s]+", typed) if part]
    found = tuple(dict.fromkeys(map(address, parts)))
    if len(found) > MOST:
        raise UserError(_("A mail goes to at most {most} addresses.").format(most=MOST))
    return found
