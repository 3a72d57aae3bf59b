"""Hear what the other desks have saved, and know at once when the office is no longer there.

PostgreSQL tells (LISTEN), on a connection and a thread of its own. What it says is a hint and never
trusted: any login can send it, and what happened while the line was down is not told again, so a
(re)connection counts as news of everything. In a file's office ``base.on_news`` does all this.

The listener holds the advisory locks of the desk as well: that it is open, what it answers to who
wants to upgrade the office, and the turns that it has to do something for all (``desks.py``). A
desk that is frozen, or whose cable was pulled, loses them within ``GONE`` seconds: the server ends
a session that asks nothing for so long, and needs no packet for that. The listener also asks the
server every second and a half whether it is there, so that a dead line is known within five seconds
although nobody does anything; and it alone tries to get it back.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import desks, postgres, reaching, watchdog
from mcsys_desktop.models.address import Address
from mcsys_desktop.models.rules_postgres import CHANNEL
from mcsys_desktop.models.versions import SCHEMA

if TYPE_CHECKING:
    from mcsys_desktop.models.watched import Connection

EVERYTHING = "*"
ALIVE = 1.5  # seconds between two questions to the server whether it is there
EAGER = 0.5  # the same while a turn is waited for: who had it may be gone
ANSWER = 2.5  # seconds that it may take to say so: no work and no lock is needed for it
SHORTEST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before the line is tried again
STEADY = 5.0  # seconds after which a line was good, and is tried again at once when it breaks
GONE = 9.0  # seconds without a question after which the server takes it that a desk is no more
_OPEN = frozenset({(desks.DESK, 0)})
# The first ends every session that is silent; the others let the system hang up on it as well.
_LEAVING = {
    "idle_session_timeout": f"{GONE:.0f}s",
    "tcp_keepalives_idle": "3",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}


@dataclass(frozen=True, slots=True)
class Line:
    """How it stands with the line to the server."""

    up: bool
    sentence: str = ""  # what is wrong
    wait: float = 0.0  # seconds until the next try; 0: it is being tried now


class Feed:
    """One listener. ``hear`` gets table names, ``tell`` each change of the line; on its thread.

    ``turned`` gets the turns that are ours (`take_turns`), first and whenever that changes. While
    the line is down nothing is told of them: nobody can say then whose turn it is, and who goes on
    misses nothing. ``named`` is what this desk is called. A program without a window is no
    ``desk``: no upgrade waits for it.
    """

    def __init__(
        self,
        address: Address,
        password: str,
        hear: Callable[[str], None],
        tell: Callable[[Line], None] = lambda line: None,
        *,
        turned: Callable[[frozenset[desks.Turn]], None] = lambda held: None,
        named: str = "",
        desk: bool = True,
    ) -> None:
        program = desks.program_of(named, window=desk)
        self._known = postgres.parameters(address, password, SCHEMA, program, **_LEAVING)
        self._hear, self._tell, self._turned = hear, tell, turned
        self._open = _OPEN if desk else frozenset()
        self._turns: frozenset[desks.Turn] = frozenset()  # that somebody here wants
        self._had: frozenset[desks.Turn] = frozenset()
        self._told: frozenset[desks.Turn] | None = None
        self._stop, self._now = Event(), Event()
        self._connection: Connection | None = None
        self._locks: frozenset[tuple[int, int]] = frozenset()  # that somebody here wants held
        self._thread = Thread(target=self._run, name="news", daemon=True)

    def start(self) -> "Feed":
        """Begin to listen."""
        self._thread.start()
        return self

    def know(self, password: str) -> None:
        """Come back with another password from now on."""
        self._known["password"] = password

    def hold(self, *locks: tuple[int, int]) -> None:
        """Hold these advisory locks, shared, and no others: within a second and a half."""
        self._locks = frozenset(locks)

    def take_turns(self, *turns: desks.Turn) -> None:
        """Try to have these turns from now on, and no others: within a second and a half."""
        self._turns = frozenset(turns)

    @property
    def session(self) -> int:
        """The number of the session that listens; 0 while the line is down."""
        connection = self._connection
        return connection.info.backend_pid if connection is not None else 0

    def stop(self, timeout: float = 5.0) -> None:
        """Hang up. Returns when the thread has ended, or after ``timeout`` seconds."""
        self._stop.set()
        self._now.set()
        connection = self._connection
        if connection is not None:
            watchdog.shut(lambda: connection.pgconn.socket)
        self._thread.join(timeout)

    def try_now(self) -> None:
        """Do not wait for the pause to pass."""
        self._now.set()

    def _run(self) -> None:
        try:
            self._follow()
        finally:
            self._have(frozenset())

    def _follow(self) -> None:
        import psycopg

        pause = SHORTEST_WAIT
        while not self._stop.is_set():
            self._connection, began = None, time.monotonic()
            try:
                with self._connect() as connection:
                    pause = SHORTEST_WAIT
                    self._tell(Line(True))
                    self._hear(EVERYTHING)
                    try:
                        self._listen(connection)
                    finally:
                        self._had = frozenset()  # a lost line has lost the turns as well
                    return  # somebody hung up
            except (psycopg.Error, UserError) as error:
                if self._stop.is_set():
                    return
                silent = self._connection is not None and self._connection.silent
                steady = self._connection is not None and time.monotonic() - began > STEADY
                if steady and not silent:
                    continue  # perhaps only this line broke: told when it cannot be had back
                silent = silent or isinstance(error, psycopg.errors.ConnectionTimeout)
                known = error if isinstance(error, UserError) else postgres.unavailable(error)
                why = str(postgres.mute() if silent else known)
            self._wait(why, pause * random.uniform(0.8, 1.2))  # noqa: S311  # not all at once
            pause = min(pause * 2, LONGEST_WAIT)

    def _wait(self, why: str, seconds: float) -> None:
        self._now.clear()
        self._tell(Line(False, why, seconds))
        if not self._stop.is_set():
            self._now.wait(seconds)
            self._tell(Line(False, why))

    def _connect(self) -> "Connection":
        from mcsys_desktop.models.watched import Connection

        connection = reaching.connect_as(Connection, **self._known, autocommit=True)
        try:
            _hold(connection, frozenset(), self._open)
            with watchdog.limited(ANSWER):
                connection.execute(f"LISTEN {CHANNEL}".encode())
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _listen(self, connection: "Connection") -> None:
        """Listen until ``stop``. Raises psycopg's errors when the server has gone."""
        held = self._open
        while not self._stop.is_set():
            held = _hold(connection, held, self._locks | self._open)
            with watchdog.limited(ANSWER):
                self._have(desks.take_turns(connection.execute, self._had, self._turns))
            waits = self._turns - self._had
            for notice in connection.notifies(timeout=min(EAGER, ALIVE) if waits else ALIVE):
                self._hear(notice.payload)
            with watchdog.limited(ANSWER):
                connection.execute(b"SELECT 1")

    def _have(self, turns: frozenset[desks.Turn]) -> None:
        self._had = turns
        if turns != self._told:
            self._told = turns
            self._turned(turns)


def _hold(
    connection: "Connection", held: frozenset[tuple[int, int]], wanted: frozenset[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    # Tried, never waited for: a login that takes one for itself must not make a desk look dead.
    with watchdog.limited(ANSWER):
        for numbers in wanted - held:
            connection.execute("SELECT pg_try_advisory_lock_shared(%s, %s)", numbers)
        for numbers in held - wanted:
            connection.execute("SELECT pg_advisory_unlock_shared(%s, %s)", numbers)
    return wanted


def follow(
    address: Address,
    password: str,
    hear: Callable[[str], None],
    tell: Callable[[Line], None] = lambda line: None,
) -> Feed:
    """Listen to the office at ``address`` until ``stop()`` is called on what is returned."""
    return Feed(address, password, hear, tell).start()
