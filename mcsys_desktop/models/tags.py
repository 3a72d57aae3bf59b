"""Tags: the office's own words for groups of customers, each with a colour."""

from enum import StrEnum

from peewee import ForeignKeyField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import ChoiceField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class Colour(StrEnum):
    """The colour of a tag: a name, because light and dark screens draw it differently."""

    GREY = "grey"
    TEAL = "teal"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"
    RED = "red"
    ORANGE = "orange"
    GREEN = "green"


class Tag(Record):
    """One word that customers can be marked with."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = ""  # a word of the office's own

    name = impersonal(TextField(unique=True))
    colour = impersonal(ChoiceField(Colour, default=Colour.GREY))


class CustomerTag(Record):
    """That a customer is marked with a tag."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"

    customer = impersonal(ForeignKeyField(Customer, backref="tags", on_delete="CASCADE"))
    customer_id: int
    # Which words the office marks somebody with says something of them.
    tag = personal(
        ForeignKeyField(Tag, backref="customers", on_delete="CASCADE"),
        Purpose.CONTRACT,
        Term.RELATION,
        Erasure.DELETE_ROW,
    )
    tag_id: int

    class Meta:
        indexes = ((("customer", "tag"), True),)
