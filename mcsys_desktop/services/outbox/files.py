"""A mail as a file (.eml), for who sends it from an own mail program."""

import tempfile
from pathlib import Path

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.file_names import safe_name
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.whole_files import write_whole
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.invoices import EventKind, InvoiceEvent
from mcsys_desktop.services.outbox import attaching
from mcsys_desktop.services.outbox.addresses import addresses
from mcsys_desktop.services.outbox.message import Parts, compose
from mcsys_desktop.services.outbox.queueing import Letter

ENDING = ".eml"
_FOLDER = "mcsys-mail-"  # of the files that a mail program opens; the system tidies them away


def eml(letter: Letter) -> bytes:
    """A mail that a mail program opens as one that is still to be sent. Raises UserError."""
    parts = Parts(
        to=addresses(letter.to),
        copies=addresses(letter.copy_to),
        heading=" ".join(letter.heading.split()),
        body=letter.body,
        files=tuple(attaching.with_bytes(letter.files)),
    )
    return bytes(compose(parts))


def file_name(letter: Letter) -> str:
    """What such a file is called."""
    return safe_name(letter.heading, ENDING, instead="mail")


def save(letter: Letter, to: Path) -> Path:
    """Write it to a file. Raises UserError."""
    content = eml(letter)
    try:
        write_whole(to, content)
    except OSError as error:
        raise UserError(_("{file} cannot be written.").format(file=to.name)) from error
    return to


def to_open(letter: Letter) -> Path:
    """A file of its own for the mail program. The document is told, because nobody here hears
    whether it is sent. Raises UserError.
    """
    made = save(letter, Path(tempfile.mkdtemp(prefix=_FOLDER)) / file_name(letter))
    if letter.about.invoice_id is not None:
        with transaction():
            words = _("Opened in the mail program, to {address}").format(address=letter.to)
            InvoiceEvent(invoice=letter.about.invoice_id, kind=EventKind.NOTED, words=words).save()
    return made
