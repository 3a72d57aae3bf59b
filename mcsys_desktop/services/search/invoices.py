"""Invoices, found by number, reference, amount ("278,11"), customer or what stands on a line."""

import json
import re
from collections.abc import Sequence
from typing import Any

from mcsys_desktop.core import text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.core.money import amounts
from mcsys_desktop.models.base import database, rows, shared
from mcsys_desktop.services import names
from mcsys_desktop.services.facts import Tone
from mcsys_desktop.services.invoices.status import Status, standings
from mcsys_desktop.services.search.found import Found, Kind, Question

MOST = 5
_SEARCHED = 2000  # the newest: words are looked for in each of them, there is no index
_OF_CUSTOMERS = 5  # of so many customers that were found, their invoices
_SHORTEST = 3  # signs

# Asked at every key in the search field, where building a query takes longer than its answer.
_COLUMNS = """
SELECT i.id, i.kind, i.number, i.total, i.reference, c.name, c.number
FROM invoice i LEFT JOIN customer c ON c.id = i.customer_id
"""
_NEWEST = f"""
SELECT n.id FROM (
    SELECT id, number, reference, project, total FROM invoice ORDER BY id DESC LIMIT {_SEARCHED}
) AS n WHERE {{condition}} ORDER BY n.id DESC LIMIT {MOST}
"""  # noqa: S608  # constants of ours
_LINES = f"""
SELECT DISTINCT l.invoice_id FROM invoice_line l
WHERE l.invoice_id > (SELECT coalesce(max(id), 0) - {_SEARCHED} FROM invoice) AND {{condition}}
ORDER BY l.invoice_id DESC LIMIT {MOST}
"""  # noqa: S608
_OF_SOMEBODY = f"""
SELECT t.id FROM (
    SELECT id FROM invoice WHERE customer_id {{among}} ORDER BY id DESC LIMIT {MOST}) AS t
"""  # noqa: S608
_TONES: dict[Status, Tone] = {
    Status.PAID: "ok",
    Status.OVERDUE: "bad",
    Status.DISPUTED: "warn",
    Status.PARTLY_PAID: "warn",
}

Part = tuple[str, list[object]]  # a query for ids, and what it is asked with


def _find(question: Question) -> Sequence[Found]:
    typed = text.clean(question.typed, 100).strip().lower()
    if len(typed) < _SHORTEST:
        return []
    parts = [*_of_numbers(typed), *_of_amount(typed), *_of_lines(typed), *_of_people(question)]
    found: set[int] = set()
    for part, values in parts:
        found.update(one for (one,) in rows(part, values))
    if not found:
        return []
    ids = sorted(found, reverse=True)[:MOST]
    among, value = _among(ids)
    known = rows(f"{_COLUMNS} WHERE i.id {among} ORDER BY i.id DESC", [value])
    how = standings(ids)
    return [_found(rank, how[row[0]], *row) for rank, row in enumerate(known) if row[0] in how]


KIND = Kind("invoice", N_("Invoices"), _find)


def _of_numbers(typed: str) -> list[Part]:
    """Whose number ends so or holds it, or whose reference or project does."""
    mark = database.param
    said = " OR ".join(f"lower(n.{name}) LIKE {mark} ESCAPE '!'"
                       for name in ("number", "reference", "project"))  # fmt: skip
    return [(_NEWEST.format(condition=f"({said})"), [f"%{_plain(typed)}%"] * 3)]


def _of_amount(typed: str) -> list[Part]:
    """Of just this amount; a whole number is one only with its cents or a sign of money."""
    if not re.search(r"[,.]\d\d$|[,.]-$|€", typed):
        return []
    try:
        cents = amounts.read(typed, amounts.CENTS)
    except UserError:
        return []
    return [(_NEWEST.format(condition=f"n.total = {database.param}"), [cents])]


def _of_lines(typed: str) -> list[Part]:
    """With a line on which all the words stand, or such a serial number."""
    mark = database.param
    holds = f"(lower(l.description) LIKE {mark} ESCAPE '!'"
    holds += f" OR lower(l.serials) LIKE {mark} ESCAPE '!')"
    words = [word for word in typed.split() if len(word) > 2]
    if not words:
        return []
    said = " AND ".join([holds] * len(words))
    values: list[object] = [f"%{_plain(word)}%" for word in words for _column in "ab"]
    return [(_LINES.format(condition=said), values)]


def _of_people(question: Question) -> list[Part]:
    """Of customers that are called so."""
    core = question.customers.wanted.core
    ids = [
        one.id
        for one in question.customers.ranked[:_OF_CUSTOMERS]
        if core and all(word in text.fold(one.name) for word in core)
    ]
    if not ids:
        return []
    among, value = _among(ids)
    return [(_OF_SOMEBODY.format(among=among), [value])]


def _among(ids: Sequence[int]) -> tuple[str, object]:
    """As one parameter: a statement for each length of the list would be planned anew."""
    if shared():
        return "= ANY(%s)", list(ids)
    return "IN (SELECT value FROM json_each(?))", json.dumps(list(ids))


def _plain(word: str) -> str:
    return re.sub(r"([!%_])", r"!\1", word)


def _found(rank: int, standing: Any, invoice_id: int, *row: Any) -> Found:
    kind, number, total, reference, name, own = row
    credit = kind == "credit"
    called = _("Credit invoice {number}") if credit else _("Invoice {number}")
    if number is None:
        called = _("Credit invoice (draft)") if credit else _("Invoice (draft)")
    title = called.format(number=number)
    customer = names.shown(name, own) if own is not None else ""
    return Found(
        kind=KIND.name,
        target=f"invoice:{invoice_id}",
        title=title,
        detail=" · ".join(part for part in (customer, standing.word) if part),
        reason=_("reference {words}").format(words=reference) if reference else "",
        rank=rank,
        kept=amounts.euros(total) if total is not None else "",
        icon="receipt-euro",
        tone=_TONES.get(standing.status, "neutral"),
        masked=title,
    )
