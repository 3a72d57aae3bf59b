"""What would happen if two customers became one, before anybody decides."""

from peewee import Model

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.notes import Note
from mcsys_desktop.models.tags import CustomerTag, Tag
from mcsys_desktop.services import customers
from mcsys_desktop.services.erased import refuse_erased
from mcsys_desktop.services.merged import family_of, heir_of
from mcsys_desktop.services.merging import fields
from mcsys_desktop.services.merging.lines import Preview, Side
from mcsys_desktop.services.queries import tuples


def preview(heir_id: int, other_id: int) -> Preview:
    """Both customers beside each other, and what is shown together of them.

    Either may have been merged already: then the one that it is shown as is meant. Raises UserError
    when one is gone, when both are the same, or when the heir is archived.
    """
    heir_id, other_id = heir_of(heir_id), heir_of(other_id)
    heir, other = (Customer.get_or_none(Customer.id == one) for one in (heir_id, other_id))
    return Preview(_side(heir_id), _side(other_id), fields.lines(*admit(heir, other)))


def admit(heir: Customer | None, other: Customer | None) -> tuple[Customer, Customer]:
    """Both, where they may become one. Raises UserError where they may not."""
    if heir is None or other is None:
        raise UserError(_("This customer is no longer in the office."))
    for one in (heir, other):
        refuse_erased(one)
    if heir.id == other.id:
        raise UserError(_("These two are one customer already."))
    if other.merged_into_id is not None or heir.merged_into_id is not None:
        raise UserError(_("A colleague has just merged one of these two. Look again."))
    if heir.archived_at is not None:
        raise UserError(
            _("The customer that stays is archived. Let the other one stay, or take it back first.")
        )
    return heir, other


def _side(customer_id: int) -> Side:
    family = family_of(customer_id)
    tags = (
        Tag.select(Tag.name)
        .join(CustomerTag)
        .where(CustomerTag.customer.in_(family))
        .order_by(Tag.name)
        .distinct()
    )
    waiting = CallBack.customer.in_(family) & CallBack.closed_at.is_null()
    return Side(
        card=customers.card(customer_id),
        calls=_count(Call, Call.customer.in_(family)),
        call_backs=_count(CallBack, waiting),
        notes=_count(Note, Note.customer.in_(family)),
        tags=tuple(name for (name,) in tuples(tags)),
    )


def _count(model: type[Model], condition: object) -> int:
    return int(model.select().where(condition).count())
