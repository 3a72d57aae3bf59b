"""Customers of whom only the number is left: nothing is ever added to one again."""

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.customers import Customer


def refuse_erased(customer: Customer) -> None:
    """Raise UserError when there is nobody left to change."""
    if customer.erased_at is not None:
        raise UserError(_("The data of this customer have been erased."))
