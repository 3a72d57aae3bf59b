"""Calls of strangers become those of whoever has the number, when there can be no doubt."""

from collections.abc import Iterable
from typing import Any

from peewee import fn

from mcsys_desktop.core import phone
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import call_turns
from mcsys_desktop.services.call_backs import matching
from mcsys_desktop.services.merged import heir_of
from mcsys_desktop.services.owners import only_owner, only_owners
from mcsys_desktop.services.queries import tuples

_TURNS = 1000  # at numbers that are waited for at once; a server keeps count of a few thousand


def adopt(number: str, customer_id: int, person_id: int | None = None) -> int:
    """Earlier calls of a number that nobody had yet are this customer's; return how many.

    Whoever waits there to be called back is theirs as well. ``number`` is as somebody typed it.
    """
    e164 = phone.parse(number).e164
    if not e164:
        return 0
    with transaction():
        call_turns.take(e164)
        return _adopt(e164, customer_id, person_id)


def adopt_if_only(number: str, customer_id: int) -> int:
    """The same, where this customer alone has the number: otherwise somebody chooses."""
    e164 = phone.parse(number).e164
    owner = only_owner(e164)
    if owner is None or owner[0] != heir_of(customer_id):
        return 0
    return adopt(e164, *owner)


def adopt_brought(numbers: Iterable[str]) -> None:
    """The same for the numbers (E.164) that a list brought: whoever called before it is known now.

    Belongs into the ``transaction()`` that the list is written in.
    """
    brought = set(numbers)
    last: dict[str, Any] = {}  # when they called last, as the database keeps it
    for model, moment in ((Call, Call.rang_at), (CallBack, CallBack.waits_since)):
        nobodys = model.select(model.e164, fn.MAX(moment)).where(
            model.customer.is_null() & (model.e164 != "")
        )
        for e164, at in tuples(nobodys.group_by(model.e164)):
            if e164 in brought:
                last[e164] = max(at, last.get(e164, at))
    newest = sorted(last, key=lambda e164: last[e164], reverse=True)
    call_turns.take(*sorted(newest[:_TURNS]))  # what rings now is theirs, or heard afterwards
    for e164, owner in only_owners(newest).items():
        _adopt(e164, *owner)


def _adopt(e164: str, customer_id: int, person_id: int | None) -> int:
    """For whoever has the turn at the number."""
    earlier = Call.update(customer=customer_id, person=person_id, version=Call.version + 1).where(
        (Call.e164 == e164) & Call.customer.is_null()
    )
    found = int(earlier.execute())
    waits = (CallBack.e164 == e164) & CallBack.customer.is_null()
    for entry in matching.held(CallBack.select().where(waits)):
        entry.customer_id, entry.person_id = customer_id, person_id
        entry.save()
    return found
