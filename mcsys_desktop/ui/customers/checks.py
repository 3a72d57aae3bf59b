"""What a field wants to hear: each check gives the sentence that says what to type, or nothing."""

import re

from mcsys_desktop.core import phone, places, registrations
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}")


def number(typed: str) -> str:
    """A telephone number in any spelling."""
    kind = phone.parse(typed).kind
    if kind in (phone.NumberKind.UNKNOWN, phone.NumberKind.WITHHELD):
        return _("Type a phone number, for example 033 461 20 45 or +32 2 555 12 12.")
    return ""


def grouped(typed: str) -> str:
    """A telephone number as people read it: ``06 1234 0987``; what is none stays as it is."""
    e164 = phone.parse(typed).e164
    return phone.display(e164) if e164 else typed


def email(typed: str) -> str:
    """An e-mail address; whether it exists only a mail can tell (RFC 5321 allows more)."""
    if _EMAIL.fullmatch(typed):
        return ""
    return _("Type an e-mail address, for example name@company.example.")


def postcode(typed: str, country: str = places.HOME) -> str:
    """A hint about a Dutch postcode; of other countries nothing is known, and nothing said."""
    if country != places.HOME or places.is_dutch_postcode(typed):
        return ""
    return _(
        "A Dutch postcode has four digits and two letters, for example 3811 AH."
        " Is it in another country?"
    )


def kvk(typed: str) -> str:
    """A hint about a KvK number."""
    return _(registrations.kvk_doubt(typed))


def vat(typed: str) -> str:
    """A hint about a VAT ID."""
    return _(registrations.vat_doubt(typed))


def payment_days(typed: str) -> str:
    """A term of payment in days."""
    if typed.isdecimal() and int(typed) <= customers.LONGEST_TERM:
        return ""
    return _("Type a number of days up to {days}, or leave it empty.").format(
        days=customers.LONGEST_TERM
    )
