"""A quote becomes invoices: whole, or in parts."""

from collections.abc import Mapping
from dataclasses import replace

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.amounts import percentage
from mcsys_desktop.models.base import transaction
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import DraftLine, LineKind
from mcsys_desktop.services.invoices.composing import DISCOUNT
from mcsys_desktop.services.invoices.drafting import make
from mcsys_desktop.services.quotes.deposits import deductions
from mcsys_desktop.services.quotes.invoiced import (
    accepted,
    first_treatments,
    head_of,
    hold,
    rest,
    told,
)
from mcsys_desktop.services.quotes.lines import Version

_CENT = 100  # ten-thousandths


def to_invoice(version_id: int, quantities: Mapping[int, int] | None = None) -> int:
    """Draft an invoice of what is left of all lines, or of so much of some; its id.

    ``quantities`` are thousandths by the id of a line. The invoice that leaves nothing takes the
    deposits off, each at the rate at which it was charged. Raises UserError when nothing is left,
    more is asked for than is, or a deposit is not final yet.
    """
    with transaction():
        found = accepted(version_id)
        hold(version_id)
        left = rest(version_id)
        asked = {
            one.line_id: one.quantity if quantities is None else quantities.get(one.line_id, 0)
            for one in left
        }
        for one in left:
            much = asked[one.line_id]
            if abs(much) > abs(one.quantity) or much * one.quantity < 0:
                raise UserError(
                    _("“{line}”: more would be invoiced than is left of it.").format(
                        line=one.line.description[:40]
                    )
                )
        if not any(asked.values()):
            raise UserError(_("Everything of this quote is on an invoice already."))
        last = all(asked[one.line_id] == one.quantity for one in left)
        head, lines = head_of(found), _words_and_lines(found, asked)
        if last and (taken := deductions(found)):
            # A discount on the whole document would be taken off the deposit too.
            lines = [*lines, *_discounts(found, lines), *taken]
            head = replace(head, discount=0)
        invoice_id = make(head, lines, from_quote=version_id)
        parts = ",".join(f"{line_id}={much}" for line_id, much in asked.items() if much)
        told(version_id, f"{invoice_id};{parts}")
        return invoice_id


def _discounts(found: Version, lines: list[DraftLine]) -> list[DraftLine]:
    """The discount on everything as lines, one for each rate: the same cents."""
    head, day = found.head, clock.today()
    made = invoices.totals(tuple(lines), head.mode, day, head.discount)
    words = DISCOUNT["nl" if head.language == "nl" else "en"]
    said_of_it = words.format(percent=percentage(head.discount, head.language))
    first = first_treatments(tuple(lines), day)
    return [
        DraftLine(
            said_of_it,
            1000 if one.amount > 0 else -1000,
            abs(one.amount) * _CENT,
            treatment=first[one.rate],
        )
        for one in made.adjustments
    ]


def _words_and_lines(found: Version, asked: Mapping[int, int]) -> list[DraftLine]:
    """The lines that are asked for, and the words between them."""
    return [
        DraftLine(
            description=line.description,
            quantity=asked.get(line.id, 0) if line.kind is LineKind.LINE else line.quantity,
            price=line.price,
            unit=line.unit,
            treatment=line.treatment,
            discount=line.discount,
            kind=line.kind,
            article_id=line.article_id,
            cost=line.cost,
        )
        for line in found.lines
        if line.kind is not LineKind.LINE or asked.get(line.id, 0)
    ]
