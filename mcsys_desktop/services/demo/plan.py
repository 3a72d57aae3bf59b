"""What the demo office consists of, before it is written: plain data from a seed."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mcsys_desktop.core import text
from mcsys_desktop.models.customers import (
    AddressUse,
    CustomerKind,
    EmailUse,
    NumberUse,
    Relation,
    Standing,
)
from mcsys_desktop.services import names
from mcsys_desktop.services.demo import invented

PRIVATE, BUSINESS = CustomerKind.PRIVATE, CustomerKind.BUSINESS


@dataclass(frozen=True, slots=True)
class PlannedNumber:
    """A phone number in the spelling somebody used; ``person`` counts the customer's people."""

    typed: str
    use: NumberUse = NumberUse.MAIN
    relation: Relation = Relation.OWN
    person: int | None = None
    former_since: int | None = None  # days ago


@dataclass(frozen=True, slots=True)
class PlannedCustomer:
    """A customer with everything that belongs to it. People are (first name, prefix, surname)."""

    name: str
    kind: CustomerKind
    people: tuple[tuple[str, str, str], ...] = ()
    numbers: tuple[PlannedNumber, ...] = ()
    emails: tuple[tuple[str, EmailUse], ...] = ()
    # Street, house number, postcode, place, what for, remark.
    addresses: tuple[tuple[str, str, str, str, AddressUse, str], ...] = ()
    standing: Standing = Standing.CUSTOMER
    kvk_number: str = ""
    vat_number: str = ""
    notes: str = ""
    trunk_digits: int = 0
    archived: bool = False
    calls: int = 0  # how many calls of the past years to invent

    @property
    def sort_key(self) -> str:
        """Where the customer stands in the list."""
        if self.kind is BUSINESS or not self.people:
            return text.sort_key(self.name, company=self.kind is BUSINESS)
        _first, prefix, surname = self.people[0]
        return text.sort_key(self.name, surname=surname, prefix=prefix)


@dataclass
class Inventor:
    """Makes customers up; the same ones each time for the same seed."""

    seed: int
    accountant: str = "033 465 10 10"  # whose number some firms gave as well
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311  # invented people, no secrets

    def customers(self) -> Iterator[PlannedCustomer]:
        """One customer after the other, without end."""
        while True:
            yield self._firm() if self._chance.random() < 0.45 else self._household()

    def _household(self) -> PlannedCustomer:
        chance = self._chance
        first, (prefix, surname) = self._first_name(), chance.choice(invented.SURNAMES)
        people = [(first, prefix, surname)]
        if chance.random() < 0.2:
            people.append((self._first_name(), prefix, surname))
        place, digits, area = chance.choice(invented.PLACES)
        numbers = [PlannedNumber(self._mobile(), NumberUse.MOBILE, person=0)]
        if chance.random() < 0.4:
            numbers.append(PlannedNumber(self._fixed(area), NumberUse.HOME))
        if len(people) == 2:
            mobile = PlannedNumber(self._mobile(), NumberUse.MOBILE, Relation.PARTNER, 1)
            numbers.append(mobile)
        if chance.random() < 0.08:
            former = PlannedNumber(self._mobile(), NumberUse.MOBILE)
            numbers.append(replace(former, former_since=chance.randrange(200, 1500)))
        mailbox = text.fold(f"{first}.{prefix}{surname}").replace(" ", "").replace("'", "")
        return PlannedCustomer(
            name=names.of_person(first, prefix, surname),
            kind=PRIVATE,
            people=tuple(people),
            numbers=tuple(numbers),
            emails=((f"{mailbox}@post.example", EmailUse.CONTACT),)
            if chance.random() < 0.7
            else (),
            addresses=(self._address(digits, place, AddressUse.VISITING),),
            standing=Standing.PROSPECT if chance.random() < 0.04 else Standing.CUSTOMER,
            notes=chance.choice(invented.STICKY_NOTES) if chance.random() < 0.05 else "",
            archived=chance.random() < 0.02,
            calls=chance.randrange(0, 7),
        )

    def _firm(self) -> PlannedCustomer:
        chance = self._chance
        prefix, surname = chance.choice(invented.SURNAMES)
        called = names.of_person("", prefix[:1].upper() + prefix[1:], surname)
        name = f"{chance.choice(invented.TRADES)} {called}{chance.choice(invented.LEGAL_FORMS)}"
        owner = (self._first_name(), prefix, surname)
        people = [owner]
        if chance.random() < 0.5:
            people.append((self._first_name(), *chance.choice(invented.SURNAMES)))
        place, digits, area = chance.choice(invented.PLACES)
        numbers = [
            PlannedNumber(self._fixed(area), NumberUse.MAIN),
            PlannedNumber(self._mobile(), NumberUse.MOBILE, person=0),
        ]
        if chance.random() < 0.003:
            numbers.append(PlannedNumber(self.accountant, NumberUse.OTHER, Relation.ACCOUNTANT))
        domain = re.sub(r"[^a-z0-9]", "", text.fold(name)) + ".example"
        emails = [(f"info@{domain}", EmailUse.CONTACT)]
        if chance.random() < 0.4:
            emails.append((f"administratie@{domain}", EmailUse.INVOICES))
        addresses = [self._address(digits, place, AddressUse.VISITING)]
        if chance.random() < 0.15:
            addresses.append(self._address(digits, place, AddressUse.BILLING))
        return PlannedCustomer(
            name=name,
            kind=BUSINESS,
            people=tuple(people),
            numbers=tuple(numbers),
            emails=tuple(emails),
            addresses=tuple(addresses),
            kvk_number=f"{chance.randrange(10**7, 10**8)}",
            vat_number=f"NL{chance.randrange(10**9):09}B01",
            notes=chance.choice(invented.STICKY_NOTES) if chance.random() < 0.08 else "",
            archived=chance.random() < 0.02,
            calls=chance.randrange(2, 18),
        )

    def _first_name(self) -> str:
        return self._chance.choice(invented.FIRST_NAMES)

    def _mobile(self) -> str:
        digits = f"{self._chance.choice('12345')}{self._chance.randrange(10**7):07}"
        spellings = (
            f"06{digits}",
            f"06-{digits}",
            f"06 {digits[:4]} {digits[4:]}",
            f"+31 6 {digits}",
        )
        return self._chance.choice(spellings)

    def _fixed(self, area: str) -> str:
        length = 10 - len(area)
        digits = f"{self._chance.randrange(2, 8)}{self._chance.randrange(10 ** (length - 1))}"
        digits = digits.ljust(length, "0")
        spellings = (f"{area}{digits}", f"{area}-{digits}", f"({area}) {digits[:3]} {digits[3:]}")
        return self._chance.choice(spellings)

    def _address(
        self, digits: str, place: str, use: AddressUse
    ) -> tuple[str, str, str, str, AddressUse, str]:
        chance = self._chance
        house_number = f"{chance.randrange(1, 240)}{chance.choice(['', '', '', 'a', 'b'])}"
        letters = chance.choice("ABCDEGHJKLMNPRSTVWXZ") + chance.choice("ABCDEGHJKLMNPRSTVWXZ")
        street = chance.choice(invented.STREETS)
        return (street, house_number, f"{digits} {letters}", place, use, "")
