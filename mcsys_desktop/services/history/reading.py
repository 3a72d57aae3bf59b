"""The log, as people read it: who changed what, from what into what, newest first."""

# ruff: noqa: S608  # it writes SQL, out of marks and words of our own
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import groupby
from typing import Any

from mcsys_desktop.core import chain, clock
from mcsys_desktop.models.base import rows, shared
from mcsys_desktop.models.fields import microseconds
from mcsys_desktop.services import colleagues
from mcsys_desktop.services.history import words
from mcsys_desktop.services.history.checking import moment_of
from mcsys_desktop.services.merged import family_of

PAGE = 100  # acts
ROWS_OF_AN_ACT = 30  # that are read of one act; an import has thousands
CHANGES = ("insert", "update", "delete")


class Kind(Enum):
    """What the log can be searched for."""

    ALL = frozenset[str]()  # no empty tuple: Enum before Python 3.11.4 makes a bare object of it
    CHANGES = CHANGES
    SIGN_IN = ("login", "login_failed")
    REFUSED = ("refused",)
    TAKEN_OUT = ("export", "print", "mail", "reveal")
    CARE = (
        *("backup", "restore", "review", "alarm", "erase"),
        *("login_made", "login_group", "login_closed", "login_opened"),
        *("code", "password", "recovery", "recovery_code", "pin", "key"),
    )


@dataclass(frozen=True, slots=True)
class Sought:
    """What to show of the log. Empty parts ask for nothing."""

    kind: Kind = Kind.ALL
    login: str = ""
    since: date | None = None
    until: date | None = None  # that day as well
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a row: what it is called, and what stood and stands in it."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row that an act changed, or one thing that was done."""

    id: int
    kind: str
    title: str  # "Phone number added"
    customer_id: int | None
    customer: str  # the name that it has now
    said: str = ""  # of what changes no row
    changes: tuple[Change, ...] = ()
    erased: bool = False  # the values are gone, because somebody asked for that


@dataclass(frozen=True, slots=True)
class Act:
    """One business act: whole or not at all."""

    seq: int
    at: datetime
    login: str
    name: str
    desk: str
    lines: tuple[Line, ...]
    more: int  # rows that are not among the lines

    @property
    def id(self) -> int:
        """What tells one act from another."""
        return self.seq


def acts(sought: Sought, limit: int = PAGE, before: int | None = None) -> list[Act]:
    """What happened, newest first, from the act ``before`` on."""
    where, values = _condition(sought, before)
    found = rows(
        "SELECT a.seq, a.act, a.at, a.actor, a.desk, a.rows FROM audit_act AS a"
        f" WHERE {where} ORDER BY a.seq DESC LIMIT {int(limit)}",
        values,
    )
    if not found:
        return []
    return _told(found, _family(sought))


def _told(
    found: Sequence[Sequence[Any]], family: Sequence[int], without: Sequence[str] = ()
) -> list[Act]:
    told = _lines([act for _seq, act, *_rest in found], family, without)
    names = colleagues.names()
    made = []
    for seq, act, at, login, desk, count in found:
        lines = told.get(act, ())
        moment = at if isinstance(at, datetime) else moment_of(at)
        # Of one customer only what is theirs is told, so nothing is missing.
        more = 0 if family else max(0, count - ROWS_OF_AN_ACT)
        made.append(Act(seq, moment, login, names.get(login) or login, desk, lines, more))
    return made


def of_customers(
    family: Sequence[int],
    limit: int,
    at: datetime | None,
    seq: int | None,
    without: Sequence[str] = (),
) -> list[Act]:
    """What happened to these customers before a moment, newest first; all without a moment.

    Of that very moment only acts before ``seq``, or all where there is none. What happened to the
    tables ``without`` is left out, as it is told elsewhere.
    """
    if not family:
        return []
    mark = "%s" if shared() else "?"
    parts = [f"a.act IN (SELECT r.act FROM audit_row AS r WHERE {_theirs(mark, family, without)})"]
    values: list[Any] = [*family, *family, *without]
    if at is not None:
        moment: datetime | int = at if shared() else microseconds(at)
        then = f"a.at = {mark}" if seq is None else f"a.at = {mark} AND a.seq < {mark}"
        parts.append(f"(a.at < {mark} OR ({then}))")
        values += [moment, moment] if seq is None else [moment, moment, seq]
    found = rows(
        "SELECT a.seq, a.act, a.at, a.actor, a.desk, a.rows FROM audit_act AS a"
        f" WHERE {' AND '.join(parts)} ORDER BY a.seq DESC LIMIT {int(limit)}",
        values,
    )
    return _told(found, family, without) if found else []


def of_customer(customer_id: int, limit: int = PAGE, before: int | None = None) -> list[Act]:
    """What happened to one customer and the people there."""
    return acts(Sought(customer_id=customer_id), limit, before)


def people() -> list[tuple[str, str]]:
    """Everybody who ever did something here: login and name."""
    names = colleagues.names()
    found = rows("SELECT DISTINCT actor FROM audit_act")
    known = {login: names.get(login) or login for login in [*names, *(each for (each,) in found)]}
    return sorted(known.items(), key=lambda each: each[1].casefold())


def _condition(sought: Sought, before: int | None) -> tuple[str, list[Any]]:
    mark = "%s" if shared() else "?"
    parts, values = ["1 = 1"], list[Any]()
    if before is not None:
        parts.append(f"a.seq < {mark}")
        values.append(before)
    if sought.login:
        parts.append(f"a.actor = {mark}")
        values.append(sought.login)
    if sought.since is not None:
        parts.append(f"a.at >= {mark}")
        values.append(_bound(sought.since))
    if sought.until is not None:
        parts.append(f"a.at < {mark}")
        values.append(_bound(sought.until + timedelta(days=1)))
    if sought.kind.value:
        kinds = ", ".join(f"'{kind}'" for kind in sought.kind.value)
        parts.append(
            f"EXISTS (SELECT 1 FROM audit_row AS r WHERE r.act = a.act AND r.kind IN ({kinds}))"
        )
    if sought.customer_id is not None:
        family = _family(sought)
        theirs = _theirs(mark, family)
        parts.append(f"a.act IN (SELECT r.act FROM audit_row AS r WHERE {theirs})")
        values += family * 2
    return " AND ".join(parts), values


def _family(sought: Sought) -> list[int]:
    """Whose history is asked for: the customer's, and that of those merged into it."""
    return [] if sought.customer_id is None else family_of(sought.customer_id)


def _theirs(mark: str, family: Sequence[int], without: Sequence[str] = ()) -> str:
    """A person stands in the log before it is known whose it is."""
    marks = ", ".join([mark] * len(family))
    left_out = f" AND r.table_name NOT IN ({', '.join([mark] * len(without))})" if without else ""
    return (
        f"(r.customer_id IN ({marks}) OR (r.table_name = 'person' AND r.row_id IN"
        f" (SELECT p.person_id FROM customer_person AS p WHERE p.customer_id IN ({marks}))))"
        f"{left_out}"
    )


def _bound(day: date) -> datetime | int:
    at = clock.day_starts(day)
    return at if shared() else microseconds(at)


def _lines(
    acts: Sequence[int], family: Sequence[int], without: Sequence[str]
) -> dict[int, tuple[Line, ...]]:
    mark = "%s" if shared() else "?"
    marks = ", ".join([mark] * len(acts))
    values: list[Any] = list(acts)
    theirs = ""
    if family:
        theirs = f" AND {_theirs(mark, family, without)}"
        values += [*family, *family, *without]
    found = rows(
        "SELECT q.act, q.id, q.kind, q.table_name, q.customer_id, c.name, d.detail FROM ("
        "SELECT r.*, row_number() OVER (PARTITION BY r.act ORDER BY r.id) AS place"
        f" FROM audit_row AS r WHERE r.act IN ({marks}){theirs}) AS q"
        " LEFT JOIN audit_detail AS d ON d.id = q.id"
        " LEFT JOIN customer AS c ON c.id = q.customer_id"
        f" WHERE q.place <= {ROWS_OF_AN_ACT} ORDER BY q.act, q.id",
        values,
    )
    grouped = groupby(found, key=lambda row: row[0])
    return {act: _telling(_line(row[1:]) for row in group) for act, group in grouped}


def _telling(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Without what was rewritten for the program alone, as a search key, where there is more."""
    every = tuple(lines)
    return tuple(one for one in every if one.kind != "update" or one.changes or one.erased) or every


def _line(row: Sequence[Any]) -> Line:
    number, kind, table, customer_id, customer, detail = row
    changed = _changes(detail)
    if kind not in CHANGES:
        said = next((change.new or "" for change in changed if change.column == "said"), "")
        title = words.happening(kind)
        return Line(number, kind, title, customer_id, customer or "", words.said(kind, said))
    return Line(
        number,
        kind,
        words.change(kind, table),
        customer_id,
        customer or "",
        changes=tuple(_readable(table, changed)),
        erased=detail is None,
    )


def _changes(detail: str | None) -> list[chain.Change]:
    try:
        return chain.changes(detail or "")
    except ValueError:
        return []  # damaged: what checks the log says so


def _readable(table: str, changed: Iterable[chain.Change]) -> Iterable[Change]:
    for change in changed:
        label = words.column(table, change.column)
        old = words.value(table, change.column, change.old)
        new = words.value(table, change.column, change.new)
        if label and (old or new):
            yield Change(label, old, new)
