"""Calls, found by number, by customer, by what was said, or as "missed today"."""

import json
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from mcsys_desktop.core import clock, phone, text
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.models.base import database, rows, shared
from mcsys_desktop.models.calls import Call, Outcome
from mcsys_desktop.models.search import Candidate
from mcsys_desktop.services import names
from mcsys_desktop.services.facts import Tone
from mcsys_desktop.services.search.found import Found, Kind, Question

MOST = 4
_SEARCHED = 1000  # the newest calls: words are looked for in each of them, there is no index
_OF_CUSTOMERS = 5  # of so many customers that were found, their calls
_SHORTEST = 3  # letters

# Asked at every key in the search field, where building a query takes longer than its answer.
_COLUMNS = """
SELECT k.id, k.e164, k.number_raw, k.withheld, k.rang_at, k.direction, k.outcome, k.handled_at,
       k.note, k.name_given, c.name, c.number
FROM call k LEFT JOIN customer c ON c.id = k.customer_id
"""
_NEWEST = f"""
SELECT n.id FROM (
    SELECT id, rang_at, e164, number_raw, note, name_given, outcome
    FROM call ORDER BY rang_at DESC LIMIT {_SEARCHED}) AS n
WHERE {{condition}} ORDER BY n.rang_at DESC LIMIT {MOST}
"""  # noqa: S608  # constants of ours
_OF_SOMEBODY = f"""
SELECT t.id FROM (
    SELECT id FROM call WHERE customer_id {{among}} ORDER BY rang_at DESC LIMIT {MOST}) AS t
"""  # noqa: S608
_ORDER = f" ORDER BY k.rang_at DESC, k.id DESC LIMIT {MOST}"

Part = tuple[str, list[object]]  # a condition, and what it is asked with


def _find(question: Question) -> Sequence[Found]:
    asked = question.customers.wanted
    back = _about_missed(question.typed)
    if back is not None:
        parts = [_among_newest(_missed(back))]
    elif len(asked.asked) < _SHORTEST:
        return []
    elif asked.e164:
        parts = [(f"SELECT id FROM call WHERE e164 = {database.param}", [asked.e164])]  # noqa: S608
    elif asked.number is not None or (asked.words and asked.words[0].isdecimal()):
        parts = [_among_newest(_half_number(asked.words[0]))]
    else:
        parts = _about_words(question)
    ids = " UNION ".join(f"SELECT id FROM ({part}) AS p{at}"  # noqa: S608  # ours
                         for at, (part, _values) in enumerate(parts))  # fmt: skip
    values = [value for _part, held in parts for value in held]
    found = rows(f"{_COLUMNS} WHERE k.id IN ({ids}){_ORDER}", values)
    return [_found(rank, *row) for rank, row in enumerate(found)]


KIND = Kind("call", N_("Calls"), _find)


def _among_newest(condition: Part) -> Part:
    said, values = condition
    return _NEWEST.format(condition=said), values


def _half_number(word: str) -> Part:
    national = f"31{word[1:]}" if word.startswith("0") else word
    mark = database.param
    return f"n.e164 LIKE {mark} OR n.number_raw LIKE {mark}", [f"%{national}%", f"%{word}%"]


def _about_words(question: Question) -> list[Part]:
    """Calls in which all of it was said, and those of the customers that are called so."""
    asked = question.customers.wanted
    said = [word for word in text.clean(question.typed, 100).lower().split() if len(word) > 2]
    words = [word for word in said if text.fold(word) in asked.core] or said or [asked.asked]
    mark = database.param
    # A blank before each: words are found by how they begin.
    holds = f"(' ' || lower(n.note) LIKE {mark} ESCAPE '!' OR"
    holds += f" ' ' || lower(n.name_given) LIKE {mark} ESCAPE '!')"
    noted = " AND ".join([holds] * len(words))
    parts = [_among_newest((noted, [f"% {_plain(word)}%" for word in words for _column in "ab"]))]
    ids = [one.id for one in question.customers.ranked[:_OF_CUSTOMERS] if _named(one, asked.core)]
    if ids:  # as one parameter: a statement for each length of the list would be planned anew
        among = "= ANY(%s)" if shared() else "IN (SELECT value FROM json_each(?))"
        parts.append((_OF_SOMEBODY.format(among=among), [ids if shared() else json.dumps(ids)]))
    return parts


def _plain(word: str) -> str:
    return re.sub(r"([!%_])", r"!\1", word)


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


def _missed(back: int) -> Part:
    mark, today = database.param, clock.today()
    said = f"n.outcome = '{Outcome.MISSED.value}' AND n.rang_at >= {mark}"
    values: list[object] = [clock.day_starts(today - timedelta(days=back))]
    if back == 1:
        return f"{said} AND n.rang_at < {mark}", [*values, clock.day_starts(today)]
    return said, values


def _found(rank: int, call_id: int, *row: Any) -> Found:
    e164, raw, withheld, moment, direction, outcome, handled_at, note, given, name, own = row
    shown = phone.display(e164) if e164 else raw
    number = shown or (_("Number withheld") if withheld else _("Number unknown"))
    known = names.shown(name, own) if own is not None else ""
    icon, tone = _icon(direction, outcome, handled_at is not None)
    rang_at = Call.rang_at.python_value(moment)
    when = clock.day_and_time(rang_at, clock.today()) if rang_at is not None else ""
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
