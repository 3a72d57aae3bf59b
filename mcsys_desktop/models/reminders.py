"""Reminders of what is not paid: letters of their own, with amounts that do not change any more."""

from enum import StrEnum

from peewee import BigIntegerField, ForeignKeyField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import CharField, ChoiceField, DayField
from mcsys_desktop.models.invoices import Invoice, paper
from mcsys_desktop.models.privacy import impersonal


class Step(StrEnum):
    """How far it has come."""

    FRIENDLY = "friendly"
    FOURTEEN_DAYS = "fourteen_days"  # the letter of BW 6:96, to consumers
    NOTICE = "notice"  # formal, to businesses
    HANDED_OVER = "handed_over"  # to who collects debts


class Reminder(Record):
    """One letter about one or more invoices. Amounts are cents; ``snapshot`` is what it says."""

    access = Access(insert=Group.DESK, delete=Group.DESK)
    subject = "customer"
    forgets = True
    machine_made = ("snapshot",)
    unlogged = ("snapshot",)
    guards = ("reminder_kept_to_its_term",)

    customer = impersonal(ForeignKeyField(Customer, backref="reminders", on_delete="RESTRICT"))
    customer_id: int
    step = impersonal(ChoiceField(Step))
    dated = impersonal(DayField())
    pay_by = impersonal(DayField(null=True))
    language = impersonal(CharField(max_length=5, default="nl"))
    principal = impersonal(BigIntegerField())
    costs = impersonal(BigIntegerField(default=0))
    interest = impersonal(BigIntegerField(default=0))
    snapshot = paper(TextField(default=""))


class ReminderItem(Record):
    """One of the invoices, and what was open of it then (cents)."""

    access = Access(insert=Group.DESK, delete=Group.DESK)
    subject = ""  # goes with its letter
    guards = ("reminder_item_stays",)

    reminder = impersonal(ForeignKeyField(Reminder, backref="items", on_delete="CASCADE"))
    reminder_id: int
    invoice = impersonal(ForeignKeyField(Invoice, backref="reminders", on_delete="RESTRICT"))
    invoice_id: int
    open_cents = impersonal(BigIntegerField())

    class Meta:
        indexes = ((("reminder", "invoice"), True),)
