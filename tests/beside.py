"""A part of the tests runs beside the others, and says afterwards what it has to say.

Each has a database server and a screen of its own: windows that take each other's focus, and people
whose logins belong to a whole server, cannot share them. Only the standard library: dev.py uses
this from any Python.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = (  # whole programs, with windows and without
    *("tests/app", "tests/cli", "tests/endurance", "tests/faults", "tests/leaks", "tests/stories"),
)
WINDOWS = ("tests/ui",)
SERVERS = tuple(
    f"tests/services/{part}" for part in ("backups", "exports", "imports", "servers", "updates")
)
SERVICES = "tests/services"
BESIDE = (
    WINDOWS,
    SERVERS,
    (SERVICES, *(f"--ignore={part}" for part in SERVERS)),
    tuple(f"--ignore={part}" for part in (*PROGRAMS, *WINDOWS, SERVICES)),
)


@contextlib.contextmanager
def beside(
    python: str, env: Mapping[str, str], chosen: Sequence[str]
) -> Iterator[Callable[[], int]]:
    """Run the tests that pytest's arguments ``chosen`` name, meanwhile.

    Calling what this gives waits for their end, prints what they said, and gives the exit code.
    """
    command = [python, "-m", "pytest", *chosen]
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen(command, env=env, cwd=ROOT, stdout=told, stderr=told)

        def end() -> int:
            code = child.wait()
            sys.stdout.flush()
            told.seek(0)
            shutil.copyfileobj(told, sys.stdout.buffer)
            sys.stdout.flush()
            return code

        try:
            yield end
        finally:
            child.terminate()
            child.wait()
