"""Whom somebody may be typing a second time, found while they type.

A name with one slip in it is found by its pieces: a slip damages one of them, and the index knows
who holds all the others.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import combinations, pairwise
from typing import Any

from peewee import SQL, ModelSelect, fn

from mcsys_desktop.core import phone, text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.lookalikes import skeleton
from mcsys_desktop.models import search as index
from mcsys_desktop.models.customers import Address, Customer, EmailAddress, PhoneNumber
from mcsys_desktop.services import names
from mcsys_desktop.services.customers import CustomerDraft, CustomerKind, checks, lists
from mcsys_desktop.services.duplicates import comparing
from mcsys_desktop.services.duplicates.comparing import Profile
from mcsys_desktop.services.duplicates.lines import Known, Reason
from mcsys_desktop.services.duplicates.reading import profiles
from mcsys_desktop.services.merged import heirs_of
from mcsys_desktop.services.queries import among, tuples

_PIECES = 4  # of a long name: three of them say more than half of it
_OWNERS = 20  # of one number, one address
_NAMED = 100  # customers that hold the same pieces of a name
_NAMES = frozenset({Reason.NAME, Reason.LOOKALIKE, Reason.SIMILAR})


def known_already(draft: CustomerDraft, limit: int = 4) -> list[Known]:
    """Who is in the office already and looks like what was typed so far, the likeliest first."""
    typed = _profile(draft)
    found = {customer_id for search in _SEARCHES for customer_id in search(typed)}
    known = profiles(heirs_of(found).values())
    alikes = []
    for customer_id, profile in known.items():
        alike = comparing.compare(typed, profile)
        if alike.signs and not (alike.reasons <= _NAMES and not comparing.near(typed, profile)):
            alikes.append((customer_id, alike))
    alikes.sort(key=lambda each: (-each[1].score, each[0]))
    chosen = dict(alikes[:limit])
    wanted = Customer.select(*lists.SHOWN).where(among(Customer.id, list(chosen)))
    rows = {row.id: row for row in lists.rows(wanted)}
    return [Known(rows[customer_id], alike) for customer_id, alike in chosen.items()]


def _profile(draft: CustomerDraft) -> Profile:
    firm = draft.kind is CustomerKind.BUSINESS
    person = names.of_person(draft.first_name, draft.prefix, draft.surname)
    company = draft.company_name if firm else ""
    made = Profile(text.clean(company or person), firm)
    if firm and person:
        made.people.add(text.clean(person))
    if e164 := phone.parse(draft.phone).e164:
        made.numbers.add(e164)
    if "@" in draft.email:
        made.emails.add(comparing.folded(draft.email))
    with suppress(UserError):  # what cannot be stored is said when it is saved
        place = comparing.place(checks.postcode(draft.postcode), draft.house_number)
        made.places |= {place} if place is not None else set()
    made.cities = comparing.cities([draft.city])
    return made


def _with_number(typed: Profile) -> Iterable[int]:
    for e164 in typed.numbers:
        yield from _ids(PhoneNumber.select(PhoneNumber.customer).where(PhoneNumber.e164 == e164))


def _with_email(typed: Profile) -> Iterable[int]:
    for address in typed.emails:
        same = fn.lower(EmailAddress.address) == address
        yield from _ids(EmailAddress.select(EmailAddress.customer).where(same))


def _with_place(typed: Profile) -> Iterable[int]:
    house = fn.lower(fn.replace(Address.house_number, SQL("' '"), SQL("''")))
    for code, number in typed.places:
        written = f"{code[:4]} {code[4:]}" if len(code) == 6 else code
        same = Address.postcode.in_([written, code]) & (house == number)
        yield from _ids(Address.select(Address.customer).where(same))


def _with_name(typed: Profile) -> Iterable[int]:
    for name in {typed.name, *typed.people} - {""}:
        for words in (comparing.key(name).split(), *_pieces(skeleton(name))):
            yield from (found.id for found in index.find(words, limit=_NAMED))


def _pieces(name: str) -> list[list[str]]:
    """What of a name to look for, so that one slip is no matter."""
    least = index.SHORTEST
    if len(name) < 2 * least:
        return [[name]] if len(name) > least else []
    count = min(_PIECES, len(name) // least)
    cuts = [len(name) * at // count for at in range(count + 1)]
    parts = [name[start:end] for start, end in pairwise(cuts)]
    # A blank at the end of a piece is no part of what is looked for.
    kept = [part.strip() for part in parts if len(part.strip()) >= least]
    return [list(each) for each in combinations(kept, max(1, len(kept) - 1))]


def _ids(query: "ModelSelect[Any]") -> Iterable[int]:
    return [customer_id for (customer_id,) in tuples(query.limit(_OWNERS))]


_SEARCHES: tuple[Callable[[Profile], Iterable[int]], ...] = (
    _with_number,
    _with_email,
    _with_place,
    _with_name,
)
