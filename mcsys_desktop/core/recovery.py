"""The printed recovery code: 135 bits of chance in seven groups, with a check character.

The alphabet is Crockford's base 32: no I, L, O or U, so that nothing can be taken for another
sign, and what is typed in their place is understood. The check character follows ISO 7064, hybrid
system MOD 33,32 (the scheme of MOD 11,10, on thirty-two signs): every single wrong character is
noticed before anything is tried.
"""

import secrets

from mcsys_desktop.core.i18n import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 27  # without the check character; five bits each
GROUP = 4
_TAKEN_FOR = str.maketrans({"O": "0", "I": "1", "L": "1"})


def make() -> str:
    """A new code in its printed form."""
    plain = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    return printed(plain + check(plain))


def printed(code: str) -> str:
    """``code`` in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """The code without groups and check character, however it was typed.

    Raises ValueError with a sentence that says what is wrong with it.
    """
    code = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_TAKEN_FOR)
    if len(code) != LENGTH + 1:
        raise ValueError(
            _("A recovery code has {count} characters; this has {given}.").format(
                count=LENGTH + 1, given=len(code)
            )
        )
    for sign in code:
        if sign not in ALPHABET:
            raise ValueError(_("“{sign}” does not occur in a recovery code.").format(sign=sign))
    plain, last = code[:LENGTH], code[LENGTH]
    if check(plain) != last:
        raise ValueError(_("There is a typing mistake in the recovery code."))
    return plain


def check(plain: str) -> str:
    """The check character of ``plain`` (ISO 7064, hybrid system MOD 33,32)."""
    size = len(ALPHABET)
    product = size
    for sign in plain:
        total = (product + ALPHABET.index(sign)) % size or size
        product = total * 2 % (size + 1)
    return ALPHABET[(size + 1 - product) % size]
