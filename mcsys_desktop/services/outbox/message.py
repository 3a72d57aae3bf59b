"""A queued mail as the bytes that go over the line: always the same ones for the same mail.

Headers are made by ``email.message``, which refuses a line break in one; addresses were checked
when it was queued. So the sender, and nothing else, is the desk's own.
"""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mcsys_desktop.core import text
from mcsys_desktop.core.clock import local
from mcsys_desktop.core.file_names import safe_name
from mcsys_desktop.models.outbox import FileKind, Mail
from mcsys_desktop.services.outbox import attaching
from mcsys_desktop.services.outbox.addresses import Sender, address, addresses

_TYPES = {FileKind.PDF: ("application", "pdf"), FileKind.UBL: ("application", "xml")}
UNSENT = "X-Unsent"  # tells a mail program that the mail is to be completed and sent


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a server is told, and the mail itself with CR LF at the end of each line."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    message_id: str


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a mail is made of. ``files`` are names, kinds and bytes."""

    to: tuple[str, ...]
    copies: tuple[str, ...]
    heading: str
    body: str
    files: tuple[tuple[str, FileKind, bytes], ...] = ()
    at: datetime | None = None
    message_id: str = ""


def envelope(mail: Mail, sender: Sender) -> Envelope:
    """The mail of a row, with its files. Raises UserError for a sender that is no address."""
    own = Sender(address(sender.address), sender.name)
    parts = Parts(
        to=addresses(mail.recipient),
        copies=addresses(mail.copy_to),
        heading=mail.heading,
        body=mail.body,
        files=tuple(attaching.contents(mail.id)),
        at=mail.created_at,
        message_id=mail.message_id,
    )
    recipients = tuple(dict.fromkeys((*parts.to, *parts.copies)))
    return Envelope(own.address, recipients, bytes(compose(parts, own)), mail.message_id)


def compose(parts: Parts, sender: Sender | None = None) -> EmailMessage:
    """The message itself. Without a sender it is one that a mail program completes and sends."""
    message = EmailMessage(policy=SMTP)
    if sender is not None:
        message["From"] = Address(text.clean(sender.name, 100), addr_spec=sender.address)
    message["To"] = [Address(addr_spec=each) for each in parts.to]
    if parts.copies:
        message["Cc"] = [Address(addr_spec=each) for each in parts.copies]
    message["Subject"] = parts.heading
    if parts.at is not None:
        message["Date"] = format_datetime(local(parts.at))
    if parts.message_id:
        message["Message-ID"] = parts.message_id
    if sender is None:
        message[UNSENT] = "1"
    message.set_content(parts.body + "\n", charset="utf-8")
    for name, kind, content in parts.files:
        main, sub = _TYPES[kind]
        message.add_attachment(content, maintype=main, subtype=sub, filename=safe_name(name))
    if message.is_multipart() and parts.message_id:
        # Of random letters otherwise: a mail that is sent again is the same to the last byte.
        message.set_boundary(f"=={parts.message_id.strip('<>').partition('@')[0]}==")
    return message
