"""Lead a desk in a process of its own through a fault, and read what it tells."""

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Self

ROOT = Path(__file__).resolve().parent.parent.parent


class Told(NamedTuple):
    """One thing that a process told: when (time.monotonic(), the same for all), what, and how."""

    at: float
    what: str
    said: Any


class Watched:
    """A process that tells lines and takes commands. ``history`` is all it told."""

    def __init__(
        self, module: str, *arguments: str, environment: dict[str, str] | None = None
    ) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.history: list[Told] = []
        self._new: queue.Queue[Told] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.wait_for("ready", after=0.0, patience=60.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_what: object) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # killed
            # An end of file alone does not wake every event loop.
            self._process.stdin.write("stop\n")
            self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        self._reader.join(10)
        assert self._process.stdout is not None
        self._process.stdout.close()
        while not self._new.empty():
            self.history.append(self._new.get())

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()

    @property
    def crashes(self) -> list[str]:
        """What it told of mistakes of the program."""
        return [str(told.said) for told in self.history if told.what == "crash"]

    def ask(self, command: str, answer: str) -> Any:
        """Give a command, and wait for its answer."""
        began = time.monotonic()
        self.give(command)
        return self.wait_for(answer, after=began).said

    def give(self, command: str) -> None:
        """Give a command without waiting."""
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def wait_for(
        self,
        what: str,
        *,
        after: float,
        fits: Callable[[Any], bool] = lambda said: True,
        patience: float = 90.0,
    ) -> Told:
        """The first thing of this kind that it told ``after`` that moment; waits for it."""
        deadline = time.monotonic() + patience
        while True:
            for told in self.history:
                if told.at >= after and told.what == what and fits(told.said):
                    return told
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(f"{what} was not told; last: {self.history[-12:]}")
            try:
                self.history.append(self._new.get(timeout=left))
            except queue.Empty:
                continue

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if not line.endswith("\n"):
                return  # killed in the middle of it
            found = json.loads(line)
            self._new.put(Told(found["at"], found["what"], found["said"]))
