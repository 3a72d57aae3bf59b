"""The documents of a period as lists for a bookkeeper: by rate, by line, and what is open.

Amounts of credit invoices are below zero, so that a column adds up. What was erased is left empty.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.treatments import NAMES, TAXED
from mcsys_desktop.core.money.units import written
from mcsys_desktop.documents.invoices.snapshot import Sheet, Snapshot
from mcsys_desktop.documents.tables import Column, Kind, Value
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import InvoiceVat
from mcsys_desktop.models.invoices import Kind as DocumentKind
from mcsys_desktop.services.books.open_items import open_items
from mcsys_desktop.services.books.period import Period, documents, refuse_others, sign
from mcsys_desktop.services.invoices.sheets import sheet


def _head() -> list[Column]:
    return [
        Column(_("Number")),
        Column(_("Kind")),
        Column(_("Date"), Kind.DAY),
        Column(_("Due on"), Kind.DAY),
        Column(_("Customer number"), Kind.NUMBER),
        Column(_("Customer"), width=30),
        Column(_("VAT number")),
    ]


def rate_columns() -> list[Column]:
    """The columns of `rate_rows`."""
    return [
        *_head(),
        Column(_("Corrects")),
        Column(_("VAT treatment")),
        Column(_("VAT %"), Kind.NUMBER),
        Column(_("Box of the return")),
        Column(_("Excl. VAT"), Kind.MONEY),
        Column(_("VAT"), Kind.MONEY),
        Column(_("Incl. VAT"), Kind.MONEY),
    ]


def line_columns() -> list[Column]:
    """The columns of `line_rows`."""
    return [
        *_head(),
        Column(_("Line"), Kind.NUMBER),
        Column(_("Article")),
        Column(_("Description"), width=40),
        Column(_("Quantity"), Kind.NUMBER),
        Column(_("Unit")),
        Column(_("Price"), Kind.NUMBER),
        Column(_("Discount %"), Kind.NUMBER),
        Column(_("VAT treatment")),
        Column(_("VAT %"), Kind.NUMBER),
        Column(_("Excl. VAT"), Kind.MONEY),
    ]


def open_columns() -> list[Column]:
    """The columns of `open_rows`."""
    return [
        Column(_("Number")),
        Column(_("Customer"), width=30),
        Column(_("Date"), Kind.DAY),
        Column(_("Due on"), Kind.DAY),
        Column(_("Incl. VAT"), Kind.MONEY),
        Column(_("Still open"), Kind.MONEY),
    ]


def open_rows(on: date) -> Iterator[list[Value]]:
    """A row for each document of which something was open at the end of a day, by due date."""
    for each in open_items(on):
        yield [each.number, each.customer, each.dated, each.due, each.total, each.open]


def rate_rows(period: Period) -> Iterator[list[Value]]:
    """A row for each document and rate of VAT. Raises UserError for who may not know."""
    refuse_others()
    for row in documents(period):
        whole, one = sheet(row.id), sign(row.kind)
        vats = InvoiceVat.select().where(InvoiceVat.invoice == row.id).order_by(InvoiceVat.id)
        for each in vats:
            yield [
                *_about(row, whole),
                whole.snapshot.corrects,
                _(NAMES[each.treatment]),
                _percent(each.points),
                TAXED[each.treatment].box,
                one * each.base,
                one * each.vat_cents,
                one * (each.base + each.vat_cents),
            ]


def line_rows(period: Period) -> Iterator[list[Value]]:
    """A row for each line of each document, and for what was taken off or added to the whole.

    Raises UserError for who may not know.
    """
    refuse_others()
    for row in documents(period):
        whole, one = sheet(row.id), sign(row.kind)
        about, said = _about(row, whole), whole.snapshot
        for at, item in enumerate(said.items):
            yield [
                *about,
                at + 1,
                item.article,
                whole.particulars.descriptions[at],
                one * Decimal(item.quantity) / 1000,
                written(item.unit, "nl"),
                Decimal(item.price) / 10_000,
                _percent(item.discount_points),
                _(NAMES[item.treatment]),
                _percent(item.points),
                one * item.net,
            ]
        yield from (_extra(about, said, at, one) for at in range(len(said.extras)))


def _extra(about: list[Value], said: Snapshot, at: int, one: int) -> list[Value]:
    extra = said.extras[at]
    place = len(said.items) + at + 1
    rest: list[Value] = [_(NAMES[extra.treatment]), _percent(extra.points), one * extra.net]
    return [*about, place, "", extra.reason, None, "", None, None, *rest]


def _about(row: Stored, whole: Sheet) -> list[Value]:
    buyer = whole.particulars.buyer
    kind = _("Credit invoice") if row.kind is DocumentKind.CREDIT else _("Invoice")
    head: list[Value] = [row.number or "", kind, row.dated, row.due]
    return [*head, buyer.number, buyer.name, buyer.vat_number]


def _percent(points: int) -> Decimal:
    return Decimal(points) / 100
