"""A call that was begun from a screen, when a phone system tells of it: whom it was meant for."""

from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import PhoneNumber
from mcsys_desktop.services import call_turns
from mcsys_desktop.services.call_backs import coming_in
from mcsys_desktop.services.calls import passing
from mcsys_desktop.services.calls.working import held
from mcsys_desktop.services.merged import family_of, heir_of
from mcsys_desktop.services.queries import tuples
from mcsys_desktop.telephony.events import Direction


def was_dialled(call_id: int, e164: str, customer_id: int | None) -> None:
    """This call is the one that somebody began to ``e164``, on the card of ``customer_id``.

    A phone system may write the number with what gives an outside line before it, or in part: then
    nobody would be found by it, and who waited for this call would stay on the list. Raises
    UserError when the call is gone from the log.
    """
    with transaction():
        call_turns.take(e164, *passing.keys_of(call_id))
        call = held(call_id)
        if call.direction != Direction.OUTBOUND:
            return
        before = coming_in.Standing(customer_id=call.customer_id)
        if e164.startswith("+"):
            call.e164 = e164
        if customer_id is not None:
            call.customer_id = heir_of(customer_id)
            call.person_id = _person(call.customer_id, e164)
        call.save()
        coming_in.follow({call.id: before})


def _person(customer_id: int, e164: str) -> int | None:
    """Whose number it is there, if it is one person's."""
    query = PhoneNumber.select(PhoneNumber.person).where(
        PhoneNumber.customer.in_(family_of(customer_id)) & (PhoneNumber.e164 == e164)
    )
    people = {person for (person,) in tuples(query)}
    return people.pop() if len(people) == 1 else None
