"""Notes about a customer: what was said or seen, dated, one after the other."""

from enum import StrEnum

from peewee import BooleanField, ForeignKeyField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import ChoiceField, MomentField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class NoteKind(StrEnum):
    """What the note tells of."""

    NOTE = "note"
    CONVERSATION = "conversation"
    VISIT = "visit"
    MAIL = "mail"


class Note(Record):
    """Something worth keeping about a customer. A pinned one stays in view above the card."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"

    customer = impersonal(ForeignKeyField(Customer, backref="dated_notes", on_delete="CASCADE"))
    customer_id: int
    kind = impersonal(ChoiceField(NoteKind, default=NoteKind.NOTE))
    text = personal(TextField(), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)
    pinned = impersonal(BooleanField(default=False))
    happened_at = impersonal(MomentField())
