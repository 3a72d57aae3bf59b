"""Printing final documents: the kept bytes, many as one job, and what was printed is written down.

On paper that has the letterhead already a document is drawn once more without it; what is kept and
sent stays as it is. The pages after the first may come from another tray: then each document is two
jobs, in order, because a queue knows one tray for each job.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.printers import Printer as Printer
from mcsys_desktop.core.printers import Ticket
from mcsys_desktop.core.printers import Tray as Tray
from mcsys_desktop.core.printers import printers as printers_here
from mcsys_desktop.core.printers import send as to_queue
from mcsys_desktop.documents.invoices.drawn import Drawn, Job
from mcsys_desktop.models.invoices import EventKind
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.services import looks
from mcsys_desktop.services.invoices import papers
from mcsys_desktop.services.invoices.events import tell
from mcsys_desktop.services.invoices.sheets import sheet

if TYPE_CHECKING:
    from mcsys_desktop.documents.pictures import Picture

__all__ = [
    "Choice",
    "Printer",
    "Sent",
    "Tray",
    "pages",
    "print_documents",
    "print_pdf",
    "printers_here",
    "raster",
    "to_queue",
]
Send = Callable[[bytes, Ticket, str], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """How documents of one kind are printed at one desk. Empty trays: as the printer likes."""

    printer: str = ""
    first_tray: str = ""
    next_tray: str = ""
    copies: int = 1
    two_sided: bool = False
    letterhead: bool = True  # off: the paper has it

    def written(self) -> str:
        """As it is remembered."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def read(cls, written: str) -> "Choice":
        """What was remembered; the usual where that cannot be read any more."""
        try:
            told = json.loads(written)
            known = {
                name: told[name]
                for name, usual in asdict(cls()).items()
                if type(told.get(name)) is type(usual)
            }
        except (ValueError, AttributeError, TypeError):
            return cls()
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was handed to the printer: the jobs, how many documents, and why not all."""

    jobs: tuple[str, ...]
    documents: int
    refused: tuple[str, ...] = ()  # a sentence for each document


def print_documents(
    ids: Sequence[int],
    choice: Choice,
    send: Send = to_queue,
    stopped: Callable[[], bool] = lambda: False,
) -> Sent:
    """Print final documents in this order, and write down that they were printed.

    Documents that cannot be printed are told and passed over. Raises UserError when the printer
    takes nothing: then nothing is written down of what it did not take.
    """
    ready, refused = [], []
    for invoice_id in ids:
        if stopped():
            break
        try:
            ready.append((invoice_id, *pages(invoice_id, letterhead=choice.letterhead)))
        except UserError as error:
            refused.append(str(error))
    if not ready:
        return Sent((), 0, tuple(refused))
    jobs: list[str] = []
    if choice.first_tray == choice.next_tray or choice.two_sided:
        title = ready[0][1] if len(ready) == 1 else _many(len(ready))
        jobs.append(
            send(_merged([pdf for _id, _name, pdf in ready], choice), _first(choice), title)
        )
        _told([invoice_id for invoice_id, _name, _pdf in ready], choice)
        return Sent(tuple(jobs), len(ready), tuple(refused))
    for invoice_id, name, pdf in ready:
        for part, ticket in _parts(pdf, choice):
            jobs.append(send(part, ticket, name))
        _told([invoice_id], choice)
    return Sent(tuple(jobs), len(ready), tuple(refused))


def print_pdf(pdf: bytes, title: str, choice: Choice, send: Send = to_queue) -> tuple[str, ...]:
    """Print a paper as it is; the jobs. Raises UserError when the printer takes nothing."""
    if choice.first_tray == choice.next_tray or choice.two_sided:
        return (send(pdf, _first(choice), title),)
    return tuple(send(part, ticket, title) for part, ticket in _parts(pdf, choice))


def pages(invoice_id: int, *, letterhead: bool = True) -> tuple[str, bytes]:
    """The number of a final document, and its PDF; without letterhead for paper that has one.

    Raises UserError for what has no paper.
    """
    kept = papers.papers(invoice_id)[0]
    row = Stored.get_by_id(invoice_id)
    number = str(row.number)
    look = None if letterhead else looks.kept(kept.look_id)
    if look is None or look.preprinted:
        return number, kept.content
    from mcsys_desktop.documents.invoices.apart import here  # fpdf2 costs half a start

    job = Job(sheet(invoice_id), replace(look, preprinted=True), row.final_at or clock.now())
    (drawn,) = here([job])
    if not isinstance(drawn, Drawn):
        raise UserError(
            _("{number} cannot be drawn. Look at the logo and the letterhead.").format(
                number=number
            )
        )
    return number, drawn.pdf


def raster(pdf: bytes, dots: int, number: int) -> "Picture":
    """Page ``number`` (from 0) of a PDF, as a printer of so many dots per inch would draw it."""
    from mcsys_desktop.documents import pictures

    (page,) = pictures.rasters(pdf, dots, first=number, count=1)
    return page


def _merged(pdfs: Sequence[bytes], choice: Choice) -> bytes:
    from mcsys_desktop.documents import pictures  # pypdfium2, for who prints

    if len(pdfs) == 1:
        return pdfs[0]
    return pictures.together(pdfs, fronts=choice.two_sided)


def _parts(pdf: bytes, choice: Choice) -> list[tuple[bytes, Ticket]]:
    from mcsys_desktop.documents import pictures

    first, rest = pictures.split(pdf)
    parts = [(first, _first(choice))]
    if rest:
        parts.append((rest, replace(_first(choice), tray=choice.next_tray)))
    return parts


def _first(choice: Choice) -> Ticket:
    return Ticket(choice.printer, choice.first_tray, choice.copies, choice.two_sided)


def _many(count: int) -> str:
    return ngettext("{count} document", "{count} documents", count).format(count=count)


def _told(ids: Sequence[int], choice: Choice) -> None:
    for invoice_id in ids:
        tell(invoice_id, EventKind.PRINTED, choice.printer)
