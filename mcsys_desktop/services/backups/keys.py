"""The keys of backups: two that open each of them, on paper and away from the office.

What locks a backup is public and stands in the settings of the computer that makes it. What opens
it is made here once, goes to the owner and into the envelope in the safe, and is kept nowhere.
"""

from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop.core import age, clock, whole_files
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings

GROUP = 4  # letters that are read and typed together
OWNER, ENVELOPE = "back-up-sleutel-eigenaar.txt", "back-up-sleutel-envelop.txt"


@dataclass(frozen=True, slots=True)
class Keys:
    """New private keys: the owner's, and the one for the envelope. Either opens every backup."""

    owner: str
    envelope: str

    @property
    def recipients(self) -> tuple[str, ...]:
        """What locks a backup for both."""
        return age.recipient_of(self.owner), age.recipient_of(self.envelope)


def make_keys() -> Keys:
    """Two new keys, each of which was tried."""
    made = Keys(age.new_identity(), age.new_identity())
    for identity in (made.owner, made.envelope):
        if age.recipient_of(age.read_identity("\n".join(sheet_lines(identity)))) not in (
            made.recipients
        ):
            raise RuntimeError("a key that was made cannot be read back")
    return made


def sheet_lines(identity: str) -> list[str]:
    """A private key as it is printed: four lines of groups, which can be typed again."""
    groups = [identity[at : at + GROUP] for at in range(0, len(identity), GROUP)]
    return [" ".join(groups[at : at + 5]) for at in range(0, len(groups), 5)]


def recipients(settings: Settings) -> tuple[str, ...]:
    """Whom this computer locks backups for.

    Raises UserError when no keys were made yet: a backup in the clear is never written.
    """
    if not settings.backup_recipients:
        raise UserError(
            _(
                "There are no keys for backups on this computer yet. Make them once with:"
                " mcsys-desktop backup keys --to DIR"
            )
        )
    for recipient in settings.backup_recipients:
        age.check_recipient(recipient)
    return settings.backup_recipients


@dataclass(frozen=True, slots=True)
class Written:
    """Where new keys were written, and what locks a backup for both."""

    owner: Path
    envelope: Path
    recipients: tuple[str, ...]


def write_keys(folder: Path) -> Written:
    """Make two new keys and write a sheet of each into ``folder``. Raises UserError, and then no
    key is left that nothing will be locked for.
    """
    keys = make_keys()
    owner = write_sheet(folder, OWNER, keys.owner, _("of the owner"))
    try:
        envelope = write_sheet(folder, ENVELOPE, keys.envelope, _("in the envelope"))
    except UserError:
        owner.unlink()
        raise
    return Written(owner, envelope, keys.recipients)


def read_identity(file: Path) -> str:
    """The private key in ``file``. Raises UserError when it cannot be read or holds none."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(_("The key file {file} cannot be read.").format(file=file)) from error
    return age.read_identity(text)


def write_sheet(folder: Path, name: str, identity: str, whose: str) -> Path:
    """Write a private key to a new text file, for printing and for a stick.

    The file is one that ``age`` itself takes as well. Raises UserError when there is one already.
    """
    said = (
        _("Key of the backups of the office: {whose}").format(whose=whose),
        _("Made on {date}.").format(date=f"{clock.local(clock.now()):%d-%m-%Y}"),
        _("Whoever has this key and a backup can read the whole office."),
        _("Print this page or put it on a stick, keep that in a safe, and delete this file."),
        _("Without this key or the other one, no backup can ever be opened again."),
        _("To put a backup back: mcsys-desktop restore BACKUP --to ADDRESS --identity THIS-FILE"),
        _("Typed from paper, spaces and line ends do not matter:"),
        *sheet_lines(identity),
    )
    file = folder / name
    text = "".join(f"# {line}\n" for line in said) + identity + "\n"
    try:
        whole_files.write_new(file, text.encode())
    except FileExistsError as error:
        raise UserError(
            _("There is a file called {name} already.").format(name=file.name)
        ) from error
    except OSError as error:
        raise UserError(
            _("The folder {folder} cannot be written to.").format(folder=folder)
        ) from error
    return file
