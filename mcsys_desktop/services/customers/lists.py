"""The list of customers."""

from collections.abc import Iterable

from peewee import ModelSelect

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.calls import Call, Outcome
from mcsys_desktop.models.customers import Customer, CustomerKind
from mcsys_desktop.services import firsts, names
from mcsys_desktop.services.customers.lines import Badge, CustomerFilter, CustomerRow
from mcsys_desktop.services.merged import families_of, heirs_of
from mcsys_desktop.services.queries import tuples

SHOWN = (  # what a row is made of
    Customer.id,
    Customer.number,
    Customer.name,
    Customer.kind,
    Customer.sort_key,
    Customer.archived_at,
)


def listing(
    kind: CustomerFilter = CustomerFilter.ALL,
    after: tuple[str, int] | None = None,
    limit: int = 200,
) -> list[CustomerRow]:
    """A page of the list in Dutch order; ``after`` is (sort_key, id) of the last row before it.

    Archived customers, and those that were merged into others, are left out.
    """
    query = _listed(kind)
    if after is not None:
        key, last = after
        beyond = (Customer.sort_key > key) | ((Customer.sort_key == key) & (Customer.id > last))
        # The first condition is the one that the index on sort_key begins with.
        query = query.where((Customer.sort_key >= key) & beyond)
    return rows(query.order_by(Customer.sort_key, Customer.id).limit(limit))


def count(kind: CustomerFilter = CustomerFilter.ALL) -> int:
    """How many customers the list holds."""
    return int(_listed(kind).count())


def _listed(kind: CustomerFilter) -> "ModelSelect[Customer]":
    query = Customer.select(*SHOWN).where(
        Customer.archived_at.is_null() & Customer.merged_into.is_null()
    )
    if kind is CustomerFilter.ALL:
        return query
    return query.where(Customer.kind == CustomerKind(kind.value))


def rows(found: Iterable[Customer]) -> list[CustomerRow]:
    """Rows for these customers, in their order, with place, first number and badge."""
    customers = list(found)
    families = families_of([customer.id for customer in customers])
    (places, _postcodes), phones = firsts.places(families), firsts.numbers(families)
    missed = _missed_today()
    made = []
    for customer in customers:
        badge = None
        if customer.archived_at is not None:
            badge = Badge(_("Archived"), "neutral")
        elif customer.id in missed:
            badge = Badge(_("Missed call"), "bad")
        made.append(
            CustomerRow(
                id=customer.id,
                number=customer.number or 0,
                name=names.shown(customer.name, customer.number),
                kind=customer.kind,
                city=places.get(customer.id, ""),
                phone=firsts.shown(phones.get(customer.id)),
                badge=badge,
                sort_key=customer.sort_key,
            )
        )
    return made


def _missed_today() -> set[int]:
    """The customers whose call was missed today, and whom nobody has called back yet."""
    query = Call.select(Call.customer).where(
        (Call.rang_at >= clock.day_starts(clock.today()))
        & (Call.outcome == Outcome.MISSED)
        & Call.customer.is_null(False)
        & Call.handled_at.is_null()
    )
    return set(heirs_of(customer_id for (customer_id,) in tuples(query)).values())
