"""Who may sign in: listed, moved to another group, closed; in the office that is open."""

import time
from collections.abc import Sequence
from typing import Any

from mcsys_desktop.core import passwords
from mcsys_desktop.models import base, logins
from mcsys_desktop.models import server as roles
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.logins import Login

_LOOKS, _PAUSE = 10, 0.2  # a session that began while the login was closed is found within 2 s


def people() -> list[Login]:
    """Every login of the office. Raises UserError for who is no administrator."""
    with base.connected():
        return logins.listed(_run)


def set_group(login: str, group: Group) -> None:
    """Let somebody do more, or less, from now on. Raises UserError."""
    with base.connected(), base.transaction():
        logins.set_group(_run, login, group)


def close_login(login: str) -> None:
    """Somebody leaves: no new session, and the open ones end, within five seconds.

    Raises UserError for the last administrator who can sign in, and when this login may not.
    """
    with base.connected():
        with base.transaction():
            logins.disable(_run, login)
        quiet = 0
        for _look in range(_LOOKS):
            with base.transaction():
                quiet = 0 if logins.end_sessions(_run, login) else quiet + 1
            if quiet == 2:
                return
            time.sleep(_PAUSE)


def set_own_password(new: str) -> None:
    """Change the password of whoever is signed in; it lasts. Raises UserError when too short."""
    passwords.check(new)
    verifier = roles.scram_verifier(passwords.normal(new))
    with base.connected():
        logins.set_own_password(_run, verifier)


def _run(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    return base.rows(sql, values)
