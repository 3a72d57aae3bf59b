"""The phone systems of the office, their passwords, and the machine that telephones report to."""

from peewee import ForeignKeyField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.fields import CharField, MomentField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class PhoneSystem(Record):
    """One phone system that some desk of the office connects to.

    ``chosen`` are its settings (`core.settings`) by name, as JSON: extensions and accounts may be
    called after people. ``password_for`` is the account that its password was given for.
    """

    access = Access(insert=Group.ADMIN, update=Group.ADMIN, delete=Group.ADMIN)
    subject = ""  # how the office works; staff

    kind = impersonal(CharField(max_length=20))
    chosen = personal(TextField(), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)
    password_for = personal(TextField(default=""), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)
    password_at = impersonal(MomentField(null=True))


class PhoneSecret(Record):
    """The password of one phone system: for the logins that may run it, and in no log."""

    access = Access(read=Group.DESK, insert=Group.ADMIN, update=Group.ADMIN, delete=Group.ADMIN)
    subject = ""
    audited = False  # the phone system says when it was given another one
    machine_made = ("secret",)  # a password may look like anything

    phone_system = impersonal(ForeignKeyField(PhoneSystem, unique=True, on_delete="CASCADE"))
    phone_system_id: int
    secret = impersonal(TextField())


class PhoneReception(Record):
    """A machine that telephones report to, or fetch the phone book from: as it said itself.

    While it can be reached it holds a turn (``desks.py``); the row tells that it should.
    """

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = ""
    machine_made = ("desk",)

    desk = impersonal(CharField(max_length=36, unique=True))  # the identity of that desk, a UUID
    # Desks may be called after who sits there.
    name = personal(TextField(default=""), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)
    address = impersonal(TextField(default=""))
