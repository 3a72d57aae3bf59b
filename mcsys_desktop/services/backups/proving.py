"""Prove a backup: put it back into a scratch file, compare every row, and follow the chain.

It is the road that a real restore takes, from the bytes on the disk. The scratch file is encrypted
with a key that exists only here, and gone afterwards.
"""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from mcsys_desktop.core import age
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import failures, sqlcipher
from mcsys_desktop.models.dump import Damaged, Head, Totals, Unpacked, rebuild
from mcsys_desktop.models.dump.targets import Target
from mcsys_desktop.models.fields import EPOCH, MICROSECOND
from mcsys_desktop.services import history
from mcsys_desktop.services.backups import packing

Through: TypeAlias = Callable[[Iterator[bytes]], Iterator[bytes]]  # what lines pass on their way


class DamagedBackup(UserError):
    """It is no backup of ours, or not a whole one. Nothing was made of it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was in a backup, after it was put back for trial."""

    head: Head
    totals: Totals
    flaws: list[history.Flaw]  # of the log: its history was changed before the backup was made

    @property
    def taken_at(self) -> datetime:
        """The moment that the backup shows, in UTC."""
        return EPOCH + self.head.taken_at * MICROSECOND


def prove(
    file: Path,
    identities: Sequence[str],
    stop: Callable[[], bool] = packing.never,
    through: Through = iter,
) -> Proof:
    """Put ``file`` back into a scratch file and look whether everything is there.

    The lines go ``through`` something that counts them, where somebody waits.
    Raises DamagedBackup, WrongKey, UserError when the scratch file finds no room, and
    packing.Stopped.
    """
    flaws: list[history.Flaw] = []

    def look(target: Target, _unpacked: Unpacked) -> None:
        def ask(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
            if stop():
                raise packing.Stopped
            return target.ask(sql, values)

        flaws.extend(history.verify(ask, "?"))

    with scratch_folder() as folder, opened(file, identities, stop, through) as found:
        scratch = addresses.of_file(folder / "scratch.db")
        rebuild(scratch, found, look, key=secrets.token_hex(32), author="scratch")
    assert found.totals is not None  # noqa: S101  # everything was read, or it was damaged
    return Proof(found.head, found.totals, flaws)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder that is gone afterwards. Raises UserError when there is no room for one."""
    try:
        folder = tempfile.mkdtemp(prefix="mcsys-")
    except OSError as error:
        raise UserError(
            _("There is no room to try out the backup. Make room on this computer and try again.")
        ) from error
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def opened(
    file: Path,
    identities: Sequence[str],
    stop: Callable[[], bool] = packing.never,
    through: Through = iter,
) -> Iterator[Unpacked]:
    """The backup in ``file``, for ``rebuild``; its head was read, so the key fits.

    Raises DamagedBackup, also for what turns up while the block reads on, WrongKey and UserError.
    """
    try:
        with packing.unpacked(file, identities, stop) as lines:
            yield Unpacked(through(lines))
    except (Damaged, age.Damaged) as error:
        raise damaged(file) from error
    except UserError:
        raise
    except Exception as error:
        known = failures.sentence(error, False)
        if known is not None:
            raise known from error
        if isinstance(error, sqlcipher.DatabaseError) or hasattr(error, "sqlstate"):
            raise damaged(file) from error  # the database refuses what is in it
        raise


def damaged(file: Path) -> DamagedBackup:
    """The error for a file that is no backup, or not all of one."""
    return DamagedBackup(
        _("{file} is no backup of MCSys, or it is damaged. Take another one.").format(
            file=file.name
        )
    )
