"""Make a backup of the open office, prove it, and only then call it good."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from mcsys_desktop.core import age, clock, vault
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.progress import Progress
from mcsys_desktop.models import audit, base
from mcsys_desktop.models.dump import Totals, snapshot
from mcsys_desktop.models.safety import Backup
from mcsys_desktop.services.backups import files, packing
from mcsys_desktop.services.backups.proving import DamagedBackup, Proof, Through, prove

log = logging.getLogger(__name__)


class HistoryChangedError(UserError):
    """The backup is whole, but the log in it was changed by hand: somebody must look."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was put back for trial and found equal."""

    path: Path
    bytes: int
    sha256: str
    totals: Totals
    taken_at: datetime
    proven_at: datetime


def make(
    folder: Path,
    recipients: Sequence[str],
    stop: Callable[[], bool] = packing.never,
    progress: Progress | None = None,
) -> Made:
    """Back up the open office to a new file in ``folder``, locked for ``recipients``.

    Others go on working meanwhile. ``stop`` is asked all the time whether to give up, ``progress``
    told how far it is: half of it is writing, the other half putting back. Raises
    UserError with a sentence when it does not work out, HistoryChangedError when the log does not
    hold, and packing.Stopped; then no backup counts, and no half of one is left.
    """
    files.check(folder)
    if not base.state().writable:
        raise UserError(base.state().sentence)
    # The file is proven as it lies on the disk, so somebody must be able to open it: a third key,
    # which nobody sees and which is forgotten when this returns.
    trial = age.new_identity()
    lock = [*recipients, age.recipient_of(trial)]
    with base.connected():
        with files.Unfinished(folder, base.state().office_id) as new:
            with snapshot(_keys()) as taken:
                rows = taken.count() if progress is not None else 0
                written = _counted(taken.lines(), progress, 0, 2 * rows)
                packing.pack(written, new.file, lock, stop)
                expected = taken.totals()
            new.to_disk()
            back = partial(_counted, progress=progress, before=rows, total=2 * rows)
            proof = _proof(new.path, trial, expected, stop, back)
            path = new.keep(proof.taken_at)
        made = Made(
            path,
            path.stat().st_size,
            packing.sha256(path),
            proof.totals,
            proof.taken_at,
            clock.now(),
        )
        if proof.flaws:
            log.error("the chain of the log does not hold: %d flaws", len(proof.flaws))
            raise HistoryChangedError(
                _(
                    "The log of the office was changed by hand, so the new backup does not count."
                    " It was kept all the same; tell whoever looks after the office at once."
                )
            )
        _record(made)
    return made


def _counted(
    lines: Iterator[bytes], progress: Progress | None, before: int, total: int
) -> Iterator[bytes]:
    """The same lines; ``progress`` is told of each: half of the whole, as each row comes twice."""
    for done, line in enumerate(lines, before + 1):
        if progress is not None:  # there are some more lines than rows
            progress(min(done, before + total // 2), total)
        yield line


def _proof(
    file: Path, trial: str, expected: Totals, stop: Callable[[], bool], back: Through
) -> Proof:
    try:
        proof = prove(file, [trial], stop, back)
    except DamagedBackup as error:
        raise _not_good() from error
    if proof.totals != expected:
        raise _not_good()
    return proof


def _not_good() -> UserError:
    return UserError(
        _(
            "The new backup could not be read back, so it was thrown away. Try again, and use"
            " another disk if it happens twice."
        )
    )


def _keys() -> str | None:
    """What OFFICE.keys holds; None for an office without."""
    path = base.address().path
    if path is None:
        return None
    try:
        return vault.keys_file(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            _("The key file {file} cannot be read.").format(file=vault.keys_file(path))
        ) from error


def _record(made: Made) -> None:
    with base.transaction():
        Backup(
            place=str(made.path),
            bytes=made.bytes,
            sha256=made.sha256,
            rows=made.totals.rows,
            digest=made.totals.digest,
            seq=made.totals.seq,
            hash=made.totals.hash,
            taken_at=made.taken_at,
            proven_at=made.proven_at,
        ).save()
        audit.note("backup", made.path.name)
