"""What screens get to see of customers: small frozen records, assembled by the services."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mcsys_desktop.core.places import HOME
from mcsys_desktop.models.customers import (
    AddressForm,
    AddressUse,
    CustomerKind,
    EmailUse,
    InvoicesBy,
    NumberUse,
    Origin,
    Relation,
    Standing,
)
from mcsys_desktop.services.calls import CallRow
from mcsys_desktop.services.facts import Tone
from mcsys_desktop.services.merged import MergedLine
from mcsys_desktop.services.notes import NoteLine
from mcsys_desktop.services.tags import TagLine


@dataclass(frozen=True, slots=True)
class Badge:
    """One chip of a row: the worst that is known of a customer."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer in a list. ``phone`` is ready to show; ``(sort_key, id)`` continues the list."""

    id: int
    number: int
    name: str
    kind: CustomerKind
    city: str
    phone: str
    badge: Badge | None
    sort_key: str


class CustomerFilter(StrEnum):
    """Which customers a list shows."""

    ALL = "all"
    PRIVATE = "private"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another customer that a person belongs to."""

    customer_id: int
    name: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who is with the office already: who it is, and where."""

    person_id: int
    name: str
    first_name: str
    prefix: str
    surname: str
    salutation: str
    at: tuple[str, ...]  # the names of their customers
    unlisted: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A street and a city that the office knows; one of them may be empty."""

    street: str
    city: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person at a customer. ``id`` names the tie between both; ``version`` is the person's.

    ``elsewhere`` are the other customers that they belong to.
    """

    id: int
    version: int
    person_id: int
    name: str
    first_name: str
    prefix: str
    surname: str
    salutation: str
    role: str
    origin: Origin
    obtained_at: datetime | None
    elsewhere: tuple[Elsewhere, ...] = ()
    unlisted: bool = False  # in no phone book, wherever they belong


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A phone number: ``shown`` for people, ``typed`` as somebody entered it, ``e164`` to dial."""

    id: int
    version: int
    shown: str
    typed: str
    e164: str
    extension: str
    use: NumberUse
    relation: Relation
    remark: str
    person_id: int | None
    person: str
    valid_until: datetime | None
    origin: Origin
    obtained_at: datetime | None


@dataclass(frozen=True, slots=True)
class EmailLine:
    """An e-mail address, what it is for and whose it is."""

    id: int
    version: int
    address: str
    use: EmailUse
    person_id: int | None
    person: str
    origin: Origin
    obtained_at: datetime | None


@dataclass(frozen=True, slots=True)
class AddressLine:
    """A place and what it is for."""

    id: int
    version: int
    use: AddressUse
    street: str
    house_number: str
    postcode: str
    city: str
    country: str
    remark: str
    origin: Origin
    obtained_at: datetime | None


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """All that the customer screen shows of one customer.

    ``opening`` is what a letter to them begins with; ``pinned`` are the notes that stay in view.
    """

    id: int
    version: int
    number: int
    name: str
    kind: CustomerKind
    standing: Standing
    department: str
    kvk_number: str
    vat_number: str
    language: str
    notes: str
    trunk_digits: int
    payment_days: int | None
    invoices_by: InvoicesBy
    address_form: AddressForm
    opening: str
    archived: bool
    declined_at: datetime | None
    erased: bool
    tags: tuple[TagLine, ...]
    pinned: tuple[NoteLine, ...]
    people: tuple[PersonLine, ...]
    numbers: tuple[NumberLine, ...]
    emails: tuple[EmailLine, ...]
    addresses: tuple[AddressLine, ...]
    calls: tuple[CallRow, ...]
    last_contact: CallRow | None
    changed_by: str
    changed_at: datetime | None
    merged: tuple[MergedLine, ...] = ()
    unlisted: bool = False  # in no phone book


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """What somebody typed for a new customer. A name or a phone number is enough."""

    kind: CustomerKind = CustomerKind.PRIVATE
    company_name: str = ""
    first_name: str = ""
    prefix: str = ""
    surname: str = ""
    phone: str = ""
    email: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    country: str = HOME
    notes: str = ""
    origin: Origin = Origin.TYPED
