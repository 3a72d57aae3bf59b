"""That backups were made and proven, and that somebody looked after the office's security."""

from peewee import BigIntegerField, IntegerField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.fields import CharField, MomentField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class Backup(Record):
    """One backup that was restored for trial and found equal. Never changed afterwards."""

    access = Access(insert=Group.DESK)
    kept = True
    machine_made = ("sha256", "digest", "hash")
    subject = ""  # what it holds is encrypted, elsewhere

    place = impersonal(TextField())  # the folder or share, and the file's name
    bytes = impersonal(BigIntegerField())
    sha256 = impersonal(CharField(max_length=64))  # of the file
    rows = impersonal(IntegerField())
    digest = impersonal(CharField(max_length=64))  # of all rows of all tables
    seq = impersonal(BigIntegerField())  # the last link of the chain that is in it
    hash = impersonal(CharField(max_length=64))
    taken_at = impersonal(MomentField(index=True))
    proven_at = impersonal(MomentField())


class SecurityReview(Record):
    """Somebody read what the program found, and who may do what, and put his name to it."""

    access = Access(read=Group.ADMIN, insert=Group.ADMIN)
    kept = True
    subject = ""  # staff

    findings = impersonal(TextField())  # of ``server check``, as JSON
    logins = personal(TextField(), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)
    restored_at = impersonal(MomentField(null=True))  # the last proven restore
    remark = personal(TextField(default=""), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)
