"""Whose turn it is to do what an office needs done once: one program at a time holds it.

On a server it is an advisory lock of a session, so that it is free again as soon as the program
that held it, its computer or its cable has gone. Beside a file it is a locked file.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from mcsys_desktop.models import base, postgres, reaching
from mcsys_desktop.models.address import Address
from mcsys_desktop.models.upgrade_file import cannot_be_written
from mcsys_desktop.models.versions import SCHEMA

COLLECTING = 0x4D434F4C  # "MCOL": who collects calls and makes the nightly backup
MAILING = 0x4D434D4C  # "MCML": who sends mail


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
            file = office.with_suffix(".turn").open("ab")
        except OSError as error:
            raise cannot_be_written(office) from error
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        self._file = file
        return True


@contextlib.contextmanager
def to_mail() -> Iterator[bool]:
    """Whether it is this program's turn to send mail, for the length of the block.

    It hangs on this thread's connection, so that it is gone with it: ``still_to_mail`` looks.
    Raises OfficeUnavailable.
    """
    if not base.shared():
        with _file_of_mail() as ours:
            yield ours
        return
    with base.connected():
        ((ours,),) = base.rows("SELECT pg_try_advisory_lock(%s)", (MAILING,))
        try:
            yield bool(ours)
        finally:
            if ours:
                with contextlib.suppress(Exception):  # the line is gone, and so is the turn
                    base.rows("SELECT pg_advisory_unlock(%s)", (MAILING,))


def still_to_mail() -> bool:
    """Whether the turn to mail is still ours. A file's lock cannot be lost."""
    if not base.shared():
        return True
    found = base.rows(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
        " AND pid = pg_backend_pid() AND objid::bigint = %s",
        (MAILING,),
    )
    return bool(found)


@contextlib.contextmanager
def _file_of_mail() -> Iterator[bool]:
    office = base.address().path
    if office is None:
        raise RuntimeError("an office on a server has no file")
    try:
        file = office.with_suffix(".mailing").open("ab")
    except OSError as error:
        raise cannot_be_written(office) from error
    with file:
        try:
            _lock(file)
        except OSError:
            yield False
        else:
            yield True


def is_taken(rows: Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]) -> bool:
    """Whether some program holds the turn to collect at the server that ``rows`` asks."""
    found = rows(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
        " AND classid::bigint = 0 AND objid::bigint = %s"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        (COLLECTING,),
    )
    return bool(found)


def _lock(file: IO[bytes]) -> None:
    """Raises OSError when another program has it. The system gives it back when a program ends."""
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
