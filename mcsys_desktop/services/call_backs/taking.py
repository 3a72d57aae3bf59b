"""Who calls back: somebody takes it, hands it on, and writes down why and before when."""

from datetime import datetime

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.call_backs import CallBack, Closing
from mcsys_desktop.models.customers import CustomerPerson, Person
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import colleagues, free_text, names
from mcsys_desktop.services.call_backs import matching
from mcsys_desktop.services.call_backs.adding import Asked, add, give
from mcsys_desktop.services.queries import tuples


def take(entry_id: int) -> None:
    """I call them back. Raises UserError, with a name, when a colleague does or did already."""
    with transaction():
        entry = _held(entry_id)
        me = colleagues.me()
        if entry.taken_by not in ("", me):
            raise UserError(
                _("{name} calls back already.").format(name=colleagues.name_of(entry.taken_by))
            )
        give(entry, me)
        entry.save()


def take_call(call_id: int) -> None:
    """I call back whoever called then: on the list, if they are not, and taken.

    Raises UserError, with a name, when a colleague does already.
    """
    with transaction():
        take(add(Asked(call_id=call_id)))


def hand_over(entry_id: int, version: int, login: str) -> None:
    """``login`` calls them back; "": nobody yet.

    Raises StaleRecord when a colleague changed the entry first.
    """
    with transaction():
        entry = _held(entry_id)
        entry.version = version
        give(entry, login)
        entry.save()


def plan(
    entry_id: int,
    version: int,
    *,
    reason: str,
    due_at: datetime | None,
    person_id: int | None,
) -> None:
    """Say why, before when, and whom to ask for; None: whoever picks up.

    Raises StaleRecord when a colleague changed the entry first, UserError when the person is none
    of the customer's any more.
    """
    with transaction():
        entry = _held(entry_id)
        entry.version = version
        entry.reason, entry.due_at = free_text.notes(reason), due_at
        if person_id not in (None, entry.person_id, *dict(people_at(entry.customer_id))):
            raise UserError(_("This person was removed by a colleague. Choose another one."))
        entry.person_id = person_id
        entry.save()


def people_at(customer_id: int | None) -> list[tuple[int, str]]:
    """(id, name) of who can be asked for at a customer, in the order of the card."""
    query = (
        CustomerPerson.select(Person.id, Person.first_name, Person.prefix, Person.surname)
        .join(Person)
        .where(CustomerPerson.customer.in_(matching.family(customer_id)))
        .order_by(CustomerPerson.position, CustomerPerson.id)
    )
    return [(person_id, names.of_person(*parts)) for person_id, *parts in tuples(query)]


def colleagues_here() -> list[tuple[str, str]]:
    """(login, name) of who can be asked to call back."""
    query = Colleague.select(Colleague.login, Colleague.name).where(Colleague.left_at.is_null())
    return sorted(((login, name or login) for login, name in tuples(query)), key=lambda one: one[1])


def _held(entry_id: int) -> CallBack:
    """The entry as it is now. Raises UserError when it is off the list."""
    found = matching.held(CallBack.select().where(CallBack.id == entry_id))
    if not found:
        raise UserError(_("This entry is no longer on the call-back list."))
    entry = found[0]
    if entry.closed_at is not None:
        name = colleagues.name_of(entry.closed_by)
        if entry.closing is Closing.TICKED and name:
            raise UserError(_("{name} has just ticked this off.").format(name=name))
        raise UserError(_("This entry is no longer on the call-back list."))
    return entry
