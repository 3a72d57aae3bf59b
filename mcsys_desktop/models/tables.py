"""Every table, in the order they can be created."""

from peewee import Model

from mcsys_desktop.models.agreements import (
    Agreement,
    AgreementLine,
    AgreementPrice,
    AgreementRun,
)
from mcsys_desktop.models.articles import Article, ArticleText, PriceAgreement
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
from mcsys_desktop.models.invoice_settings import BillingTerms, InvoiceSetting
from mcsys_desktop.models.invoices import (
    Invoice,
    InvoiceEvent,
    InvoiceLine,
    InvoiceParticulars,
    InvoiceVat,
    NumberSeries,
)
from mcsys_desktop.models.listing import CustomerListing
from mcsys_desktop.models.merging import Merging
from mcsys_desktop.models.notes import Note
from mcsys_desktop.models.office import OfficeSetting, SchemaHistory, SchemaMeta
from mcsys_desktop.models.outbox import DocumentFile, Mail, MailFile, PaperLook
from mcsys_desktop.models.payments import Allocation, InterestRate, Payment
from mcsys_desktop.models.phone_systems import PhoneReception, PhoneSecret, PhoneSystem
from mcsys_desktop.models.quotes import Quote, QuoteEvent, QuoteLine, QuoteVersion
from mcsys_desktop.models.reminders import Reminder, ReminderItem
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
    InvoiceSetting,
    BillingTerms,
    Article,
    ArticleText,
    PriceAgreement,
    Quote,
    QuoteVersion,
    QuoteLine,
    QuoteEvent,
    NumberSeries,
    Invoice,
    InvoiceLine,
    InvoiceVat,
    InvoiceParticulars,
    InvoiceEvent,
    Payment,
    Allocation,
    InterestRate,
    Agreement,
    AgreementLine,
    AgreementPrice,
    AgreementRun,
    Reminder,
    ReminderItem,
    PaperLook,
    DocumentFile,
    Mail,
    MailFile,
)
TABLES: tuple[type[Model], ...] = (
    *(SchemaMeta, SchemaHistory),
    *AUDIT,
    *RECORDS,
    CustomerListing,
)
