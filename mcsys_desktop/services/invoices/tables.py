"""All documents as a table: sought, sorted, and told how each of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from peewee import JOIN, Expression, Field, Function, ModelSelect, fn

from mcsys_desktop.core import clock, text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.money import amounts
from mcsys_desktop.models import search as index
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.invoices import EventKind, InvoiceEvent, InvoiceLine, Kind, LineKind
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.services import keyset, names
from mcsys_desktop.services.invoices.lines import DraftLine, totals
from mcsys_desktop.services.invoices.status import (
    Standing,
    Status,
    events_at,
    settled,
    standings,
    unpaid,
)
from mcsys_desktop.services.keyset import Key, Keys, Order
from mcsys_desktop.services.merged import families_of, family_of, heirs_of
from mcsys_desktop.services.queries import among, tuples

_FOUND_AT_MOST = 1000  # customers, by their text; narrower words find the others
_OFFERED = 60  # customers in the filter
_NEWEST = 1000  # documents that are looked at for them


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One document in a list. Amounts are cents; what a draft comes to is what it would today."""

    id: int
    version: int
    kind: Kind
    customer_id: int | None
    customer: str
    number: str
    dated: date | None
    due: date | None
    reference: str
    total: int
    standing: Standing

    @property
    def status(self) -> Status:
        """How far it has come."""
        return self.standing.status

    @property
    def open(self) -> int:
        """What is still to be paid of it; nothing of a draft."""
        return self.standing.open if self.number else 0


@dataclass(frozen=True, slots=True)
class Sought:
    """Which documents a table shows: those that all of this applies to.

    ``part`` is "draft", "open", "overdue", "paid" or "disputed". ``since`` is the first day, and
    ``until`` the one after the last; drafts have none and are not among them.
    """

    text: str = ""
    part: str = ""
    kind: str = ""
    customer_id: int = 0
    since: date | None = None
    until: date | None = None


class _Filled(Function):
    """A column with something in the place of nothing: what a list is sorted by needs a value."""

    def __init__(self, field: "Field[Any]", nothing: object) -> None:
        super().__init__("COALESCE", (field, nothing))

    def __hash__(self) -> int:
        return id(self)

    def python_value(self, raw: Any = None) -> Any:
        """What the database gave, as it is: text of a day sorts as days do."""
        return raw

    def db_value(self, value: Any) -> Any:
        """What is compared with it, as it is."""
        return value


def _order(field: "Field[Any]", nothing: object) -> Order:
    column: Any = _Filled(field, nothing)
    return Order(column, Stored.id, shared=True, nothing=nothing)


ORDERS = {
    "made": Order(Stored.id, Stored.id),
    "number": _order(Stored.number, ""),
    "dated": _order(Stored.dated, ""),
    "due": _order(Stored.due, ""),
    "total": _order(Stored.total, -1),
}


def order(name: str, *, descending: bool = False) -> Order:
    """How a table is sorted by the column ``name``; as they were made where that is not known."""
    return replace(ORDERS.get(name, ORDERS["made"]), descending=descending)


def key(name: str, row: InvoiceRow) -> Key:
    """Where ``row`` stands in a table that is sorted by the column ``name``."""
    values: dict[str, Any] = {
        "number": row.number,
        "dated": row.dated.isoformat() if row.dated else "",
        "due": row.due.isoformat() if row.due else "",
        "total": row.total if row.number else -1,
    }
    return values.get(name, row.id), row.id


def between(
    sought: Sought, order: Order, start: Key | None, end: Key | None, limit: int
) -> list[InvoiceRow]:
    """The documents from ``start`` up to and without ``end``; at most ``limit``."""
    found = keyset.read(_sought(sought, Stored.id), order, start, end, limit)
    known = {row.id: row for row in rows([one[0] for one in found])}
    return [known[one[0]] for one in found if one[0] in known]


def counted(sought: Sought, order: Order, start: Key | None, end: Key | None) -> int:
    """How many documents stand from ``start`` up to and without ``end``."""
    return keyset.counted(_sought(sought, Stored.id), order, start, end)


def keys(sought: Sought, order: Order, every: int) -> Keys:
    """The first and from there each ``every``-th key of the table."""
    return keyset.keys(_sought(sought, Stored.id), order, every)


def rows(ids: Sequence[int]) -> list[InvoiceRow]:
    """These documents as rows of a list, in no order."""
    query = (
        Stored.select(Stored, Customer.name, Customer.number)
        .join(Customer, JOIN.LEFT_OUTER, on=(Stored.customer == Customer.id))
        .where(among(Stored.id, list(ids)))
    )
    stored = list(query)
    standing = standings([row.id for row in stored])
    drafts = _draft_totals([row for row in stored if row.number is None])
    return [
        InvoiceRow(
            id=row.id,
            version=row.version,
            kind=row.kind,
            customer_id=row.customer_id,
            customer=_called(row.customer),
            number=row.number or "",
            dated=row.dated,
            due=row.due,
            reference=row.reference,
            total=drafts.get(row.id, 0) if row.total is None else row.total,
            standing=standing[row.id],
        )
        for row in stored
        if row.id in standing
    ]


def offers(customer_id: int = 0) -> list[tuple[int, str]]:
    """The customers of the newest documents, and the one that is chosen already."""
    newest = Stored.select(Stored.customer).order_by(Stored.id.desc()).limit(_NEWEST)
    found = [one for (one,) in tuples(newest) if one]
    ids = list(dict.fromkeys([customer_id, *found] if customer_id else found))[:_OFFERED]
    heirs = list(dict.fromkeys(heirs_of(ids).values()))
    query = Customer.select(Customer.id, Customer.name, Customer.number)
    known = {one: names.shown(name, number)
             for one, name, number in tuples(query.where(among(Customer.id, heirs)))}  # fmt: skip
    return sorted(((one, known[one]) for one in heirs if one in known), key=lambda each: each[1])


def _called(customer: Customer | None) -> str:
    return "" if customer is None else names.shown(customer.name, customer.number)


def _draft_totals(drafts: Sequence[Stored]) -> dict[int, int]:
    """What drafts come to as they stand, in cents."""
    lines: dict[int, list[DraftLine]] = {}
    query = InvoiceLine.select().where(
        among(InvoiceLine.invoice, [row.id for row in drafts]) & (InvoiceLine.kind == LineKind.LINE)
    )
    for row in query:
        line = DraftLine(
            quantity=row.quantity,
            price=row.price,
            treatment=row.treatment,
            discount=row.discount,
            points=row.points,
        )
        lines.setdefault(row.invoice_id, []).append(line)
    return {
        row.id: totals(
            tuple(lines.get(row.id, ())),
            row.mode,
            row.delivered_on or clock.today(),
            row.discount,
        ).total
        for row in drafts
    }


def _sought(sought: Sought, *columns: object) -> "ModelSelect[Stored]":
    query = Stored.select(*columns)
    if sought.part:
        query = query.where(_part(sought.part))
    if sought.kind:
        query = query.where(Stored.kind == Kind(sought.kind))
    if sought.customer_id:
        query = query.where(among(Stored.customer, family_of(sought.customer_id)))
    if sought.since is not None:
        query = query.where(Stored.dated >= sought.since)
    if sought.until is not None:
        query = query.where(Stored.dated < sought.until)
    if said := text.clean(sought.text, 100).strip():
        query = query.where(_about(said))
    return query


def _part(part: str) -> Expression:
    condition: Expression
    match part:
        case "draft":
            condition = Stored.number.is_null()
        case "open":
            condition = unpaid()
        case "overdue":
            condition = unpaid() & (Stored.due < clock.today())
        case "paid":
            condition = Stored.number.is_null(False) & (Stored.total == settled())
        case _:
            condition = unpaid() & (_last_of_dispute() == EventKind.DISPUTED.value)
    return condition


def _last_of_dispute() -> Any:
    kinds = (EventKind.DISPUTED, EventKind.DISPUTE_OVER)
    return fn.COALESCE(
        InvoiceEvent.select(InvoiceEvent.kind)
        .where((InvoiceEvent.invoice == Stored.id) & InvoiceEvent.kind.in_(kinds))
        .order_by(events_at().desc(), InvoiceEvent.id.desc())
        .limit(1),
        "",
    )


def _about(said: str) -> Any:
    """Documents of such customers, of such a number, reference or amount, or with such a line."""
    customers = [one.id for one in index.find(text.fold(said).split(), limit=_FOUND_AT_MOST)]
    found = among(Stored.customer, list(families_of(customers)))
    found = found | Stored.number.contains(said) | Stored.reference.contains(said)
    lines = InvoiceLine.select(InvoiceLine.id).where(
        (InvoiceLine.invoice == Stored.id)
        & (InvoiceLine.description.contains(said) | InvoiceLine.serials.contains(said))
    )
    found = found | fn.EXISTS(lines)
    try:
        return found | (Stored.total == amounts.read(said, amounts.CENTS))
    except UserError:
        return found
