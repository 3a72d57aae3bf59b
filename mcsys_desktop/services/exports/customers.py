"""Customers taken out: all, those of a filter, or those that were chosen.

What comes out of here can be read in again, here or in another office.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TypeAlias

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _, ngettext
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


def customers_csv(chosen: Chosen = CustomerFilter.ALL) -> bytes:
    """The customers as a CSV file: UTF-8, every cell quoted, harmless in a spreadsheet."""
    return _made(
        chosen, "CSV", lambda rows: tables.csv_file(shapes.columns(), map(shapes.row, rows))
    )


def customers_xlsx(chosen: Chosen = CustomerFilter.ALL) -> bytes:
    """The customers as an Excel file. Raises UserError for more than fit in a sheet."""

    def write(rows: Iterator[Snapshot]) -> bytes:
        title, now = _("Customers"), clock.now()
        return tables.xlsx_file(title, shapes.columns(), map(shapes.row, rows), now)

    return _made(chosen, "Excel", write)


def customers_vcards(chosen: Chosen = CustomerFilter.ALL, version: str = "3.0") -> bytes:
    """The customers as an address book: vCard 3.0, or 4.0."""
    return _made(chosen, "vCard", lambda rows: vcards.vcard_file(map(shapes.card, rows), version))


def customers_file(kind: Kind, chosen: Chosen = CustomerFilter.ALL) -> bytes:
    """The customers in the form ``kind``."""
    make: dict[Kind, Callable[[Chosen], bytes]] = {
        Kind.CSV: customers_csv,
        Kind.XLSX: customers_xlsx,
        Kind.VCARD: customers_vcards,
    }
    return make[kind](chosen)


def _made(chosen: Chosen, form: str, write: Callable[[Iterator[Snapshot]], bytes]) -> bytes:
    """Make the file and note it: what was not noted is not handed out."""
    with may_take_long(), transaction():
        ids = _ids(chosen)
        made = write(_read(ids))
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


def _read(ids: Sequence[int]) -> Iterator[Snapshot]:
    merged = Merged()
    for start in range(0, len(ids), _AT_ONCE):
        yield from snapshots(ids[start : start + _AT_ONCE], merged)
