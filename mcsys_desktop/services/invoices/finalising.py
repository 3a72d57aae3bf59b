"""Making a draft final: everything that can fail is looked at before a number is taken."""

from dataclasses import dataclass, replace
from datetime import date

from mcsys_desktop.core.errors import StaleRecord
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.invoices.snapshot import commitment
from mcsys_desktop.models import finalising as stored
from mcsys_desktop.models.base import stale, transaction
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.services.invoices import checks
from mcsys_desktop.services.invoices.composing import Composed, compose
from mcsys_desktop.services.invoices.drafting import read
from mcsys_desktop.services.invoices.lines import Invoice


@dataclass(frozen=True, slots=True)
class Finished:
    """What a document became: its number, its day, its total in cents."""

    id: int
    number: str
    dated: date
    total: int


def look_at(draft: Invoice) -> tuple[Composed, tuple[checks.Problem, ...]]:
    """The document as it would be made now, for a preview, and what is not right with it."""
    made = compose(draft)
    return made, checks.problems(draft, made)


def finalise(invoice_id: int, version: int, request: str) -> Finished:
    """Make the draft final, as ``version`` of it was seen.

    ``request`` is 32 hexadecimal digits, made before it is asked for the first time: asked again
    under them it gives what it gave. May be a part of a larger transaction. Raises NotReady with
    what is missing, StaleRecord when somebody else was first, and UserError when more would be
    given back than is left.
    """
    with transaction():
        row: Stored | None = Stored.get_or_none(Stored.id == invoice_id)
        if row is None:
            raise StaleRecord(_("Somebody else has just deleted this."))
        if row.number is not None and row.dated is not None and row.request == request:
            return Finished(row.id, row.number, row.dated, row.total or 0)
        if row.number is not None or row.version != version:
            raise stale(row.changed_by, row.changed_at)
        draft = read(row)
        made, found = look_at(draft)
        checks.refuse(found)
        particulars = text.text(made.particulars)
        salt = stored.salt()
        summed = commitment(bytes.fromhex(salt), particulars)
        snapshot = replace(made.snapshot, particulars=summed)
        given = stored.finalise(
            invoice_id, version, request, text.text(snapshot), salt, particulars
        )
        return Finished(row.id, given.number, given.dated, snapshot.total)
