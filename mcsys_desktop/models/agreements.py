"""Recurring work: what is invoiced again and again, at what price from which day."""

from enum import StrEnum
from typing import Any, TypeVar

from peewee import BigIntegerField, BooleanField, Field, ForeignKeyField, IntegerField, TextField

from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.models.articles import Article
from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import CharField, ChoiceField, DayField
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class Interval(StrEnum):
    """What the time between two invoices is counted in."""

    MONTH = "month"
    YEAR = "year"


F = TypeVar("F", bound="Field[Any]")


def _told(field: F) -> F:
    return personal(field, Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)


class Agreement(Record):
    """What one customer gets an invoice of every so many months or years.

    ``first_day`` is the first day of the first period, and its day of the month is kept: the 31st
    is the last day of shorter months. ``next_day`` is the first day whose period is not on a final
    invoice yet; which periods are on one stands in ``AgreementRun``.
    """

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"
    forgets = True
    guards = ("not_of_an_erased_one",)

    customer = impersonal(ForeignKeyField(Customer, backref="agreements", on_delete="RESTRICT"))
    customer_id: int
    title = _told(TextField(default=""))
    interval = impersonal(ChoiceField(Interval, default=Interval.MONTH))
    every = impersonal(IntegerField(default=1))  # intervals
    first_day = impersonal(DayField())
    next_day = impersonal(DayField(index=True))
    last_day = impersonal(DayField(null=True))  # it ends after this day
    paused_from = impersonal(DayField(null=True))
    paused_until = impersonal(DayField(null=True))  # the last day of the pause; none: for now
    in_arrears = impersonal(BooleanField(default=False))  # invoiced when the period is over
    mode = impersonal(ChoiceField(PriceMode, default=PriceMode.EXCL))
    language = impersonal(CharField(max_length=5, default="nl"))
    payment_days = impersonal(IntegerField(null=True))
    discount = impersonal(IntegerField(default=0))
    reference = _told(TextField(default=""))
    project = _told(TextField(default=""))
    remark = _told(TextField(default=""))
    note = _told(TextField(default=""))
    index_points = impersonal(IntegerField(default=0))  # basis points a year
    index_from = impersonal(DayField(null=True))  # the next time that prices rise


class AgreementLine(Record):
    """A line of each invoice. ``{period}`` in the description becomes the period's days."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "agreement.customer"
    forgets = True
    guards = ("line_within_bounds",)

    agreement = impersonal(ForeignKeyField(Agreement, backref="lines", on_delete="CASCADE"))
    agreement_id: int
    position = impersonal(IntegerField(default=0))
    article = impersonal(ForeignKeyField(Article, null=True, on_delete="RESTRICT"))
    article_id: int | None
    description = _told(TextField(default=""))
    quantity = impersonal(BigIntegerField(default=1000))
    unit = impersonal(CharField(max_length=20, default="piece"))
    price = impersonal(BigIntegerField(default=0))
    discount = impersonal(IntegerField(default=0))
    treatment = impersonal(ChoiceField(Treatment, default=Treatment.HIGH))
    from_day = impersonal(DayField(null=True))  # counts in periods that begin from this day on
    until_day = impersonal(DayField(null=True))


class AgreementPrice(Record):
    """What a line costs in periods that begin on a day or later."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = ""  # goes with its line
    guards = ("price_within_bounds",)

    line = impersonal(ForeignKeyField(AgreementLine, backref="prices", on_delete="CASCADE"))
    line_id: int
    from_day = impersonal(DayField())
    price = impersonal(BigIntegerField())

    class Meta:
        indexes = ((("line", "from_day"), True),)


class AgreementRun(Record):
    """That a period is on an invoice: there is one of each, so none is invoiced twice.

    A draft that is thrown away takes it along, and the period waits again.
    """

    access = Access(insert=Group.DESK, delete=Group.DESK)
    subject = ""  # goes with its agreement

    agreement = impersonal(ForeignKeyField(Agreement, backref="runs", on_delete="CASCADE"))
    agreement_id: int
    period_from = impersonal(DayField())
    period_to = impersonal(DayField())
    invoice = impersonal(ForeignKeyField(Invoice, null=True, on_delete="CASCADE"))
    invoice_id: int | None  # none: left out on purpose

    class Meta:
        indexes = ((("agreement", "period_from"), True),)
