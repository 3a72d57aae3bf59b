"""What whoever looks after the backups sees and does from a desk."""

from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop.core import text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.progress import Progress
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.models import base, turns
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.office import keep_setting, setting
from mcsys_desktop.services import colleagues, free_text
from mcsys_desktop.services.backups.keys import recipients
from mcsys_desktop.services.backups.making import Made, make
from mcsys_desktop.services.backups.standing import WANTED, Good, last_good, server_time, warning

HOLDERS = "backup_key_holders"


@dataclass(frozen=True, slots=True)
class Care:
    """How it stands."""

    last: Good | None
    warning: str  # what there is to worry about
    holders: str  # who keeps the keys, in an administrator's words
    shared: bool  # on a server: there another computer makes them


def care() -> Care:
    """How it stands with the backups of the office, and who can open them."""
    return Care(last_good(), warning(), setting(HOLDERS), base.shared())


def tell_holders(words: str) -> None:
    """Write down who keeps the keys. Raises Refused for who is no administrator."""
    colleagues.require(Group.ADMIN)
    said = text.clean(words, 400)
    free_text.refuse_cards(said)
    with base.transaction():
        keep_setting(HOLDERS, said)


def ask_for_one() -> None:
    """Let the computer that collects for the office make a backup, within half a minute.

    On a server only its login may read everything. Raises Refused for who is no administrator, and
    UserError where no computer collects.
    """
    colleagues.require(Group.ADMIN)
    if not turns.is_taken(base.rows):
        raise UserError(
            _(
                "No computer makes backups at this moment. Start it on the one that is always on:"
                " mcsys-desktop collect."
            )
        )
    with base.transaction():
        keep_setting(WANTED, server_time().isoformat())


def make_now(settings: Settings, *, progress: Progress) -> Made:
    """Make a backup of a file's office in the folder of this computer. Raises as ``make`` does."""
    if not settings.backup_folder:
        raise UserError(_("Say first in which folder the backups of this computer go."))
    return make(
        Path(settings.backup_folder).absolute(),
        recipients(settings),
        progress.is_cancelled,
        progress,
    )
