"""The papers of reminders: drawn for a look, and kept byte for byte once they are made."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.invoices.look import Look
from mcsys_desktop.documents.reminders.letter import Letter
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.outbox import DocumentFile, FileKind
from mcsys_desktop.models.reminders import Reminder
from mcsys_desktop.services import looks
from mcsys_desktop.services.printing import Choice, Send, Sent, print_pdf, to_queue
from mcsys_desktop.services.reminders.reading import frozen


@dataclass(frozen=True, slots=True)
class Paper:
    """A kept letter. ``name`` is what it is called when it is sent."""

    id: int
    name: str
    content: bytes


def drawn(letter: Letter, look: Look | None = None) -> bytes:
    """The PDF of a letter that was not made yet. Raises UserError for a logo that is none."""
    # fpdf2 costs half a start, so it is loaded when something is drawn.
    from mcsys_desktop.documents.reminders.paper import render

    try:
        return render(letter, look or looks.look(), clock.now())
    except ValueError as error:
        raise UserError(
            _("The letter cannot be drawn. Look at the logo and the letterhead.")
        ) from error


def paper(reminder_id: int) -> Paper:
    """The letter's PDF, as it went out; drawn and kept now if there is none yet.

    Raises UserError when the reminder is gone or cannot be drawn.
    """
    from mcsys_desktop.documents.invoices.job import renderer  # as above

    found = _kept(reminder_id)
    if found is not None:
        return found
    letter = frozen(reminder_id)
    look = looks.look()
    content = drawn(letter, look)
    with transaction():
        seen = looks.keep(look)
        row = Reminder.get_by_id(reminder_id)
        DocumentFile(
            customer=row.customer_id,
            reminder=reminder_id,
            kind=FileKind.PDF,
            name=_name(letter),
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            renderer=renderer(look),
            look=seen,
        ).save()
    kept = _kept(reminder_id)  # the first of two desks that drew it at once
    if kept is None:
        raise UserError(_("This reminder is no longer there."))
    return kept


def print_letters(
    ids: Sequence[int],
    choice: Choice,
    send: Send = to_queue,
    stopped: Callable[[], bool] = lambda: False,
) -> Sent:
    """Print the letters of these reminders. Raises UserError when the printer takes nothing."""
    jobs: list[str] = []
    for done, reminder_id in enumerate(ids):
        if stopped():
            return Sent(tuple(jobs), done)
        kept = paper(reminder_id)
        content = kept.content
        if not choice.letterhead:  # the paper has it already
            content = drawn(frozen(reminder_id), replace(looks.look(), preprinted=True))
        jobs += print_pdf(content, kept.name.removesuffix(".pdf"), choice, send)
    return Sent(tuple(jobs), len(ids))


def _kept(reminder_id: int) -> Paper | None:
    query = DocumentFile.select().where(DocumentFile.reminder == reminder_id)
    row = query.order_by(DocumentFile.id).first()
    return None if row is None else Paper(row.id, row.name, bytes(row.content))


def _name(letter: Letter) -> str:
    from mcsys_desktop.documents.reminders.wording import title

    first = letter.claims[0].number
    return f"{title(letter)} {first} {letter.dated.isoformat()}.pdf"
