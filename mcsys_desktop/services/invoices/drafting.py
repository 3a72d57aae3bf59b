"""Drafts: begun, saved whole in one act, copied, thrown away."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import rate
from mcsys_desktop.models import requests
from mcsys_desktop.models.base import stale, transaction
from mcsys_desktop.models.customers import Customer, CustomerKind
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import InvoiceLine, Kind, LineKind
from mcsys_desktop.services import free_text, invoice_settings
from mcsys_desktop.services.erased import refuse_erased
from mcsys_desktop.services.invoices.lines import HEAD, DraftHead, DraftLine, Invoice
from mcsys_desktop.services.merged import heir_of

HIGHEST_PRICE = 9_000_000_000  # ten-thousandths of a euro; the database holds the same limits
LARGEST_QUANTITY = 1_000_000_000  # thousandths
_SINGLE = ("attention", "reference", "project")
_SEVERAL = ("introduction", "remark", "note")


def begin(customer_id: int | None = None, *, request: str = "") -> int:
    """Begin a draft for a customer, as their kind and language ask; its id.

    ``request`` is 32 hexadecimal digits: under them it is begun once, however often it is asked.
    """
    if request:
        return int(requests.once(request, lambda: str(begin(customer_id))))
    with transaction():
        return make(head_for(customer_id), ())


def head_for(customer_id: int | None) -> DraftHead:
    """How a document for this customer begins: its mode and language. Raises UserError."""
    if customer_id is None:
        return DraftHead()
    customer = Customer.get_or_none(Customer.id == heir_of(customer_id))
    if customer is None:
        raise UserError(_("This customer is no longer in the office."))
    refuse_erased(customer)
    private = customer.kind is CustomerKind.PRIVATE
    return DraftHead(
        customer_id=customer.id,
        mode=PriceMode.INCL if private else PriceMode.EXCL,
        language="nl" if customer.language == "nl" else "en",
    )


def make(
    head: DraftHead,
    lines: Sequence[DraftLine],
    *,
    kind: Kind = Kind.INVOICE,
    credits_id: int | None = None,
    from_quote: int | None = None,
) -> int:
    """A draft of these; its id. Only inside ``transaction()``. Raises UserError."""
    row = Stored(
        kind=kind,
        credits=credits_id,
        from_quote=from_quote,
        keep_years=invoice_settings.chosen().keep_years,
        **checked(head),
    )
    row.save()
    _write_lines(row.id, lines, head.delivered_on or clock.today())
    return int(row.id)


def get(invoice_id: int) -> Invoice | None:
    """A draft or a final one, with its lines; None when it is gone."""
    row = Stored.get_or_none(Stored.id == invoice_id)
    return None if row is None else read(row)


def read(row: Stored) -> Invoice:
    """A stored one as the screens know it."""
    stored = list(
        InvoiceLine.select()
        .where(InvoiceLine.invoice == row.id)
        .order_by(InvoiceLine.position, InvoiceLine.id)
    )
    head = {name: getattr(row, name) for name in HEAD if name != "customer_id"}
    return Invoice(
        id=row.id,
        version=row.version,
        kind=row.kind,
        head=DraftHead(customer_id=row.customer_id, **head),
        lines=tuple(map(_line, stored)),
        line_ids=tuple(line.id for line in stored),
        credits=row.credits_id,
        number=row.number or "",
        dated=row.dated,
        due=row.due,
        total=row.total,
        vat=row.vat,
        keep_years=row.keep_years,
        request=row.request or "",
    )


def save(invoice_id: int, version: int, head: DraftHead, lines: Sequence[DraftLine]) -> int:
    """Keep a draft as it stands, with all its lines, in one act; the version that it has then.

    Raises StaleRecord when somebody else saved or finished it first, UserError for what cannot be
    stored.
    """
    with transaction():
        row = _draft(invoice_id)
        wanted = checked(head)
        changed = {
            name: value
            for name, value in wanted.items()
            if getattr(row, f"{name}_id" if name == "customer" else name) != value
        }
        on = head.delivered_on or clock.today()
        if _write_lines(invoice_id, lines, on) or changed:
            _count(row, version, changed)
            return version + 1
        return int(row.version)


def delete(invoice_id: int, version: int) -> None:
    """Throw a draft away. Raises StaleRecord when somebody was first, UserError for a final one."""
    with transaction():
        row = _draft(invoice_id)
        row.version = version
        row.delete_instance()


def copy(invoice_id: int) -> int:
    """A new draft with the same lines, as they would be taxed today; its id. Raises UserError."""
    found = get(invoice_id)
    if found is None:
        raise UserError(_("This document is no longer there."))
    head = replace(
        found.head, reference="", note="", delivered_on=None, period_from=None, period_to=None
    )
    fresh = [
        replace(line, points=None, deducts=None, credited_line=None, serials="")
        for line in found.lines
    ]
    with transaction():
        return make(head, fresh)


def _draft(invoice_id: int) -> Stored:
    row: Stored | None = Stored.get_or_none(Stored.id == invoice_id)
    if row is None:
        raise StaleRecord(_("Somebody else has just deleted this."))
    if row.number is not None:
        raise UserError(
            _("{number} is final and does not change. Make a credit invoice instead.").format(
                number=row.number
            )
        )
    return row


def _count(row: Stored, version: int, changed: dict[str, Any]) -> None:
    """Write the head over the version that was seen, also when only lines are others."""
    seen = (Stored.id == row.id) & (Stored.version == version)
    if not Stored.update(**changed, version=version + 1).where(seen).execute():
        raise stale(row.changed_by, row.changed_at)


def _write_lines(invoice_id: int, lines: Sequence[DraftLine], on: date) -> bool:
    """Let these be the lines; whether any is another than it was."""
    there = list(
        InvoiceLine.select()
        .where(InvoiceLine.invoice == invoice_id)
        .order_by(InvoiceLine.position, InvoiceLine.id)
    )
    differs = len(there) != len(lines)
    for place, line in enumerate(lines):
        row = there[place] if place < len(there) else InvoiceLine(invoice=invoice_id)
        for name, value in columns(line, on).items():
            if row.id is None or getattr(row, name) != value:
                setattr(row, name, value)
        if row.position != place:
            row.position = place
        differs = bool(row.save()) or differs
    for row in there[len(lines) :]:
        row.delete_instance()
    return differs


def columns(line: DraftLine, on: date) -> dict[str, Any]:
    """The columns of a line, checked. Raises UserError."""
    if not 0 <= line.discount <= 10_000:
        raise UserError(_("A discount is between 0 and 100 per cent."))
    if not 0 <= line.price <= HIGHEST_PRICE:
        raise UserError(_("A price is not below zero. Give a return a negative quantity."))
    if abs(line.quantity) > LARGEST_QUANTITY:
        raise UserError(_("This quantity is too large. Is there a digit too many?"))
    words = line.kind is not LineKind.LINE
    return {
        "kind": line.kind,
        "description": free_text.notes(line.description),
        "quantity": 0 if words else line.quantity,
        "price": 0 if words else line.price,
        "unit": free_text.line(line.unit, 20),
        "discount": line.discount,
        "treatment": line.treatment,
        "points": rate(line.treatment, on) if line.points is None else line.points,
        "article_id": line.article_id,
        "serials": free_text.notes(line.serials),
        "cost": line.cost,
        "deducts_id": line.deducts,
        "credited_line": line.credited_line,
    }


def _line(row: InvoiceLine) -> DraftLine:
    return DraftLine(
        description=row.description,
        quantity=row.quantity,
        price=row.price,
        unit=row.unit,
        treatment=row.treatment,
        discount=row.discount,
        kind=row.kind,
        article_id=row.article_id,
        serials=row.serials,
        cost=row.cost,
        deducts=row.deducts_id,
        credited_line=row.credited_line,
        points=row.points,
    )


def checked(head: DraftHead) -> dict[str, Any]:
    """The columns of a head, checked. Raises UserError."""
    said = asdict(head)
    for name in _SINGLE:
        said[name] = free_text.line(said[name], 200)
    for name in _SEVERAL:
        said[name] = free_text.notes(said[name])
    if not 0 <= head.discount <= 10_000:
        raise UserError(_("A discount is between 0 and 100 per cent."))
    said["customer"] = said.pop("customer_id")
    return said
