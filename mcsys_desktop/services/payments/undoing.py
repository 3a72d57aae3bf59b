"""What was mistaken: nothing is changed, a row with the opposite amount stands beside it."""

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.payments import Allocation, Payment
from mcsys_desktop.services import free_text


def release(allocation_id: int) -> None:
    """A payment or a credit did not settle that document after all: it is open again.

    Raises UserError when that was undone already.
    """
    with transaction():
        row: Allocation | None = Allocation.get_or_none(Allocation.id == allocation_id)
        if row is None or row.cancels_id is not None or _is_cancelled(row.id):
            raise UserError(_("This was undone already."))
        _cancel(row)


def take_back(payment_id: int, words: str = "") -> None:
    """A payment did not come in after all: all that it settled is open again.

    Raises UserError when it was taken back already, or when a part of it was paid back.
    """
    with transaction():
        row: Payment | None = Payment.get_or_none(Payment.id == payment_id)
        gone = Payment.get_or_none(Payment.cancels == payment_id) is not None
        if row is None or row.cancels_id is not None or gone:
            raise UserError(_("This payment was taken back already."))
        query = Allocation.select().where(
            (Allocation.payment == payment_id) & Allocation.cancels.is_null()
        )
        for each in query.order_by(Allocation.invoice):
            if not _is_cancelled(each.id):
                _cancel(each)
        Payment(
            customer=row.customer_id,
            amount=-row.amount,
            dated=clock.today(),
            method=row.method,
            words=free_text.notes(words),
            cancels=payment_id,
        ).save()


def _is_cancelled(allocation_id: int) -> bool:
    return Allocation.get_or_none(Allocation.cancels == allocation_id) is not None


def _cancel(row: Allocation) -> None:
    Allocation(
        invoice=row.invoice_id,
        payment=row.payment_id,
        credit=row.credit_id,
        amount=-row.amount,
        cancels=row.id,
    ).save()
