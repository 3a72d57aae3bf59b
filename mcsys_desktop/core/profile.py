"""Where this desk keeps what is its own: settings, log, drafts. Never the office's data alone.

Each operating-system user has one profile; ``--profile DIR`` makes another one, which separates
desks on one machine and keeps tests apart from people.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import platformdirs

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

NAME = "MCSys Desktop"


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile folder and the places in it."""

    folder: Path

    @property
    def log(self) -> Path:
        """The log; older ones lie beside it with a number behind."""
        return self.folder / "log" / "mcsys.log"

    @property
    def fault(self) -> Path:
        """What the interpreter wrote down when it was killed by a fault."""
        return self.folder / "log" / "fault.txt"

    @property
    def tries(self) -> Path:
        """How often a wrong password was given, per office."""
        return self.folder / "tries.json"

    @property
    def pins(self) -> Path:
        """What takes the lock off this desk's screen, per office and login."""
        return self.folder / "pins.json"

    @property
    def drafts(self) -> Path:
        """Where what was typed and not saved is kept, per office and login."""
        return self.folder / "drafts"

    @property
    def seen(self) -> Path:
        """How far this desk saw the history of each office."""
        return self.folder / "seen"

    @property
    def first_start(self) -> Path:
        """How far this desk is with its first start."""
        return self.folder / "first_start.json"

    @property
    def demo_office(self) -> Path:
        """The invented office to look around in."""
        return self.folder / "offices" / "demo.db"

    @property
    def own_office(self) -> Path:
        """Where an office of this computer alone is made."""
        return self.folder / "offices" / "office.db"


def url_of(file: Path) -> str:
    """The address of an office in ``file``, known here so that a start needs no database for it."""
    return "sqlite:///" + quote(file.absolute().as_posix())


def place(directory: Path | None = None) -> Path:
    """The folder of the profile, made or not: ``directory``, or the one of this user."""
    return (directory or platformdirs.user_data_path(NAME, appauthor=False)).absolute()


def find(directory: Path | None = None) -> Profile:
    """The profile in ``directory``, or the one of this user; made if it is not there.

    Raises UserError where it cannot be made.
    """
    folder = place(directory)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UserError(
            _("The profile folder {folder} cannot be made.").format(folder=folder)
        ) from error
    return Profile(folder)
