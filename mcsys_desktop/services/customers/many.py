"""What is done with many customers at once; each tells whom it changed, to be undone."""

from collections.abc import Sequence

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.tags import CustomerTag, Tag
from mcsys_desktop.services import sorted_by
from mcsys_desktop.services.queries import among, tuples


def archive(customer_ids: Sequence[int], *, archived: bool = True) -> list[int]:
    """Take customers out of the lists, or put them back; those that were there already stay."""
    with transaction():
        other = Customer.select(Customer.id).where(
            among(Customer.id, customer_ids) & Customer.archived_at.is_null(archived)
        )
        found = [customer_id for (customer_id,) in tuples(other)]
        if found:
            moment = clock.now() if archived else None
            Customer.update(archived_at=moment, version=Customer.version + 1).where(
                among(Customer.id, found)
            ).execute()
    return found


def tag(customer_ids: Sequence[int], tag_id: int) -> list[int]:
    """Mark customers with a tag; those that have it keep it.

    Raises UserError when a colleague removed the tag meanwhile.
    """
    with transaction():
        if not Tag.select().where(Tag.id == tag_id).exists():
            raise UserError(_("A colleague has removed this tag."))
        worn = CustomerTag.select(CustomerTag.customer).where(
            among(CustomerTag.customer, customer_ids) & (CustomerTag.tag == tag_id)
        )
        known = {customer_id for (customer_id,) in tuples(worn)}
        found = [customer_id for customer_id in customer_ids if customer_id not in known]
        for customer_id in found:
            CustomerTag(customer=customer_id, tag=tag_id).save()
        sorted_by.renew(found)
    return found


def untag(customer_ids: Sequence[int], tag_id: int) -> list[int]:
    """Take a tag off customers."""
    with transaction():
        worn = CustomerTag.select().where(
            among(CustomerTag.customer, customer_ids) & (CustomerTag.tag == tag_id)
        )
        found = []
        for row in list(worn):
            row.delete_instance()
            found.append(row.customer_id)
        sorted_by.renew(found)
    return found
