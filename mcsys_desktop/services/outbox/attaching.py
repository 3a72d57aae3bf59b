"""The files that go along: the bytes that are kept, never a new drawing of what is sent already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import Expression

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.models.outbox import DocumentFile, FileKind, MailFile
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices.papers import papers
from mcsys_desktop.services.queries import among


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail; ``size`` is in bytes."""

    id: int
    name: str
    kind: FileKind
    size: int


def of_invoice(invoice_id: int) -> list[Attachment]:
    """What goes along with an invoice: the paper, and for a business the file for its books.

    Made and kept now if there is none. Raises UserError for a draft, or where its term is over.
    """
    row = Invoice.get_or_none(Invoice.id == invoice_id)
    if row is None or row.number is None:
        raise UserError(_("Make it final first."))
    sheet = invoices.sheet(invoice_id)
    papers(invoice_id)
    found = _kept(DocumentFile.invoice, invoice_id)
    wanted = {FileKind.PDF, FileKind.UBL} if sheet.particulars.buyer.business else {FileKind.PDF}
    return [each for each in found if each.kind in wanted]


def of_quote(version_id: int) -> list[Attachment]:
    """The paper of a version of a quote, if it was kept."""
    return [a for a in _kept(DocumentFile.quote_version, version_id) if a.kind is FileKind.PDF]


def of_reminder(reminder_id: int) -> list[Attachment]:
    """The letter of a reminder, if it was kept."""
    return [a for a in _kept(DocumentFile.reminder, reminder_id) if a.kind is FileKind.PDF]


def contents(mail_id: int) -> list[tuple[str, FileKind, bytes]]:
    """Name, kind and bytes of what goes along with a mail, the paper first."""
    query = (
        DocumentFile.select()
        .join(MailFile, on=(MailFile.file == DocumentFile.id))
        .where(MailFile.mail == mail_id)
        .order_by(DocumentFile.kind, DocumentFile.id)
    )
    return [(row.name, row.kind, bytes(row.content)) for row in query]


def with_bytes(found: Sequence[Attachment]) -> list[tuple[str, FileKind, bytes]]:
    """Name, kind and bytes of these files."""
    query = DocumentFile.select().where(among(DocumentFile.id, [each.id for each in found]))
    return [(row.name, row.kind, bytes(row.content)) for row in query.order_by(DocumentFile.kind)]


def _kept(field: Any, of: int) -> list[Attachment]:
    condition: Expression = field == of
    query = DocumentFile.select().where(condition).order_by(DocumentFile.kind, DocumentFile.id)
    return [_told(row) for row in query]


def _told(row: DocumentFile) -> Attachment:
    return Attachment(row.id, row.name, row.kind, len(row.content))
