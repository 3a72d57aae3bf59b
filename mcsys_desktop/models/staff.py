"""The people who work here, by the login that the database knows them by."""

from peewee import TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.fields import CharField, ChoiceField, MomentField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class Colleague(Record):
    """Who a login is, so that screens can say "Sanne" where the database says "sanne"."""

    access = Access(insert=Group.ADMIN, update=Group.ADMIN)
    subject = ""  # staff, not a customer

    login = personal(
        CharField(max_length=63, unique=True), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP
    )
    name = personal(TextField(), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.PLACEHOLDER)
    extension = personal(
        CharField(max_length=12, default=""), Purpose.CONTACT, Term.STAFF, Erasure.BLANK
    )
    # On a server the login's own group decides; this is what a file's office goes by.
    may = impersonal(ChoiceField(Group, default=Group.DESK))
    left_at = impersonal(MomentField(null=True))
