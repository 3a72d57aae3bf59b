"""Who stands before a locked desk: its own person again, or a colleague who takes it over."""

from pathlib import Path
from urllib.parse import quote, urlsplit

from mcsys_desktop.core import vault
from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.patience import Patience
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import base, failures
from mcsys_desktop.services import history
from mcsys_desktop.services.offices import doors, opening


def as_login(url: str, login: str) -> str:
    """The address of the office at ``url`` for somebody else, the rest of it letter for letter.

    An office in a file has one address for everybody.
    """
    parts = urlsplit(url)
    if not parts.username:
        return url
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{quote(login, safe='')}@{place}").geturl()


def prove(url: str, password: str, tries: Path | None = None) -> None:
    """Make sure that ``password`` lets its owner into the office at ``url``.

    Nothing is opened by it: an office that is open stays open as it is. Wrong passwords are counted
    in ``tries``, together with those at the door. Raises WrongPassword, TooSoonError after too many
    of those, and OfficeUnavailable when nobody can say.
    """
    door = doors.look(url)
    if not door.asks_password:
        return
    patience = Patience(tries)
    if wait := patience.wait(door.url):
        raise opening.TooSoonError(wait)
    try:
        if door.shared:
            _knock(door.url, password)
        else:
            _try_key(door, password)
    except vault.WrongPassword:
        patience.failed(door.url)
        raise
    history.wrong_secrets(door.login, patience.count(door.url))
    patience.succeeded(door.url)


def _try_key(door: doors.Door, password: str) -> None:
    """Of several people only the one whose door it is: a colleague's password is not theirs."""
    path = addresses.parse(door.url).path
    assert path is not None  # noqa: S101  # its door said so
    vault.load(vault.keys_file(path)).open(password, door.login)


def _knock(url: str, password: str) -> None:
    """Log in at the server and leave again."""
    database = base.open_database(addresses.parse(url), password=password)
    try:
        with failures.translated(True):
            database.connect()
    except OfficeUnavailable as error:
        if opening.was_denied(error):
            raise vault.WrongPassword(_("The name or the password is not right.")) from error
        if _answered(error):
            raise OfficeUnavailable(
                _(
                    "The office does not let this login in now. Try again in a moment, or ask"
                    " whoever looks after it."
                )
            ) from error
        # A server that is away must not keep people from what they were typing.
        if not opening.is_proven(url, password):
            raise
    finally:
        database.close_all()


def _answered(error: BaseException) -> bool:
    """Whether the server itself said no; libpq passes its word on ("FATAL", in Dutch "FATAAL")."""
    seen: BaseException | None = error
    while seen is not None:
        if "FATA" in str(seen):
            return True
        seen = seen.__cause__
    return False
