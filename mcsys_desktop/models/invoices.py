"""Invoices and credit invoices: drafts that anybody changes, final ones that nobody ever does.

A draft becomes final by one act (``finalising.py``), which takes the next number of its series as
its last step. From then on neither the row nor its lines change or go: what happens afterwards are
rows beside it. When the term of the law has ended, what is about people is emptied, and the sums
and the chain of hashes stay.
"""

from enum import StrEnum
from typing import Any, TypeVar

from peewee import BigIntegerField, Field, ForeignKeyField, IntegerField, TextField

from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.models.articles import Article
from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import CharField, ChoiceField, DayField, MomentField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal

FINALISE = "finalise"  # the door that numbers are behind


class Kind(StrEnum):
    """What a document is; the words are those of the snapshot."""

    INVOICE = "invoice"
    CREDIT = "credit"  # its amounts are positive, and are given back


class LineKind(StrEnum):
    """What a line is. Only a ``LINE`` counts; the others are words between."""

    LINE = "line"
    HEADING = "heading"
    TEXT = "text"


class EventKind(StrEnum):
    """What happened with a final document."""

    SENT = "sent"
    PRINTED = "printed"
    DELIVERED = "delivered"
    REFUSED = "refused"  # the mail came back
    DISPUTED = "disputed"
    DISPUTE_OVER = "dispute_over"
    UNCOLLECTABLE = "uncollectable"
    COLLECTABLE = "collectable"  # after all
    REMINDERS_HELD = "reminders_held"
    REMINDERS_ON = "reminders_on"
    NOTED = "noted"


F = TypeVar("F", bound="Field[Any]")


def paper(field: F) -> F:
    """Declare that a law keeps ``field`` until the fiscal term of its document has ended."""
    return personal(field, Purpose.TAX, Term.FISCAL, Erasure.KEEP)


class NumberSeries(Record):
    """The numbers of one kind of document in one year: F2026-00001 and on, without a gap.

    Made when the first number is taken, or before by who takes over a running series.
    """

    access = Access(insert=Group.ACCOUNTING)
    subject = ""
    machine_made = ("last_hash",)
    door = FINALISE
    behind = ("last_seq", "last_dated", "last_hash")
    guards = ("series_begins_empty", "series_in_turn")

    kind = impersonal(ChoiceField(Kind))
    year = impersonal(IntegerField())
    prefix = impersonal(CharField(max_length=10))
    last_seq = impersonal(BigIntegerField(default=0))
    last_dated = impersonal(DayField(null=True))
    last_hash = impersonal(CharField(max_length=64, default=""))  # where the chain ends

    class Meta:
        indexes = ((("kind", "year"), True), (("prefix", "year"), True))


class Invoice(Record):
    """A draft, or what it became for good when it got its number.

    ``total`` and ``vat`` are cents, ``discount`` basis points of all lines. The last columns are
    empty in a draft and never change after.
    """

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"
    forgets = True  # nothing is known any more of a draft that was thrown away
    machine_made = ("snapshot", "content_hash", "request")
    unlogged = ("snapshot",)
    door = FINALISE
    behind = (
        *("number_series_id", "seq", "number", "dated", "due", "total", "vat", "snapshot"),
        *("content_hash", "request", "final_at", "final_by"),
    )
    guards = (
        "invoice_born_draft",
        "invoice_final_stays",
        "invoice_final_never_goes",
        "invoice_in_turn",
        "invoice_adds_up",
        "credit_within_what_is_left",
        "credit_of_a_final_one",
        "invoice_of_nobody_erased",
    )

    kind = impersonal(ChoiceField(Kind, default=Kind.INVOICE))
    customer = impersonal(ForeignKeyField(Customer, null=True, on_delete="RESTRICT"))
    customer_id: int | None
    credits = impersonal(ForeignKeyField("self", null=True, on_delete="RESTRICT"))  # corrects it
    credits_id: int | None
    mode = impersonal(ChoiceField(PriceMode, default=PriceMode.EXCL))
    language = impersonal(CharField(max_length=5, default="nl"))
    payment_days = impersonal(IntegerField(null=True))  # none: the customer's, or the office's
    discount = impersonal(IntegerField(default=0))
    delivered_on = impersonal(DayField(null=True))
    period_from = impersonal(DayField(null=True))
    period_to = impersonal(DayField(null=True))
    attention = paper(TextField(default=""))  # a person there
    reference = paper(TextField(default=""))  # theirs
    project = paper(TextField(default=""))
    introduction = paper(TextField(default=""))
    remark = paper(TextField(default=""))  # on paper, below the lines
    note = paper(TextField(default=""))  # never on paper
    from_quote = impersonal(BigIntegerField(null=True))  # the id of a version of one
    keep_years = impersonal(IntegerField(default=7))

    number_series = impersonal(ForeignKeyField(NumberSeries, null=True, on_delete="RESTRICT"))
    number_series_id: int | None
    seq = impersonal(BigIntegerField(null=True))
    number = impersonal(CharField(max_length=30, null=True, unique=True))
    dated = impersonal(DayField(null=True, index=True))
    due = impersonal(DayField(null=True))
    total = impersonal(BigIntegerField(null=True))
    vat = impersonal(BigIntegerField(null=True))
    snapshot = impersonal(TextField(null=True))  # documents.invoices.snapshot.Snapshot, as text
    content_hash = impersonal(CharField(max_length=64, null=True))
    request = impersonal(CharField(max_length=32, null=True, unique=True))
    final_at = impersonal(MomentField(null=True))
    final_by = personal(TextField(null=True), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)

    class Meta:
        indexes = ((("number_series", "seq"), True), (("changed_at", "id"), False))


# What is emptied when the term has ended.
WORDS = ("attention", "reference", "project", "introduction", "remark", "note")


class InvoiceLine(Record):
    """A line of a document: thousandths of a unit at ten-thousandths of a euro, in its mode."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "invoice.customer"
    forgets = True
    guards = (
        "line_of_a_draft",
        "line_of_a_draft_goes",
        "line_stays_with_its_draft",
        "line_within_bounds",
    )

    invoice = impersonal(ForeignKeyField(Invoice, backref="lines", on_delete="CASCADE"))
    invoice_id: int
    position = impersonal(IntegerField(default=0))
    kind = impersonal(ChoiceField(LineKind, default=LineKind.LINE))
    article = impersonal(ForeignKeyField(Article, null=True, on_delete="RESTRICT"))
    article_id: int | None
    description = paper(TextField(default=""))
    serials = paper(TextField(default=""))  # one on each line
    quantity = impersonal(BigIntegerField(default=1000))
    unit = impersonal(CharField(max_length=20, default="piece"))
    price = impersonal(BigIntegerField(default=0))
    discount = impersonal(IntegerField(default=0))  # basis points
    treatment = impersonal(ChoiceField(Treatment, default=Treatment.HIGH))
    points = impersonal(IntegerField(default=0))  # the rate of VAT in basis points
    cost = impersonal(BigIntegerField(null=True))  # what one cost us, as ``price``
    deducts = impersonal(  # a deposit that was invoiced before
        ForeignKeyField(Invoice, null=True, backref="+", on_delete="RESTRICT")
    )
    deducts_id: int | None
    credited_line = impersonal(BigIntegerField(null=True))  # the id of the line that it gives back


class InvoiceVat(Record):
    """What a final document says of one treatment and rate, in cents: for the books."""

    access = Access()
    subject = "invoice.customer"
    kept = True
    door = FINALISE
    guards = ("part_of_a_draft",)

    invoice = impersonal(ForeignKeyField(Invoice, backref="vats", on_delete="RESTRICT"))
    invoice_id: int
    treatment = impersonal(ChoiceField(Treatment))
    points = impersonal(IntegerField())
    base = impersonal(BigIntegerField())
    vat_cents = impersonal(BigIntegerField())

    class Meta:
        indexes = ((("invoice", "treatment", "points"), True),)


class InvoiceParticulars(Record):
    """The part of a final document that is about people, and the salt of its sum."""

    access = Access(delete=Group.DESK)
    subject = "invoice.customer"
    forgets = True
    machine_made = ("salt", "text")
    unlogged = ("text",)
    door = FINALISE
    guards = ("part_of_a_draft", "paper_kept_to_its_term")

    invoice = impersonal(ForeignKeyField(Invoice, unique=True, on_delete="RESTRICT"))
    invoice_id: int
    salt = impersonal(CharField(max_length=64))
    text = paper(TextField())  # documents.invoices.snapshot.Particulars, as text


class InvoiceEvent(Record):
    """Something that happened with a final document. Never changed; emptied at its term."""

    access = Access(insert=Group.DESK, delete=Group.DESK)
    subject = "invoice.customer"
    forgets = True
    guards = ("event_of_a_final_one", "paper_kept_to_its_term")

    invoice = impersonal(ForeignKeyField(Invoice, backref="events", on_delete="RESTRICT"))
    invoice_id: int
    kind = impersonal(ChoiceField(EventKind))
    happened_at = impersonal(MomentField(null=True))  # none: when it was told
    words = paper(TextField(default=""))
