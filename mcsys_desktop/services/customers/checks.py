"""What is typed about a customer, made fit to store. Nothing that was typed is cut off unsaid."""

from collections.abc import Mapping
from typing import Any

from mcsys_desktop.core import phone, places, registrations, text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import Record
from mcsys_desktop.services import free_text

_LIMITS = {  # characters; names and streets may be as long as a line of paper
    "kvk_number": 20,
    "vat_number": 20,
    "prefix": 20,
    "salutation": 20,
    "house_number": 20,
    "postcode": 12,
    "language": 5,
    "country": 2,
}
_USUAL_LIMIT = 200
LONGEST_TERM = 365  # days
_TIDY = {"kvk_number": registrations.kvk, "vat_number": registrations.vat, "country": str.upper}


def line(field: str, typed: str) -> str:
    """One line for ``field``, cleaned. Raises UserError when it is longer than can be stored,
    CardNumber when it is a card's number: before anything repeats what was typed.
    """
    limit = _LIMITS.get(field, _USUAL_LIMIT)
    cleaned = text.clean(typed, limit + 1)
    if not (field == "typed" and phone.parse(cleaned).e164):
        free_text.refuse_cards(text.clean(typed))
    if len(cleaned) > limit:
        raise UserError(
            _("“{start}…” is too long: at most {limit} characters fit here.").format(
                start=cleaned[:20], limit=limit
            )
        )
    tidy = _TIDY.get(field)
    return tidy(cleaned) if tidy else cleaned


def payment_days(typed: int | None) -> int | None:
    """A term of payment in days; None is the office's own. Raises UserError when it is none."""
    if typed is not None and not 0 <= typed <= LONGEST_TERM:
        raise UserError(
            _("A term of payment is between 0 and {days} days.").format(days=LONGEST_TERM)
        )
    return typed


def email(typed: str) -> str:
    """An e-mail address, cleaned. Raises UserError when mail could never arrive there."""
    address = line("address", typed)
    name, at, domain = address.rpartition("@")
    if not (name and at and domain) or " " in address:
        raise UserError(
            _("“{address}” is not an e-mail address. Write it like name@company.nl.").format(
                address=address
            )
        )
    return address


def postcode(typed: str) -> str:
    """A postcode; a Dutch one in its usual form: 3811 AH."""
    return places.postcode(line("postcode", typed))


def number(typed: str) -> dict[str, str]:
    """The columns of a phone number. Any text is kept; what is no number is found by no caller.

    Raises UserError when nothing was typed.
    """
    cleaned = line("typed", typed)
    if not cleaned:
        raise UserError(_("Type a phone number, or remove the line."))
    read = phone.parse(cleaned)
    return {
        "typed": cleaned,
        "e164": read.e164,
        "tail": phone.tail(read.e164),
        "extension": read.extension[:12],
    }


def assign(
    record: Record, version: int, fields: Mapping[str, Any], allowed: frozenset[str]
) -> None:
    """Put checked ``fields`` into ``record``, to be saved over ``version`` and over no later one.

    Raises TypeError for a field that is not ``allowed``: that is a bug in the caller.
    """
    unknown = set(fields) - allowed
    if unknown:
        raise TypeError(f"{type(record).__name__} has no {', '.join(sorted(unknown))} to change")
    record.version = version
    for field, value in fields.items():
        if getattr(record, field) != value:
            setattr(record, field, value)
