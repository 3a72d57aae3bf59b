"""Whether anybody changed the history of the office: link by link, and since a desk last looked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from mcsys_desktop.core import chain
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import rows, shared
from mcsys_desktop.models.fields import EPOCH, MICROSECOND, microseconds

Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
Progress = Callable[[int, int], object]  # links that were looked at, and how many there are
STEP = 5000  # links that are read at a time
TOLD_EACH = 500  # links between two words about how far it is


@dataclass(frozen=True, slots=True)
class LastLink:
    """Where the chain ended when a desk last looked. ``seq`` 0: nothing had happened yet."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in the log that is not as it was written."""

    seq: int
    sentence: str


def last_link(ask: Ask = rows) -> LastLink:
    """The last link of the chain, for a desk to remember."""
    ((seq, last),) = ask("SELECT seq, hash FROM audit_head", ())
    return LastLink(seq, last)


def still_there(seen: LastLink) -> bool:
    """Whether the chain still holds the link that a desk has seen. If not, history was changed."""
    now = last_link()
    if seen.seq == 0 or now == seen:
        return now.seq >= seen.seq
    mark = "%s" if shared() else "?"
    found = rows(f"SELECT hash FROM audit_act WHERE seq = {mark}", (seen.seq,))  # noqa: S608
    return now.seq >= seen.seq and found == [(seen.hash,)]


def verify(
    ask: Ask | None = None, mark: str = "?", progress: Progress = lambda seen, of: None
) -> list[Flaw]:
    """Go through the whole chain, link by link and value by value. What is wrong with it.

    Of the open office; or of one that ``ask`` runs statements in, with ``mark`` for values.
    """
    if ask is None:
        ask, mark = rows, "%s" if shared() else "?"
    end = last_link(ask).seq
    flaws: list[Flaw] = []
    before = LastLink(0, chain.FIRST)
    while True:
        for link, stored, told in _links(ask, mark, before.seq or -1):
            if link.seq % TOLD_EACH == 0:
                progress(link.seq, max(end, link.seq))
            flaws += _judge(before, link, stored, told)
            before = LastLink(link.seq, stored)
        last = last_link(ask)
        if last.seq <= before.seq or not _more(ask, mark, before.seq):
            break  # the other desks worked on meanwhile
    if before != last:
        flaws.append(Flaw(before.seq, _("The end of the log is missing or was put there by hand.")))
    loose = ask(
        "SELECT 1 FROM audit_row AS r WHERE NOT EXISTS"
        " (SELECT 1 FROM audit_act AS a WHERE a.act = r.act) LIMIT 1",
        (),
    )
    if loose:
        flaws.append(Flaw(before.seq, _("The log holds rows that belong to no act.")))
    return flaws


def _judge(before: LastLink, link: chain.Link, stored: str, told: list["_Told"]) -> Iterator[Flaw]:
    if link.seq != before.seq + 1:
        yield Flaw(link.seq, _("Acts are missing from the log."))
    if link.previous != before.hash:
        yield Flaw(link.seq, _("This act does not follow the one before it."))
    if chain.link_hash(link) != stored:
        yield Flaw(link.seq, _("This act was changed: who, when, or how much."))
    if chain.digest([each.row for each in told]) != link.digest or len(told) != link.rows:
        yield Flaw(link.seq, _("What this act changed was changed afterwards."))
    for each in told:
        if each.salt is None or each.detail is None:
            continue  # erased, which is allowed
        if chain.commitment(each.salt, each.detail) != each.row.commitment:
            yield Flaw(link.seq, _("The values of this act were changed afterwards."))


@dataclass(frozen=True, slots=True)
class _Told:
    row: chain.Row
    salt: str | None
    detail: str | None


def _more(ask: Ask, mark: str, at: int) -> bool:
    return bool(ask(f"SELECT 1 FROM audit_act WHERE seq > {mark} LIMIT 1", (at,)))  # noqa: S608


def _links(ask: Ask, mark: str, at: int) -> Iterator[tuple[chain.Link, str, list[_Told]]]:
    """Every link after ``at`` with its rows, in order, without holding all of them at once."""
    while True:
        links = ask(
            "SELECT seq, act, at, actor, desk, rows, digest, previous, hash FROM audit_act"  # noqa: S608
            f" WHERE seq > {mark} ORDER BY seq LIMIT {STEP}",
            (at,),
        )
        if not links:
            return
        last = links[-1][0]
        found = ask(
            "SELECT a.seq, r.id, r.kind, r.table_name, r.row_id, r.customer_id, r.columns,"  # noqa: S608
            " r.commitment, d.salt, d.detail FROM audit_act AS a"
            " JOIN audit_row AS r ON r.act = a.act LEFT JOIN audit_detail AS d ON d.id = r.id"
            f" WHERE a.seq > {mark} AND a.seq <= {mark} ORDER BY a.seq, r.id",
            (at, last),
        )
        told = {
            seq: [_Told(chain.Row(*each[1:8]), each[8], each[9]) for each in group]
            for seq, group in groupby(found, key=lambda each: each[0])
        }
        for seq, act, moment, *rest, stored in links:
            link = chain.Link(seq, act, _microseconds(moment), *rest)
            yield link, stored, told.get(seq, [])
        at = last


def _microseconds(moment: int | datetime) -> int:
    return moment if isinstance(moment, int) else microseconds(moment)


def moment_of(microseconds: int) -> datetime:
    """The moment of a link, in UTC."""
    return EPOCH + microseconds * MICROSECOND
