"""Desks that write in processes of their own, to be killed and replaced."""

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from mcsys_desktop.models import base
from mcsys_desktop.services import customers
from tests.conftest import Office
from tests.endurance.account import OPEN, Journal, opened
from tests.endurance.writing_desk import TERMS

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds


class Desk:
    """One process that writes; ``ready`` is set when it is about to."""

    def __init__(self, journal: Journal, name: str, office: Office, shared: int, acts: str) -> None:
        login, _dash, _number = name.partition("-")
        arguments = [name, office.login(login), office.password, str(shared), acts]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.endurance.writing_desk", *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
        )
        self.ready = threading.Event()
        self.in_an_act = False  # it has asked for something that it was told nothing of yet
        self._journal = journal
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def kill(self) -> None:
        """kill -9, wherever it is."""
        self._process.kill()

    def stop(self) -> None:
        """Let it end after what it does now."""
        self._process.terminate()

    def join(self) -> int:
        """Wait for its end; all that it told is in the journal then. Its exit code."""
        code = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if not line.endswith(b"\n"):
                return  # killed in the middle of it
            told = json.loads(line)
            if told["what"] == "ready":
                self.ready.set()
            else:
                self.in_an_act = told["what"] in OPEN
                self._journal.hear(told)


class Writers:
    """So many desks that write in one office; whoever is killed is replaced."""

    def __init__(
        self,
        office: Office,
        count: int,
        acts: str = "make,change",
        logins: Sequence[str] = ("anna", "bob"),
    ) -> None:
        self.office, self.journal = office, Journal()
        self._acts, self._logins, self._started = acts, logins, 0
        self.first = 0  # the version of what everybody changes, and what it counts
        with opened(office), base.connected():
            self.shared = customers.create(
                customers.CustomerDraft(customers.CustomerKind.BUSINESS, "Van iedereen")
            )
            made = customers.card(self.shared)
            assert made is not None
            self.first = made.version + 1
            customers.change(
                self.shared,
                made.version,
                department=str(self.first),
                payment_days=self.first % TERMS,
            )
        self.desks = [self._start() for _desk in range(count)]

    def __enter__(self) -> Self:
        for desk in self.desks:
            assert desk.ready.wait(PATIENCE)
        return self

    def __exit__(self, *_what: object) -> None:
        for desk in self.desks:
            desk.ready.wait(PATIENCE)  # whoever still imports does not hear it
            desk.stop()
        codes = [desk.join() for desk in self.desks]
        assert not any(codes), f"desks ended with {codes}"

    def _start(self) -> Desk:
        self._started += 1
        name = f"{self._logins[self._started % len(self._logins)]}-{self._started}"
        return Desk(self.journal, name, self.office, self.shared, self._acts)

    def replace(self, number: int) -> Desk:
        """Start another one in the place of the desk of this number; gives the old one."""
        old, self.desks[number] = self.desks[number], self._start()
        return old
