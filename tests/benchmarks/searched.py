"""What a big office is searched for: people and firms with names, streets, places and numbers.

Half of the surnames are the common ones of the demo office; the others are made of syllables, as
many as a country has. The search text is composed as the program composes it.
"""

import itertools
import random
from collections.abc import Iterator
from functools import lru_cache

from mcsys_desktop.core import clock, text
from mcsys_desktop.models.fields import microseconds
from mcsys_desktop.services.customers.search_text import compose
from mcsys_desktop.services.demo import invented
from tests.benchmarks.offices import EPOCH, Content, Row, moment_of

TODAY = 200  # calls of the day: a busy one
_FIRST = (
    *("Achter", "Binnen", "Buiten", "Dal", "Eik", "Gras", "Hazel", "Hoog", "Kamp", "Klooster"),
    *("Krom", "Linde", "Maas", "Molen", "Noord", "Oever", "Oost", "Riet", "Schoon", "Slot"),
    *("Stok", "Veen", "Vloed", "Voor", "West", "Wiel", "Winter", "Zand", "Zoom", "Zuid"),
)
_LAST = (
    *("aard", "akker", "beek", "berg", "bosch", "broek", "brink", "burg", "dam", "dijk"),
    *("donk", "doorn", "gaarde", "haar", "hof", "horst", "huis", "kamp", "laar", "lo"),
    *("man", "meer", "mond", "oord", "poel", "rade", "steeg", "stra", "veld", "waard"),
)
_MIDDLE = ("", "en", "er", "ing", "s", "el", "der", "ze", "e", "te", "a", "i", "o", "um", "ich")

_COLUMNS = {
    "customer": "id kind standing name sort_key department kvk_number vat_number language notes"
    " trunk_digits number",
    "person": "id first_name prefix surname salutation origin",
    "customer_person": "customer_id person_id role position",
    "phone_number": "customer_id person_id typed e164 tail extension use relation remark position"
    " origin",
    "email_address": "customer_id address use position origin",
    "address": "customer_id use street house_number postcode city country remark position origin",
    "call": "direction state outcome number_raw e164 withheld name_given called answered_by rang_at"
    " answered_at ended_at customer_id person_id note result handled_by",
    "customer_search": "customer_id text",
    "customer_listing": "customer_id place postcode phone email tags last_contact",
}
TABLES = {table: columns.split() for table, columns in _COLUMNS.items()}


@lru_cache(maxsize=1)
def _surnames() -> list[tuple[str, str]]:
    made = [("", first + middle + last) for first, middle, last in
            itertools.product(_FIRST, _MIDDLE, _LAST)]  # fmt: skip
    random.Random(3).shuffle(made)  # invented people, no secrets
    return made


class One:
    """The n-th customer (from 1), the same for every run."""

    __slots__ = (
        "chance",
        "city",
        "code",
        "email",
        "firm",
        "first",
        "mobile",
        "name",
        "number",
        "prefix",
        "street",
        "surname",
    )  # fmt: skip

    def __init__(self, n: int) -> None:
        chance = random.Random(n)
        common = invented.SURNAMES
        many = _surnames()
        self.prefix, self.surname = (
            common[chance.randrange(len(common))]
            if chance.random() < 0.5
            else many[chance.randrange(len(many))]
        )
        self.first = chance.choice(invented.FIRST_NAMES)
        self.firm = chance.random() < 0.45
        called = f"{self.prefix} {self.surname}".strip()
        self.name = f"{chance.choice(invented.TRADES)} {called}" if self.firm else (
            f"{self.first} {called}")  # fmt: skip
        self.number = 10_000 + n
        self.mobile = 610_000_000 + (n * 7919) % 89_000_000
        self.street = (chance.choice(invented.STREETS) if chance.random() < 0.5 else
                       f"{chance.choice(many)[1]}straat")  # fmt: skip
        place, digits, _area = chance.choice(invented.PLACES)
        self.city = place if chance.random() < 0.5 else f"{chance.choice(many)[1]}"
        self.code = f"{digits} {chance.choice('ABDEGK')}{chance.choice('ABDEGK')}"
        joined = text.fold(self.name).replace(" ", "").replace("'", "")
        self.email = f"info@{joined}.example"

    @property
    def house_number(self) -> str:
        return str(1 + self.number % 219)

    @property
    def sort_key(self) -> str:
        if self.firm:
            return text.sort_key(self.name, company=True)
        return text.sort_key(self.name, surname=self.surname, prefix=self.prefix)

    @property
    def search_text(self) -> str:
        national = str(self.mobile)
        return compose(
            self.name,
            "",
            self.number,
            [(self.first, self.prefix, self.surname)],
            # As digits, which is what a number becomes: reading a million numbers takes an hour.
            [(f"0{national}", ""), (f"+31{national}", "")],
            [(self.email,)],
            [(self.street, self.house_number, self.code, self.city)],
        )


def rows(table: str, customers: int, postgres: bool) -> Iterator[Row]:
    """The rows of one table."""
    now = microseconds(clock.now())
    for n in range(1, customers + 1):
        one = One(n)
        e164 = f"+31{one.mobile}"
        match table:
            case "customer":
                kind = "business" if one.firm else "private"
                yield (n, kind, "customer", one.name, one.sort_key, "", "", "", "nl", "", 0,
                       one.number)  # fmt: skip
            case "person":
                yield n, one.first, one.prefix, one.surname, "", "typed"
            case "customer_person":
                yield n, n, "", 0
            case "phone_number":
                yield n, n, f"0{one.mobile}", e164, e164[-9:], "", "main", "own", "", 0, "typed"
            case "email_address":
                yield n, one.email, "contact", 0, "typed"
            case "address":
                yield (n, "visiting", one.street, one.house_number, one.code, one.city, "NL", "",
                       0, "typed")  # fmt: skip
            case "call":
                today = n <= TODAY
                at = now - n * 1_000_000 if today else EPOCH + n * 60_000_000
                moments = tuple(
                    moment_of(at + more, postgres) for more in (0, 9_000_000, 99_000_000)
                )
                outcome = "missed" if today and n % 20 == 0 else "answered"
                note = invented.NOTES[n % len(invented.NOTES)] if n % 3 == 0 else ""
                yield ("inbound", "3_ended", outcome, e164, e164, False if postgres else 0, "",
                       "201", "sanne", *moments, n, n, note, "", "")  # fmt: skip
            case "customer_listing":
                code = one.code.lower().replace(" ", "")
                last = moment_of(now if n <= TODAY else EPOCH + n * 60_000_000, postgres)
                yield n, text.plain(one.city), code, e164, one.email, "", last
            case _:
                yield n, one.search_text


SEARCHED = Content("-searched", TABLES, rows)
