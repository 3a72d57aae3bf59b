"""Who must be called back: missed calls come in by themselves, colleagues add others."""

from enum import StrEnum
from typing import ClassVar

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer, Person
from mcsys_desktop.models.fields import CharField, ChoiceField, MomentField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class Closing(StrEnum):
    """How somebody came off the list."""

    OPEN = ""
    WE_CALLED = "we_called"
    THEY_CALLED = "they_called"
    TICKED = "ticked"  # by hand: mailed, came by, not worth it
    MISTAKEN = "mistaken"  # late news: somebody had picked up after all


class CallBack(Record):
    """One entry of the call-back list. Of one number there is one open entry at a time.

    Kept as long as the call it came from; one for a customer, as long as the customer.
    """

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"
    forgets = True
    guards = ("call_back_kept", "call_back_waits")
    formats: ClassVar = {"e164": "e164"}

    customer = impersonal(
        ForeignKeyField(Customer, null=True, backref="call_backs", on_delete="CASCADE")
    )
    customer_id: int | None
    person = impersonal(ForeignKeyField(Person, null=True, on_delete="SET NULL"))
    person_id: int | None
    call = impersonal(ForeignKeyField(Call, null=True, on_delete="CASCADE"))  # the last missed one
    call_id: int | None
    e164 = personal(
        CharField(max_length=20, default=""), Purpose.CONTACT, Term.CALL_LOG, Erasure.DELETE_ROW
    )
    number_raw = personal(TextField(default=""), Purpose.CONTACT, Term.CALL_LOG, Erasure.DELETE_ROW)
    name = personal(TextField(default=""), Purpose.CONTACT, Term.CALL_LOG, Erasure.DELETE_ROW)
    reason = personal(TextField(default=""), Purpose.CONTACT, Term.CALL_LOG, Erasure.DELETE_ROW)
    waits_since = impersonal(MomentField())  # the first missed call, or when it was asked
    missed = impersonal(IntegerField(default=0))  # how many calls since then
    asked = impersonal(BooleanField(default=False))  # somebody wants it, missed calls or not
    due_at = impersonal(MomentField(null=True))  # "vóór 12.00 uur"; none: as soon as can be
    taken_by = personal(  # the login of whoever does it, or was asked to
        TextField(default=""), Purpose.ACCOUNTABILITY, Term.CALL_LOG, Erasure.DELETE_ROW
    )
    taken_at = impersonal(MomentField(null=True))
    closing = impersonal(ChoiceField(Closing, default=Closing.OPEN))
    closed_by = personal(
        TextField(default=""), Purpose.ACCOUNTABILITY, Term.CALL_LOG, Erasure.DELETE_ROW
    )
    closed_at = impersonal(MomentField(null=True, index=True))


CallBack.add_index(
    CallBack.index(
        CallBack.e164,
        unique=True,
        name="call_back_open",
        where=(CallBack.closed_at.is_null() & (CallBack.e164 != "")),
    )
)
