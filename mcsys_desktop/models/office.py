"""What the office says of itself: its version, and how it came to that."""

from typing import ClassVar

from peewee import IntegerField, Model, TextField

from mcsys_desktop.models.base import Access, Group, Record, database
from mcsys_desktop.models.fields import AuthorField, CharField, KeyField, StampField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal

# How long the office keeps calls of nobody: a setting, which the guards of the log read as well.
CALL_LOG_DAYS = "call_log_days"
USUAL_RETENTION, SHORTEST_RETENTION = 90, 30  # days; the former as the privacy policy says


class SchemaMeta(Model):
    """One row: the version of the tables, who may read and write them, and whose they are.

    Not a ``Record``: only an upgrade writes it.
    """

    access: ClassVar[Access] = Access()

    one = impersonal(IntegerField(primary_key=True))
    version = impersonal(IntegerField())
    min_reader = impersonal(IntegerField())
    min_writer = impersonal(IntegerField())
    office_id = impersonal(TextField())

    class Meta:
        database = database
        legacy_table_names = False


class SchemaHistory(Model):
    """Each migration that was applied: when, by whom, with which program."""

    access: ClassVar[Access] = Access()

    id = impersonal(KeyField())
    name = impersonal(TextField())
    program = impersonal(TextField())
    applied_at = impersonal(StampField())
    applied_by = personal(AuthorField(), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)

    class Meta:
        database = database
        legacy_table_names = False


class OfficeSetting(Record):
    """A choice that holds for all desks: its name, and what was chosen, in text.

    Who keeps the keys of the backups is one, so what was chosen may name people.
    """

    access = Access(insert=Group.ADMIN, update=Group.ADMIN)
    subject = ""  # how the office works; staff

    name = impersonal(CharField(max_length=40, unique=True))
    value = personal(TextField(), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)


def setting(name: str) -> str:
    """What was chosen; nothing while nobody chose."""
    row = OfficeSetting.select().where(OfficeSetting.name == name).first()
    return str(row.value) if row is not None else ""


def keep_setting(name: str, value: str) -> None:
    """Choose something else. Only inside ``transaction()``."""
    row = OfficeSetting.select().where(OfficeSetting.name == name).first()
    if row is None:
        if value:
            OfficeSetting(name=name, value=value).save()
    elif row.value != value:
        row.value = value
        row.save()
