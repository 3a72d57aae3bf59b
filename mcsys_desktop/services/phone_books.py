"""The phone books that the office hands out to its telephones.

Only a name, a firm and numbers go into them. Whoever asked not to be in it is not, nor who was
archived, erased or merged; the numbers of a merged customer go to whom it was merged into. A number
of somebody else (a neighbour, an accountant) is nobody's name on a wall, and stays out.
"""

import hashlib
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mcsys_desktop.core import text
from mcsys_desktop.core.phone_book_index import Index
from mcsys_desktop.core.phone_books import BookNumber, Entry, NumberForm
from mcsys_desktop.core.text import fold
from mcsys_desktop.documents import phone_books as papers
from mcsys_desktop.models.base import may_take_long
from mcsys_desktop.models.customers import (
    Customer,
    CustomerKind,
    CustomerPerson,
    Person,
    PhoneNumber,
    Relation,
)
from mcsys_desktop.services import names
from mcsys_desktop.services.customers.snapshots import Merged
from mcsys_desktop.services.queries import tuples
from mcsys_desktop.telephony.books import Book

log = logging.getLogger(__name__)
MOST = 50_000  # entries; the phones of an office have no use for more
_OWN = (Relation.OWN, Relation.RECEPTION)
_MOST_PAGES = 4_000  # of Cisco's


def entries() -> tuple[Entry, ...]:
    """Everybody who may be in the phone book, in no order."""
    with may_take_long():
        return tuple(_entries())


def renew(shelf: "Shelf") -> int:
    """Read the office again and put it on the ``shelf``; how many entries there are."""
    found = entries()
    if len(found) > MOST:
        log.warning("the phone book holds %d of %d entries", MOST, len(found))
    shelf.put(Index(sorted(found, key=lambda entry: entry.key)[:MOST]))
    return min(len(found), MOST)


class Shelf:
    """The book as it is handed out now, written once in each form; any thread may ask for it.

    It is empty until the office was read: telephones are told to come back.
    """

    def __init__(self) -> None:
        self._writing = threading.Lock()
        self._index: Index | None = None
        self._form = NumberForm.NATIONAL
        self._kept: dict[str, Book] = {}

    def put(self, index: Index) -> None:
        """Hand out these entries from now on."""
        with self._writing:
            self._index, self._kept = index, {}

    def clear(self) -> None:
        """Hand out nothing: the office was left."""
        with self._writing:
            self._index, self._kept = None, {}

    def write_numbers(self, form: NumberForm) -> None:
        """Write numbers as the exchange presents them."""
        with self._writing:
            if form is not self._form:
                self._form, self._kept = form, {}

    @property
    def index(self) -> Index | None:
        """What can be searched; None before the office was read."""
        return self._index

    @property
    def form(self) -> NumberForm:
        """How numbers are written."""
        return self._form

    def book(self, name: str, fields: Mapping[str, str]) -> Book | None:
        """The book of this file name, or what it says to a question; None for no such book.

        Raises LookupError while there is nothing to hand out.
        """
        with self._writing:
            if self._index is None:
                raise LookupError("the office was not read yet")
            if name == papers.GIGASET:
                return _book(_gigaset(self._index, self._form, fields), papers.XML)
            if name == papers.CISCO:
                at = min(_whole(fields.get("page", ""), 0), _MOST_PAGES)
                body, more = papers.cisco.page(self._index.entries, self._form, at)
                return _book(body, papers.XML, f"page={at + 1}" if more else "")
            paper = papers.FORMS.get(name)
            if paper is not None and name not in self._kept:
                body = paper.write(self._index.entries, self._form)
                self._kept[name] = _book(body, paper.media_type)
            return self._kept.get(name)


def _book(body: bytes, media_type: str, more: str = "") -> Book:
    return Book(body, media_type, f'"{hashlib.sha256(body).hexdigest()[:32]}"', more)


def _whole(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else otherwise


def _gigaset(index: Index, form: NumberForm, fields: Mapping[str, str]) -> bytes:
    """Who has a number (``hm``, or ``mb`` or ``of``), or whose name begins with ``nm``."""
    asked = fields.get("reqid", "")
    number = next((fields[each] for each in ("hm", "mb", "of") if fields.get(each)), "")
    begins = fold(fields.get("nm", "").strip("* "))
    found: Sequence[Entry] = index.entries
    if number:
        found = index.by_number(number)
    elif begins:
        found = [one for one in index.entries if _called(one, begins)]
    if not found:
        return papers.gigaset.nothing("hm" if number else "nm", asked)
    first = max(_whole(fields.get("first", ""), 1), 1)
    count = _whole(fields.get("count", ""), papers.gigaset.MOST)
    return papers.gigaset.found(found, form, first=first, count=count, asked=asked)


def _called(entry: Entry, begins: str) -> bool:
    return any(fold(name).startswith(begins) for name in (entry.surname, entry.name))


@dataclass(slots=True)
class _Listed:
    """A customer or a person that goes into the book, as far as it has numbers."""

    name: str
    company: str = ""
    first_name: str = ""
    surname: str = ""
    numbers: dict[str, BookNumber] = field(default_factory=dict)


def _entries() -> Iterator[Entry]:
    customers, merged = _customers(), Merged()
    people = {
        one: (first, " ".join(filter(None, (prefix, surname))), unlisted)
        for one, first, prefix, surname, unlisted in tuples(
            Person.select(
                *(Person.id, Person.first_name, Person.prefix, Person.surname, Person.unlisted)
            )
        )
    }
    listed: dict[tuple[int, str], _Listed] = {}
    for customer_id, person_id, e164, use, relation in _numbers():
        heir = merged.heir(customer_id)
        if customer_id not in customers or heir not in customers:
            continue
        name, business = customers[heir]
        first, last, unlisted = people.get(person_id, ("", "", False))
        said = names.of_person(first, "", last)
        if unlisted or not (said or relation in _OWN):
            continue
        if not said:
            said = name
            first, prefix, last = ("", "", name) if business else text.split_name(name)
            last = " ".join(filter(None, (prefix, last)))
        # One who is a customer alone is not two, though a number may be the person's.
        company = name if business and said != name else ""
        one = listed.setdefault((heir, said), _Listed(said, company, first, last))
        one.numbers.setdefault(e164, BookNumber(e164, use.value))
    for at, (whose, one) in enumerate(listed.items(), 1):
        numbers = tuple(one.numbers.values())
        parts = (one.company, one.first_name, one.surname, _origin(*whose))
        yield Entry(at, one.name, numbers, *parts)


def _origin(customer_id: int, name: str) -> str:
    """The same for the same one each time: a name that tells nobody anything."""
    return hashlib.sha256(f"{customer_id} {name}".encode()).hexdigest()[:24]


def _customers() -> dict[int, tuple[str, bool]]:
    """Who may be in it: the name, and whether it is a firm. Who was merged counts as well."""
    hidden = Customer.select(Customer.id).join(CustomerPerson).join(Person)
    private = (Customer.kind == CustomerKind.PRIVATE) & Person.unlisted
    alone = {one for (one,) in tuples(hidden.where(private))}
    query = Customer.select(
        *(Customer.id, Customer.name, Customer.number, Customer.kind, Customer.merged_into)
    ).where(~Customer.unlisted & Customer.erased_at.is_null())
    query = query.where(Customer.archived_at.is_null() | Customer.merged_into.is_null(False))
    return {
        one: (names.shown(name, number), kind is CustomerKind.BUSINESS)
        for one, name, number, kind, _into in tuples(query)
        if one not in alone
    }


def _numbers() -> Iterator[tuple[Any, ...]]:
    """Whose, which and what for; in the order of the cards. What is a former number is left out."""
    query = PhoneNumber.select(
        *(PhoneNumber.customer, PhoneNumber.person, PhoneNumber.e164),
        *(PhoneNumber.use, PhoneNumber.relation),
    )
    query = query.where((PhoneNumber.e164 != "") & PhoneNumber.valid_until.is_null())
    return tuples(query.order_by(PhoneNumber.customer, PhoneNumber.position, PhoneNumber.id))
