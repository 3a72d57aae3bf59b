"""The files of backups: how they are called, written whole or not at all, and thrown away."""

import errno
import itertools
import os
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import IO

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

DAYS = 35  # that every backup is kept
LEAST = 35  # the newest ones that are kept whatever the clock says
ENDING = ".mcsys.age"
PART = ".part"
STAMP = "%Y%m%dT%H%M%SZ"

_NAME = re.compile(r"([0-9a-f]{8})-(\d{8}T\d{6}Z)(?:-\d+)?" + re.escape(ENDING))
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would change line ends
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in a folder, as its name tells."""

    path: Path
    taken_at: datetime


def new_name(folder: Path, office_id: str, taken_at: datetime) -> Path:
    """The dated name of a new backup. Two offices may share a folder."""
    start = f"{office_id[:8]}-{taken_at.astimezone(UTC).strftime(STAMP)}"
    names = itertools.chain([start], (f"{start}-{again}" for again in itertools.count(2)))
    return next(path for name in names if not (path := folder / f"{name}{ENDING}").exists())


def in_folder(folder: Path, office_id: str) -> list[Kept]:
    """The backups of an office in a folder, the newest first."""
    found = []
    for path in folder.iterdir():
        known = _NAME.fullmatch(path.name)
        if known and known[1] == office_id[:8]:
            moment = datetime.strptime(known[2], STAMP).replace(tzinfo=UTC)
            found.append(Kept(path, moment))
    return sorted(found, key=lambda kept: kept.taken_at, reverse=True)


class Unfinished:
    """A new backup that has no name yet. Without ``keep`` it is gone at the end of the block.

    Raises UserError when the disk is full or does not answer.
    """

    def __init__(self, folder: Path, office_id: str) -> None:
        self.path = folder / f".{office_id[:8]}-{secrets.token_hex(8)}{PART}"
        self._office_id = office_id
        self.file: IO[bytes]

    def __enter__(self) -> "Unfinished":
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        except OSError as error:
            raise sentence(error, self.path.parent) from error
        self.file = os.fdopen(handle, "wb")
        return self

    def to_disk(self) -> None:
        """Return when the disk itself has what was written. Raises OSError."""
        self.file.flush()
        os.fsync(self.file.fileno())

    def keep(self, taken_at: datetime) -> Path:
        """Give it its dated name, which it has for good when this returns."""
        self.file.close()
        target = new_name(self.path.parent, self._office_id, taken_at)
        self.path.rename(target)
        _sync(target.parent)
        return target

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # what was not written by now is not missed
            self.file.close()
        _gone(self.path)
        if isinstance(error, OSError):
            raise sentence(error, self.path.parent) from error


def sentence(error: OSError, folder: Path) -> UserError:
    """What a person can do about a folder that does not take a backup."""
    if error.errno in _FULL:
        return UserError(
            _(
                "There is no room for a backup in {folder}. Nothing was left behind; make room,"
                " or choose another disk."
            ).format(folder=folder)
        )
    return UserError(
        _("The folder {folder} cannot be written to. Is the disk or the share there?").format(
            folder=folder
        )
    )


def check(folder: Path) -> None:
    """Raises UserError when the folder is not there: a share that is away is no empty disk."""
    if not folder.is_dir():
        raise UserError(
            _("The folder {folder} is not there. Is the disk or the share connected?").format(
                folder=folder
            )
        )


def tidy(folder: Path, office_id: str) -> None:
    """Remove what a backup left that was killed. Only who holds the turn may do this."""
    for path in folder.glob(f".{office_id[:8]}-*{PART}"):
        _gone(path)


def superfluous(kept: Sequence[Kept], now: datetime, spared: Sequence[Path]) -> list[Path]:
    """Which backups may go: none of the last 35 days, nor the last of each year, nor ``spared``.

    The newest 35 stay whatever the clock says: one that jumps ahead must not empty the shelf.
    """
    newest_first = sorted(kept, key=lambda each: each.taken_at, reverse=True)
    last_of_year: dict[int, Path] = {}
    for each in newest_first:
        last_of_year.setdefault(clock.local(each.taken_at).year, each.path)
    spare = {*last_of_year.values(), *spared}
    return [
        each.path
        for each in newest_first[LEAST:]
        if each.taken_at < now - timedelta(days=DAYS) and each.path not in spare
    ]


def _gone(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Let the disk have the name. Windows cannot sync a folder, nor can some shares."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
