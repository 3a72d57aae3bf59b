"""The door of an office, seen from outside: what it asks for, and whom it lets in."""

import getpass
from dataclasses import dataclass, replace
from pathlib import Path

from mcsys_desktop.core import text, vault
from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import failures

PLAIN_FILE = b"SQLite format 3\0"  # how a file begins that has no key


@dataclass(frozen=True, slots=True)
class Door:
    """What stands between a person and an office, seen from outside."""

    url: str
    label: str  # what people call it: the file's name, or the server's
    shared: bool  # on a server, with other desks
    login: str  # who would go in; for a file, whose password it asks
    keyed: bool  # a file with a key
    people: tuple[str, ...] = ()  # who may come in, where a file knows that

    @property
    def asks_password(self) -> bool:
        """Whether it opens to a password only."""
        return self.shared or self.keyed

    def as_login(self, login: str) -> "Door":
        """The same door for somebody else."""
        return replace(self, url=addresses.parse(self.url).as_login(login).url, login=login)

    @property
    def path(self) -> Path:
        """The file. Raises ValueError for an office on a server."""
        path = addresses.parse(self.url).path
        if path is None:
            raise ValueError("an office on a server has no file")
        return path


def look(url: str) -> Door:
    """See what the office at ``url`` asks for, without opening it.

    Raises UserError for a wrong address, OfficeUnavailable for a file that is not there.
    """
    address = addresses.parse(url)
    if address.path is None:
        return Door(url, address.host, True, address.login, False)
    path = address.path.absolute()
    absolute = addresses.of_file(path)
    if not path.is_file():
        raise OfficeUnavailable(
            _("The office {file} is not there. Has it been moved, or is a disk missing?").format(
                file=path.name
            )
        )
    box = vault.keys_file(path)
    if box.exists():
        people = vault.load(box).people
        login = address.login if address.login in people else people[0]
        url = addresses.of_file(path, login) if len(people) > 1 else absolute
        return Door(url, path.stem, False, login, True, people)
    if not _begins_plain(path):
        if path.stat().st_size == 0:
            raise failures.not_ours()
        vault.load(box)  # says that the keys are missing
    return Door(absolute, path.stem, False, own_login(), False)


def own_login() -> str:
    """The name that a file without a key writes beside what changes: this computer's user."""
    name = text.fold(text.clean(getpass.getuser(), 60)).replace(" ", "_")
    return name or "desk"


def _begins_plain(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN_FILE)) == PLAIN_FILE
    except OSError as error:
        raise OfficeUnavailable(
            _("The office {file} cannot be read.").format(file=path.name)
        ) from error
