"""Bank accounts: an IBAN in one form, and checked softly. Nothing is ever refused here."""

import re

from mcsys_desktop.core.i18n import N_

IBAN_WRONG = N_("This IBAN has a mistake in it: its check digits do not fit. Please check it.")
IBAN_FORM = N_("An IBAN looks like NL91 ABNA 0417 1643 00. Please check it.")
_LOOKS = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{8,30}$")
_BREAKS = re.compile(r"[\s.\-]+")


def iban(typed: str) -> str:
    """An IBAN as it is stored, without blanks; what is none stays as it was typed.

    >>> iban("nl91 abna 0417 1643 00")
    'NL91ABNA0417164300'
    """
    bare = _BREAKS.sub("", typed).upper()
    return bare if _LOOKS.match(bare) else typed.strip()


def shown(stored: str) -> str:
    """An IBAN as people read it, in groups of four; what is none stays as it is.

    >>> shown("NL91ABNA0417164300")
    'NL91 ABNA 0417 1643 00'
    """
    if not _LOOKS.match(stored):
        return stored
    return " ".join(stored[at : at + 4] for at in range(0, len(stored), 4))


def iban_doubt(typed: str) -> str:
    """A msgid that says what is wrong with an IBAN, or nothing."""
    if not typed:
        return ""
    from stdnum import iban as known  # only who leaves the field needs it
    from stdnum.exceptions import InvalidChecksum, ValidationError

    if not _LOOKS.match(iban(typed)):
        return IBAN_FORM
    try:
        known.validate(iban(typed))
    except InvalidChecksum:
        return IBAN_WRONG
    except ValidationError:
        return IBAN_FORM
    return ""
