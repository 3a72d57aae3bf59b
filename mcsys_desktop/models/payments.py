"""Money that came in and went out, and which documents it settles. Nothing of it is ever changed.

What was wrong is cancelled by a row with the opposite amount. A payment in is positive, money that
is paid out negative; what it is for is said by allocations, which are always positive but for one
that cancels another.
"""

from enum import StrEnum

from peewee import BigIntegerField, ForeignKeyField, IntegerField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import CharField, ChoiceField, DayField
from mcsys_desktop.models.invoices import Invoice, paper
from mcsys_desktop.models.privacy import impersonal


class Method(StrEnum):
    """How it was paid."""

    BANK = "bank"
    PIN = "pin"
    CASH = "cash"
    ONLINE = "online"
    DIRECT_DEBIT = "direct_debit"
    OTHER = "other"


class Debt(StrEnum):
    """Which statutory interest runs."""

    CONSUMER = "consumer"
    COMMERCIAL = "commercial"


class Payment(Record):
    """One sum of money, in cents."""

    access = Access(insert=Group.DESK, update=Group.DESK)
    subject = "customer"
    machine_made = ("external_id", "source")
    guards = ("payment_stays", "payment_cancels_whole", "paid_back_within_what_is_left")

    customer = impersonal(ForeignKeyField(Customer, null=True, on_delete="RESTRICT"))
    customer_id: int | None
    amount = impersonal(BigIntegerField())
    dated = impersonal(DayField(index=True))
    method = impersonal(ChoiceField(Method, default=Method.BANK))
    source = impersonal(CharField(max_length=20, default="hand"))  # who told: hand, counter, bank
    external_id = impersonal(CharField(max_length=80, null=True, unique=True))  # the bank's own
    payer = paper(TextField(default=""))  # a name, an account
    words = paper(TextField(default=""))
    cancels = impersonal(ForeignKeyField("self", null=True, unique=True, on_delete="RESTRICT"))
    cancels_id: int | None
    pays_back = impersonal(ForeignKeyField("self", null=True, on_delete="RESTRICT"))
    pays_back_id: int | None


class Allocation(Record):
    """That a part of a payment, or of a credit invoice, settles a document (cents)."""

    access = Access(insert=Group.DESK)
    subject = "invoice.customer"
    kept = True
    guards = (
        "allocation_of_one_thing",
        "allocation_within_the_payment",
        "allocation_within_the_credit",
        "allocation_within_what_is_open",
        "allocation_cancels_whole",
    )

    invoice = impersonal(ForeignKeyField(Invoice, backref="allocations", on_delete="RESTRICT"))
    invoice_id: int
    payment = impersonal(ForeignKeyField(Payment, null=True, on_delete="RESTRICT"))
    payment_id: int | None
    credit = impersonal(ForeignKeyField(Invoice, null=True, backref="+", on_delete="RESTRICT"))
    credit_id: int | None
    amount = impersonal(BigIntegerField())
    cancels = impersonal(ForeignKeyField("self", null=True, unique=True, on_delete="RESTRICT"))
    cancels_id: int | None


class InterestRate(Record):
    """Statutory interest from a day on, in basis points a year. Empty until the office fills it."""

    access = Access(insert=Group.ACCOUNTING, update=Group.ACCOUNTING, delete=Group.ACCOUNTING)
    subject = ""

    debt = impersonal(ChoiceField(Debt))
    from_day = impersonal(DayField())
    points = impersonal(IntegerField())

    class Meta:
        indexes = ((("debt", "from_day"), True),)
