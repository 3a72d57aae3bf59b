"""Finding a customer by whatever somebody remembers: name, number, street, place, e-mail."""

from collections.abc import Sequence
from dataclasses import dataclass

from mcsys_desktop.models import search as index
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.search import Candidate
from mcsys_desktop.services.customers import activity, lists, ranking, wanted
from mcsys_desktop.services.customers.activity import Activity
from mcsys_desktop.services.customers.lines import CustomerFilter, CustomerRow
from mcsys_desktop.services.customers.wanted import Wanted

FEW = 10  # found: fewer, and what sounds like it is looked for as well

Page = tuple[Sequence[CustomerRow], int | None]  # rows, and how many there are where that was asked


@dataclass(frozen=True, slots=True)
class Matches:
    """Customers that fit what was typed, the likeliest first, and whom the office deals with."""

    wanted: Wanted
    ranked: Sequence[Candidate]
    active: dict[int, Activity]


def page(
    typed: str,
    kind: CustomerFilter,
    after: tuple[str, int] | None = None,
    limit: int = 200,
    counts: bool = True,
) -> Page:
    """One page of the list, or what was typed finds of this kind.

    ``counts`` asks how many there are in all, which takes longest in a large office.
    """
    if not typed:
        total = lists.count(kind) if counts and after is None else None
        return lists.listing(kind, after, limit), total
    if after is not None:
        return (), None  # a search has one page
    found = search(typed, limit)
    if kind is not CustomerFilter.ALL:
        found = [row for row in found if row.kind.value == kind.value]
    return found, len(found)


def search(typed: str, limit: int = 50) -> list[CustomerRow]:
    """Customers that everything typed applies to, the likeliest first.

    Numbers are found in any spelling and from any three digits on. One or two characters find
    customers whose name begins with them, or the customer with that number.
    """
    return _rows(matches(typed).ranked[:limit])


def search_alike(typed: str, limit: int = 50) -> list[CustomerRow]:
    """Customers whose names sound like what was typed, the likeliest first."""
    return _rows(sounding_like(wanted.read(typed))[:limit])


def matches(typed: str) -> Matches:
    """Everybody that what was typed applies to, as far as they are worth ranking."""
    asked = wanted.read(typed)
    if not asked.words:
        return Matches(asked, (), {})
    found = index.find(asked.words, asked.beginning, asked.number, index.MOST)
    if len(found) < FEW and asked.core != asked.words:
        known = {one.id for one in found}
        found += [one for one in index.find(asked.core) if one.id not in known]
    active = activity.now()
    if len(found) >= index.MOST:  # the index gave any; those that are dealt with come along
        known = {one.id for one in found}
        present = index.texts([one for one in active if one not in known])
        found += [one for one in present if ranking.holds(one, asked)]
    return Matches(asked, ranking.ranked(found, asked, active), active)


def sounding_like(asked: Wanted) -> list[Candidate]:
    """Customers that may be meant by a misspelt name, the likeliest first."""
    from mcsys_desktop.services.customers import alike  # the start is sooner without its library

    found = alike.ranked(index.find_alike(asked.heard), asked)
    if len(found) >= FEW:
        return found
    known = {one.id for one in found}
    nearly = alike.ranked(index.find_alike(asked.nearly_heard), asked)
    return [*found, *(one for one in nearly if one.id not in known)]


def _rows(found: Sequence[Candidate]) -> list[CustomerRow]:
    ids = [one.id for one in found]
    records = {one.id: one for one in Customer.select(*lists.SHOWN).where(Customer.id.in_(ids))}
    return lists.rows([records[one] for one in ids if one in records])
