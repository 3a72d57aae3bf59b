"""Logins of people: made, moved, closed and given passwords, by who may (``keys.py`` says how).

``run`` executes one statement and gives its rows: ``base.rows`` in an open office, or
``upgrade_server``'s on the server itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import DatabaseError

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.failures import NOT_ALLOWED, refused, sqlstate
from mcsys_desktop.models.keys import LAST_ADMIN, NO_PERSON, NO_VERIFIER, NOT_OURS, TAKEN

TEMPORARY = "r.rolvaliduntil IS NOT NULL AND r.rolvaliduntil <> 'infinity'"  # of a pg_roles r
Run = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Login:
    """One person's login, as administrators see it."""

    name: str
    group: Group
    enabled: bool
    valid_until: datetime | None  # of a password that somebody else made; None: it lasts
    sessions: int

    @property
    def must_change(self) -> bool:
        """Whether its password was made by somebody else."""
        return self.valid_until is not None


def create(run: Run, name: str, verifier: str, group: Group, *, must_change: bool = True) -> None:
    """Make a login. Raises UserError when the name is taken or cannot be one."""
    _ask(run, "keys.create_login(%s, %s, %s, %s)", (name, verifier, str(group), must_change))


def set_group(run: Run, name: str, group: Group) -> None:
    """Move somebody to another group; it counts from the next statement on."""
    _ask(run, "keys.set_login_group(%s, %s)", (name, str(group)))


def disable(run: Run, name: str) -> None:
    """Close a login and end its sessions. ``end_sessions`` again after the commit."""
    _ask(run, "keys.disable_login(%s)", (name,))


def end_sessions(run: Run, name: str) -> int:
    """End what somebody has open; how much that was."""
    return int(_ask(run, "keys.end_sessions(%s)", (name,))[0][0])


def enable(run: Run, name: str, verifier: str) -> None:
    """Open a closed login again, with a password that counts for seven days."""
    _ask(run, "keys.enable_login(%s, %s)", (name, verifier))


def reset(run: Run, name: str, verifier: str) -> None:
    """Give somebody a password for seven days; what they have open is ended."""
    _ask(run, "keys.reset_login(%s, %s)", (name, verifier))


def set_own_password(run: Run, verifier: str) -> None:
    """Change the password of whoever is asking; it lasts."""
    _ask(run, "keys.set_own_password(%s)", (verifier,))


def is_temporary(run: Run) -> bool:
    """Whether the password of whoever is asking was made by somebody else, and will end."""
    asked = f"SELECT {TEMPORARY} FROM pg_roles r WHERE r.rolname = session_user"  # noqa: S608
    ((temporary,),) = run(asked, ())
    return bool(temporary)


def listed(run: Run) -> list[Login]:
    """Every person's login, by name."""
    found = _ask(run, "login, grp, enabled, valid_until, sessions FROM keys.list_logins()", ())
    return [Login(name, Group(group), *rest) for name, group, *rest in found]


def _ask(run: Run, call: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    import psycopg

    try:
        return run(f"SELECT {call}", values)
    except (psycopg.Error, DatabaseError) as error:
        if sqlstate(error) == NOT_ALLOWED:
            raise refused(error) from None
        sentence = _sentence(sqlstate(error))
        if not sentence:
            raise
        raise UserError(sentence) from None


def _sentence(state: str) -> str:
    return {
        TAKEN: _("There is a login of that name already."),
        NO_PERSON: _("That is no login of somebody in this office."),
        LAST_ADMIN: _(
            "This is the last administrator who can sign in. Make somebody else one first."
        ),
        NO_VERIFIER: _("The password was not sent in the form that the server keeps it in."),
        NOT_OURS: _(
            "This login was made outside the program. Whoever looks after the server runs there:"
            " mcsys-desktop server prepare."
        ),
        "3F000": _(
            "This server was not prepared for logins yet. Whoever looks after it runs there:"
            " mcsys-desktop server prepare."
        ),
    }.get(state, "")
