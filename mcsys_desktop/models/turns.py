"""Whose turn it is to do what an office needs done once: one program at a time holds it.

On a server it is an advisory lock of a session, so that it is free again as soon as the program
that held it, its computer or its cable has gone. Beside a file it is a locked file.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from mcsys_desktop.models import desks, postgres, reaching
from mcsys_desktop.models.address import Address
from mcsys_desktop.models.upgrade_file import cannot_be_written
from mcsys_desktop.models.versions import SCHEMA

LOOK = 1.5  # seconds between two tries at a turn beside a file
COLLECTING = 0x4D434F4C  # "MCOL": who collects calls and makes the nightly backup


class Turn:
    """The turn at one office. ``take`` it, look now and then whether it is still ``held``."""

    def __init__(self, address: Address, password: str = "", number: int = COLLECTING) -> None:
        self._address, self._password, self._number = address, password, number
        self._connection: Any = None
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Whether the turn is ours now. Raises OfficeUnavailable when the server is not there."""
        if self.held():
            return True
        self.give_back()
        return self._take_file(self._address.path) if self._address.path else self._take_lock()

    def held(self) -> bool:
        """Whether it is still ours: a lost connection has lost the turn as well."""
        if self._connection is None:
            return self._file is not None
        import psycopg

        try:
            self._connection.execute("SELECT 1")
        except psycopg.Error:
            self.give_back()
            return False
        return True

    def give_back(self) -> None:
        """Let the next one have it."""
        if self._connection is not None:
            with contextlib.suppress(Exception):  # it is gone, and so is the turn
                self._connection.close()
            self._connection = None
        if self._file is not None:
            self._file.close()
            self._file = None

    def _take_lock(self) -> bool:
        import psycopg

        from mcsys_desktop.models.watched import Connection

        known = postgres.parameters(self._address, self._password, SCHEMA, "mcsys-desktop collect")
        try:
            connection = reaching.connect_as(Connection, **known, autocommit=True)
        except psycopg.OperationalError as error:
            raise postgres.unavailable(error) from error
        try:
            asked = connection.execute("SELECT pg_try_advisory_lock(%s)", (self._number,))
            ours = asked.fetchone() == (True,)
        except psycopg.Error as error:  # it went away, or it says nothing
            connection.close()
            raise postgres.unavailable(error) from error
        if not ours:
            connection.close()
            return False
        self._connection = connection
        return True

    def _take_file(self, office: Path) -> bool:
        try:
            self._file = locked(office.with_suffix(".turn"))
        except OSError as error:
            raise cannot_be_written(office) from error
        return self._file is not None


class FileTurns:
    """The turns beside a file's office: ours unless another program has them. One listens at a time
    (`desks.LISTENS`); what telephones report to is always this computer.

    ``turned`` gets what is ours, first and whenever that changes, on a thread of its own.
    """

    def __init__(self, office: Path, turned: Callable[[frozenset[desks.Turn]], None]) -> None:
        self._place = office.with_suffix(".listens")
        self._turned = turned
        self._wanted: frozenset[desks.Turn] = frozenset()
        self._told: frozenset[desks.Turn] | None = None
        self._file: IO[bytes] | None = None
        self._stopped, self._now = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._look, name="turns", daemon=True)

    def start(self) -> "FileTurns":
        """Begin to try."""
        self._thread.start()
        return self

    def take_turns(self, *turns: desks.Turn) -> None:
        """Try to have these from now on, and no others."""
        self._wanted = frozenset(turns)
        self._now.set()

    def stop(self, timeout: float = 5.0) -> None:
        """Give back what is ours."""
        self._stopped.set()
        self._now.set()
        self._thread.join(timeout)

    def _look(self) -> None:
        while not self._stopped.is_set():
            self._now.clear()
            wanted = self._wanted
            if desks.LISTENS not in wanted:
                self._let_go()
            elif self._file is None and not self._try():
                wanted -= {desks.LISTENS}
            self._have(wanted)
            self._now.wait(LOOK if wanted != self._wanted else None)
        self._let_go()
        self._have(frozenset())

    def _try(self) -> bool:
        try:
            self._file = locked(self._place)
        except OSError:
            return True  # no lock can be made there: a folder that is only read
        return self._file is not None

    def _let_go(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _have(self, turns: frozenset[desks.Turn]) -> None:
        if turns != self._told:
            self._told = turns
            self._turned(turns)


def is_taken(rows: Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]) -> bool:
    """Whether some program holds the turn to collect at the server that ``rows`` asks."""
    found = rows(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
        " AND classid::bigint = 0 AND objid::bigint = %s"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        (COLLECTING,),
    )
    return bool(found)


def locked(place: Path) -> IO[bytes] | None:
    """A file that is locked for us; None where another program has it. Raises OSError."""
    file = place.open("ab")
    try:
        _lock(file)
    except OSError:
        file.close()
        return None
    return file


def _lock(file: IO[bytes]) -> None:
    """Raises OSError when another program has it. The system gives it back when a program ends."""
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
