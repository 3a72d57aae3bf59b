"""A document whole, for paper and for machines: a draft as it is now, a final one as it was."""

from peewee import JOIN

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.invoices.snapshot import (
    Buyer,
    Particulars,
    Sheet,
    Snapshot,
    commitment,
    content_hash,
)
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import InvoiceParticulars, NumberSeries
from mcsys_desktop.models.privacy import ERASED
from mcsys_desktop.services.invoices.composing import compose
from mcsys_desktop.services.invoices.drafting import read


def sheet(invoice_id: int) -> Sheet:
    """The whole document. Of a final one nothing is looked up again; what was erased is said.

    Raises UserError when it is gone.
    """
    row: Stored | None = Stored.get_or_none(Stored.id == invoice_id)
    if row is None:
        raise UserError(_("This document is no longer there."))
    if row.snapshot is None:
        return compose(read(row)).sheet
    snapshot = text.read(Snapshot, row.snapshot)
    kept = InvoiceParticulars.get_or_none(InvoiceParticulars.invoice == row.id)
    if kept is None:
        gone = Particulars(Buyer(ERASED, business=False), (ERASED,) * len(snapshot.items))
        return Sheet(snapshot, gone, row.number or "", row.dated)
    return Sheet(snapshot, text.read(Particulars, kept.text), row.number or "", row.dated)


def flaws() -> list[str]:
    """What is wrong with the numbers and the chains of all final documents; a sentence for each.

    Every document is hashed again, and every number must follow the one before.
    """
    found = []
    for series in NumberSeries.select().order_by(NumberSeries.kind, NumberSeries.year):
        found += _flaws_of(series)
    return found


def _flaws_of(series: NumberSeries) -> list[str]:
    found, before, last = [], "", None
    query = (
        Stored.select(Stored, InvoiceParticulars)
        .join(InvoiceParticulars, JOIN.LEFT_OUTER, on=(InvoiceParticulars.invoice == Stored.id))
        .where(Stored.number_series == series.id)
        .order_by(Stored.seq)
    )
    for row in query.iterator():
        number, dated = row.number or "", row.dated
        if last is not None and (row.seq != last.seq + 1 or dated < last.dated):
            found.append(
                _("{number} does not follow {last}.").format(number=number, last=last.number)
            )
        if content_hash(before, number, dated, row.snapshot) != row.content_hash:
            found.append(_("{number} is not what it was when it was made.").format(number=number))
        kept = getattr(row, "invoiceparticulars", None)
        if kept is not None and kept.text is not None:
            said = text.read(Snapshot, row.snapshot).particulars
            if commitment(bytes.fromhex(kept.salt), kept.text) != said:
                found.append(_("{number}: to whom and what for was changed.").format(number=number))
        before, last = row.content_hash or "", row
    if last is not None and (last.seq, before) != (series.last_seq, series.last_hash):
        found.append(_("{last} is not the last of its series.").format(last=last.number))
    return found
