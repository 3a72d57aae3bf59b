"""A small disk that can be filled to the last page: a tmpfs of its own, where this user may."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILLER = "filler"
PAGE = 4096


class SmallDisk:
    """One of these, mounted at ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, left: int) -> None:
        """Leave no more than ``left`` bytes."""
        with (self.folder / FILLER).open("ab") as filler:
            while (free := self.free()) > left:
                filler.write(bytes(min(free - left, 1 << 20)))
                filler.flush()

    def free(self) -> int:
        """Bytes that can still be written."""
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    def make_room(self) -> None:
        """Somebody has thrown something away."""
        (self.folder / FILLER).unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[SmallDisk]:
    """Mount one. Raises RuntimeError where that is not allowed: then there is nothing to try."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "none", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise RuntimeError("no small disk can be mounted here; only root may")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
