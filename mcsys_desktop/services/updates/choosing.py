"""Where the office's updates lie, and by which key its desks know them."""

from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from mcsys_desktop.core import releases, text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.office import keep_setting, setting
from mcsys_desktop.services import colleagues, free_text

FOLDERS, KEY = "updates_folders", "updates_key"
MOST = 5  # folders
LONGEST = 300  # characters of one


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an administrator chose. Desks take the first of the folders that they can reach: the
    same one is called \\\\server\\updates here and /srv/updates there.
    """

    folders: tuple[str, ...] = ()
    key: str = ""


def chosen() -> Chosen:
    """What holds now."""
    folders = tuple(line for line in setting(FOLDERS).split("\n") if line)
    return Chosen(folders, setting(KEY))


def choose(folders: str, key: str) -> None:
    """Let the updates lie in ``folders``, one a line, and be signed with ``key``.

    Raises UserError for what cannot be a folder or a key, and Refused for who is no administrator.
    """
    colleagues.require(Group.ADMIN)
    lines = [text.clean(line, LONGEST + 1) for line in folders.splitlines() if line.strip()]
    for line in lines[:MOST]:
        absolute = PureWindowsPath(line).is_absolute() or PurePosixPath(line).is_absolute()
        if not absolute or len(line) > LONGEST:
            raise UserError(
                _("A folder looks like {windows} or {linux}.").format(
                    windows=r"\\server\updates", linux="/srv/mcsys/updates"
                )
            )
    if len(lines) > MOST:
        raise UserError(_("Choose {most} folders at most.").format(most=MOST))
    plain = "".join(key.split()).lower()
    if plain and not releases.is_key(plain):
        raise UserError(
            _("That is no key of updates. mcsys-desktop server updates-key prints it: 64 signs.")
        )
    if lines and not plain:
        raise UserError(_("Give the key of the updates as well: without it none is trusted."))
    free_text.refuse_cards("\n".join(lines))
    with base.transaction():
        keep_setting(FOLDERS, "\n".join(lines))
        keep_setting(KEY, plain)
