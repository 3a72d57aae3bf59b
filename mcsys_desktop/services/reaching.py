"""By which number a customer is called, where somebody only says who."""

from mcsys_desktop.models.customers import NumberUse, PhoneNumber
from mcsys_desktop.services.merged import family_of, heir_of
from mcsys_desktop.services.queries import tuples


def first_number(customer_id: int) -> str:
    """The first number that a customer can be reached at, as it was typed; empty for none."""
    query = PhoneNumber.select(PhoneNumber.typed).where(
        PhoneNumber.customer.in_(family_of(heir_of(customer_id)))
        & PhoneNumber.valid_until.is_null()
        & (PhoneNumber.use != NumberUse.FAX)
    )
    ordered = query.order_by(PhoneNumber.position, PhoneNumber.id)
    return next((str(typed) for (typed,) in tuples(ordered)), "")
