"""The search text of customers: who holds these letters anywhere (decision 7).

One row per customer holds all that may be searched for, folded by the caller (``core.text.fold``).
It lies apart, without row security, or the index of three-letter groups would not be used. On
SQLite it is an FTS5 table that really forgets what is deleted; on PostgreSQL a table with a GIN
index.
"""

from collections.abc import Iterable, Sequence

from mcsys_desktop.models.base import database, rows, shared

SHORTEST = 3  # letters; the index knows nothing shorter
WIDEST = 1000  # customers that are put in order: all of a town at 100,000 took 27 ms instead of 2


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


def find(words: Sequence[str], limit: int = 50) -> list[int]:
    """Ids of customers whose text holds every one of ``words``, in the order of the list.

    ``words`` are folded. Those of fewer than three letters count as well when a longer one is
    beside them; when all are short, they are looked for at the start of the sort key. Archived and
    merged customers are left out. Of words that fit more than a thousand, any thousand count.
    """
    words = [word for word in words if word]
    if not words:
        return []
    condition, values = _condition(words)
    mark = database.param
    return [
        customer_id
        for (customer_id,) in rows(
            f"SELECT c.id FROM customer AS c WHERE {condition}"  # noqa: S608  # marks only
            " AND c.archived_at IS NULL AND c.merged_into_id IS NULL"
            f" ORDER BY c.sort_key, c.id LIMIT {mark}",
            (*values, limit),
        )
    ]


def _condition(words: Sequence[str]) -> tuple[str, list[str]]:
    mark = database.param
    if all(len(word) < SHORTEST for word in words):
        start = " ".join(words)
        return f"c.sort_key >= {mark} AND c.sort_key < {mark}", [start, _after(start)]
    if shared():
        parts = " AND ".join([f"s.\"text\" LIKE {mark} ESCAPE '\\'"] * len(words))
        found = f"SELECT s.customer_id FROM customer_search AS s WHERE {parts} LIMIT {WIDEST}"  # noqa: S608
        return f"c.id IN ({found})", [_like(word) for word in words]
    long = [word for word in words if len(word) >= SHORTEST]
    short = [word for word in words if len(word) < SHORTEST]
    match = " AND ".join('"' + word.replace('"', '""') + '"' for word in long)
    parts = "".join([f" AND s.text LIKE {mark} ESCAPE '\\'"] * len(short))
    found = (
        "SELECT s.rowid FROM customer_search AS s"  # noqa: S608  # marks only
        f" WHERE s.text MATCH {mark}{parts} LIMIT {WIDEST}"
    )
    return f"c.id IN ({found})", [match, *(_like(word) for word in short)]


def _like(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _after(start: str) -> str:
    """The first text, bytewise, that no longer begins with ``start``."""
    return start + "\U0010ffff"
