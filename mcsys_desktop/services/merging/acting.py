"""Merging and taking apart: one transaction each, and never a row that moves."""

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import requests, search
from mcsys_desktop.models.base import shared, stale, transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.merging import Merging
from mcsys_desktop.services.customers.search_text import renew
from mcsys_desktop.services.merging import fields
from mcsys_desktop.services.merging.lines import Choices, Undone
from mcsys_desktop.services.merging.previewing import admit


def merge(
    heir_id: int,
    heir_version: int,
    other_id: int,
    other_version: int,
    choices: Choices | None = None,
    request: str = "",
) -> int:
    """Let ``other_id`` be shown as ``heir_id``, and return what `undo` wants to know.

    ``choices`` says by field which value the heir has from then on; the versions are those that
    whoever chose has seen. Asked again under the same ``request`` it is not done twice. Raises
    StaleRecord when one of them was changed since, UserError when they cannot become one.
    """
    if request:
        asked = (heir_id, heir_version, other_id, other_version, choices)
        return int(requests.once(request, lambda: str(merge(*asked))))
    with transaction():
        found = _held(heir_id, other_id)
        heir, other = admit(found.get(heir_id), found.get(other_id))
        for customer, version in ((heir, heir_version), (other, other_version)):
            if customer.version != version:
                raise stale(customer.changed_by, customer.changed_at)
        taken = fields.take(heir, other, choices or {})
        other.merged_into = heir
        other.save()
        merging = Merging(heir=heir, merged=other, taken=taken.written())
        merging.save()
        search.remove(other.id)
        renew(heir.id)
        return int(merging.id)


def undo(merging_id: int) -> Undone:
    """Take two apart again, whenever they were merged; each has what it had before.

    What was taken over goes back, but for what was changed since. Raises UserError when they were
    taken apart already.
    """
    with transaction():
        merging = Merging.get_or_none(Merging.id == merging_id)
        found = {} if merging is None else _held(merging.heir_id, merging.merged_id)
        # Somebody else may have been busy with these two until now.
        merging = Merging.get_or_none(Merging.id == merging_id)
        if merging is None:
            raise UserError(_("These two have been taken apart already."))
        heir, other = found[merging.heir_id], found[merging.merged_id]
        other.merged_into = None
        other.save()
        kept = fields.give_back(heir, fields.Taken.read(merging.taken))
        merging.delete_instance()
        renew(heir.id)
        renew(other.id)
        return Undone(heir.id, other.id, kept)


def _held(*customer_ids: int) -> dict[int, Customer]:
    """These customers, and nobody else changes them until this is done.

    Always in the same order, so that two desks wait for each other and never both for ever.
    """
    query = Customer.select().where(Customer.id.in_(customer_ids)).order_by(Customer.id)
    return {one.id: one for one in (query.for_update() if shared() else query)}
