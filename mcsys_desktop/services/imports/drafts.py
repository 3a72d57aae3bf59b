"""What one row of a list says of a customer, made fit to store."""

from dataclasses import dataclass, field

from mcsys_desktop.core import text
from mcsys_desktop.models.customers import (
    AddressUse,
    CustomerKind,
    EmailUse,
    NumberUse,
    Standing,
)
from mcsys_desktop.services import names


@dataclass(frozen=True, slots=True)
class DraftPerson:
    """Somebody at the customer."""

    first_name: str = ""
    prefix: str = ""
    surname: str = ""
    salutation: str = ""
    role: str = ""

    @property
    def name(self) -> str:
        """As it is said."""
        return names.of_person(self.first_name, self.prefix, self.surname)


@dataclass(frozen=True, slots=True)
class DraftNumber:
    """A phone number; ``whose``: the person's name (`alike`), where it is not the firm's."""

    typed: str
    e164: str
    tail: str
    extension: str
    use: NumberUse
    whose: str = ""


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """An address."""

    use: AddressUse
    street: str
    house_number: str
    postcode: str
    city: str
    country: str = "NL"


@dataclass(slots=True)
class DraftCustomer:
    """Everything that a row says; nothing of it was written anywhere."""

    line: int
    kind: CustomerKind = CustomerKind.PRIVATE
    standing: Standing | None = None
    number: int | None = None
    key: str = ""
    name: str = ""
    department: str = ""
    kvk_number: str = ""
    vat_number: str = ""
    notes: str = ""
    people: list[DraftPerson] = field(default_factory=list)
    numbers: list[DraftNumber] = field(default_factory=list)
    emails: list[tuple[str, EmailUse]] = field(default_factory=list)
    places: list[DraftPlace] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    sort_key: str = ""
    errors: list[str] = field(default_factory=list)

    def place_in_list(self) -> str:
        """Where it stands in the list, as the customer's own screens would say."""
        if self.kind is CustomerKind.PRIVATE and self.people:
            first = self.people[0]
            return text.sort_key(self.name, surname=first.surname, prefix=first.prefix)
        return text.sort_key(self.name, company=self.kind is CustomerKind.BUSINESS)


def alike(*parts: str) -> str:
    """What two spellings of one thing have in common: letters and digits, folded."""
    return "".join(sign for sign in text.fold(" ".join(parts)) if sign.isalnum())
