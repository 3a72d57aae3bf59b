"""Putting somebody on the call-back list by hand: from a call, a customer's card, or a number."""

from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.core import clock, phone, text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import call_turns, free_text, names, reaching
from mcsys_desktop.services.call_backs import matching
from mcsys_desktop.services.owners import only_owner
from mcsys_desktop.services.queries import tuples


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is to be called back, as a colleague writes it down.

    A number as it was typed, a customer, or the call that it was asked in; any of them is enough.
    ``due_at`` is before when, ``taken_by`` the login of who is to do it.
    """

    number: str = ""
    customer_id: int | None = None
    person_id: int | None = None
    call_id: int | None = None
    name: str = ""
    reason: str = ""
    due_at: datetime | None = None
    taken_by: str = ""


def add(asked: Asked) -> int:
    """Put somebody on the list and return the entry's id; there is one for each number.

    Raises UserError when there is neither a number that can be called nor a customer, CardNumber
    when a card's number was typed.
    """
    with transaction():
        call = None if asked.call_id is None else Call.get_or_none(Call.id == asked.call_id)
        typed = asked.number.strip()
        if not typed and asked.customer_id is not None:
            typed = reaching.first_number(asked.customer_id)
        if call is not None and not asked.number.strip() and (call.e164 or call.number_raw):
            e164, raw = call.e164, call.number_raw
        else:
            e164 = phone.parse(typed).e164
            raw = text.clean(typed, 100) if e164 else free_text.line(typed, 100)
        customer_id = asked.customer_id if call is None else asked.customer_id or call.customer_id
        owner = only_owner(e164) if customer_id is None else None
        if not (e164 or raw) and customer_id is None:
            raise UserError(
                _("Type a number or choose a customer, so that somebody can call back.")
            )
        if asked.number.strip() and not matching.can_be_called(e164, raw):
            raise UserError(_("This number cannot be called. Type it with its area code."))
        call_turns.take(call_turns.key_of(e164, raw))
        entry = open_entry(e164, raw, customer_id)
        if entry is None:
            since = clock.now() if call is None else call.rang_at
            entry = CallBack(e164=e164, number_raw=raw, waits_since=since)
        entry.asked = True
        entry.call_id = entry.call_id if call is None else call.id
        if customer_id is not None:
            same = customer_id == (None if call is None else call.customer_id)
            person = call.person_id if call is not None and same else None
            entry.customer_id, entry.person_id = customer_id, asked.person_id or person
        elif owner is not None and entry.customer_id is None:
            entry.customer_id, entry.person_id = owner
        entry.name = entry.name or free_text.line(asked.name, 100)
        entry.reason = _joined(entry.reason, free_text.notes(asked.reason))
        entry.due_at = asked.due_at or entry.due_at
        if asked.taken_by:
            give(entry, asked.taken_by)
        entry.save()
        return int(entry.id)


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows of a number that somebody types: whose it is, and who waits there."""

    customer_name: str = ""
    waits_since: datetime | None = None


def known(number: str) -> Known:
    """What `add` would find for ``number`` as it is typed."""
    e164 = phone.parse(number).e164
    owner = only_owner(e164)
    waits = CallBack.select(CallBack.waits_since).where(
        CallBack.closed_at.is_null() & (CallBack.e164 == e164) & (CallBack.e164 != "")
    )
    customer = None if owner is None else Customer.get_by_id(owner[0])
    return Known(
        "" if customer is None else names.shown(customer.name, customer.number),
        next((since for (since,) in tuples(waits)), None),
    )


def open_entry(e164: str, number_raw: str, customer_id: int | None) -> CallBack | None:
    """The open entry of the number, held; without a number, the customer's that has none either."""
    if e164 or number_raw:
        found = matching.opened(matching.same_number(CallBack, e164, number_raw))
    elif customer_id is not None:
        nameless = (CallBack.e164 == "") & (CallBack.number_raw == "")
        found = matching.opened(nameless & (CallBack.customer == customer_id))
    else:
        found = []
    return found[0] if found else None


def give(entry: CallBack, login: str) -> None:
    """``login`` does it; "": nobody yet."""
    if login != entry.taken_by:
        entry.taken_by, entry.taken_at = login, clock.now() if login else None


def _joined(before: str, more: str) -> str:
    if not more or more in before:
        return before
    return f"{before}\n{more}".strip()
