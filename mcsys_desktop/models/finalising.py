"""Make a document final: the one act that gives a number (decision 8).

What is checked and in which order is the same for both engines. The number is taken last, so that
whoever waits for it waits for one commit; without a gap, because it is undone with everything else.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from mcsys_desktop.core import chain
from mcsys_desktop.core.errors import StaleRecord
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import doors
from mcsys_desktop.models.base import inside, rows, shared, stale
from mcsys_desktop.models.invoice_settings import InvoiceSetting
from mcsys_desktop.models.invoices import (
    FINALISE,
    Invoice,
    InvoiceParticulars,
    InvoiceVat,
    Kind,
    NumberSeries,
)


@dataclass(frozen=True, slots=True)
class Final:
    """What a document got."""

    number: str
    dated: date


def finalise(
    invoice_id: int, version: int, request: str, snapshot: str, salt: str, particulars: str
) -> Final:
    """Make the draft final as ``version`` of it said; ``request`` is 32 hexadecimal digits.

    ``snapshot`` and ``particulars`` are the texts of ``documents.invoices``, ``salt`` 64 digits.
    Asked again under the same request it gives what it gave. Only inside ``transaction()``. Raises
    StaleRecord when somebody else was first, and UserError when a sum is not right.
    """
    inside()
    if not re.fullmatch(r"[0-9a-f]{32}", request):
        raise ValueError("a request id is 32 hexadecimal digits")
    if shared():
        said = (invoice_id, version, request, snapshot, salt, particulars)
        ((number, dated),) = rows(
            "SELECT number, dated FROM app.finalise_invoice(%s, %s, %s, %s, %s, %s)", said
        )
        return Final(number, date.fromisoformat(dated))
    with doors.through(FINALISE):
        return _in_file(invoice_id, version, request, snapshot, salt, particulars)


def _in_file(
    invoice_id: int, version: int, request: str, snapshot: str, salt: str, particulars: str
) -> Final:
    it: Invoice | None = Invoice.get_or_none(Invoice.id == invoice_id)
    if it is not None and it.request == request and it.number and it.dated:
        return Final(it.number, it.dated)
    if it is None:
        raise StaleRecord(_("Somebody else has just deleted this."))
    if it.number is not None or it.version != version:
        raise stale(it.changed_by, it.changed_at)
    said: dict[str, Any] = json.loads(snapshot)
    InvoiceParticulars(invoice=invoice_id, salt=salt, text=particulars).save()
    for (treatment, points), (base, vat) in booked(said).items():
        InvoiceVat(
            invoice=invoice_id, treatment=treatment, points=points, base=base, vat_cents=vat
        ).save()
    ((now, today),) = rows("SELECT mcsys_now(), mcsys_today()")
    series = _series(it.kind, int(today[:4]))
    before = series.last_dated.isoformat() if series.last_dated else ""
    series.last_seq += 1
    dated = max(before, today)
    number = f"{series.prefix}{series.year}-{series.last_seq:05}"
    told = "\n".join((series.last_hash, number, dated, snapshot))
    ((series.last_hash,),) = rows("SELECT mcsys_sum(?)", (told,))
    series.last_dated = date.fromisoformat(dated)
    rows(
        "UPDATE invoice SET version = version + 1, number_series_id = ?, seq = ?, number = ?,"
        " dated = ?, due = date(?, '+' || ? || ' days'), total = ?, vat = ?, snapshot = ?,"
        " content_hash = ?, request = ?, final_at = ?, final_by = mcsys_author() WHERE id = ?",
        (
            *(series.id, series.last_seq, number, dated, dated, said["payment_days"]),
            *(said["total"], said["vat"], snapshot, series.last_hash, request, now, invoice_id),
        ),
    )
    series.save()
    return Final(number, series.last_dated)


def booked(said: dict[str, Any]) -> dict[tuple[str, int], tuple[int, int]]:
    """(base, VAT) in cents of each treatment and rate that a snapshot tells of.

    Of a rate with VAT there is one treatment, and it has all of it.
    """
    taxes = {(each["category"], each["points"]): each["vat"] for each in said["sums"]}
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for each in [*said["items"], *said["extras"]]:
        key = each["treatment"], each["points"]
        vat = taxes.get((each["category"], each["points"]), 0) if each["points"] else 0
        found[key] = found.get(key, (0, 0))[0] + each["net"], vat
    return found


def _series(kind: Kind, year: int) -> NumberSeries:
    found: NumberSeries | None = NumberSeries.get_or_none(
        (NumberSeries.kind == kind) & (NumberSeries.year == year)
    )
    if found is None:
        chosen = InvoiceSetting.select().order_by(InvoiceSetting.id).first() or InvoiceSetting()
        prefix = chosen.credit_prefix if kind is Kind.CREDIT else chosen.invoice_prefix
        found = NumberSeries(kind=kind, year=year, prefix=prefix)
        found.save()
    return found


def salt() -> str:
    """A fresh one."""
    return chain.salt()
