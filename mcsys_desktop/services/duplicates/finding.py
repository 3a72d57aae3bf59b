"""Pairs of customers that may be one, the likeliest first, a page at a time.

Never all pairs: each search groups customers by something that stands in an index, and only those
of one group are compared. The searches follow each other from the strongest to the weakest, and a
pair is listed by the first one that finds it. What is not found: names that differ so early that
they stand far apart in the list, where number, e-mail and address differ as well.
"""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import combinations, pairwise
from typing import Any

from peewee import SQL, fn

from mcsys_desktop.models.customers import Address, Customer, EmailAddress, PhoneNumber
from mcsys_desktop.services.customers import CustomerRow, lists
from mcsys_desktop.services.duplicates import comparing
from mcsys_desktop.services.duplicates.lines import Alike, Counted, Pair, Place, Reason
from mcsys_desktop.services.duplicates.reading import living, ordered, profiles, said_apart
from mcsys_desktop.services.merged import heirs_of
from mcsys_desktop.services.queries import among, tuples

_KEYS = 25  # groups that are compared at once
_LARGE = 8  # customers; of a larger group (a reception, a block of flats) the name must be alike
_WALKED = 300  # names that are compared at once, each with those that follow it in the list
_NEIGHBOURS = 4
COUNTED = 100  # pairs; whoever has more, has enough to do
_STEPS = 60  # of all searches together: all there is of an office of ten thousand customers
_NAMED = frozenset({Reason.NAME, Reason.LOOKALIKE, Reason.SIMILAR})

Candidates = tuple[set[tuple[int, int]], str]  # pairs to compare, and how far the search came
Listed = Callable[[Alike], bool]


def pairs(after: Place | None = None, limit: int = 50) -> list[Pair]:
    """The next pairs, at least ``limit`` of them while there are so many.

    ``after`` is the place of the last pair before them. Pairs that were said to be two, and
    customers that are archived or merged, are left out.
    """
    at, key = after or (0, "")
    found: list[Pair] = []
    while at < len(_SEARCHES) and len(found) < limit:
        search, listed = _SEARCHES[at]
        candidates, key = search(key)
        at += not key  # this search has come to its end
        found += _compared(candidates, listed, (at, key))
    return found


def counted() -> Counted:
    """How many pairs there are, as far as a few searches tell: `pairs` goes on where this stops."""
    at, key, found = 0, "", 0
    for _step in range(_STEPS):
        if at == len(_SEARCHES) or found >= COUNTED:
            break
        search, listed = _SEARCHES[at]
        candidates, key = search(key)
        at += not key
        found += sum(1 for _pair in _compared(candidates, listed, (at, key)))
    return Counted(min(found, COUNTED), more=at < len(_SEARCHES))


def _compared(candidates: set[tuple[int, int]], listed: Listed, place: Place) -> Iterable[Pair]:
    known = profiles(customer_id for pair in candidates for customer_id in pair)
    apart = said_apart(list(known))
    alikes = {}
    for one, other in sorted(candidates - apart):
        if one in known and other in known:
            alike = comparing.compare(known[one], known[other])
            far = alike.reasons <= _NAMED and not comparing.near(known[one], known[other])
            if listed(alike) and not far:
                alikes[one, other] = alike
    rows = _rows(customer_id for pair in alikes for customer_id in pair)
    likeliest = sorted(alikes.items(), key=lambda item: -item[1].score)
    return [Pair(rows[one], rows[other], alike, place) for (one, other), alike in likeliest]


def _rows(customer_ids: Iterable[int]) -> dict[int, CustomerRow]:
    wanted = Customer.select(*lists.SHOWN).where(among(Customer.id, sorted(set(customer_ids))))
    return {row.id: row for row in lists.rows(wanted)}


def _sharing(table: type[Any], column: Any, after: str) -> Candidates:
    """Customers that have a value of this column in common; ``column`` stands in an index."""
    asked = (
        table.select(column)
        .where((column > after) & (column != ""))
        .group_by(column)
        .having(fn.count(table.id) > 1)
        .order_by(column)
        .limit(_KEYS)
    )
    keys = [key for (key,) in tuples(asked)]
    if not keys:
        return set(), ""
    owners = table.select(column, table.customer).where(column.in_(keys))
    return _grouped(tuples(owners)), keys[-1] if len(keys) == _KEYS else ""


def _at_one_address(after: str) -> Candidates:
    """Customers at one postcode and house number."""
    postcode, house = Address.postcode, _house()
    code, _tab, number = after.partition("\t")
    beyond = (postcode > code) | ((postcode == code) & (house > number))
    asked = (
        Address.select(postcode, house)
        # The first condition is the one that the index begins with.
        .where((postcode >= code) & beyond & (postcode != "") & (house != ""))
        .group_by(postcode, house)
        .having(fn.count(Address.id) > 1)
        .order_by(postcode, house)
        .limit(_KEYS)
    )
    keys = list(tuples(asked))
    if not keys:
        return set(), ""
    owners = Address.select(postcode, house, Address.customer).where(
        postcode.in_(sorted({code for code, _number in keys}))
    )
    wanted = set(keys)
    grouped = (((code, number), owner) for code, number, owner in tuples(owners))
    found = _grouped(each for each in grouped if each[0] in wanted)
    return found, "\t".join(keys[-1]) if len(keys) == _KEYS else ""


def _house() -> Any:
    """A house number in the form in which the index has it."""
    return fn.lower(fn.replace(Address.house_number, SQL("' '"), SQL("''")))


def _grouped(owned: Iterable[tuple[Any, int]]) -> set[tuple[int, int]]:
    """The pairs within each group, as they are shown; of a large group those with alike names."""
    every = list(owned)
    shown_as = heirs_of({owner for _key, owner in every})
    groups: dict[Any, set[int]] = {}
    for key, owner in every:
        groups.setdefault(key, set()).add(shown_as[owner])
    found: set[tuple[int, int]] = set()
    for group in groups.values():
        if len(group) <= _LARGE:
            found.update(combinations(sorted(group), 2))
        else:
            found.update(_alike_in(group))
    return found


def _alike_in(group: set[int]) -> Iterable[tuple[int, int]]:
    """Neighbours in a large group, in the order of their names, that are called alike."""
    names = dict(
        tuples(Customer.select(Customer.id, Customer.name).where(among(Customer.id, sorted(group))))
    )
    order = sorted(names, key=lambda customer_id: comparing.key(names[customer_id]))
    for one, other in pairwise(order):
        if comparing.alike(names[one], names[other]) is not None:
            yield ordered(one, other)


def _called_alike(after: str) -> Candidates:
    """Customers whose names stand close together in the list, and are alike."""
    last, _tab, begin = after.partition("\t")
    query = Customer.select(Customer.id, Customer.sort_key, Customer.name).where(living())
    if after:
        key = Customer.sort_key
        beyond = (key > begin) | ((key == begin) & (Customer.id > int(last)))
        query = query.where((key >= begin) & beyond)
    ordering = query.order_by(Customer.sort_key, Customer.id)
    walked = list(tuples(ordering.limit(_WALKED + _NEIGHBOURS)))
    found = set()
    for at, (one, _key, name) in enumerate(walked[:_WALKED]):
        for other, _other_key, other_name in walked[at + 1 : at + 1 + _NEIGHBOURS]:
            if comparing.alike(name, other_name) is not None:
                found.add(ordered(one, other))
    if len(walked) <= _WALKED:
        return found, ""
    one, key, _name = walked[_WALKED - 1]
    return found, f"{one}\t{key}"


def _by(reason: Reason, *earlier: Reason) -> Listed:
    return lambda alike: reason in alike.reasons and not alike.reasons & set(earlier)


def _address_and_name(alike: Alike) -> bool:
    return _by(Reason.ADDRESS, Reason.NUMBER, Reason.EMAIL)(alike) and bool(alike.reasons & _NAMED)


def _name_alone(alike: Alike) -> bool:
    others = {Reason.NUMBER, Reason.EMAIL, Reason.ADDRESS}
    return bool(alike.reasons & _NAMED) and not alike.reasons & others


def _address_alone(alike: Alike) -> bool:
    return _by(Reason.ADDRESS, Reason.NUMBER, Reason.EMAIL, *_NAMED)(alike)


_SEARCHES: tuple[tuple[Callable[[str], Candidates], Listed], ...] = (
    (partial(_sharing, PhoneNumber, PhoneNumber.e164), _by(Reason.NUMBER)),
    (
        partial(_sharing, EmailAddress, fn.lower(EmailAddress.address)),
        _by(Reason.EMAIL, Reason.NUMBER),
    ),
    (_at_one_address, _address_and_name),
    (_called_alike, _name_alone),
    (_at_one_address, _address_alone),
)
