"""The one place that touches sqlcipher3, which has no types (decision 18).

Every SQLite file opens through SQLCipher, with the office's random raw key or without a key. Each
connection carries the functions that the generated triggers call: what the time is, who writes,
which program speaks, and which table has just changed.
"""

import dataclasses
import hashlib
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from mcsys_desktop.core import cards, chain, clock
from mcsys_desktop.core.money.rounding import half_up
from mcsys_desktop.models.fields import microseconds

APPLICATION_ID = 0x4D435359  # "MCSY", in the header of every office file

# One pragma each, in this order, before anything is read. WAL with FULL lost nothing in 30 power
# losses, NORMAL lost every commit since the last checkpoint; REPLACE passes by triggers unless
# recursive_triggers is on; SQLCipher writes thousands of lines to stderr about a damaged file.
PRAGMAS = (
    "journal_mode=wal",
    "synchronous=full",
    "foreign_keys=on",
    "recursive_triggers=on",
    "secure_delete=on",
    "cell_size_check=on",
    "trusted_schema=on",  # the rules call our functions; without them no write passes
    "busy_timeout=5000",
)

VERSION: tuple[int, ...] = dbapi2.sqlite_version_info

Error: type[Exception] = dbapi2.Error
DatabaseError: type[Exception] = dbapi2.DatabaseError
OperationalError: type[Exception] = dbapi2.OperationalError

dbapi2.register_adapter(datetime, microseconds)


class Connection(dbapi2.Connection):  # type: ignore[misc]  # untyped base
    """A connection that knows who writes, and what was written since the transaction began."""

    author = ""
    schema = 0
    news: set[str]
    moment: datetime | None = None
    erasing = False  # what the log says that rows held may be deleted
    act = -1  # the link of the chain that this transaction will become
    door = ""  # the act that this transaction is in: see ``doors.py``
    day: date | None = None  # what today is taken to be, in an invented past

    def begin(self) -> None:
        """A transaction begins: all of it happens at one moment, by the database's clock."""
        self.moment = clock.now()
        self.news = set()
        self.act = _next_act(self)

    def seal(self) -> None:
        """Tie what the transaction changed into one link of the chain: its last step.

        There is one writer at a time, so this link follows the one that was last.
        """
        told = [chain.Row(*row) for row in self.execute(_ROWS, (self.act,))]
        head = _head(self)
        if not told or head is None:
            return
        at = microseconds(self.moment or clock.now())
        link = chain.Link(
            head[0] + 1, self.act, at, self.author, "", len(told), chain.digest(told), head[1]
        )
        sealed = chain.link_hash(link)
        self.execute(
            "INSERT INTO audit_act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*dataclasses.astuple(link), sealed),
        )
        self.execute("UPDATE audit_head SET seq = ?, hash = ?", (link.seq, sealed))

    def end(self) -> set[str]:
        """The transaction is over. The tables that it changed."""
        self.moment, self.act, self.door = None, -1, ""
        news, self.news = self.news, set()
        return news

    def install(self, author: str, schema: int) -> None:
        """Give the triggers their functions."""
        self.author, self.schema, self.news = author, schema, set()
        self.create_function("mcsys_now", 0, self._now)
        self.create_function("mcsys_author", 0, self._author)
        self.create_function("mcsys_schema", 0, self._schema)
        self.create_function("mcsys_announce", 1, self._announce)
        self.create_function("mcsys_act", 0, self._act)
        self.create_function("mcsys_erasing", 0, self._erasing)
        self.create_function("mcsys_salt", 0, chain.salt)
        self.create_function("mcsys_commitment", 2, chain.commitment)
        self.create_function("mcsys_card", 1, _holds_card)
        self.create_function("mcsys_door", 0, self._door)
        self.create_function("mcsys_today", 0, self._today)
        self.create_function("mcsys_sum", 1, _sum)
        self.create_function("mcsys_half_up", 2, half_up)

    def _now(self) -> int:
        return microseconds(self.moment or clock.now())

    def _author(self) -> str:
        return self.author

    def _schema(self) -> int:
        return self.schema if self.moment else -1  # the gate refuses writes outside transaction()

    def _announce(self, table: str) -> None:
        self.news.add(table)

    def _act(self) -> int:
        return self.act

    def _erasing(self) -> bool:
        return self.erasing

    def _door(self) -> str:
        return self.door

    def _today(self) -> str:
        return (self.day or clock.local(self.moment or clock.now()).date()).isoformat()


def _sum(said: str | None) -> str | None:
    """SHA-256 of a text, in hexadecimal digits."""
    return None if said is None else hashlib.sha256(said.encode()).hexdigest()


def _holds_card(said: object) -> bool:
    """Also in what the column would refuse anyway: bytes, numbers, nothing."""
    if isinstance(said, bytes):
        said = said.decode("utf-8", "replace")
    return said is not None and cards.holds(str(said))


_ROWS = (
    "SELECT id, kind, table_name, row_id, customer_id, columns, commitment FROM audit_row"
    " WHERE act = ? ORDER BY id"
)


def _head(connection: Connection) -> tuple[int, str] | None:
    """The last link of the chain; None in an office that is not upgraded yet."""
    try:
        ((seq, last),) = connection.execute("SELECT seq, hash FROM audit_head")
    except dbapi2.OperationalError:
        return None
    return int(seq), str(last)


def _next_act(connection: Connection) -> int:
    """A number that no act has. An office that came from a server may have left some out."""
    try:
        ((last,),) = connection.execute("SELECT max(act) FROM audit_act")
    except dbapi2.OperationalError:
        return -1
    return int(last or 0) + 1


class Foreign(dbapi2.DatabaseError):  # type: ignore[misc]  # untyped base
    """The file is a database, or empty, but no office of ours."""


def connect(path: Path, key: str = "", *, create: bool = False) -> Connection:
    """Open an office's file. ``key`` is 64 hexadecimal digits, or empty for a file without a key.

    Raises Foreign for another program's file or an empty one, before anything is written to it;
    DatabaseError when the file is no database under this key, OperationalError when it is not
    there. Only with ``create`` is a file made, or any file taken. The pool may hand the connection
    to another thread, never to two at once.
    """
    if not re.fullmatch(r"([0-9a-fA-F]{64})?", key):
        raise ValueError("a raw key is 64 hexadecimal digits")
    mode = "rwc" if create else "rw"
    connection: Connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
        timeout=5.0,
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
        if key:
            connection.execute(f"PRAGMA key=\"x'{key}'\"").fetchall()
        if not create and _marker(connection) != APPLICATION_ID:
            raise Foreign("no office")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _marker(connection: Connection) -> int:
    ((marker,),) = connection.execute("PRAGMA application_id")
    return int(marker)


def copy(source: Connection, target: Connection) -> None:
    """Copy the whole database through SQLite's backup interface; both use the same key."""
    source.backup(target)


def rows(connection: Connection, sql: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
    """All rows of a query."""
    return list(connection.execute(sql, parameters))
