"""What happens with a version: it is sent, and the customer says something to it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.invoices.snapshot import Particulars, Sheet, Snapshot, commitment
from mcsys_desktop.models import finalising
from mcsys_desktop.models.base import stale, transaction
from mcsys_desktop.models.quotes import QuoteEvent, QuoteEventKind, QuoteVersion
from mcsys_desktop.services import free_text
from mcsys_desktop.services.invoices import checks
from mcsys_desktop.services.quotes.composing import composed, problems, sheet_of, usual_validity
from mcsys_desktop.services.quotes.drafting import draft, get, read
from mcsys_desktop.services.quotes.lines import Version, counting, said


def send(version_id: int, version: int, how: QuoteEventKind = QuoteEventKind.SENT) -> Version:
    """Freeze a version as it stands, because it goes to the customer: mailed, or printed.

    Raises NotReady with what is missing, StaleRecord when somebody else changed it first.
    """
    with transaction():
        row = draft(version_id)
        if row.version != version:
            raise stale(row.changed_by, row.changed_at)
        found = read([row])[0]
        made = composed(found)
        checks.refuse(problems(found, made))
        particulars = text.text(made.particulars)
        summed = commitment(bytes.fromhex(finalising.salt()), particulars)
        row.dated = clock.today()
        row.valid_until = row.valid_until or usual_validity()
        row.total = made.totals.total
        row.snapshot = text.text(replace(made.snapshot, particulars=summed))
        row.particulars = particulars
        row.frozen_at = clock.now()
        row.save()
        _tell(version_id, how)
        return read([row])[0]


def accept(
    version_id: int,
    who: str = "",
    words: str = "",
    *,
    chosen: Collection[int] | None = None,
    at: datetime | None = None,
) -> None:
    """The customer agreed. ``who`` of theirs, when (UTC), and which options and alternatives were
    ``chosen`` (ids of lines); None: as it was offered.

    Raises UserError for a version that was not sent, or that there is a newer one of.
    """
    with transaction():
        found = _sent(version_id)
        if not found.newest:
            raise UserError(_("There is a newer version of this quote already."))
        picked = ""
        if chosen is not None:
            counted = zip(found.lines, counting(found.lines, chosen), strict=True)
            picked = ",".join(str(line.id) for line, counts in counted if counts)
            if not picked:
                raise UserError(_("There are no lines yet."))
        _tell(version_id, QuoteEventKind.ACCEPTED, who, words, chosen=picked, at=at)


def decline(version_id: int, who: str = "", words: str = "", at: datetime | None = None) -> None:
    """The customer said no. Raises UserError for a version that was not sent."""
    with transaction():
        _sent(version_id)
        _tell(version_id, QuoteEventKind.DECLINED, who, words, at=at)


def reopen(version_id: int, words: str = "") -> None:
    """What the customer said does not hold any more. Raises UserError when nothing was said."""
    with transaction():
        if said(_sent(version_id).events) is None:
            raise UserError(_("The customer has said nothing yet."))
        _tell(version_id, QuoteEventKind.REOPENED, words=words)


def note(version_id: int, words: str) -> None:
    """Something that is worth to be remembered. Raises UserError for a version not sent yet."""
    with transaction():
        _sent(version_id)
        _tell(version_id, QuoteEventKind.NOTED, words=words)


def sheet(version_id: int) -> Sheet:
    """The whole document: one that was sent as it was then. Raises UserError when it is gone."""
    row: QuoteVersion | None = QuoteVersion.get_or_none(QuoteVersion.id == version_id)
    if row is None:
        raise UserError(_("This document is no longer there."))
    found = read([row])[0]
    if row.snapshot is None or row.particulars is None:
        return sheet_of(found)
    return Sheet(
        text.read(Snapshot, row.snapshot),
        text.read(Particulars, row.particulars),
        found.number,
        row.dated,
        row.valid_until,
    )


def _sent(version_id: int) -> Version:
    found = get(version_id)
    if found is None:
        raise StaleRecord(_("Somebody else has just deleted this."))
    if not found.frozen:
        raise UserError(_("Send this quote first."))
    return found


def _tell(
    version_id: int,
    kind: QuoteEventKind,
    who: str = "",
    words: str = "",
    *,
    chosen: str = "",
    at: datetime | None = None,
) -> None:
    QuoteEvent(
        quote_version=version_id,
        kind=kind,
        who=free_text.line(who, 200),
        words=free_text.notes(words),
        chosen=chosen,
        happened_at=at,
    ).save()
