"""Why somebody may be calling: facts that services contribute to the caller's card.

A service adds a fact with one SELECT of fixed columns (decision 16), given as a `FactSource`. The
card is the UNION ALL of them and of the customers with the number, in one round trip, so:

* Facts lie under ``family.id`` of ``family(root, id)``, which has a row for each customer that was
  found and for each customer merged into it. ``customer`` is ``family.root``, or NULL for a fact
  about the number itself.
* The SELECT may use ``:e164`` (the caller's number), ``:midnight`` (the office's, a moment) and
  ``:today`` (as ISO 8601). One that adds up ends in its GROUP BY.
* The small table comes first and is joined with CROSS JOIN and WHERE: SQLite then keeps that order,
  where it would otherwise walk through all customers. PostgreSQL finds the order by itself.
* It is the same text on SQLite and PostgreSQL and holds no percent sign.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

Tone = Literal["neutral", "accent", "ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing worth knowing while the phone rings.

    ``target`` says what opens it ("call:12"); ``icon`` is a name of ui.icons. ``customer_id`` is
    None where the fact is about the number and not about one of its customers.
    """

    kind: str
    urgency: int
    tone: Tone
    icon: str
    title: str
    detail: str
    target: str
    customer_id: int | None


class FactRow(NamedTuple):
    """What a SELECT gave for one fact. The moment is aware UTC."""

    customer_id: int | None
    urgency: int
    target: int | None
    amount: int | None
    moment: datetime | None
    title: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class FactSource:
    """One kind of fact: the tables it reads, its SELECT, and how a row is told to people.

    ``source`` is the SELECT from its FROM on; the other texts are the columns in SQL.
    """

    kind: str
    tables: tuple[str, ...]
    tell: Callable[[FactRow], Fact]
    source: str
    urgency: int
    customer: str = "m.root"
    target: str = "NULL"
    amount: str = "NULL"
    moment: str = "NULL"
    title: str = "NULL"
    detail: str = "NULL"
