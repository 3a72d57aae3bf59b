"""What customers owe: for their card, and for whoever picks up the phone."""

from dataclasses import dataclass
from datetime import date

from peewee import fn

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.amounts import euros
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.services.facts import Fact, FactRow, FactSource
from mcsys_desktop.services.invoices.status import settled, unpaid
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import among, tuples


@dataclass(frozen=True, slots=True)
class Owed:
    """What one customer has to pay, in cents; ``overdue`` is the part that is late."""

    open: int = 0
    overdue: int = 0
    invoices: int = 0
    oldest_due: date | None = None


def owed(customer_id: int, on: date | None = None) -> Owed:
    """What a customer, with those merged into it, has to pay on a day."""
    day = on or clock.today()
    query = Stored.select(Stored.due, Stored.total - settled()).where(
        among(Stored.customer, family_of(customer_id)) & unpaid()
    )
    found = [(due, int(cents)) for due, cents in tuples(query)]
    return Owed(
        open=sum(cents for _due, cents in found),
        overdue=sum(cents for due, cents in found if due < day),
        invoices=len(found),
        oldest_due=min((due for due, _cents in found), default=None),
    )


def owed_in_all(on: date | None = None) -> Owed:
    """What all customers together have to pay."""
    day = on or clock.today()
    rest = Stored.total - settled()
    late = fn.SUM(rest).filter(Stored.due < day)
    query = Stored.select(fn.SUM(rest), late, fn.COUNT(Stored.id), fn.MIN(Stored.due))
    ((open_, overdue, many, oldest),) = tuples(query.where(unpaid()))
    return Owed(int(open_ or 0), int(overdue or 0), many, oldest)


def _tell(row: FactRow) -> Fact:
    late = int(row.detail or 0)
    title = _("{amount} open").format(amount=euros(row.amount or 0))
    detail = _("of which {amount} overdue").format(amount=euros(late)) if late else ""
    return Fact(
        kind="invoices_open",
        urgency=row.urgency if late else row.urgency - 40,
        tone="bad" if late else "neutral",
        icon="receipt-euro",
        title=title,
        detail=detail or _("Not due yet"),
        target=f"customer:{row.customer_id}",
        customer_id=row.customer_id,
    )


_USED = "coalesce((SELECT sum(a.amount) FROM allocation a WHERE a.{0} = i.id), 0)"
_REST = f"(i.total - {_USED.format('invoice_id')} - {_USED.format('credit_id')})"
INVOICES_OPEN = FactSource(
    kind="invoices_open",
    tables=("invoice", "allocation"),
    tell=_tell,
    urgency=75,
    amount=f"CAST(sum({_REST}) AS bigint)",
    detail=f"CAST(sum(CASE WHEN i.due < :today THEN {_REST} ELSE 0 END) AS text)",
    source="FROM family m CROSS JOIN invoice i WHERE i.customer_id = m.id"
    f" AND i.number IS NOT NULL AND i.kind = 'invoice' AND {_REST} > 0 GROUP BY m.root",
)
FACTS = (INVOICES_OPEN,)
