"""Saved views: a list with the filters, columns and order that somebody chose, under a name."""

from peewee import BooleanField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.fields import CharField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class SavedView(Record):
    """One saved view of a list. Whose it is stands in ``created_by``."""

    access = Access(insert=Group.READER, update=Group.READER, delete=Group.READER)
    subject = ""  # how somebody of the staff works
    guards = ("view_of_its_maker",)

    page = impersonal(CharField(max_length=40))  # the list it belongs to
    name = impersonal(TextField())
    # Filters may name people: "vries".
    chosen = personal(TextField(), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)  # JSON
    for_all = impersonal(BooleanField(default=False))
