"""Who is who: the person behind a login."""

from mcsys_desktop.models.base import rows, shared
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services.queries import tuples


def me() -> str:
    """The login that this desk works under, as the database writes it beside what changes."""
    ((login,),) = rows("SELECT session_user::text" if shared() else "SELECT mcsys_author()")
    return str(login)


def name_of(login: str) -> str:
    """The name of the person behind a login; the login itself while nobody gave it a name."""
    colleague = Colleague.select(Colleague.name).where(Colleague.login == login).first()
    return colleague.name if colleague is not None and colleague.name else login


def my_name() -> str:
    """The name of the person at this desk."""
    return name_of(me())


def names() -> dict[str, str]:
    """The name behind every login that has one."""
    return dict(tuples(Colleague.select(Colleague.login, Colleague.name)))


def first() -> str | None:
    """The login of whoever was here first; None while nobody has a name."""
    colleague = Colleague.select(Colleague.login).order_by(Colleague.id).first()
    return colleague.login if colleague is not None else None
