"""That a customer was merged into another, and what was taken over: so that it can be undone.

``Customer.merged_into`` is what reading follows. This row stands beside it for as long as the two
are one, and goes when they are taken apart again.
"""

from peewee import ForeignKeyField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class Merging(Record):
    """One merging: ``merged`` is shown as ``heir``. A customer is merged once at a time."""

    access = Access(insert=Group.DESK, delete=Group.DESK)
    subject = "heir"

    heir = impersonal(ForeignKeyField(Customer, backref="+", on_delete="CASCADE"))
    heir_id: int
    merged = impersonal(ForeignKeyField(Customer, backref="+", unique=True, on_delete="CASCADE"))
    merged_id: int
    # JSON: what the heir held before, and what it got of the other, column by column.
    taken = personal(TextField(default="{}"), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)
