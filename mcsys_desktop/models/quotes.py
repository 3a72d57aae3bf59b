"""Quotes: what was offered, version by version, and what the customer said to it."""

from enum import StrEnum
from typing import Any, TypeVar

from peewee import BigIntegerField, BooleanField, Field, ForeignKeyField, IntegerField, TextField

from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.models.articles import Article
from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import CharField, ChoiceField, DayField, MomentField
from mcsys_desktop.models.invoices import LineKind
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class Choice(StrEnum):
    """Whether a line is part of what is offered."""

    FIXED = "fixed"
    OPTION = "option"  # beside it: not in the sum until it is chosen
    ALTERNATIVE = "alternative"  # instead of others of its ``choice_group``; the first counts


class QuoteEventKind(StrEnum):
    """What happened with a version of a quote. That it expired is computed."""

    SENT = "sent"
    PRINTED = "printed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REOPENED = "reopened"  # what was said does not hold any more
    INVOICED = "invoiced"
    NOTED = "noted"


F = TypeVar("F", bound="Field[Any]")


def _told(field: F) -> F:
    return personal(field, Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)


class Quote(Record):
    """An offer under one number, in as many versions as it takes. Its numbers may have gaps."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"
    forgets = True
    series = "number"
    guards = ("quote_sent_is_kept", "not_of_an_erased_one")

    customer = impersonal(ForeignKeyField(Customer, backref="quotes", on_delete="RESTRICT"))
    customer_id: int
    number = impersonal(IntegerField(null=True, unique=True))
    title = _told(TextField(default=""))
    note = _told(TextField(default=""))  # never on paper


class QuoteVersion(Record):
    """One version. Frozen when it is sent: then ``snapshot`` and ``particulars`` are there."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "quote.customer"
    forgets = True
    machine_made = ("snapshot", "particulars")
    unlogged = ("snapshot", "particulars")
    guards = ("quote_version_stays", "quote_version_is_kept")

    quote = impersonal(ForeignKeyField(Quote, backref="versions", on_delete="CASCADE"))
    quote_id: int
    revision = impersonal(IntegerField(default=1))
    mode = impersonal(ChoiceField(PriceMode, default=PriceMode.EXCL))
    language = impersonal(CharField(max_length=5, default="nl"))
    valid_until = impersonal(DayField(null=True))
    payment_days = impersonal(IntegerField(null=True))
    discount = impersonal(IntegerField(default=0))  # basis points
    attention = _told(TextField(default=""))
    reference = _told(TextField(default=""))
    project = _told(TextField(default=""))
    introduction = _told(TextField(default=""))
    remark = _told(TextField(default=""))
    dated = impersonal(DayField(null=True))
    total = impersonal(BigIntegerField(null=True))  # cents, of what is in the sum
    snapshot = _told(TextField(null=True))
    particulars = _told(TextField(null=True))
    frozen_at = impersonal(MomentField(null=True))

    class Meta:
        indexes = ((("quote", "revision"), True),)


class QuoteLine(Record):
    """A line, as those of invoices."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = ""  # goes with its version, whose customer is known
    forgets = True
    guards = (
        "quote_line_of_a_draft",
        "quote_line_goes_with_its_draft",
        "quote_line_stays",
        "line_within_bounds",
    )

    quote_version = impersonal(ForeignKeyField(QuoteVersion, backref="lines", on_delete="CASCADE"))
    quote_version_id: int
    position = impersonal(IntegerField(default=0))
    kind = impersonal(ChoiceField(LineKind, default=LineKind.LINE))
    article = impersonal(ForeignKeyField(Article, null=True, on_delete="RESTRICT"))
    article_id: int | None
    description = _told(TextField(default=""))
    quantity = impersonal(BigIntegerField(default=1000))
    unit = impersonal(CharField(max_length=20, default="piece"))
    price = impersonal(BigIntegerField(default=0))
    discount = impersonal(IntegerField(default=0))
    treatment = impersonal(ChoiceField(Treatment, default=Treatment.HIGH))
    points = impersonal(IntegerField(default=0))
    cost = impersonal(BigIntegerField(null=True))
    choice = impersonal(ChoiceField(Choice, default=Choice.FIXED))
    choice_group = impersonal(IntegerField(default=0))
    chosen = impersonal(BooleanField(default=True))  # counts in the sum


class QuoteEvent(Record):
    """Something that happened with a version: who said what, when, and which lines were chosen."""

    access = Access(insert=Group.DESK, delete=Group.DESK)
    subject = ""  # goes with its version
    forgets = True
    guards = ("quote_event_is_kept",)

    quote_version = impersonal(ForeignKeyField(QuoteVersion, backref="events", on_delete="CASCADE"))
    quote_version_id: int
    kind = impersonal(ChoiceField(QuoteEventKind))
    happened_at = impersonal(MomentField(null=True))  # none: when it was told
    who = _told(TextField(default=""))  # of the customer's
    words = _told(TextField(default=""))
    chosen = impersonal(TextField(default=""))  # ids of lines; of INVOICED: services/quotes
