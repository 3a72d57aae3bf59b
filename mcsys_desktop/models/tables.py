"""Every table, in the order they can be created."""

from peewee import Model

from mcsys_desktop.models.audit import AUDIT
from mcsys_desktop.models.base import Record
from mcsys_desktop.models.calls import Call, CallReport
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerPerson,
    EmailAddress,
    Person,
    PhoneNumber,
)
from mcsys_desktop.models.office import OfficeSetting, SchemaHistory, SchemaMeta
from mcsys_desktop.models.requests import Request
from mcsys_desktop.models.safety import Backup, SecurityReview
from mcsys_desktop.models.staff import Colleague

RECORDS: tuple[type[Record], ...] = (
    Customer,
    Person,
    CustomerPerson,
    PhoneNumber,
    EmailAddress,
    Address,
    Call,
    CallReport,
    Colleague,
    Request,
    Backup,
    SecurityReview,
    OfficeSetting,
)
TABLES: tuple[type[Model], ...] = (SchemaMeta, SchemaHistory, *AUDIT, *RECORDS)
