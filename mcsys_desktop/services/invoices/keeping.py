"""What the editor asks while somebody types: keep this, and who is it for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.models import requests
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer, CustomerKind
from mcsys_desktop.services import invoice_settings, names
from mcsys_desktop.services.invoices.composing import billing_email, billing_place
from mcsys_desktop.services.invoices.drafting import get, head_for, make, save
from mcsys_desktop.services.invoices.lines import DraftHead, DraftLine
from mcsys_desktop.services.merged import family_of, heir_of

_MARGIN = (Treatment.MARGIN,)
_ABROAD = (Treatment.EU_GOODS, Treatment.EU_SERVICES, Treatment.EXPORT)


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was kept: its id, its version, and when (UTC)."""

    id: int
    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Buyer:
    """Whom a document is for. ``head`` is how one for them begins; ``payment_days`` their term."""

    id: int
    name: str
    detail: str
    business: bool
    payment_days: int
    head: DraftHead


def keep(
    invoice_id: int | None,
    version: int,
    head: DraftHead,
    lines: Sequence[DraftLine],
    *,
    request: str,
) -> Kept:
    """Keep what is typed: over ``version`` of a draft, or as a new one.

    A new one is made once under ``request``, 32 hexadecimal digits, however often it is asked.
    Raises StaleRecord when somebody else changed it first, UserError for what cannot be stored.
    """
    if invoice_id is not None:
        return Kept(invoice_id, save(invoice_id, version, head, lines), clock.now())
    made = int(requests.once(request, lambda: _make(head, lines)))
    there = get(made)
    if there is None:
        raise UserError(_("This document is no longer there."))
    return Kept(made, save(made, there.version, head, lines), clock.now())


def _make(head: DraftHead, lines: Sequence[DraftLine]) -> str:
    with transaction():
        return str(make(head, lines))


def buyer(customer_id: int) -> Buyer:
    """Whom a document is for: name, billing address, term. Raises UserError when they are gone."""
    head = head_for(customer_id)
    row: Customer = Customer.get_by_id(heir_of(customer_id))
    family = family_of(row.id)
    place = billing_place(family)
    street = f"{place.street} {place.house_number}".strip()
    city = f"{place.postcode} {place.city}".strip()
    where = ", ".join(part for part in (street, city) if part)
    detail = " · ".join(part for part in (where, billing_email(family)) if part)
    days = row.payment_days
    return Buyer(
        id=row.id,
        name=names.shown(row.name, row.number),
        detail=detail,
        business=row.kind is CustomerKind.BUSINESS,
        payment_days=invoice_settings.chosen().payment_days if days is None else days,
        head=head,
    )


def treatments() -> list[Treatment]:
    """How a line may be taxed here: what the office switched off is not offered."""
    chosen = invoice_settings.chosen()
    if chosen.small_business(clock.today()):
        return [Treatment.SMALL_BUSINESS, Treatment.EXEMPT]
    hidden = {Treatment.SMALL_BUSINESS}
    if not chosen.uses_margin:
        hidden.update(_MARGIN)
    if not chosen.uses_eu:
        hidden.update(_ABROAD)
    return [one for one in Treatment if one not in hidden]
