"""Quotes drafted: begun, saved whole in one act, revised, thrown away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import fn

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import requests
from mcsys_desktop.models.base import stale, transaction
from mcsys_desktop.models.quotes import Choice, Quote, QuoteEvent, QuoteLine, QuoteVersion
from mcsys_desktop.services import free_text, invoice_settings
from mcsys_desktop.services.invoices import DraftHead, DraftLine
from mcsys_desktop.services.invoices.drafting import checked, columns, head_for
from mcsys_desktop.services.queries import among, tuples
from mcsys_desktop.services.quotes.lines import Event, Line, Version, counting

_HEAD = ("mode", "language", "payment_days", "discount", "attention", "reference", "project",
         "introduction", "remark")  # fmt: skip
_LINE = ("description", "quantity", "price", "unit", "treatment", "discount", "kind",
         "article_id", "cost", "points")  # fmt: skip
_CHOICE = ("choice", "choice_group", "chosen")


def begin(customer_id: int, *, request: str = "") -> int:
    """Begin a quote for a customer; the id of its first version. Raises UserError.

    ``request`` is 32 hexadecimal digits: under them it is begun once, however often it is asked.
    """
    if request:
        return int(requests.once(request, lambda: str(begin(customer_id))))
    head = head_for(customer_id)
    with transaction():
        quote = Quote(customer=head.customer_id)
        quote.save()
        made = QuoteVersion(quote=quote.id, mode=head.mode, language=head.language)
        made.save()
        return int(made.id)


def get(version_id: int) -> Version | None:
    """One version with its lines; None when it is gone."""
    row = QuoteVersion.get_or_none(QuoteVersion.id == version_id)
    return None if row is None else read([row])[0]


def versions(quote_id: int) -> list[Version]:
    """All versions of a quote, the first first."""
    query = QuoteVersion.select().where(QuoteVersion.quote == quote_id)
    return read(list(query.order_by(QuoteVersion.revision)))


def read(rows: Sequence[QuoteVersion]) -> list[Version]:
    """Stored ones as the screens know them, in the same order."""
    ids, quote_ids = [row.id for row in rows], [row.quote_id for row in rows]
    quotes = {one.id: one for one in Quote.select().where(among(Quote.id, quote_ids))}
    newest = dict(
        tuples(
            QuoteVersion.select(QuoteVersion.quote, fn.MAX(QuoteVersion.revision))
            .where(among(QuoteVersion.quote, quote_ids))
            .group_by(QuoteVersion.quote)
        )
    )
    lines: dict[int, list[Line]] = {}
    for line in (
        QuoteLine.select()
        .where(among(QuoteLine.quote_version, ids))
        .order_by(QuoteLine.position, QuoteLine.id)
    ):
        values = {name: getattr(line, name) for name in (*_LINE, *_CHOICE, "id")}
        lines.setdefault(line.quote_version_id, []).append(Line(**values))
    events: dict[int, list[Event]] = {}
    for told in (
        QuoteEvent.select()
        .where(among(QuoteEvent.quote_version, ids))
        .order_by(QuoteEvent.created_at, QuoteEvent.id)
    ):
        at = told.happened_at or told.created_at
        events.setdefault(told.quote_version_id, []).append(
            Event(told.id, told.kind, at, told.created_by, told.who, told.words, told.chosen)
        )
    prefix = invoice_settings.chosen().quote_prefix
    return [
        Version(
            id=row.id,
            quote_id=row.quote_id,
            version=row.version,
            number=numbered(prefix, quotes[row.quote_id].number, row.revision),
            revision=row.revision,
            newest=row.revision == newest[row.quote_id],
            title=quotes[row.quote_id].title,
            head=DraftHead(
                customer_id=quotes[row.quote_id].customer_id,
                **{name: getattr(row, name) for name in _HEAD},
            ),
            lines=tuple(lines.get(row.id, ())),
            valid_until=row.valid_until,
            dated=row.dated,
            total=row.total,
            events=tuple(events.get(row.id, ())),
            note=quotes[row.quote_id].note,
        )
        for row in rows
    ]


def numbered(prefix: str, number: int | None, revision: int) -> str:
    """What a version is called. Numbers of quotes may have gaps.

    >>> numbered("O", 12, 1), numbered("O", 12, 2)
    ('O00012', 'O00012-2')
    """
    return f"{prefix}{number or 0:05d}" + (f"-{revision}" if revision > 1 else "")


def save(
    version_id: int,
    version: int,
    head: DraftHead,
    lines: Sequence[DraftLine],
    *,
    valid_until: date | None = None,
    title: str = "",
) -> int:
    """Keep a version as it stands, with all its lines, in one act; the version number of its row.

    Raises StaleRecord when somebody else saved or sent it first, UserError for what cannot be
    stored and for a version that was sent.
    """
    with transaction():
        row = draft(version_id)
        wanted = {name: checked(head)[name] for name in _HEAD} | {"valid_until": valid_until}
        changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        quote: Quote = Quote.get_by_id(row.quote_id)
        quote.title = free_text.line(title, 200)
        quote.note = free_text.notes(head.note)
        if head.customer_id is not None and head.customer_id != quote.customer_id:
            quote.customer_id = head.customer_id
        quote.save()
        if not _write_lines(row.id, lines) and not changed:
            return int(row.version)
        seen = (QuoteVersion.id == row.id) & (QuoteVersion.version == version)
        if not QuoteVersion.update(**changed, version=version + 1).where(seen).execute():
            raise stale(row.changed_by, row.changed_at)
        return version + 1


def revise(version_id: int) -> int:
    """Begin a new version out of one that was sent; its id. The old one stays as it is.

    Raises UserError when there is a newer one already.
    """
    with transaction():
        old = _known(version_id)
        if not old.newest:
            raise UserError(_("There is a newer version of this quote already."))
        if not old.frozen:
            return old.id
        head = {name: getattr(old.head, name) for name in _HEAD}
        made = QuoteVersion(quote=old.quote_id, revision=old.revision + 1, **head)
        made.save()
        _write_lines(made.id, old.lines)
        return int(made.id)


def delete(version_id: int, version: int) -> None:
    """Throw a version away that was not sent, and the quote when it was the only one.

    Raises StaleRecord when somebody was first, UserError for one that was sent.
    """
    with transaction():
        row = draft(version_id)
        row.version = version
        row.delete_instance()
        if not QuoteVersion.select().where(QuoteVersion.quote == row.quote_id).exists():
            Quote.get_by_id(row.quote_id).delete_instance()


def draft(version_id: int) -> QuoteVersion:
    """A version that may still change. Raises StaleRecord, or UserError for one that was sent."""
    row: QuoteVersion | None = QuoteVersion.get_or_none(QuoteVersion.id == version_id)
    if row is None:
        raise StaleRecord(_("Somebody else has just deleted this."))
    if row.frozen_at is not None:
        raise UserError(_("This version was sent and does not change. Make a new version."))
    return row


def _known(version_id: int) -> Version:
    found = get(version_id)
    if found is None:
        raise UserError(_("This document is no longer there."))
    return found


def _write_lines(version_id: int, lines: Sequence[DraftLine]) -> bool:
    """Let these be the lines; whether any is another than it was."""
    query = QuoteLine.select().where(QuoteLine.quote_version == version_id)
    there = {row.id: row for row in query}
    counts, differs = counting(lines), False
    for place, line in enumerate(lines):
        # A line that was doubled on the screen says the same id: the second one is new.
        known = there.pop(line.id, None) if isinstance(line, Line) else None
        row = known or QuoteLine(quote_version=version_id)
        for name, value in (_columns(line, counts[place]) | {"position": place}).items():
            if row.id is None or getattr(row, name) != value:
                setattr(row, name, value)
        differs = bool(row.save()) or differs
    for row in there.values():
        row.delete_instance()
    return differs or bool(there)


def _columns(line: DraftLine, counts: bool) -> dict[str, Any]:
    known = columns(line, clock.today())
    found = {name: known[name] for name in _LINE}
    choice = line.choice if isinstance(line, Line) else Choice.FIXED
    group = line.choice_group if isinstance(line, Line) else 0
    return found | {"choice": choice, "choice_group": group, "chosen": counts}
