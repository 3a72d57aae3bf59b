"""A stranger turns out to be somebody we know: their number, their calls, and who waits there."""

from mcsys_desktop.core import phone, text
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Origin, Relation
from mcsys_desktop.services import calls, customers
from mcsys_desktop.services.calls import linking


def draft_of(number: str, given: str = "") -> customers.CustomerDraft:
    """What a form for a new customer begins with: the number, and the name that came with it."""
    name = "" if phone.parse(given).e164 else given
    first_name, prefix, surname = text.split_name(name)
    return customers.CustomerDraft(
        first_name=first_name, prefix=prefix, surname=surname, phone=number, origin=Origin.PHONE
    )


def attach(
    number: str,
    customer_id: int,
    relation: Relation = Relation.OWN,
    person_id: int | None = None,
    call_id: int | None = None,
) -> int:
    """``number`` is this customer's from now on, and so are all calls of it that nobody had.

    ``relation`` says whose it is there: the customer's own, a parent's, the reception's.
    ``call_id`` is the call that it was told in, which is theirs whoever it was linked to before.
    Returns how many calls are theirs now that were nobody's. Raises UserError when the call is
    gone from the log.
    """
    with transaction():
        before = linking.adopt(number, customer_id, person_id)
        if number.strip():
            customers.add_number(
                customer_id, number, relation=relation, person_id=person_id, origin=Origin.PHONE
            )
        if call_id is not None:
            calls.choose_customer(call_id, customer_id, person_id)
        return before
