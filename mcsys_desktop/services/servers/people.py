"""Who may sign in: listed, moved to another group, closed; in the office that is open."""

import time
from collections.abc import Sequence
from typing import Any

from mcsys_desktop.core import clock, passwords
from mcsys_desktop.models import base, logins
from mcsys_desktop.models import server as roles
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.logins import Login
from mcsys_desktop.models.staff import Colleague

_LOOKS, _PAUSE = 10, 0.2  # a session that began while the login was closed is found within 2 s


def people() -> list[Login]:
    """Every login of the office. Raises UserError for who is no administrator."""
    with base.connected():
        return logins.listed(_run)


def set_group(login: str, group: Group) -> None:
    """Let somebody do more, or less, from now on. Raises UserError."""
    with base.connected(), base.transaction():
        logins.set_group(_run, login, group)
        moved = Colleague.get_or_none(Colleague.login == login)
        if moved is not None and moved.may is not group:
            moved.may = group  # so that the other desks hear of it, and know whom to ask
            moved.save()


def close_login(login: str) -> None:
    """Somebody leaves: no new session, and the open ones end, within five seconds.

    Raises UserError for the last administrator who can sign in, and when this login may not.
    """
    with base.connected():
        with base.transaction():
            logins.disable(_run, login)
            gone = Colleague.get_or_none(Colleague.login == login)
            if gone is not None and gone.left_at is None:
                gone.left_at = clock.now()
                gone.save()
        quiet = 0
        for _look in range(_LOOKS):
            with base.transaction():
                quiet = 0 if logins.end_sessions(_run, login) else quiet + 1
            if quiet == 2:
                return
            time.sleep(_PAUSE)


def set_own_password(new: str, known: Sequence[str] = ()) -> None:
    """Change the password of whoever is signed in; it lasts.

    ``known`` is what others know of them. Raises UserError for a password that will not do.
    """
    passwords.check(new, known)
    verifier = roles.scram_verifier(passwords.normal(new))
    with base.connected(), base.transaction():
        logins.set_own_password(_run, verifier)


def _run(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    return base.rows(sql, values)
