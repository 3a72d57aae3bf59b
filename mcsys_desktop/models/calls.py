"""The call log: one row per call, however many desks and sources heard it."""

from enum import StrEnum
from typing import ClassVar

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import LATER, Customer, Person
from mcsys_desktop.models.fields import CharField, ChoiceField, MomentField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class CallState(StrEnum):
    """How far a call has come. It only moves forward; the database refuses a step back."""

    RINGING = "1_ringing"
    ANSWERED = "2_answered"
    ENDED = "3_ended"


class Outcome(StrEnum):
    """How a call ended, as far as anybody can tell."""

    NONE = ""
    ANSWERED = "answered"
    MISSED = "missed"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    VOICEMAIL = "voicemail"
    BUSY = "busy"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


class Result(StrEnum):
    """What the person who spoke made of it."""

    NONE = ""
    SOLVED = "solved"
    CALL_BACK = "call_back"
    SALES = "sales"
    TRIAL = "trial"  # somebody tried whether the telephone reports; nothing follows from it


class Call(Record):
    """One call: who, when, how it ended, and what was said.

    Kept for 90 days, or as long as the office chose, and longer only for a customer. A withheld
    number is never stored.
    """

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"
    forgets = True  # after its term nothing is known of a call any more
    guards = (
        "call_forward_only",
        "call_kept_for_its_term",
        "call_of_nobody_erased",
        "call_time_stays",
        "call_withheld_has_no_number",
    )
    formats: ClassVar = {"e164": "e164"}

    direction = impersonal(CharField(max_length=10, default="inbound"))
    state = impersonal(ChoiceField(CallState, default=CallState.RINGING))
    outcome = impersonal(ChoiceField(Outcome, default=Outcome.NONE))
    number_raw = personal(TextField(default=""), Purpose.CONTACT, Term.CALL_LOG, Erasure.DELETE_ROW)
    e164 = personal(
        CharField(max_length=20, default="", index=True),
        Purpose.CONTACT,
        Term.CALL_LOG,
        Erasure.DELETE_ROW,
    )
    withheld = impersonal(BooleanField(default=False))
    name_given = personal(TextField(default=""), Purpose.CONTACT, Term.CALL_LOG, Erasure.DELETE_ROW)
    called = impersonal(TextField(default=""))  # our own number or extension that rang
    answered_by = personal(
        TextField(default=""), Purpose.ACCOUNTABILITY, Term.CALL_LOG, Erasure.DELETE_ROW
    )
    rang_at = impersonal(MomentField(index=True))
    answered_at = impersonal(MomentField(null=True))
    ended_at = impersonal(MomentField(null=True))
    customer = impersonal(
        ForeignKeyField(Customer, null=True, backref="calls", on_delete="RESTRICT")
    )
    customer_id: int | None
    person = impersonal(ForeignKeyField(Person, null=True, on_delete="SET NULL"))
    person_id: int | None
    note = personal(TextField(default=""), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)
    result = impersonal(ChoiceField(Result, default=Result.NONE))
    handled_at = impersonal(MomentField(null=True))
    handled_by = personal(
        TextField(default=""), Purpose.ACCOUNTABILITY, Term.CALL_LOG, Erasure.DELETE_ROW
    )
    # A call that a colleague passes on may be another one for the phone system: it begins with the
    # customer and the note of the one that it came from.
    passed_from = impersonal(
        ForeignKeyField("self", null=True, backref="passed_on", on_delete="SET NULL")
    )
    passed_from_id: int | None
    handed_to = personal(  # the login of whom it was handed to by hand; of nobody: the phones did
        TextField(default="", constraints=LATER),
        Purpose.ACCOUNTABILITY,
        Term.CALL_LOG,
        Erasure.DELETE_ROW,
    )
    handed_by = personal(  # a login, or the extension of whoever is known by nothing else
        TextField(default="", constraints=LATER),
        Purpose.ACCOUNTABILITY,
        Term.CALL_LOG,
        Erasure.DELETE_ROW,
    )
    handed_at = impersonal(MomentField(null=True))

    class Meta:
        # What the log can be sorted by; each ends in the id, by which pages go on.
        indexes = (
            (("rang_at", "id"), False),
            (("e164", "id"), False),
            (("outcome", "id"), False),
            (("called", "id"), False),
        )


class CallReport(Record):
    """What one source said of a call. Two reports of one source are two calls."""

    access = Access(insert=Group.DESK, update=Group.DESK)
    subject = "call.customer"
    # No words of people.
    machine_made = ("source", "external_id", "last_kind", "device", "rings_at")
    audited = False  # it is a log itself: what machines said, several times a call

    call = impersonal(ForeignKeyField(Call, backref="reports", on_delete="CASCADE"))
    call_id: int
    source = impersonal(TextField())
    external_id = impersonal(TextField())
    last_kind = impersonal(CharField(max_length=20))
    device = impersonal(TextField(default=""))
    rings_at = impersonal(TextField(default="", constraints=LATER))  # one telephone to a line
    reason = impersonal(TextField(default=""))
    # Kept apart, so that the state of a call never depends on the order in which news arrives.
    rang_at = impersonal(MomentField(null=True))
    answered_at = impersonal(MomentField(null=True))
    last_at = impersonal(MomentField())
    seconds = impersonal(IntegerField(null=True))

    class Meta:
        indexes = ((("source", "external_id"), True),)
