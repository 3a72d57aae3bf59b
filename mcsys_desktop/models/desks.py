"""Which desks are open at an office on a server, who has which turn, and who wants to upgrade it.

All of it is held in advisory locks of sessions and nothing in tables: what a desk said is gone with
its program, its computer or its cable, and a newer program asks older ones in words that no
migration changes. Everybody may see who holds a lock. A login can at most pretend about itself: by
its name it is seen who keeps an upgrade waiting.
"""

# ruff: noqa: S608  # it writes SQL, out of its own constants and nothing else
import contextlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Self
from urllib.parse import quote, unquote

from mcsys_desktop import __version__
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import postgres, reaching
from mcsys_desktop.models.address import Address
from mcsys_desktop.models.rules_postgres import CHANNEL
from mcsys_desktop.models.versions import SCHEMA

# The first half of each lock's number; the second is 0, or the session that an answer is for.
DESK = 0x4D43444B  # "MCDK": held by the listener of every open desk
ASKS = 0x4D43414B  # "MCAK": held by who wants to upgrade
AGREES = 0x4D434147  # "MCAG": held by a desk that agrees
LATER = 0x4D434C54  # "MCLT": held by a desk that asks to wait
# Turns: each held by one session at a time.
LISTENS = (0x4D434C53, 0)  # "MCLS": it listens to the phone systems of the office
RECEIVES = 0x4D435243  # "MCRC": telephones report to it; the second number is its PhoneReception

NEWS = "upgrade_wish"  # announced when somebody begins to ask, and when it is over
TURN_NEWS = "phone_turn"  # announced when somebody takes a turn
_PROGRAM = "mcsys-desktop upgrades to "
_DESK, _WITHOUT_WINDOW = f"mcsys-desktop/{__version__}", "mcsys-desktop collect"
_LONGEST_PROGRAM = 63  # bytes of ASCII that the server keeps of a program's name
_HERE = (
    "l.locktype = 'advisory' AND l.granted AND l.objsubid = 2"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)

Turn = tuple[int, int]
Run = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


class Answer(Enum):
    """What a desk says to a wish."""

    NONE = "none"
    AGREES = "agrees"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants to upgrade the office."""

    number: int  # of the session that asks
    login: str
    version: str  # of the program that the office would be upgraded with


@dataclass(frozen=True, slots=True)
class Waited:
    """A desk that is waited for."""

    login: str
    answer: Answer


def wish(run: Run) -> Wish | None:
    """Who wants to upgrade now."""
    found = run(
        "SELECT l.pid, a.usename, a.application_name FROM pg_locks AS l"
        f" JOIN pg_stat_activity AS a ON a.pid = l.pid WHERE {_HERE} AND l.classid = %s",
        (ASKS,),
    )
    if not found:
        return None
    number, login, program = found[0]
    return Wish(number, str(login), str(program).removeprefix(_PROGRAM))


def waited_for(run: Run, number: int, without: int = 0) -> list[Waited]:
    """The desks that have not agreed to wish ``number``; the session ``without`` need not."""
    found = run(
        "SELECT a.usename, l.classid::bigint, l.pid, l.objid::bigint FROM pg_locks AS l"
        f" JOIN pg_stat_activity AS a ON a.pid = l.pid WHERE {_HERE}"
        " AND l.classid IN (%s, %s, %s) ORDER BY a.usename, l.pid",
        (DESK, AGREES, LATER),
    )
    desks = {pid: login for login, kind, pid, _of in found if kind == DESK and pid != without}
    said = {(pid, kind) for _login, kind, pid, of in found if of == number}
    return [
        Waited(login, Answer.LATER if (pid, LATER) in said else Answer.NONE)
        for pid, login in desks.items()
        if (pid, AGREES) not in said
    ]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a turn. ``desk`` is what the desk is called, if it has a name."""

    number: int  # of the session
    login: str
    desk: str
    windowless: bool  # the program that is always on (`collect`)


def program_of(desk: str, *, window: bool = True) -> str:
    """What a listener calls itself at the server, where others read who has a turn."""
    program = _DESK if window else _WITHOUT_WINDOW
    told = quote(desk)[: _LONGEST_PROGRAM - len(program) - 1]
    return f"{program} {re.sub('%.?$', '', told)}".rstrip()


def holders(run: Run) -> dict[Turn, Holder]:
    """Who has which turn now."""
    found = run(
        "SELECT l.classid::bigint, l.objid::bigint, l.pid, a.usename, a.application_name"
        f" FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid WHERE {_HERE}"
        " AND l.classid IN (%s, %s) AND l.mode = 'ExclusiveLock'",
        (LISTENS[0], RECEIVES),
    )
    return {(int(kind), int(number)): _holder(*told) for kind, number, *told in found}


def _holder(number: int, login: str, program: str) -> Holder:
    windowless = program.startswith(_WITHOUT_WINDOW)
    _program, _blank, named = program.removeprefix(_WITHOUT_WINDOW).partition(" ")
    return Holder(number, str(login), unquote(named, errors="ignore"), windowless)


def take_turns(
    execute: Callable[..., Any], had: frozenset[Turn], wanted: frozenset[Turn]
) -> frozenset[Turn]:
    """Give back the turns that are not wanted any more and try the others; those that are ours.

    Tried, never waited for: somebody else may have one for days.
    """
    ours = set(had & wanted)
    for turn in had - wanted:
        execute("SELECT pg_advisory_unlock(%s, %s)", turn)
    for turn in wanted - had:
        if execute("SELECT pg_try_advisory_lock(%s, %s)", turn).fetchone() == (True,):
            ours.add(turn)
    if ours != had:
        execute("SELECT pg_notify(%s, %s)", (CHANNEL, TURN_NEWS))
    return frozenset(ours)


class Asking:
    """Asks the open desks whether the office may be upgraded, for as long as it is open."""

    def __init__(self, address: Address, password: str, without: int = 0) -> None:
        self._address, self._password, self._without = address, password, without
        self._connection: Any = None

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def begin(self) -> None:
        """Ask. Raises UserError when somebody asks already, OfficeUnavailable without a server."""
        import psycopg

        name = f"{_PROGRAM}{__version__}"
        known = postgres.parameters(self._address, self._password, SCHEMA, name)
        try:
            connection = reaching.connect(**known, autocommit=True)
        except psycopg.OperationalError as error:
            raise postgres.unavailable(error) from error
        taken = connection.execute("SELECT pg_try_advisory_lock(%s, 0)", (ASKS,)).fetchone()
        if taken != (True,):
            other = wish(lambda sql, values: connection.execute(sql.encode(), values).fetchall())
            connection.close()
            raise UserError(
                _("{who} is upgrading the office already.").format(who=other.login if other else "")
            )
        self._connection = connection
        connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, NEWS))

    def waits_for(self) -> list[Waited]:
        """The desks that have not agreed yet. Raises OfficeUnavailable when the line is lost."""
        import psycopg

        def run(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
            return list(self._connection.execute(sql, values).fetchall())

        try:
            return waited_for(run, self._connection.info.backend_pid, self._without)
        except psycopg.OperationalError as error:
            raise postgres.unavailable(error) from error

    def end(self) -> None:
        """Ask no longer: it was done, or given up. The desks look what has become of it."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        with contextlib.suppress(Exception):  # it is gone, and so is the wish
            # First the lock, then the news: who hears it must not find the wish again.
            connection.execute("SELECT pg_advisory_unlock_all()")
            connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, NEWS))
        connection.close()
