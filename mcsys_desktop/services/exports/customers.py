"""Customers taken out: all, those of a filter, or those that were chosen.

What comes out of here can be read in again, here or in another office.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TypeAlias

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.progress import Progress
from mcsys_desktop.documents import tables, vcards
from mcsys_desktop.models import audit
from mcsys_desktop.models.base import may_take_long, transaction
from mcsys_desktop.models.customers import Customer, CustomerKind
from mcsys_desktop.services.customers.lines import CustomerFilter
from mcsys_desktop.services.customers.snapshots import Merged, Snapshot, snapshots
from mcsys_desktop.services.exports import shapes
from mcsys_desktop.services.queries import tuples

Chosen: TypeAlias = Sequence[int] | CustomerFilter
_AT_ONCE = 2_000  # customers


class Kind(StrEnum):
    """The form of a list; the value is the ending of its file."""

    CSV = "csv"
    XLSX = "xlsx"
    VCARD = "vcf"


def customers_csv(
    chosen: Chosen = CustomerFilter.ALL, *, progress: Progress | None = None
) -> bytes:
    """The customers as a CSV file: UTF-8, every cell quoted, harmless in a spreadsheet."""

    def write(rows: Iterator[Snapshot]) -> bytes:
        return tables.csv_file(shapes.columns(), map(shapes.row, rows))

    return _made(chosen, "CSV", write, progress)


def customers_xlsx(
    chosen: Chosen = CustomerFilter.ALL, *, progress: Progress | None = None
) -> bytes:
    """The customers as an Excel file. Raises UserError for more than fit in a sheet."""

    def write(rows: Iterator[Snapshot]) -> bytes:
        title, now = _("Customers"), clock.now()
        return tables.xlsx_file(title, shapes.columns(), map(shapes.row, rows), now)

    return _made(chosen, "Excel", write, progress)


def customers_vcards(
    chosen: Chosen = CustomerFilter.ALL, version: str = "3.0", *, progress: Progress | None = None
) -> bytes:
    """The customers as an address book: vCard 3.0, or 4.0."""

    def write(rows: Iterator[Snapshot]) -> bytes:
        return vcards.vcard_file(map(shapes.card, rows), version)

    return _made(chosen, "vCard", write, progress)


def customers_file(
    kind: Kind, chosen: Chosen = CustomerFilter.ALL, *, progress: Progress | None = None
) -> bytes:
    """The customers in the form ``kind``. Raises Cancelled, and then nothing was noted."""
    make: dict[Kind, Callable[..., bytes]] = {
        Kind.CSV: customers_csv,
        Kind.XLSX: customers_xlsx,
        Kind.VCARD: customers_vcards,
    }
    return make[kind](chosen, progress=progress)


def _made(
    chosen: Chosen,
    form: str,
    write: Callable[[Iterator[Snapshot]], bytes],
    progress: Progress | None,
) -> bytes:
    """Make the file and note it: what was not noted is not handed out."""
    with may_take_long(), transaction():
        ids = _ids(chosen)
        made = write(_read(ids, progress))
        said = ngettext("{count} customer, {form}", "{count} customers, {form}", len(ids))
        audit.note("export", said.format(count=len(ids), form=form))
    return made


def _ids(chosen: Chosen) -> list[int]:
    """Whom it is about, in the order of the list, or that in which they were chosen."""
    if not isinstance(chosen, CustomerFilter):
        return list(chosen)
    query = Customer.select(Customer.id).where(
        Customer.archived_at.is_null() & Customer.merged_into.is_null()
    )
    if chosen is not CustomerFilter.ALL:
        query = query.where(Customer.kind == CustomerKind(chosen.value))
    return [one for (one,) in tuples(query.order_by(Customer.sort_key, Customer.id))]


def _read(ids: Sequence[int], progress: Progress | None) -> Iterator[Snapshot]:
    merged = Merged()
    for start in range(0, len(ids), _AT_ONCE):
        if progress is not None:
            progress(start, len(ids))
        yield from snapshots(ids[start : start + _AT_ONCE], merged)
