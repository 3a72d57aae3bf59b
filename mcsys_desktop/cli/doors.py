"""Open an office from the command line."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from mcsys_desktop.cli.answers import password_of
from mcsys_desktop.core import profile
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import offices


@contextmanager
def opened(url: str, arguments: Namespace) -> Iterator[offices.Office]:
    """The office at ``url``, with a connection for this thread; closed again at the end."""
    door = offices.look(url)
    password = password_for(door, arguments) if door.asks_password else ""
    tries = profile.Profile(profile.place(arguments.profile)).tries
    office = offices.enter(door.url, password, tries)
    try:
        with offices.connected():
            yield office
    finally:
        offices.close()


def password_for(door: offices.Door, arguments: Namespace) -> str:
    """The password for ``door``, from ``--password-file`` or from whoever sits here."""
    question = _("Password of {login} for {office}:").format(login=door.login, office=door.label)
    return password_of(arguments, question)
