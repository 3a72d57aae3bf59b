"""Putting a mail into the queue: whole, with its Message-ID, so that it is one mail for ever."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.amounts import euros
from mcsys_desktop.core.progress import Progress
from mcsys_desktop.models import requests
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import AddressForm, Customer
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.models.invoices import Kind as PaperKind
from mcsys_desktop.models.outbox import Mail, MailFile, MailState
from mcsys_desktop.services import colleagues, companies, free_text, salutation
from mcsys_desktop.services.erased import refuse_erased
from mcsys_desktop.services.invoices.composing import billing_email
from mcsys_desktop.services.merged import family_of, heir_of
from mcsys_desktop.services.outbox import attaching, wording
from mcsys_desktop.services.outbox.addresses import addresses
from mcsys_desktop.services.outbox.attaching import Attachment
from mcsys_desktop.services.outbox.defaults import Form, Kind
from mcsys_desktop.services.outbox.wording import LONGEST_HEADING

LARGEST = 20_000_000  # bytes of what goes along: most servers take 25 MB, written in base64


@dataclass(frozen=True, slots=True)
class Subject:
    """What a mail is about; one of these, or none."""

    invoice_id: int | None = None
    quote_version_id: int | None = None
    reminder_id: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it will go: to whom, what it says, and what goes along."""

    about: Subject
    customer_id: int | None
    to: str
    heading: str
    body: str
    files: tuple[Attachment, ...] = ()
    copy_to: str = ""


def propose(invoice_id: int) -> Letter:
    """The mail that would go with an invoice: to the customer's address for invoices, in their
    language and form. Its paper is made and kept if it is not there yet; not in a transaction.

    Raises UserError for a draft.
    """
    files = attaching.of_invoice(invoice_id)
    row = Invoice.get_by_id(invoice_id)
    customer = addressed(row.customer_id)
    kind = Kind.CREDIT if row.kind is PaperKind.CREDIT else Kind.INVOICE
    values = {
        "nummer": row.number or "",
        "bedrag": euros(row.total or 0, row.language),
        "datum": day(row.dated, row.language),
        "vervaldatum": day(row.due, row.language),
        "referentie": row.reference,
    }
    heading, body = written(kind, customer, row.language, values)
    return Letter(
        about=Subject(invoice_id=invoice_id),
        customer_id=row.customer_id,
        to=billing_email(family_of(customer.id)) if customer is not None else "",
        heading=heading,
        body=body,
        files=tuple(files),
    )


def written(
    kind: Kind, customer: Customer | None, language: str, values: dict[str, str]
) -> tuple[str, str]:
    """Subject and text of a kind for a customer. ``values`` fill what the papers know."""
    form = form_of(customer)
    known = language if language in wording.LANGUAGES else "en"
    filled = {
        "aanhef": salutation.to(customer, formal=form is Form.FORMAL, language=known),
        "naam": customer.name if customer is not None else "",
        "bedrijf": companies.company().name,
    }
    return wording.fill(wording.template(kind, known, form), filled | values)


def form_of(customer: Customer | None) -> Form:
    """How mails speak to somebody: as was agreed, and otherwise at a distance."""
    close = customer is not None and customer.address_form is AddressForm.INFORMAL
    return Form.INFORMAL if close else Form.FORMAL


def addressed(customer_id: int | None) -> Customer | None:
    """The customer that mail goes to, after merging."""
    if customer_id is None:
        return None
    found: Customer | None = Customer.get_or_none(Customer.id == heir_of(customer_id))
    return found


def day(on: date | None, language: str) -> str:
    """A day as a mail writes it: 6-12-2026 in Dutch, 6 December 2026 in English."""
    if on is None:
        return ""
    return f"{on.day}-{on.month}-{on.year}" if language == "nl" else f"{on.day} {on:%B} {on.year}"


def queue(letter: Letter, *, held: bool = False, request: str = "") -> int:
    """Put a mail into the queue, to be sent from the desk of whoever asks; its id.

    ``held``: it waits until somebody lets it go. ``request`` is 32 hexadecimal digits, under which
    it is queued once however often it is asked. May be part of a larger transaction. Raises
    UserError for addresses that are none, a mail without words, or files that are too large.
    """
    if request:
        return int(requests.once(request, lambda: str(queue(letter, held=held))))
    to, copies = addresses(letter.to), addresses(letter.copy_to)
    if not to:
        raise UserError(_("Type the e-mail address that it goes to."))
    if any("\n" in part or "\r" in part for part in (letter.heading, letter.to, letter.copy_to)):
        raise UserError(_("A subject is one line."))
    heading = free_text.line(letter.heading, LONGEST_HEADING)
    body = free_text.notes(letter.body)
    if not heading or not body:
        raise UserError(_("A mail has a subject and a text."))
    if sum(each.size for each in letter.files) > LARGEST:
        raise UserError(_("What goes along is too large for a mail: 20 MB at most."))
    with transaction():
        customer = addressed(letter.customer_id)
        if customer is not None:
            refuse_erased(customer)
        mail = Mail(
            customer=None if customer is None else customer.id,
            invoice=letter.about.invoice_id,
            quote_version=letter.about.quote_version_id,
            reminder=letter.about.reminder_id,
            recipient=", ".join(to),
            copy_to=", ".join(copies),
            heading=heading,
            body=body,
            message_id=_message_id(),
            state=MailState.HELD if held else MailState.WAITING,
            claimed_by=colleagues.me(),
        )
        mail.save()
        for file in letter.files:
            MailFile(mail=mail.id, file=file.id).save()
        return int(mail.id)


@dataclass(frozen=True, slots=True)
class Queued:
    """What became of one of many: the mail, or why there is none."""

    invoice_id: int
    mail_id: int = 0
    why: str = ""


def queue_all(invoice_ids: Sequence[int], *, progress: Progress | None = None) -> list[Queued]:
    """Mail many invoices as they would be proposed, one act each. Raises Cancelled.

    What was mailed before, and was not refused, is passed over: then somebody looks first.
    """
    found = []
    for done, invoice_id in enumerate(invoice_ids):
        if progress is not None:
            progress(done, len(invoice_ids))
        try:
            _refuse_mailed(invoice_id)
            found.append(Queued(invoice_id, queue(propose(invoice_id))))
        except UserError as error:
            found.append(Queued(invoice_id, why=str(error)))
    return found


def _refuse_mailed(invoice_id: int) -> None:
    gone = (MailState.REFUSED, MailState.BOUNCED, MailState.DROPPED)
    mailed = Mail.select().where((Mail.invoice == invoice_id) & Mail.state.not_in(gone)).first()
    if mailed is not None:
        raise UserError(
            _("Is mailed already, to {address}. Mail it again from the invoice itself.").format(
                address=mailed.recipient
            )
        )


def _message_id() -> str:
    domain = companies.company().email.rpartition("@")[2]
    plain = (
        domain if domain.isascii() and domain.replace(".", "").replace("-", "").isalnum() else ""
    )
    return f"<{uuid.uuid4().hex}@{plain or 'mcsys.invalid'}>"
