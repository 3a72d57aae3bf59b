"""Reading in a process of its own: what a file does to its reader, it does not do to the program.

The program starts itself with a verb that help does not list, gives it the file on standard input
and takes JSON back: nothing that comes out of that process is ever executed. It ends when its time,
its memory (where the system can limit that) or the patience of whoever waits is used up.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from mcsys_desktop.core.contact_files.found import MOST_BYTES, Flaw, Form, Found, Row
from mcsys_desktop.core.contact_files.reading import read

VERB = "read-list"  # of the command line
SECONDS = 60  # a file of 50 MB takes a third of that on a slow computer
MEMORY = 1_000_000_000  # bytes of addresses; the largest file that is taken uses half of that
_LOOK = 0.1  # seconds between two looks at whether it is still wanted
_SOURCE = Path(__file__).resolve().parents[3]  # where Python finds the program
_MOST_SAID = 600_000_000  # bytes of JSON that are believed to be an answer


class Stopped(Exception):
    """Nobody wants to know any more."""


class Crashed(Exception):
    """The reader ended without an answer, or took too long."""


def main() -> int:
    """The process's own side: a file on standard input, its rows on standard output."""
    _limit()
    found = read(sys.stdin.buffer.read(MOST_BYTES + 1))
    out = sys.stdout
    head = [found.form, found.heading, found.encoding, found.delimiter, found.flaw]
    out.write(json.dumps(head) + "\n")
    for row in found.rows:
        out.write(json.dumps([row.line, row.cells, row.flaw]) + "\n")
    out.write(json.dumps(len(found.rows)) + "\n")
    out.flush()
    return 0


def read_apart(file: Path, stopped: Callable[[], bool] = lambda: False) -> Found:
    """As ``read`` of what is in ``file``, in another process.

    Raises OSError where the file cannot be opened, Crashed when the reader fails, and Stopped when
    nobody waits any more.
    """
    frozen = getattr(sys, "frozen", False)
    own = [sys.executable] if frozen else [sys.executable, "-m", "mcsys_desktop"]
    with file.open("rb") as given:
        process = subprocess.Popen(  # noqa: S603  # this program, with a fixed verb
            [*own, VERB],
            cwd=None if frozen else _SOURCE,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        with process:
            said = _answer(process, stopped)
    if process.returncode != 0 or len(said) > _MOST_SAID:
        raise Crashed
    try:
        return _understood(iter(said.splitlines()))
    except (ValueError, TypeError, StopIteration) as error:
        raise Crashed from error


def _answer(process: "subprocess.Popen[bytes]", stopped: Callable[[], bool]) -> bytes:
    """All that it says. It is gone afterwards, whether it was done or not."""
    assert process.stdout is not None  # noqa: S101  # asked for above
    said, stream = bytearray(), process.stdout

    def listen() -> None:
        while (part := stream.read(1 << 20)) and len(said) <= _MOST_SAID:
            said.extend(part)

    ear = threading.Thread(target=listen, name="reading a list", daemon=True)
    ear.start()
    until = time.monotonic() + SECONDS
    try:
        while ear.is_alive():
            ear.join(_LOOK)
            if stopped():
                raise Stopped
            if time.monotonic() > until:
                raise Crashed
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK * 20)
        return bytes(said)
    finally:
        if process.poll() is None:
            process.kill()
        ear.join()


def _understood(lines: Iterator[bytes]) -> Found:
    form, heading, encoding, delimiter, flaw = json.loads(next(lines))
    rows: list[Row] = []
    for line in lines:
        told = json.loads(line)
        if isinstance(told, int):
            if told != len(rows):
                raise ValueError("rows are missing")
            return Found(Form(form), tuple(heading), tuple(rows), encoding, delimiter, Flaw(flaw))
        at, cells, why = told
        rows.append(Row(int(at), tuple(map(str, cells)), Flaw(why)))
    raise ValueError("the answer has no end")


def _limit() -> None:
    """Take away from this process what it does not need. Windows has no such limits."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # only where there is one

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
