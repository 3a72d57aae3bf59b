"""Acts on a customer as a whole: put in the archive and back, a prospect who said no."""

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer, Standing
from mcsys_desktop.services.erased import refuse_erased


def archive(customer_id: int) -> None:
    """Take a customer out of the lists; nothing of it is lost."""
    with transaction():
        customer = _get(customer_id)
        if customer.archived_at is None:
            customer.archived_at = clock.now()
            customer.save()


def take_out_of_archive(customer_id: int) -> None:
    """Put a customer back in the lists. Raises UserError when it was erased."""
    with transaction():
        customer = _get(customer_id)
        if customer.archived_at is not None:
            customer.archived_at = None
            customer.save()


def decline(customer_id: int) -> None:
    """A prospect said no: the term of the office runs, after which erasing is offered.

    Raises UserError when it is no prospect.
    """
    with transaction():
        customer = _get(customer_id)
        if customer.standing is not Standing.PROSPECT:
            raise UserError(_("Only a prospect can say no. Change the standing first."))
        if customer.declined_at is None:
            customer.declined_at = clock.now()
            customer.save()


def decline_no_longer(customer_id: int) -> None:
    """The prospect did not say no after all."""
    with transaction():
        customer = _get(customer_id)
        if customer.declined_at is not None:
            customer.declined_at = None
            customer.save()


def _get(customer_id: int) -> Customer:
    customer: Customer | None = Customer.get_or_none(Customer.id == customer_id)
    if customer is None:
        raise UserError(_("This customer is no longer in the office."))
    refuse_erased(customer)
    return customer
