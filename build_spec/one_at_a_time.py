"""A turn that one process has at a time, on any system, and that is free again when it dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOK = 0.2  # seconds between two looks at a turn that somebody else has


@contextlib.contextmanager
def one_at_a_time(file: Path) -> Iterator[None]:
    """Have the turn that ``file`` stands for, as soon as nobody else has it; the file stays."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not _taken(handle):
            time.sleep(LOOK)
        yield
    finally:
        os.close(handle)  # which gives the turn back


def _taken(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
