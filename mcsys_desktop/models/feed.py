"""Hear what the other desks have saved.

PostgreSQL tells (LISTEN), on a connection and a thread of its own. What it says is a hint and never
trusted: any login can send it, and what happened while the line was down is not told again, so a
(re)connection counts as news of everything. In a file's office ``base.on_news`` does all this.
"""

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import postgres, reaching
from mcsys_desktop.models.address import Address
from mcsys_desktop.models.rules_postgres import CHANNEL
from mcsys_desktop.models.versions import SCHEMA

EVERYTHING = "*"
PATIENCE = 0.5  # seconds between looks at whether to stop
ALIVE = 20.0  # seconds between questions to the server, to notice that it has gone
SHORTEST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before the line is tried again


class Feed:
    """One listener. ``hear`` gets table names, ``online`` whether the line is up; on its thread."""

    def __init__(
        self,
        address: Address,
        password: str,
        hear: Callable[[str], None],
        online: Callable[[bool], None] = lambda up: None,
    ) -> None:
        self._known = postgres.parameters(address, password, SCHEMA)
        self._hear, self._online = hear, online
        self._stop = Event()
        self._thread = Thread(target=self._follow, name="news", daemon=True)

    def start(self) -> "Feed":
        """Begin to listen."""
        self._thread.start()
        return self

    def know(self, password: str) -> None:
        """Come back with another password from now on."""
        self._known["password"] = password

    def stop(self, timeout: float = 5.0) -> None:
        """Hang up. Returns when the thread has ended, or after ``timeout`` seconds."""
        self._stop.set()
        self._thread.join(timeout)

    def _follow(self) -> None:
        import psycopg

        wait = SHORTEST_WAIT
        while not self._stop.is_set():
            try:
                with reaching.connect(**self._known, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}".encode())
                    wait = SHORTEST_WAIT
                    self._online(True)
                    self._hear(EVERYTHING)
                    self._listen(connection)
            except (psycopg.OperationalError, psycopg.InterfaceError, UserError):
                self._online(False)
                self._stop.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT)

    def _listen(self, connection: Any) -> None:
        quiet = 0.0
        while not self._stop.is_set():
            heard = False
            for notice in connection.notifies(timeout=PATIENCE):
                heard = True
                self._hear(notice.payload)
            quiet = 0.0 if heard else quiet + PATIENCE
            if quiet >= ALIVE:
                connection.execute("SELECT 1")  # raises when the server has gone
                quiet = 0.0


def follow(
    address: Address,
    password: str,
    hear: Callable[[str], None],
    online: Callable[[bool], None] = lambda up: None,
) -> Feed:
    """Listen to the office at ``address`` until ``stop()`` is called on what is returned."""
    return Feed(address, password, hear, online).start()
