"""Papers as they were made, byte for byte, and the mail that waits to be sent."""

from enum import StrEnum

from peewee import BlobField, ForeignKeyField, IntegerField, TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import CharField, ChoiceField, MomentField
from mcsys_desktop.models.invoices import Invoice, paper
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal
from mcsys_desktop.models.quotes import QuoteVersion
from mcsys_desktop.models.reminders import Reminder


class FileKind(StrEnum):
    """What a file is."""

    PDF = "pdf"
    UBL = "ubl"


class MailState(StrEnum):
    """How far a mail has come. ``UNCERTAIN``: no answer came, so it may have gone."""

    HELD = "held"  # somebody looks at it first
    WAITING = "waiting"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    REFUSED = "refused"
    BOUNCED = "bounced"
    DROPPED = "dropped"


class PaperLook(Record):
    """How papers looked, with logo and letterhead, so that they can be drawn again as they were."""

    access = Access(insert=Group.DESK)
    subject = ""
    kept = True
    machine_made = ("key", "text")
    unlogged = ("text",)

    key = impersonal(CharField(max_length=64, unique=True))  # the SHA-256 of its text
    text = impersonal(TextField())  # documents.invoices.look.Look, as text


class DocumentFile(Record):
    """The bytes of a paper as they went out: of an invoice, a version of a quote, or a reminder."""

    access = Access(insert=Group.DESK, delete=Group.DESK)
    subject = "customer"
    forgets = True
    machine_made = ("sha256", "renderer", "name")
    unlogged = ("content",)
    guards = ("file_of_one_thing", "file_kept_to_its_term")

    customer = impersonal(ForeignKeyField(Customer, null=True, on_delete="RESTRICT"))
    customer_id: int | None
    invoice = impersonal(ForeignKeyField(Invoice, null=True, on_delete="RESTRICT"))
    invoice_id: int | None
    quote_version = impersonal(ForeignKeyField(QuoteVersion, null=True, on_delete="CASCADE"))
    quote_version_id: int | None
    reminder = impersonal(ForeignKeyField(Reminder, null=True, on_delete="CASCADE"))
    reminder_id: int | None
    kind = impersonal(ChoiceField(FileKind))
    name = impersonal(TextField())  # as it is called when it is sent
    content = paper(BlobField())
    sha256 = impersonal(CharField(max_length=64))
    renderer = impersonal(CharField(max_length=40))  # who drew it, with its version
    look = impersonal(ForeignKeyField(PaperLook, null=True, on_delete="RESTRICT"))
    look_id: int | None

    class Meta:
        indexes = ((("invoice", "kind"), True),)


class Mail(Record):
    """One mail in the queue. It is sent once: under one Message-ID, whatever happens."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"
    forgets = True
    machine_made = ("message_id",)
    guards = ("mail_on_its_way_stays", "mail_is_kept")

    customer = impersonal(ForeignKeyField(Customer, null=True, on_delete="RESTRICT"))
    customer_id: int | None
    invoice = impersonal(ForeignKeyField(Invoice, null=True, on_delete="RESTRICT"))
    invoice_id: int | None
    quote_version = impersonal(ForeignKeyField(QuoteVersion, null=True, on_delete="CASCADE"))
    quote_version_id: int | None
    reminder = impersonal(ForeignKeyField(Reminder, null=True, on_delete="CASCADE"))
    reminder_id: int | None
    recipient = personal(TextField(), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)
    copy_to = personal(TextField(default=""), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)
    heading = personal(TextField(), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)
    body = personal(TextField(), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)
    message_id = impersonal(CharField(max_length=200, unique=True))
    state = impersonal(ChoiceField(MailState, default=MailState.WAITING))
    tries = impersonal(IntegerField(default=0))
    not_before = impersonal(MomentField(null=True))
    claimed_at = impersonal(MomentField(null=True))
    claimed_by = personal(  # the login whose desk sends it
        TextField(default=""), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP
    )
    sent_at = impersonal(MomentField(null=True))
    said = personal(  # the server's answer
        TextField(default=""), Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW
    )

    class Meta:
        indexes = ((("state", "id"), False),)


class MailFile(Record):
    """That a file goes along."""

    access = Access(insert=Group.DESK, delete=Group.DESK)
    subject = ""  # goes with its mail

    mail = impersonal(ForeignKeyField(Mail, backref="files", on_delete="CASCADE"))
    mail_id: int
    file = impersonal(ForeignKeyField(DocumentFile, on_delete="CASCADE"))
    file_id: int
