"""The files of final documents: made once, kept byte for byte, never drawn again to be sent.

A paper is drawn right after its document became final, from what was frozen. When the program ends
in between, the next one that starts makes what is missing (``make_missing``). Two desks may make
the same paper at once: the database keeps one of each.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from peewee import JOIN, Expression, IntegrityError

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.invoices.drawn import Drawn, Job
from mcsys_desktop.documents.invoices.look import Look
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import InvoiceParticulars
from mcsys_desktop.models.outbox import DocumentFile, FileKind
from mcsys_desktop.services import looks
from mcsys_desktop.services.invoices.sheets import sheet
from mcsys_desktop.services.queries import among, tuples

PDF, UBL = FileKind.PDF, FileKind.UBL
AT_ONCE = 50  # papers between two commits: what is held in memory
MANY = 20  # from so many on they are drawn in processes of their own
_UBL_RENDERER = "1 ubl"


@dataclass(frozen=True, slots=True)
class Paper:
    """A kept file. ``name`` is what it is called when it is sent."""

    id: int
    kind: FileKind
    name: str
    content: bytes
    sha256: str
    renderer: str
    look_id: int | None = None

    @property
    def whole(self) -> bool:
        """Whether it is what it was when it was made."""
        return hashlib.sha256(self.content).hexdigest() == self.sha256


def papers(invoice_id: int) -> list[Paper]:
    """The files of a final document, the PDF first; made now if there are none yet.

    Raises UserError for a draft, for one whose term is over, and for one that cannot be drawn.
    """
    found = kept(invoice_id)
    if not found:
        row: Stored | None = Stored.get_or_none(Stored.id == invoice_id)
        if row is None or row.number is None:
            raise UserError(_("Make it final first."))
        done = make([invoice_id])
        if done.failed:
            raise UserError(
                _("{number} cannot be drawn. Look at the logo and the letterhead.").format(
                    number=row.number
                )
            )
        found = kept(invoice_id)
    if not found:
        raise UserError(_("The term of this document is over: its paper was thrown away."))
    return found


def kept(invoice_id: int) -> list[Paper]:
    """The files that are there."""
    query = DocumentFile.select().where(DocumentFile.invoice == invoice_id)
    return [_paper(row) for row in query.order_by(DocumentFile.kind)]


def numbered(number: str) -> int:
    """The id of the final document of a number. Raises UserError when there is none."""
    row: Stored | None = Stored.get_or_none(Stored.number == number.strip().upper())
    if row is None:
        raise UserError(_("There is no document {number}.").format(number=number))
    return int(row.id)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of making papers: how many, and the ids of those that cannot be drawn."""

    count: int
    failed: tuple[int, ...] = ()


def missing(after: int = 0, limit: int = AT_ONCE) -> list[int]:
    """Ids, in order, of final documents without a PDF whose words are still there."""
    condition: Expression = DocumentFile.kind == PDF
    query = (
        Stored.select(Stored.id)
        .join(InvoiceParticulars, on=(InvoiceParticulars.invoice == Stored.id))
        .join(
            DocumentFile,
            JOIN.LEFT_OUTER,
            on=((DocumentFile.invoice == Stored.id) & condition),
            src=Stored,
        )
        .where((Stored.id > after) & DocumentFile.id.is_null() & Stored.number.is_null(False))
        .order_by(Stored.id)
        .limit(limit)
    )
    return [found for (found,) in tuples(query)]


def make_missing(stopped: Callable[[], bool] = lambda: False) -> Made:
    """Make every paper that is missing; what cannot be drawn is passed over. May take long."""
    first = missing(limit=MANY)
    if len(first) < MANY:
        return make(first)
    return _make(_all_missing(stopped), apart=True)


def make(ids: Sequence[int], stopped: Callable[[], bool] = lambda: False) -> Made:
    """Make the papers of these final documents, as far as they are missing."""

    def stretches() -> Iterator[list[int]]:
        for at in range(0, len(ids), AT_ONCE):
            if stopped():
                return
            yield list(ids[at : at + AT_ONCE])

    return _make(stretches(), apart=len(ids) >= MANY)


def _all_missing(stopped: Callable[[], bool]) -> Iterator[list[int]]:
    after = 0
    while not stopped() and (ids := missing(after)):
        yield ids
        after = ids[-1]


def _make(stretches: Iterator[list[int]], *, apart: bool) -> Made:
    # fpdf2 costs half a start, so it is loaded when something is drawn.
    from mcsys_desktop.documents.invoices.apart import children, drawers, here

    look = looks.look()
    count, failed = 0, []
    with drawers(children()) if apart else nullcontext(here) as drawing:
        for ids in stretches:
            rows = _undrawn(ids)
            jobs = [Job(sheet(row.id), look, row.final_at or clock.now()) for row in rows]
            ready = []
            for row, drawn in zip(rows, drawing(jobs), strict=True):
                if isinstance(drawn, Drawn):
                    ready.append((row, drawn))
                else:
                    failed.append(int(row.id))
            count += _keep(ready, look, looks.keep(look)) if ready else 0
    return Made(count, tuple(failed))


def _undrawn(ids: Sequence[int]) -> list[Stored]:
    drawn = DocumentFile.select(DocumentFile.invoice).where(
        among(DocumentFile.invoice, list(ids)) & (DocumentFile.kind == PDF)
    )
    there = InvoiceParticulars.select(InvoiceParticulars.invoice).where(
        among(InvoiceParticulars.invoice, list(ids))
    )
    having = {found for (found,) in tuples(there)} - {found for (found,) in tuples(drawn)}
    query = Stored.select().where(among(Stored.id, list(ids)) & Stored.number.is_null(False))
    return [row for row in query.order_by(Stored.id) if row.id in having]


def _keep(ready: Sequence[tuple[Stored, Drawn]], look: Look, seen: int) -> int:
    """Keep what was drawn, together; how many papers. Another desk may have been first."""
    try:
        with transaction():
            for row, drawn in ready:
                _insert(row, drawn, look, seen)
    except IntegrityError:
        if len(ready) == 1:
            return 0
        return sum(_keep([each], look, seen) for each in ready)
    return len(ready)


def _insert(row: Stored, drawn: Drawn, look: Look, seen: int) -> None:
    from mcsys_desktop.documents.invoices.job import renderer  # as above

    files = [(PDF, drawn.pdf, renderer(look)), (UBL, drawn.xml, _UBL_RENDERER)]
    for kind, content, name in files:
        if content:
            DocumentFile(
                customer=row.customer_id,
                invoice=row.id,
                kind=kind,
                name=f"{row.number}.{'pdf' if kind is PDF else 'xml'}",
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
                renderer=name,
                look=seen,
            ).save()


def _paper(row: DocumentFile) -> Paper:
    return Paper(
        id=row.id,
        kind=row.kind,
        name=row.name,
        content=bytes(row.content),
        sha256=row.sha256,
        renderer=row.renderer,
        look_id=row.look_id,
    )
