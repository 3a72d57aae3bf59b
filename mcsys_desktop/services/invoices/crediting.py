"""Giving back: a credit invoice about a final one, whole or by line, never more than is left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.totals import Line, Rate, line_total
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import InvoiceLine, Kind, LineKind
from mcsys_desktop.services.invoices.drafting import make, read
from mcsys_desktop.services.invoices.lines import DraftLine, Invoice


@dataclass(frozen=True, slots=True)
class Left:
    """A line of an invoice, and what was not credited of it yet: thousandths, and cents in the mode
    of the document. Rounding may leave cents that no quantity comes to.
    """

    line_id: int
    line: DraftLine
    quantity: int
    amount: int


def left(invoice_id: int) -> list[Left]:
    """What is left of each line to be credited, in the order of the lines.

    Raises UserError when this is no final invoice.
    """
    found = _invoice(invoice_id)
    given = _given(invoice_id)
    remaining = []
    for line_id, line in zip(found.line_ids, found.lines, strict=True):
        if line.kind is not LineKind.LINE:
            continue
        quantity, amount = given.get(line_id, (0, 0))
        rest = _amount(line) - amount
        still = line.quantity - quantity if rest or not _amount(line) else 0
        remaining.append(Left(line_id, line, still, rest))
    return remaining


def credit(invoice_id: int, quantities: Mapping[int, int] | None = None, reason: str = "") -> int:
    """Draft a credit invoice of what is left of all lines, or of so much of some; its id.

    ``quantities`` are thousandths by the id of a line of the invoice. ``reason`` stands on paper.
    Two drafts may give back the same; only one of them can be made final. Raises UserError when
    nothing is left, or more is asked for than is.
    """
    with transaction():
        found = _invoice(invoice_id)
        lines = []
        for each in left(invoice_id):
            asked = each.quantity if quantities is None else quantities.get(each.line_id, 0)
            if abs(asked) > abs(each.quantity) or asked * each.quantity < 0:
                raise UserError(
                    _("“{line}”: more would be given back than is left of it.").format(
                        line=each.line.description[:40]
                    )
                )
            if asked:
                lines.append(_given_back(each, asked))
        if not lines:
            raise UserError(_("Everything of this invoice was given back already."))
        head = replace(found.head, introduction="", remark=reason, note="")
        return make(head, lines, kind=Kind.CREDIT, credits_id=invoice_id)


def _given_back(each: Left, asked: int) -> DraftLine:
    line = replace(each.line, quantity=asked, credited_line=each.line_id, deducts=None)
    if asked == each.quantity and _amount(line) != each.amount:
        # The parts before were rounded: the last one is the rest, to the cent.
        sign = -1 if each.amount < 0 else 1
        line = replace(line, quantity=1000 * sign, price=abs(each.amount) * 100, discount=0)
    return line


def _amount(line: DraftLine) -> int:
    gross, off = line_total(Line(line.quantity, line.price, Rate("", 0), line.discount))
    return gross - off


def credits_of(invoice_id: int) -> list[Invoice]:
    """The credit invoices about one, drafts too, the first first."""
    query = Stored.select().where(Stored.credits == invoice_id).order_by(Stored.id)
    return [read(row) for row in query]


def _invoice(invoice_id: int) -> Invoice:
    row = Stored.get_or_none(Stored.id == invoice_id)
    if row is None or row.number is None or row.kind is not Kind.INVOICE:
        raise UserError(_("Only a final invoice can be credited."))
    return read(row)


def _given(invoice_id: int) -> dict[int, tuple[int, int]]:
    """(thousandths, cents) of each line that final credit invoices give back."""
    query = (
        InvoiceLine.select()
        .join(Stored, on=(InvoiceLine.invoice == Stored.id))
        .where(
            (Stored.credits == invoice_id)
            & Stored.number.is_null(False)
            & InvoiceLine.credited_line.is_null(False)
        )
    )
    given: dict[int, tuple[int, int]] = {}
    for row in query:
        line_id = row.credited_line or 0
        quantity, amount = given.get(line_id, (0, 0))
        cents = _amount(DraftLine("", row.quantity, row.price, discount=row.discount))
        given[line_id] = quantity + row.quantity, amount + cents
    return given
