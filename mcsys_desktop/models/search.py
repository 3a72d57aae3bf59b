"""The search text of customers: who holds these letters anywhere (decision 7).

One row per customer holds all that may be searched for, folded by the caller (``core.text.fold``),
one line each, and as its last line how the names in it sound (``core.sounds``): capitals, with a
blank before and behind each. It lies apart, without row security, or the index of three-letter
groups would not be used. On SQLite it is an FTS5 table that really forgets what is deleted; on
PostgreSQL a table with a GIN index.

Of many customers that hold the letters, the index gives any; nothing here puts them in order.
"""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mcsys_desktop.models.base import database, rows, shared

SHORTEST = 3  # letters; the index knows nothing shorter
MOST = 200  # candidates that are ranked; all of a town at 100,000 took 27 ms to order instead of 2
BEGINNING = 50  # of them, those whose place in the list begins with what was typed

_FORM = "c.id, c.number, c.name, c.kind, c.sort_key"
_PRESENT = "c.archived_at IS NULL AND c.merged_into_id IS NULL"


class Candidate(NamedTuple):
    """A customer that may be meant. ``kind`` is as it is stored; ``text`` as it was put."""

    id: int
    number: int
    name: str
    kind: str
    sort_key: str
    text: str


def put(customer_id: int, text: str) -> None:
    """Let ``customer_id`` be found by ``text``, folded, and by nothing else."""
    put_many([(customer_id, text)])


def put_many(entries: Iterable[tuple[int, str]]) -> None:
    """As ``put``, for many customers; only inside ``base.transaction()``."""
    for customer_id, text in entries:
        if shared():
            database.execute_sql(
                'INSERT INTO customer_search (customer_id, "text") VALUES (%s, %s)'
                ' ON CONFLICT (customer_id) DO UPDATE SET "text" = EXCLUDED."text"',
                (customer_id, text),
            )
        else:
            database.execute_sql(
                "INSERT OR REPLACE INTO customer_search (rowid, text) VALUES (?, ?)",
                (customer_id, text),
            )


def remove(customer_id: int) -> None:
    """Let ``customer_id`` be found by nothing: erased, restricted or merged."""
    key = "customer_id" if shared() else "rowid"
    database.execute_sql(
        f"DELETE FROM customer_search WHERE {key} = {database.param}",  # noqa: S608  # no data in it
        (customer_id,),
    )


def without_sounds(limit: int) -> list[int]:
    """Customers whose text is of a program that put no sounds into it."""
    key = "customer_id" if shared() else "rowid"
    return [
        customer_id
        for (customer_id,) in rows(
            f"SELECT {key} FROM customer_search WHERE text NOT LIKE {database.param}"  # noqa: S608
            f" LIMIT {database.param}",
            ("%\n %", limit),
        )
    ]


def find(
    words: Sequence[str], beginning: str = "", number: int | None = None, limit: int = MOST
) -> list[Candidate]:
    """Customers whose text holds every one of ``words``, at most ``limit`` of them.

    With them come the first of those whose sort key starts with ``beginning``, and the one with
    this customer ``number``: of many, the index would give any. Words of fewer than three letters
    count when a longer one is beside them; when all are short, they are a ``beginning``. Archived
    and merged customers are left out; nobody comes twice.
    """
    parts, values = [], list[object]()
    if any(len(word) >= SHORTEST for word in words):
        condition, held = _holding(words)
        parts.append(_matching(condition, limit))
        values += held
    elif not beginning and number is None:
        beginning = " ".join(words)
    mark = database.param
    if beginning:
        # Cast, or SQLite would plan anew for each text once it has statistics: 1 ms each.
        text = f"CAST({mark} AS text)"
        range_of = f"c.sort_key >= {text} AND c.sort_key < {text} AND {_PRESENT}"
        parts.append(_select(f"{range_of} ORDER BY c.sort_key, c.id LIMIT {BEGINNING}"))
        values += [beginning, beginning + "\U0010ffff"]
    if number is not None:
        parts.append(_select(f"c.number = {mark} AND c.merged_into_id IS NULL"))
        values.append(number)
    return _candidates(parts, values)


def find_alike(words: Sequence[Sequence[str]]) -> list[Candidate]:
    """Customers whose text holds, for every word, one of its spellings or sounds.

    Sounds come with the blanks around them. Spellings of fewer than three letters find nothing.
    """
    mark = database.param
    spelled = [[one for one in choices if len(one) >= SHORTEST] for choices in words]
    if not spelled or not all(spelled):
        return []
    if shared():
        condition = " AND ".join(
            "(" + " OR ".join([f"s.\"text\" LIKE {mark} ESCAPE '\\'"] * len(choices)) + ")"
            for choices in spelled
        )
        values: list[object] = [_like(one) for choices in spelled for one in choices]
    else:
        condition = f"s.text MATCH {mark}"
        values = [" AND ".join(f"({' OR '.join(map(_quoted, each))})" for each in spelled)]
    return _candidates([_matching(condition, MOST)], values)


def texts(customer_ids: Sequence[int]) -> list[Candidate]:
    """These customers, as far as they are there to be found. A few hundred at most."""
    if not customer_ids:
        return []
    ids = list(customer_ids)
    among = "= ANY(%s)" if shared() else "IN (SELECT value FROM json_each(?))"
    # One parameter: a statement for each length of the list would be planned anew.
    return _candidates(
        [_select(f"c.id {among} AND {_PRESENT}")], [ids if shared() else json.dumps(ids)]
    )


def _candidates(parts: Sequence[str], values: Sequence[object]) -> list[Candidate]:
    if not parts:
        return []
    statement = " UNION ALL ".join(f"SELECT * FROM ({part}) AS p{at}"  # noqa: S608  # ours
                                   for at, part in enumerate(parts))  # fmt: skip
    found = {row[0]: Candidate(*row) for row in rows(statement, values)}
    return list(found.values())


def _select(condition: str) -> str:
    """The columns of customers that are known otherwise than by their text."""
    key = "customer_id" if shared() else "rowid"
    return (
        f"SELECT {_FORM}, s.text FROM customer AS c CROSS JOIN customer_search AS s"  # noqa: S608
        f" WHERE s.{key} = c.id AND {condition}"
    )


def _matching(condition: str, limit: int) -> str:
    """The columns of customers whose text meets a condition: the texts are read once, and first.

    PostgreSQL is told so: of tables that it knows nothing of yet it would read them for each
    customer. SQLite keeps the order of a CROSS JOIN.
    """
    if shared():
        return (
            f"WITH m AS MATERIALIZED (SELECT s.customer_id, s.text FROM customer_search AS s"  # noqa: S608
            f" WHERE {condition}) SELECT {_FORM}, m.text FROM m JOIN customer AS c"
            f" ON c.id = m.customer_id WHERE {_PRESENT} LIMIT {limit:d}"
        )
    return (
        f"SELECT {_FORM}, s.text FROM customer_search AS s CROSS JOIN customer AS c"  # noqa: S608
        f" WHERE c.id = s.rowid AND {condition} AND {_PRESENT} LIMIT {limit:d}"
    )


def _holding(words: Sequence[str]) -> tuple[str, list[object]]:
    mark = database.param
    if shared():
        like = " AND ".join([f"s.\"text\" LIKE {mark} ESCAPE '\\'"] * len(words))
        return like, [_like(word) for word in words]
    long = [word for word in words if len(word) >= SHORTEST]
    short = [word for word in words if len(word) < SHORTEST]
    like = "".join([f" AND s.text LIKE {mark} ESCAPE '\\'"] * len(short))
    return f"s.text MATCH {mark}{like}", [
        " AND ".join(map(_quoted, long)),
        *(_like(word) for word in short),
    ]


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _like(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
