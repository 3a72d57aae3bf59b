"""Numbers that a firm is registered under: KvK number and VAT ID, in one form, and checked softly.

Nothing is ever refused here. A number that cannot be right is kept as it was typed, and the screen
says so: the customer may have dictated it over the phone, and it is still the best that is known.
"""

import re

from mcsys_desktop.core.i18n import N_

_DIGITS = re.compile(r"[0-9]+")
_LABELS = re.compile(r"^(kvk|k\.v\.k\.|btw|vat)([- ]?(id|nr|nummer|number))?[.: ]*", re.IGNORECASE)
_BREAKS = re.compile(r"[\s.,\-/]+")
_DUTCH_VAT = re.compile(r"[0-9]{9}B[0-9]{2}")

KVK_WRONG = N_("A KvK number has 8 digits, for example 12345678. Please check it.")
VAT_FORM = N_("A Dutch VAT ID looks like NL123456789B01. Please check it.")
VAT_WRONG = N_("This VAT ID has a mistake in it: its check digits do not fit. Please check it.")
VAT_OTHER = N_("This VAT ID does not fit its country. Please check it.")


def kvk(typed: str) -> str:
    """A KvK number as it is stored: eight digits; what is none stays as it was typed.

    >>> kvk("KvK 1234 56 78")
    '12345678'
    """
    bare = _BREAKS.sub("", _LABELS.sub("", typed.strip()))
    return bare if _DIGITS.fullmatch(bare) else typed


def kvk_doubt(typed: str) -> str:
    """A msgid that says what is wrong with a KvK number, or nothing. It has no check digit."""
    return "" if not typed or re.fullmatch(r"[0-9]{8}", kvk(typed)) else KVK_WRONG


def vat(typed: str) -> str:
    """A VAT ID as it is stored: its country, then everything without blanks and dots.

    >>> vat("nl 0042.19.381.b07")
    'NL004219381B07'
    """
    bare = _BREAKS.sub("", _LABELS.sub("", typed.strip())).upper()
    if _DUTCH_VAT.fullmatch(bare):
        bare = f"NL{bare}"
    return bare if re.fullmatch(r"[A-Z]{2}(?=.*[0-9])[0-9A-Z+*]{2,13}", bare) else typed


def vat_doubt(typed: str) -> str:
    """A msgid that says what is wrong with a VAT ID, or nothing.

    Dutch ones and those of the Union's other countries are checked by their own rules; of any
    other country nothing is known, and nothing said.
    """
    if not typed:
        return ""
    from stdnum.eu import vat as european  # only who leaves the field needs it
    from stdnum.exceptions import InvalidChecksum, ValidationError

    number = vat(typed)
    foreign = re.match(r"(?!NL)[A-Z]{2}.*[0-9]", number)
    if foreign and number[:2].lower() not in {*european.MEMBER_STATES, "el"}:
        return ""
    try:
        european.validate(number)
    except InvalidChecksum:
        return VAT_OTHER if foreign else VAT_WRONG
    except ValidationError:
        return VAT_OTHER if foreign else VAT_FORM
    return ""
