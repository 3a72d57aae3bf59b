"""Calls, found by number, by customer, by what was said, or as "missed today"."""

from collections.abc import Sequence
from datetime import timedelta
from functools import reduce
from operator import and_, or_
from typing import Any

from peewee import JOIN, ModelSelect, Value, fn

from mcsys_desktop.core import clock, phone, text
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.models.calls import Call, Outcome
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.search import Candidate
from mcsys_desktop.services import names
from mcsys_desktop.services.facts import Tone
from mcsys_desktop.services.queries import tuples
from mcsys_desktop.services.search.found import Found, Kind, Question

MOST = 4
_SEARCHED = 2000  # the newest calls: words are looked for in each of them, there is no index
_OF_CUSTOMERS = 5  # of so many customers that were found, their calls
_SHORTEST = 3  # letters


def _find(question: Question) -> Sequence[Found]:
    asked = question.customers.wanted
    if _about_missed(question.typed) is not None:
        query = _newest(_missed(question.typed))
    elif len(asked.asked) < _SHORTEST:
        return []
    elif asked.words and asked.words[0].isdecimal() and len(asked.words) == 1:
        query = _by_number(question.typed, asked.words[0])
    else:
        query = _by_words(question)
    rows = tuples(query.order_by(Call.rang_at.desc(), Call.id.desc()).limit(MOST))
    return [_found(rank, *row) for rank, row in enumerate(rows)]


KIND = Kind("call", N_("Calls"), _find)


def _select() -> "ModelSelect[Call]":
    return Call.select(
        *(Call.id, Call.e164, Call.number_raw, Call.withheld, Call.rang_at, Call.direction),
        *(Call.outcome, Call.handled_at, Call.note, Call.name_given),
        *(Customer.name, Customer.number),
    ).join(Customer, JOIN.LEFT_OUTER)


def _newest(condition: Any) -> "ModelSelect[Call]":
    """Calls that fit, of the newest."""
    newest = Call.select(Call.id).order_by(Call.rang_at.desc()).limit(_SEARCHED)
    return _select().where(Call.id.in_(newest) & condition)


def _by_number(typed: str, word: str) -> "ModelSelect[Call]":
    """Calls from or to a number; half a number is looked for in the newest."""
    whole = phone.parse(typed).e164
    if whole:
        return _select().where(Call.e164 == whole)
    national = f"31{word[1:]}" if word.startswith("0") else word
    return _newest(Call.e164.contains(national) | Call.number_raw.contains(word))


def _by_words(question: Question) -> "ModelSelect[Call]":
    asked = question.customers.wanted
    said = [word for word in text.clean(question.typed, 100).lower().split() if len(word) > 2]
    words = [word for word in said if text.fold(word) in asked.core] or said or [asked.asked]
    # A blank before each: words are found by how they begin.
    noted = [
        Value(" ").concat(fn.LOWER(Call.note)).contains(f" {word}")
        | Value(" ").concat(fn.LOWER(Call.name_given)).contains(f" {word}")
        for word in words
    ]
    condition = reduce(and_, noted)
    ids = [one.id for one in question.customers.ranked[:_OF_CUSTOMERS] if _named(one, asked.core)]
    if ids:
        condition = reduce(or_, [condition, Call.customer.in_(ids)])
    return _newest(condition)


def _named(one: Candidate, words: Sequence[str]) -> bool:
    """Whether a customer is called so; of whoever lives in that street no calls are asked for."""
    name = text.fold(one.name)
    return all(word in name for word in words)


def _about_missed(typed: str) -> int | None:
    """How many days back "missed today" looks; None when it is about something else."""
    said = set(text.fold(typed).split())
    missed = set(text.fold(_("missed calls")).split()) | {text.fold(_("missed"))}
    today, yesterday = text.fold(_("today")), text.fold(_("yesterday"))
    if not said & missed or said - missed - {today, yesterday}:
        return None
    return 0 if today in said else 1 if yesterday in said else 7


def _missed(typed: str) -> Any:
    back = _about_missed(typed) or 0
    day = clock.day_starts(clock.today() - timedelta(days=back))
    condition = (Call.rang_at >= day) & (Call.outcome == Outcome.MISSED)
    if back == 1:
        condition &= Call.rang_at < clock.day_starts(clock.today())
    return condition


def _found(rank: int, call_id: int, *row: Any) -> Found:
    e164, raw, withheld, rang_at, direction, outcome, handled_at, note, given, name, own = row
    shown = phone.display(e164) if e164 else raw
    number = shown or (_("Number withheld") if withheld else _("Number unknown"))
    known = names.shown(name, own) if own is not None else ""
    icon, tone = _icon(direction, outcome, handled_at is not None)
    when = clock.day_and_time(rang_at, clock.today())
    said = note.strip().splitlines()[0] if note.strip() else ""
    return Found(
        kind=KIND.name,
        target=f"call:{call_id}",
        title=known or given or number,
        detail=when,
        reason=said,
        rank=rank,
        kept=number if known or given else "",
        icon=icon,
        tone=tone,
        masked=number,
    )


def _icon(direction: str, outcome: str, handled: bool) -> tuple[str, Tone]:
    if direction == "outbound":
        return "phone-outgoing", "neutral"
    if outcome in (Outcome.MISSED, Outcome.VOICEMAIL):
        return "phone-missed", "neutral" if handled else "bad"
    return "phone-incoming", "ok"
