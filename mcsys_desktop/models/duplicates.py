"""Customers that look like one and are two: somebody looked, and said so."""

from peewee import ForeignKeyField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.privacy import impersonal


class NotDuplicate(Record):
    """Two customers that are not the same; ``first`` has the smaller id."""

    access = Access(insert=Group.DESK, delete=Group.DESK)
    subject = "first"

    first = impersonal(ForeignKeyField(Customer, backref="+", on_delete="CASCADE"))
    first_id: int
    second = impersonal(ForeignKeyField(Customer, backref="+", on_delete="CASCADE"))
    second_id: int

    class Meta:
        indexes = ((("first", "second"), True),)
