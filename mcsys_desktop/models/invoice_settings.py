"""How the office makes invoices, and what was agreed with one customer about them."""

from enum import StrEnum

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import CharField, ChoiceField, DayField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class Window(StrEnum):
    """Where the address stands on paper, for the envelope's window."""

    LEFT = "left"
    RIGHT = "right"
    NONE = "none"


class Letterhead(StrEnum):
    """Who draws the top of the page."""

    DRAWN = "drawn"  # we do
    PDF = "pdf"  # it lies below, as the picture of a page
    PREPRINTED = "preprinted"  # the paper has it


class InvoiceSetting(Record):
    """One row: what holds for all documents. Lengths are tenths of a millimetre."""

    access = Access(insert=Group.ACCOUNTING, update=Group.ACCOUNTING)
    subject = ""
    machine_made = ("letterhead_first", "letterhead_next", "accent")
    unlogged = ("letterhead_first", "letterhead_next")
    guards = ("setting_only_once",)

    payment_days = impersonal(IntegerField(default=14))
    quote_days = impersonal(IntegerField(default=30))  # how long a quote stands
    invoice_prefix = impersonal(CharField(max_length=10, default="F"))
    credit_prefix = impersonal(CharField(max_length=10, default="CN"))
    quote_prefix = impersonal(CharField(max_length=10, default="O"))
    keep_years = impersonal(IntegerField(default=7))  # or 10: AWR 52, Wet OB 34a
    reminder_after = impersonal(IntegerField(default=7))  # days late when the first one is proposed
    reminder_days = impersonal(IntegerField(default=7))  # that a reminder gives; not the lawful 14
    days_by_mail = impersonal(IntegerField(default=1))  # until a mail counts as delivered
    days_by_post = impersonal(IntegerField(default=2))  # until a letter does
    small_business_from = impersonal(DayField(null=True))
    small_business_until = impersonal(DayField(null=True))  # the last day; none: still
    uses_margin = impersonal(BooleanField(default=False))
    uses_eu = impersonal(BooleanField(default=False))
    uses_stock = impersonal(BooleanField(default=False))
    uses_interest = impersonal(BooleanField(default=False))
    window = impersonal(ChoiceField(Window, default=Window.LEFT))
    window_right = impersonal(IntegerField(default=0))  # to the right of its usual place
    window_down = impersonal(IntegerField(default=0))
    letterhead = impersonal(ChoiceField(Letterhead, default=Letterhead.DRAWN))
    letterhead_first = impersonal(TextField(default=""))  # the picture of a page, base64
    letterhead_next = impersonal(TextField(default=""))  # for the pages after it
    accent = impersonal(CharField(max_length=7, default="#0F766E"))
    fold_marks = impersonal(BooleanField(default=True))
    qr = impersonal(BooleanField(default=True))
    terms_nl = impersonal(TextField(default=""))
    terms_en = impersonal(TextField(default=""))
    terms_page = impersonal(BooleanField(default=False))  # on a page of their own, at the end


class BillingTerms(Record):
    """What one customer wants on and of invoices. No row: nothing special."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"

    customer = impersonal(ForeignKeyField(Customer, unique=True, on_delete="CASCADE"))
    customer_id: int
    wants_reference = impersonal(BooleanField(default=False))
    oin = personal(
        CharField(max_length=20, default=""), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW
    )
    peppol_scheme = impersonal(CharField(max_length=4, default=""))
    peppol_id = personal(
        CharField(max_length=50, default=""), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW
    )
    reminders_held = impersonal(BooleanField(default=False))
    held_why = personal(TextField(default=""), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)
