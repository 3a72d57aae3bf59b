"""Money that came in or goes out, and what it settles. All amounts are cents, and positive."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import requests
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.payments import Allocation, Method, Payment
from mcsys_desktop.services import free_text
from mcsys_desktop.services.invoices.status import settled, unpaid
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import among, tuples

LARGEST = 10**11  # cents


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a payment, for one document."""

    invoice_id: int
    amount: int


def receive(
    amount: int,
    dated: date,
    method: Method,
    shares: Sequence[Share] = (),
    *,
    customer_id: int | None = None,
    payer: str = "",
    words: str = "",
    source: str = "hand",
    external_id: str | None = None,
    request: str = "",
) -> int:
    """Write down that money came in, and split it over invoices; the payment's id.

    What is not split is kept as an overpayment. ``request`` is 32 hexadecimal digits: under them it
    is written once, however often it is asked. Raises UserError for an amount that is none, and
    when more would be paid than is open of an invoice or than came in.
    """

    def act() -> str:
        _refuse_amount(amount)
        with transaction():
            row = Payment(
                customer=customer_id or _customer_of(shares),
                amount=amount,
                dated=dated,
                method=method,
                source=source,
                external_id=external_id,
                payer=free_text.line(payer, 200),
                words=free_text.notes(words),
            )
            row.save()
            _split(row.id, shares)
            return str(row.id)

    return int(_once(request, act))


def allocate(payment_id: int, shares: Sequence[Share]) -> None:
    """Use what is left of a payment for these. Raises UserError when that is more than is left."""
    with transaction():
        _split(payment_id, shares)


def settle(credit_id: int, invoice_id: int, amount: int) -> None:
    """Settle a part of an invoice with a credit invoice. Raises UserError for too much."""
    _refuse_amount(amount)
    with transaction():
        Allocation(invoice=invoice_id, credit=credit_id, amount=amount).save()


def refund(
    credit_id: int,
    amount: int,
    dated: date,
    method: Method,
    *,
    words: str = "",
    request: str = "",
) -> int:
    """Pay out what a credit invoice gives back; the payment's id. Raises UserError for too much."""

    def act() -> str:
        _refuse_amount(amount)
        with transaction():
            row = Payment(
                customer=_customer_of([Share(credit_id, amount)]),
                amount=-amount,
                dated=dated,
                method=method,
                words=free_text.notes(words),
            )
            row.save()
            Allocation(invoice=credit_id, payment=row.id, amount=amount).save()
            return str(row.id)

    return int(_once(request, act))


def pay_back(
    payment_id: int,
    amount: int,
    dated: date,
    method: Method,
    *,
    words: str = "",
    request: str = "",
) -> int:
    """Pay back what was overpaid with a payment; the id of the payment out.

    Raises UserError when that is more than is left of it.
    """

    def act() -> str:
        _refuse_amount(amount)
        with transaction():
            before = Payment.get_or_none(Payment.id == payment_id)
            if before is None:
                raise UserError(_("This payment is no longer there."))
            row = Payment(
                customer=before.customer_id,
                amount=-amount,
                dated=dated,
                method=method,
                words=free_text.notes(words),
                pays_back=payment_id,
            )
            row.save()
            return str(row.id)

    return int(_once(request, act))


def propose(customer_id: int, amount: int) -> list[Share]:
    """How an amount would pay the open invoices of a customer: the one that is due first, first."""
    query = (
        Stored.select(Stored.id, Stored.total - settled())
        .where(among(Stored.customer, family_of(customer_id)) & unpaid())
        .order_by(Stored.due, Stored.id)
    )
    shares, left = [], amount
    for invoice_id, cents in tuples(query):
        part = min(left, int(cents))
        if part > 0:
            shares.append(Share(invoice_id, part))
            left -= part
    return shares


def _split(payment_id: int, shares: Sequence[Share]) -> None:
    # Always in the same order, so that two desks wait for each other and never both.
    for share in sorted(shares, key=lambda each: each.invoice_id):
        _refuse_amount(share.amount)
        Allocation(invoice=share.invoice_id, payment=payment_id, amount=share.amount).save()


def _refuse_amount(amount: int) -> None:
    if not 0 < amount <= LARGEST:
        raise UserError(_("Type an amount above zero."))


def _customer_of(shares: Sequence[Share]) -> int | None:
    """Whose documents these are, where they are one customer's."""
    ids = [share.invoice_id for share in shares]
    query = Stored.select(Stored.customer).where(among(Stored.id, ids)).distinct()
    found = [customer for (customer,) in tuples(query)]
    return found[0] if len(found) == 1 else None


def _once(request: str, act: Callable[[], str]) -> str:
    return requests.once(request, act) if request else act()
