"""A key of its own for each telephone that reads the phone book: its password over LDAP, and the
secret part of its addresses over HTTP.

Telephones are named in the settings. Whose name is taken away has no key any more, and who gets the
name later gets another one. While no telephone is named, all of them share one token and password.
"""

import logging
import re
import secrets
from typing import TYPE_CHECKING

from mcsys_desktop.core.text import clean, fold

if TYPE_CHECKING:
    from mcsys_desktop.core.settings import Settings

log = logging.getLogger(__name__)
MOST = 100
_LONGEST = 40


def keys(settings: "Settings") -> dict[str, str]:
    """The key of each telephone by its name, made at first use.

    Raises nothing: a key that cannot be kept is another one after the next start.
    """
    names = [clean(name, _LONGEST) for name in settings.book_phones]
    named = {login(name): name for name in reversed(names) if login(name)}
    wanted = [name for name in names if named.get(login(name)) == name][:MOST]
    stuck = [name for name in settings.book_phones_known if name not in wanted]
    stuck = [name for name in stuck if not _put(settings, name, "")]
    settings.book_phones_known = (*dict.fromkeys(wanted), *stuck)
    found: dict[str, str] = {}
    for name in dict.fromkeys(wanted):
        found[name] = settings.secrets.get(_kept(name)) or secrets.token_urlsafe(16)
        _put(settings, name, found[name])
    return found


def _put(settings: "Settings", name: str, key: str) -> bool:
    """Keep a key, or forget it where it is empty; whether that worked."""
    if settings.secrets.get(_kept(name)) == key:
        return True
    try:
        settings.secrets.put(_kept(name), key)
    except OSError:
        log.warning("the key of a telephone could not be kept")
        return False
    return True


def login(name: str) -> str:
    """The name by which a telephone logs in: small letters, digits and dashes.

    >>> login("Balie 2 (René)")
    'balie-2-rene'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def _kept(name: str) -> str:
    return f"telephone {name}"


def book_tokens(settings: "Settings") -> tuple[str, ...]:
    """What lets telephones fetch the phone book: each one's own, or the one that all share."""
    return tuple(keys(settings).values()) or (settings.own_token("book_token"),)
