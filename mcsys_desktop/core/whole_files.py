"""Files that are written whole or not at all, and are on the disk when that is said.

What is loaded here runs before the first frame, and before a built program knows its version.
"""

import os
from pathlib import Path

OWNER_ONLY = 0o600
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would make two signs of each line end


def write_whole(file: Path, content: bytes, mode: int = OWNER_ONLY) -> None:
    """Write ``file`` in place of what is there; it is on the disk by then. Raises OSError."""
    import tempfile

    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if mode != OWNER_ONLY:  # which is how it was made
            Path(temporary).chmod(mode)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def write_new(file: Path, content: bytes) -> None:
    """Write a file for its owner only, and never over one that is there.

    Raises FileExistsError, or another OSError when it cannot be written.
    """
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, OWNER_ONLY)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def sweep(file: Path) -> None:
    """Remove what a program left behind that was killed while it wrote ``file``."""
    for left in file.parent.glob(f".{file.name}-*"):
        left.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Let the disk know what a folder holds now; where the system has no such thing, it is done."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
