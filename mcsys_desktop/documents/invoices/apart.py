"""Drawing in processes of their own: a thousand invoices do not hold up a window or a call.

The program starts itself with a verb that help does not list. Jobs go in as lines of JSON and
papers come back the same way; no database is needed there. A child that dies takes one paper with
it, which is drawn by another one; a paper that kills two is said to be broken.
"""

import base64
import json
import os
import queue
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.invoices.drawn import Drawn, Job
from mcsys_desktop.documents.invoices.job import draw
from mcsys_desktop.documents.invoices.look import Look
from mcsys_desktop.documents.invoices.snapshot import Sheet

VERB = "draw-papers"  # of the command line
_SOURCE = Path(__file__).resolve().parents[3]  # where Python finds the program
_TRIES = 2


class Broken(Exception):
    """A paper cannot be drawn."""


def children() -> int:
    """How many processes draw at once on this computer: at most four, and one core stays free."""
    return max(1, min(4, (os.cpu_count() or 2) - 1))


def main(given: IO[str] | None = None, said: IO[str] | None = None) -> int:
    """The process's own side: jobs on standard input, papers on standard output."""
    source, answer = given or sys.stdin, said or sys.stdout
    with suppress(OSError, AttributeError):
        os.nice(5)  # who works at this computer comes first
    look = Look()
    for line in source:
        told = json.loads(line)
        if "look" in told:
            look = text.read(Look, told["look"])
            continue
        try:
            made_at = datetime.fromisoformat(told["made_at"])
            drawn = draw(Job(text.read(Sheet, told["sheet"]), look, made_at))
            found = {"pdf": _letters(drawn.pdf), "xml": _letters(drawn.xml)}
        except Exception as error:  # whatever it is: the next paper is worth having
            found = {"error": type(error).__name__}
        answer.write(json.dumps(found) + "\n")
        answer.flush()
    return 0


def here(jobs: Sequence[Job]) -> Iterator[Drawn | Broken]:
    """The same in this process, for a few papers."""
    for job in jobs:
        try:
            yield draw(job)
        except Exception as error:  # whatever it is: the next paper is worth having
            yield Broken(type(error).__name__)


@contextmanager
def drawers(count: int) -> Iterator[Callable[[Sequence[Job]], Iterator[Drawn | Broken]]]:
    """Processes that draw: within, call it with jobs; papers come in the order of the jobs.

    What cannot be drawn comes as Broken, in its place.
    """
    idle: queue.SimpleQueue[_Child] = queue.SimpleQueue()
    every = [_Child() for _place in range(count)]
    for child in every:
        idle.put(child)

    def one(job: Job) -> Drawn | Broken:
        child = idle.get()
        try:
            return child.draw(job)
        finally:
            idle.put(child)

    with ThreadPoolExecutor(count, thread_name_prefix="drawing") as threads:
        try:
            yield lambda jobs: threads.map(one, jobs)
        finally:
            threads.shutdown(cancel_futures=True)
            for child in every:
                child.stop()


@dataclass(slots=True)
class _Child:
    """One process, started when it gets its first paper, and again after it died."""

    _process: "subprocess.Popen[str] | None" = None
    _look: Look | None = field(default=None)

    def draw(self, job: Job) -> Drawn | Broken:
        """Have a paper drawn."""
        for _try in range(_TRIES):
            try:
                told = self._ask(job)
            except (OSError, ValueError):  # it is gone
                self.stop()
                continue
            if "error" in told:
                return Broken(told["error"])
            return Drawn(base64.b64decode(told["pdf"]), base64.b64decode(told["xml"]))
        return Broken("the process that drew it ended")

    def stop(self) -> None:
        """Let it end."""
        process, self._process, self._look = self._process, None, None
        if process is not None:
            process.kill()
            process.communicate()

    def _ask(self, job: Job) -> dict[str, str]:
        process = self._process or self._start()
        assert process.stdin is not None  # noqa: S101  # asked for below
        assert process.stdout is not None  # noqa: S101
        if self._look != job.look:
            process.stdin.write(json.dumps({"look": text.text(job.look)}) + "\n")
            self._look = job.look
        told = {"sheet": text.text(job.sheet), "made_at": job.made_at.isoformat()}
        process.stdin.write(json.dumps(told) + "\n")
        process.stdin.flush()
        answer: dict[str, str] = json.loads(process.stdout.readline())
        return answer

    def _start(self) -> "subprocess.Popen[str]":
        frozen = getattr(sys, "frozen", False)
        own = [sys.executable] if frozen else [sys.executable, "-m", "mcsys_desktop"]
        self._process = subprocess.Popen(  # noqa: S603  # this program, with a fixed verb
            [*own, VERB],
            cwd=None if frozen else _SOURCE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return self._process


def _letters(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
