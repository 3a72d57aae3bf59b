"""From COMMIT at one desk to the repainted row at all others, beside the least that could do it."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop.models import address, postgres
from mcsys_desktop.models.versions import SCHEMA
from tests.benchmarks.offices import PASSWORD, BigOffice

PATIENCE = 10.0  # seconds for a desk to show what another one saved
CALM = 0.25  # seconds between changes


@dataclass(frozen=True)
class Seen:
    """What all desks of one kind showed. Milliseconds from the answer to COMMIT."""

    times: list[float]
    lost: int

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.times)


def measure(office: BigOffice, kind: str, desks: int, changes: int) -> Seen:
    """Let ``desks`` of one kind watch ``changes`` changes."""
    import psycopg

    known = postgres.parameters(address.parse(office.url), PASSWORD, SCHEMA)
    with ExitStack() as stack:
        watchers = [_watcher(stack, kind, office) for _desk in range(desks)]
        for watcher in watchers:
            assert watcher.stdout is not None
            while watcher.stdout.readline().strip() != "ready":
                if watcher.poll() is not None:
                    raise RuntimeError(f"a {kind} desk ended")
        committed: dict[str, float] = {}
        with psycopg.connect(**known, autocommit=True) as connection:
            first = "SELECT id FROM customer ORDER BY sort_key, id LIMIT 1"
            for number in range(changes):
                name = f"{kind}-{number}-{os.getpid()}"
                connection.execute(
                    f"UPDATE customer SET name = %s, version = version + 1 WHERE id = ({first})",  # noqa: S608  # ours
                    (name,),
                )
                committed[name] = time.monotonic()
                time.sleep(CALM)
        time.sleep(1.0)
        times, lost = [], 0
        for watcher in watchers:
            told, _none = watcher.communicate(timeout=60)
            painted = dict(line.split() for line in told.splitlines() if " " in line)
            lost += len(committed.keys() - painted.keys())
            times += [
                (float(painted[name]) - at) * 1000 for name, at in committed.items()
                if name in painted
            ]  # fmt: skip
    return Seen(times, lost)


def _watcher(stack: ExitStack, kind: str, office: BigOffice) -> "subprocess.Popen[str]":
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    command = [sys.executable, "-m", "tests.benchmarks.watcher", kind, office.url, str(folder)]
    watcher = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
    )
    stack.callback(watcher.kill)
    return watcher
