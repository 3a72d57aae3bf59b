"""Every desk remembers the last link that it saw, and notices when history is not what it was.

Whoever may do anything on the server can change the log and make it whole again. What he cannot
change is what the other desks remember.
"""

import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Protocol

from mcsys_desktop.core import sums
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import audit, base
from mcsys_desktop.services import colleagues
from mcsys_desktop.services.history.checking import LastLink, last_link, still_there

log = logging.getLogger(__name__)


class Memory(Protocol):
    """Where a desk keeps how far it has seen the history of the office that is open."""

    def get(self) -> LastLink | None:
        """What it saw last; None while it has seen nothing."""

    def set(self, seen: LastLink) -> None:
        """Remember it. Raises OSError."""


class MemoryFile:
    """A memory in a file of the profile, by the office's own id. It holds no personal data.

    The encrypted drafts of the desk keep the same (``core.drafts``); this is what there is without.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self) -> LastLink | None:
        """What it saw last; None while it has seen nothing, or nothing that can be read."""
        try:
            seq, last, *told = json.loads(self._file().read_text(encoding="utf-8"))
            if told and told != [sums.of([seq, last])]:
                return None
            return LastLink(int(seq), str(last))
        except (OSError, ValueError, TypeError):
            return None

    def set(self, seen: LastLink) -> None:
        """Remember it: whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".seen-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump([seen.seq, seen.hash, sums.of([seen.seq, seen.hash])], out)
            Path(name).replace(self._file())
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _file(self) -> Path:
        return self._folder / f"{base.state().office_id}.seen"


def look(memory: Memory) -> bool:
    """Compare history with what this desk saw of it, and remember how far it goes now.

    False where it was changed: then what was seen before is kept, so that every later look says so
    as well. Who may only read sees the end of the chain alone: it must not become shorter.
    """
    seen, now = memory.get(), last_link()
    if seen is not None:
        reads = colleagues.rights().may(colleagues.Group.DESK)
        if now.seq < seen.seq or (reads and not still_there(seen)):
            return False
    try:
        memory.set(now)
    except OSError:  # the disk is full, say: then it remembers what it saw before
        log.warning("how far the history was seen could not be kept")
    return True


def accept(memory: Memory) -> None:
    """An administrator knows why history changed (a backup was put back): begin anew from here."""
    colleagues.require(colleagues.Group.ADMIN)
    try:
        memory.set(last_link())
    except OSError as error:
        raise UserError(
            _("This desk could not keep that on its disk. Make room there, then try again.")
        ) from error


def note_alarm(memory: Memory) -> None:
    """Write the alarm down, with the link that is missing."""
    seen = memory.get()
    with base.transaction():
        audit.note("alarm", f"{seen.seq} {seen.hash}" if seen is not None else "")
