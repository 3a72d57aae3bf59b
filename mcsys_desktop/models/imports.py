"""What was learnt of files that were brought in: which column of theirs is which field of ours."""

from peewee import TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.fields import CharField
from mcsys_desktop.models.privacy import impersonal


class ImportMapping(Record):
    """How files with this heading are read."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = ""  # names of columns
    machine_made = ("heading",)

    heading = impersonal(CharField(max_length=64, unique=True))  # SHA-256 of the column names
    fields = impersonal(TextField())  # JSON: column name -> our field
