"""Every table, in the order they can be created."""

from peewee import Model

from mcsys_desktop.models.audit import AUDIT
from mcsys_desktop.models.base import Record
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call, CallReport
from mcsys_desktop.models.companies import Company
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerPerson,
    EmailAddress,
    Person,
    PhoneNumber,
)
from mcsys_desktop.models.duplicates import NotDuplicate
from mcsys_desktop.models.imports import ImportMapping
from mcsys_desktop.models.merging import Merging
from mcsys_desktop.models.notes import Note
from mcsys_desktop.models.office import OfficeSetting, SchemaHistory, SchemaMeta
from mcsys_desktop.models.phone_systems import PhoneReception, PhoneSecret, PhoneSystem
from mcsys_desktop.models.requests import Request
from mcsys_desktop.models.safety import Backup, SecurityReview
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.models.tags import CustomerTag, Tag
from mcsys_desktop.models.views import SavedView

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
    Tag,
    CustomerTag,
    Note,
    CallBack,
    SavedView,
    ImportMapping,
    Company,
    NotDuplicate,
    Merging,
    PhoneSystem,
    PhoneSecret,
    PhoneReception,
)
TABLES: tuple[type[Model], ...] = (SchemaMeta, SchemaHistory, *AUDIT, *RECORDS)
