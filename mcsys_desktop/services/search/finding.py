"""Asks every kind of thing, in the order in which they are shown."""

from collections.abc import Collection

from mcsys_desktop.services.customers import finding as customers
from mcsys_desktop.services.search import calls, invoices, people
from mcsys_desktop.services.search.found import Answer, Found, Kind, Question

KINDS: tuple[Kind, ...] = (people.KIND, invoices.KIND, calls.KIND)


def find(typed: str) -> Answer:
    """Everything that what was typed applies to, the likeliest of each kind first."""
    matches = customers.matches(typed)
    question = Question(typed, matches)
    found = tuple(one for kind in KINDS for one in kind.find(question))
    return Answer(typed, found, few=len(matches.ranked) < customers.FEW)


def find_alike(typed: str, known: Collection[str] = ()) -> tuple[Found, ...]:
    """Customers that may be meant by a misspelt name, but for the targets that are ``known``."""
    return tuple(people.alike(typed, known))
