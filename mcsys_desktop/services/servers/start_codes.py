"""Start codes: what somebody new gets in with once, told by voice, and what proves an invitation.

Fifteen signs of chance (75 bits) and one that finds typing mistakes. A code is a password that
counts for a week. It also seals the invitation: who changes a letter of the file, or makes one of
his own with another server in it, would have to know the code.
"""

import hashlib
import hmac
import secrets

from mcsys_desktop.core import recovery
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

CHANCE = 15
_ROUNDS = 100_000  # of PBKDF2, so that an invitation is no help with guessing the code


def make() -> str:
    """A new code as it is told and typed, in four groups; this is also the password."""
    plain = "".join(secrets.choice(recovery.ALPHABET) for _place in range(CHANCE))
    return recovery.printed(plain + recovery.check(plain))


def read(typed: str) -> str:
    """The code, however it was typed. Raises UserError when it is none, or mistyped."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    code = signs.translate(str.maketrans("OIL", "011"))
    wrong = UserError(
        _("A start code has {count} letters and digits, like {example}. Look at it again.").format(
            count=CHANCE + 1, example="7QX2-M4KD-9F0R-TW3A"
        )
    )
    if len(code) != CHANCE + 1 or any(sign not in recovery.ALPHABET for sign in code):
        raise wrong
    if recovery.check(code[:CHANCE]) != code[CHANCE]:
        raise wrong
    return recovery.printed(code)


def seal(code: str, content: bytes) -> str:
    """What only somebody with ``code`` can write below ``content``."""
    key = hashlib.pbkdf2_hmac("sha256", code.encode(), b"mcsys invitation", _ROUNDS)
    return hmac.digest(key, content, "sha256").hex()


def is_sealed(code: str, content: bytes, found: str) -> bool:
    """Whether ``content`` was sealed with ``code``."""
    return hmac.compare_digest(seal(code, content), found)
