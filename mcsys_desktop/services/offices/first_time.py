"""The first time: in with a password that somebody else made, and another one chosen."""

from pathlib import Path

from mcsys_desktop.core import vault
from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.patience import Patience
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import base
from mcsys_desktop.services.offices import keys
from mcsys_desktop.services.offices.doors import Door, look
from mcsys_desktop.services.offices.opening import (
    MustChooseError,
    Office,
    TooSoonError,
    close,
    enter,
    was_denied,
)


def enter_with_start_code(url: str, code: str, new_password: str, tries: Path) -> Office:
    """Open an office with what an administrator made, and a password that nobody else knows.

    Raises as ``enter`` does, and UserError for a password that will not do.
    """
    door = look(url)
    patience = Patience(tries)
    if wait := patience.wait(door.url):
        raise TooSoonError(wait)
    try:
        if door.shared:
            _choose_on_server(door, code, new_password)
        else:
            _choose_in_file(door, code, new_password)
    except vault.WrongPassword:
        patience.failed(door.url)
        raise
    # A server writes down by itself that a password was changed; a file has nobody else to do so.
    return enter(url, new_password, tries, *(() if door.shared else ("password",)))


def _choose_in_file(door: Door, code: str, new_password: str) -> None:
    file = vault.keys_file(door.path)
    opened = keys.by_password(door.path, code, door.login)
    vault.load(file).with_own_password(opened, new_password, [door.label]).save(file)


def _choose_on_server(door: Door, code: str, new_password: str) -> None:
    from mcsys_desktop.services import servers  # few come for the first time

    address = addresses.parse(door.url)
    known = keys.as_code(code)
    if keys.as_code(new_password) == known:
        raise MustChooseError
    try:
        try:
            base.connect(door.url, password=code, author=door.login)
        except OfficeUnavailable as error:
            if not was_denied(error) or known == code:
                raise
            base.connect(door.url, password=known, author=door.login)
        servers.set_own_password(new_password, [door.login, address.host, address.database])
    except OfficeUnavailable as error:
        if was_denied(error):
            raise vault.WrongPassword(_("The name or the password is not right.")) from error
        raise
    finally:
        close()
