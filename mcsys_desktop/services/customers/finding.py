"""Finding a customer by whatever somebody remembers: name, number, street, place, e-mail."""

import re
from collections.abc import Sequence

from mcsys_desktop.core import phone, text
from mcsys_desktop.models import search as index
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services.customers import lists
from mcsys_desktop.services.customers.lines import CustomerFilter, CustomerRow
from mcsys_desktop.services.customers.search_text import digits
from mcsys_desktop.services.merged import heir_of
from mcsys_desktop.services.queries import tuples

_CANDIDATES = 150  # ranked in Python; more would cost more than it shows
_FIRST = 50
_POSTCODE = re.compile(r"\b([1-9][0-9]{3}) ([a-z]{2})\b")  # 3811 AH is one word, not two
_NUMBER = re.compile(r"[+(]?[0-9][0-9 ()./+-]*")


Page = tuple[Sequence[CustomerRow], int | None]  # rows, and how many there are where that was asked


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
    words = _words(typed)
    if not words:
        return []
    asked = " ".join(words)
    # What begins with the words is asked for apart: of many that hold them, the index gives any.
    ids = [*_by_customer_number(words), *_beginning_with(asked), *index.find(words, _CANDIDATES)]
    found = {one.id: one for one in Customer.select(*lists.SHOWN).where(Customer.id.in_(set(ids)))}
    ranked = sorted(
        found.values(), key=lambda one: (_rank(one, asked, words), one.sort_key, one.id)
    )
    return lists.rows(ranked[:limit])


def _words(typed: str) -> list[str]:
    """What to look for. A phone number is one word, in the digits that are stored of it."""
    wanted = text.fold(text.clean(typed, 100))
    wanted = _POSTCODE.sub(r"\1\2", wanted)
    if not _NUMBER.fullmatch(wanted):
        return wanted.split()
    number = phone.parse(wanted)
    if number.e164:
        return [number.e164.lstrip("+")]
    bare = digits(wanted)
    return [bare.removeprefix("00") if len(bare) > 4 else bare]


def _by_customer_number(words: list[str]) -> list[int]:
    """Whose customer number this is, exactly. It may be shorter than the index knows."""
    if len(words) != 1 or not words[0].isdecimal() or len(words[0]) > 9:
        return []
    number = Customer.select(Customer.id).where(Customer.number == int(words[0]))
    return [heir_of(customer_id) for (customer_id,) in tuples(number)]


def _beginning_with(asked: str) -> list[int]:
    """Customers whose place in the list begins with what was typed: a surname, a firm's name."""
    query = Customer.select(Customer.id).where(
        (Customer.sort_key >= asked)
        & (Customer.sort_key < f"{asked}\U0010ffff")
        & Customer.archived_at.is_null()
        & Customer.merged_into.is_null()
    )
    ordered = query.order_by(Customer.sort_key, Customer.id).limit(_FIRST)
    return [customer_id for (customer_id,) in tuples(ordered)]


def _rank(customer: Customer, asked: str, words: list[str]) -> int:
    """How likely this is the one: 0 is surest. Names go before places and numbers."""
    name = text.fold(customer.name)
    if asked == str(customer.number) or asked == name:
        return 0
    if name.startswith(asked) or customer.sort_key.startswith(asked):
        return 1
    if all(any(part.startswith(word) for part in name.split()) for word in words):
        return 2
    return 3 if all(word in name for word in words) else 4
