"""All quotes as a list: the newest version of each, and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peewee import fn

from mcsys_desktop.core import clock
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.quotes import QuoteVersion
from mcsys_desktop.services import invoices, names
from mcsys_desktop.services.merged import heirs_of
from mcsys_desktop.services.queries import among, tuples
from mcsys_desktop.services.quotes.drafting import read
from mcsys_desktop.services.quotes.lines import State, Version, sum_lines

NEWEST = 500  # quotes that a list shows


@dataclass(frozen=True, slots=True)
class Row:
    """One quote, by its newest version. ``total`` is cents, of what is in the sum."""

    id: int
    customer_id: int
    customer: str
    version: Version
    total: int
    state: State


def listing(limit: int = NEWEST, today: date | None = None) -> list[Row]:
    """The quotes that were made last, the last first."""
    day = today or clock.today()
    newest = (
        QuoteVersion.select(QuoteVersion.quote, fn.MAX(QuoteVersion.id))
        .group_by(QuoteVersion.quote)
        .order_by(QuoteVersion.quote.desc())
        .limit(limit)
    )
    ids = [version_id for _quote, version_id in tuples(newest)]
    query = QuoteVersion.select().where(among(QuoteVersion.id, ids))
    found = read(list(query.order_by(QuoteVersion.quote.desc())))
    called = _names([one.head.customer_id or 0 for one in found])
    return [
        Row(
            id=one.id,
            customer_id=one.head.customer_id or 0,
            customer=called.get(one.head.customer_id or 0, ""),
            version=one,
            total=_total(one, day) if one.total is None else one.total,
            state=one.state(day),
        )
        for one in found
    ]


def _total(one: Version, day: date) -> int:
    return invoices.totals(sum_lines(one.lines), one.head.mode, day, one.head.discount).total


def _names(customer_ids: Sequence[int]) -> dict[int, str]:
    heirs = heirs_of(list(set(customer_ids)))
    query = Customer.select(Customer.id, Customer.name, Customer.number)
    known = {
        found: names.shown(name, number)
        for found, name, number in tuples(query.where(among(Customer.id, list(heirs.values()))))
    }
    return {one: known.get(heir, "") for one, heir in heirs.items()}
