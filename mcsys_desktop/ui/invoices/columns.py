"""What the list shows of a document, and what it can be narrowed down by."""

from datetime import date

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.exports.tables import Kind
from mcsys_desktop.services.invoices import Kind as Paper
from mcsys_desktop.services.invoices.tables import InvoiceRow
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.lists.columns import ListColumn
from mcsys_desktop.ui.lists.filters import Filter
from mcsys_desktop.ui.tables import RIGHT


def columns() -> tuple[ListColumn, ...]:
    """What is shown of a document. At a counter there are neither names nor amounts."""
    return (
        ListColumn(
            _("Number"),
            lambda row: row.number or _("Draft"),
            name="number",
            width=130,
            sort="number",
            public=lambda row: row.number or _("Draft"),
        ),
        ListColumn(_("Customer"), lambda row: row.customer, name="customer", width=240),
        ListColumn(
            _("Date"),
            lambda row: words.day(row.dated),
            name="dated",
            width=124,
            sort="dated",
            kind=Kind.DAY,
            value=lambda row: row.dated,
            public=lambda row: words.day(row.dated),
        ),
        ListColumn(
            _("Due"),
            lambda row: words.day(row.due),
            name="due",
            width=124,
            sort="due",
            kind=Kind.DAY,
            value=lambda row: row.due,
            public=lambda row: words.day(row.due),
        ),
        ListColumn(
            _("Total"),
            lambda row: words.euros(_signed(row, row.total)),
            RIGHT,
            name="total",
            width=120,
            sort="total",
            kind=Kind.MONEY,
            value=lambda row: _signed(row, row.total),
            amount=lambda row: _signed(row, row.total),
            said=words.euros,
        ),
        ListColumn(
            _("Outstanding"),
            lambda row: words.euros(_signed(row, row.open)) if row.open else "",
            RIGHT,
            name="open",
            width=120,
            kind=Kind.MONEY,
            value=lambda row: _signed(row, row.open),
            amount=lambda row: _signed(row, row.open),
            said=words.euros,
        ),
        ListColumn(
            _("Status"),
            lambda row: words.standing(row.standing),
            tone=lambda row: words.tone(row.standing),
            name="status",
            width=150,
            public=lambda row: words.standing(row.standing),
        ),
        ListColumn(
            _("Reference"), lambda row: row.reference, name="reference", width=150, hidden=True
        ),
        ListColumn(
            _("Kind"),
            lambda row: dict(_kinds())[str(row.kind)],
            name="kind",
            width=120,
            hidden=True,
            public=lambda row: dict(_kinds())[str(row.kind)],
        ),
    )


def filters() -> tuple[Filter, ...]:
    """What the list can be narrowed down by; the office knows its customers."""
    return (
        Filter(
            "part",
            _("Show"),
            (
                ("draft", _("Drafts")),
                ("open", _("Outstanding")),
                ("overdue", _("Overdue")),
                ("paid", _("Paid")),
                ("disputed", _("Disputed")),
            ),
            str,
            quick=True,
        ),
        Filter("period", _("Period"), periods(), str, otherwise=_("All days")),
        Filter("customer", _("Customer"), (), int),
        Filter("kind", _("Kind"), _kinds(), str),
    )


def periods() -> tuple[tuple[str, str], ...]:
    """The periods that people ask for, each from its first day on."""
    return (
        ("month", _("This month")),
        ("last month", _("Last month")),
        ("quarter", _("This quarter")),
        ("last quarter", _("Last quarter")),
        ("year", _("This year")),
        ("last year", _("Last year")),
    )


def bounds(period: str, today: date | None = None) -> tuple[date, date] | None:
    """The first day of a period and the one after its last; None for one that is not known.

    >>> bounds("last quarter", date(2026, 2, 3))
    (datetime.date(2025, 10, 1), datetime.date(2026, 1, 1))
    """
    day = today or clock.today()
    back, _blank, span = period.rpartition(" ")
    months = {"month": 1, "quarter": 3, "year": 12}.get(span)
    if months is None or back not in ("", "last"):
        return None
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return (_months(first, -months), first) if back else (first, _months(first, months))


def _months(day: date, by: int) -> date:
    """The first of the month so many months later."""
    month = day.year * 12 + day.month - 1 + by
    return date(month // 12, month % 12 + 1, 1)


def _kinds() -> tuple[tuple[str, str], ...]:
    return ((str(Paper.INVOICE), _("Invoice")), (str(Paper.CREDIT), _("Credit invoice")))


def _signed(row: InvoiceRow, cents: int) -> int:
    """A credit invoice gives back: it counts below zero."""
    return -cents if row.kind is Paper.CREDIT else cents
