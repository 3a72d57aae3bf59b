"""Customers, the people at them, and how to reach them.

A customer is the party that is served and billed. People stand beside it, because one person may
belong to several customers and one customer has several people. Every way to reach somebody is a
row of its own that says what it is for, whose it is, and how the office came by it.
"""

from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from peewee import SQL, BooleanField, Field, ForeignKeyField, IntegerField, Node, TextField, fn

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.fields import CharField, ChoiceField, MomentField, SortKeyField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class CustomerKind(StrEnum):
    """The kind of relation: it decides on tone, terms and law."""

    PRIVATE = "private"
    BUSINESS = "business"


class Standing(StrEnum):
    """How far the relation has come. Prospects have a term of their own."""

    PROSPECT = "prospect"
    CUSTOMER = "customer"
    FORMER = "former"


class Origin(StrEnum):
    """How the office came by a piece of contact data: the policy keeps only what people gave."""

    TYPED = "typed"
    PHONE = "phone"  # told during a call, or sent by the exchange and confirmed
    MAIL = "mail"
    IMPORTED = "imported"


class NumberUse(StrEnum):
    """What a phone number is for."""

    MAIN = "main"
    MOBILE = "mobile"
    HOME = "home"
    WORK = "work"
    FAX = "fax"
    OTHER = "other"


class Relation(StrEnum):
    """Whose number it is, seen from the customer."""

    OWN = "own"
    PARENT = "parent"
    PARTNER = "partner"
    CHILD = "child"
    RECEPTION = "reception"
    ACCOUNTANT = "accountant"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


class EmailUse(StrEnum):
    """What an e-mail address is for."""

    CONTACT = "contact"
    INVOICES = "invoices"


class InvoicesBy(StrEnum):
    """How a customer wants to get invoices; by the office's own habit where nothing was agreed."""

    USUAL = ""
    EMAIL = "email"
    POST = "post"
    E_INVOICE = "e_invoice"


class AddressForm(StrEnum):
    """How letters speak to a customer; as the office usually does where nothing was agreed."""

    USUAL = ""
    INFORMAL = "informal"  # je
    FORMAL = "formal"  # u


class AddressUse(StrEnum):
    """What an address is for."""

    VISITING = "visiting"
    BILLING = "billing"
    PICK_UP = "pick_up"


F = TypeVar("F", bound="Field[Any]")
LATER: list[Node] = [SQL("DEFAULT ''")]  # of a column that came after the first rows
LISTED: list[Node] = [SQL("DEFAULT FALSE")]


def _told(field: F) -> F:
    """Contact data: held for the contract, gone with the relation."""
    return personal(field, Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)


class Customer(Record):
    """The party that is served and billed: a household or a firm."""

    access = Access(insert=Group.DESK, update=Group.DESK)
    subject = "id"
    series = "number"
    guards = (
        "customer_erased_whole",
        "customer_erased_by_admin",
        "customer_erased_for_good",
        "merged_into_a_living_one",
        "born_into_a_living_one",
    )

    # Taken by the database from its own series, unless an import brings one along.
    number = impersonal(IntegerField(null=True, unique=True))
    kind = impersonal(ChoiceField(CustomerKind))
    standing = impersonal(ChoiceField(Standing, default=Standing.CUSTOMER))
    name = personal(TextField(), Purpose.CONTRACT, Term.RELATION, Erasure.PLACEHOLDER)
    sort_key = personal(
        SortKeyField(index=True), Purpose.CONTRACT, Term.RELATION, Erasure.PLACEHOLDER
    )
    department = personal(TextField(default=""), Purpose.CONTRACT, Term.RELATION, Erasure.BLANK)
    kvk_number = personal(
        CharField(max_length=20, default=""), Purpose.CONTRACT, Term.RELATION, Erasure.BLANK
    )
    vat_number = personal(
        CharField(max_length=20, default=""), Purpose.CONTRACT, Term.RELATION, Erasure.BLANK
    )
    language = impersonal(CharField(max_length=5, default="nl"))
    notes = personal(TextField(default=""), Purpose.CONTRACT, Term.RELATION, Erasure.BLANK)
    trunk_digits = impersonal(IntegerField(default=0))  # last digits of a number series: 0, 2, 3, 4
    archived_at = impersonal(MomentField(null=True))
    merged_into = impersonal(ForeignKeyField("self", null=True, on_delete="RESTRICT"))
    merged_into_id: int | None
    payment_days = impersonal(IntegerField(null=True))  # none: the office's own term
    invoices_by = impersonal(ChoiceField(InvoicesBy, default=InvoicesBy.USUAL, constraints=LATER))
    address_form = impersonal(
        ChoiceField(AddressForm, default=AddressForm.USUAL, constraints=LATER)
    )
    # What the system before ours called this customer: the same file twice adds nothing.
    imported_key = personal(
        CharField(max_length=80, default="", index=True, constraints=LATER),
        Purpose.CONTRACT,
        Term.RELATION,
        Erasure.BLANK,
    )
    declined_at = impersonal(MomentField(null=True))  # a prospect said no: the shorter term runs
    erased_at = impersonal(MomentField(null=True))  # only the number is left of it, for good
    unlisted = impersonal(BooleanField(default=False, constraints=LISTED))  # in no phone book

    class Meta:
        # What the table of customers can be sorted by; each ends in the id, by which pages go on.
        indexes = (
            (("kind", "id"), False),
            (("standing", "id"), False),
            (("changed_at", "id"), False),
        )


class Person(Record):
    """Somebody with a name, at one or more customers."""

    access = Access(insert=Group.DESK, update=Group.DESK)
    subject = "customer_person.person"
    clock_fills = ("obtained_at",)

    first_name = personal(TextField(default=""), Purpose.CONTRACT, Term.RELATION, Erasure.BLANK)
    prefix = personal(
        CharField(max_length=20, default=""), Purpose.CONTRACT, Term.RELATION, Erasure.BLANK
    )
    surname = personal(TextField(default=""), Purpose.CONTRACT, Term.RELATION, Erasure.PLACEHOLDER)
    salutation = personal(
        CharField(max_length=20, default=""), Purpose.CONTRACT, Term.RELATION, Erasure.BLANK
    )
    origin = impersonal(ChoiceField(Origin, default=Origin.TYPED))
    obtained_at = impersonal(MomentField(null=True))  # the database's clock, when left out
    unlisted = impersonal(BooleanField(default=False, constraints=LISTED))  # in no phone book


class CustomerPerson(Record):
    """That a person belongs to a customer, and as what."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"

    customer = impersonal(ForeignKeyField(Customer, backref="people", on_delete="CASCADE"))
    customer_id: int
    person = impersonal(ForeignKeyField(Person, backref="customers", on_delete="CASCADE"))
    person_id: int
    role = _told(TextField(default=""))
    position = impersonal(IntegerField(default=0))


class PhoneNumber(Record):
    """A number somebody can be reached at, or calls from. One number may have many owners."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"
    clock_fills = ("obtained_at",)
    formats: ClassVar = {"e164": "e164", "tail": "digits"}

    customer = impersonal(ForeignKeyField(Customer, backref="numbers", on_delete="CASCADE"))
    customer_id: int
    person = impersonal(ForeignKeyField(Person, null=True, on_delete="SET NULL"))
    person_id: int | None
    typed = _told(TextField())  # just as somebody typed it
    e164 = _told(CharField(max_length=20, default="", index=True))  # empty: not a number
    tail = _told(CharField(max_length=9, default="", index=True))  # the last nine digits
    extension = _told(CharField(max_length=12, default=""))
    use = impersonal(ChoiceField(NumberUse, default=NumberUse.MAIN))
    relation = impersonal(ChoiceField(Relation, default=Relation.OWN))
    remark = _told(TextField(default=""))
    position = impersonal(IntegerField(default=0))
    valid_until = impersonal(MomentField(null=True))  # a former number still finds its owner
    origin = impersonal(ChoiceField(Origin, default=Origin.TYPED))
    obtained_at = impersonal(MomentField(null=True))


class EmailAddress(Record):
    """An address that mail to this customer goes to."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"
    clock_fills = ("obtained_at",)

    customer = impersonal(ForeignKeyField(Customer, backref="emails", on_delete="CASCADE"))
    customer_id: int
    person = impersonal(ForeignKeyField(Person, null=True, on_delete="SET NULL"))
    person_id: int | None
    address = _told(TextField())
    use = impersonal(ChoiceField(EmailUse, default=EmailUse.CONTACT))
    position = impersonal(IntegerField(default=0))
    origin = impersonal(ChoiceField(Origin, default=Origin.TYPED))
    obtained_at = impersonal(MomentField(null=True))


class Address(Record):
    """A place: where they are, where the bill goes, where we fetch and bring."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"
    clock_fills = ("obtained_at",)

    customer = impersonal(ForeignKeyField(Customer, backref="addresses", on_delete="CASCADE"))
    customer_id: int
    use = impersonal(ChoiceField(AddressUse, default=AddressUse.VISITING))
    street = _told(TextField(default=""))
    house_number = _told(CharField(max_length=20, default=""))
    postcode = _told(CharField(max_length=12, default="", index=True))
    city = _told(TextField(default=""))
    country = impersonal(CharField(max_length=2, default="NL"))  # ISO 3166-1
    remark = _told(TextField(default=""))  # "achterom leveren"
    position = impersonal(IntegerField(default=0))
    origin = impersonal(ChoiceField(Origin, default=Origin.TYPED))
    obtained_at = impersonal(MomentField(null=True))


# What customers are compared by, so that the same one is not entered twice.
EmailAddress.add_index(
    EmailAddress.index(fn.lower(EmailAddress.address), name="email_address_folded")
)
Address.add_index(
    Address.index(
        Address.postcode,
        fn.lower(fn.replace(Address.house_number, SQL("' '"), SQL("''"))),
        name="address_place",
    )
)

__all__ = [
    "LATER",
    "Address",
    "AddressForm",
    "AddressUse",
    "Customer",
    "CustomerKind",
    "CustomerPerson",
    "EmailAddress",
    "EmailUse",
    "InvoicesBy",
    "NumberUse",
    "Origin",
    "Person",
    "PhoneNumber",
    "Relation",
    "Standing",
]
