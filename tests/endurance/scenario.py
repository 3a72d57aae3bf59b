"""What a scenario of ``python3 dev.py endurance`` is: something that breaks, and what was lost.

A file in this folder registers its scenarios by being here::

    @scenario("terminated backends")
    def terminate(stage: Stage) -> Outcome:
        with stage.office("postgres") as office:
            ...
            return Outcome(tried=100, lost=0, chain=verified(office))

The function may raise: its row says so, and the others run on.
"""

import importlib
import pkgutil
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from mcsys_desktop.models import address, base, upgrade
from mcsys_desktop.services import history
from tests import conftest, endurance

VALID = "valid"
NOT_CHECKED = "-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a scenario. Writes that were ``lost``, ``doubled`` or ``overwritten`` count."""

    tried: int
    lost: int = 0
    doubled: int = 0
    overwritten: int = 0
    chain: str = NOT_CHECKED  # what ``verified()`` says of every office that was written to
    freeze: float | None = None  # milliseconds beyond an idle process; where there is a window
    note: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing was lost, and the history stands."""
        harmed = self.lost + self.doubled + self.overwritten
        return not harmed and self.chain.startswith((VALID, NOT_CHECKED))


class Stage:
    """Where a scenario plays: offices to break, chance that can be repeated, and a folder."""

    def __init__(self, name: str, scale: float, seed: int) -> None:
        self.scale, self.seed = scale, seed
        self.chance = random.Random(f"{name} {seed}")
        self.folder = Path(tempfile.mkdtemp(prefix="mcsys-endurance-"))
        self._name = name
        self._stack = ExitStack()
        self._on_server = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *what: object) -> None:
        base.disconnect()
        self._stack.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def times(self, whole: int) -> int:
        """So often, of what a whole run does ``whole`` times; at least once."""
        return max(1, round(whole * self.scale))

    def say(self, line: str) -> None:
        """Tell whoever waits how far it is."""
        sys.stderr.write(f"  [{self._name}] {line}\n")
        sys.stderr.flush()

    def after(self, undo: Callable[[], object]) -> None:
        """Do this when the scenario is over."""
        self._stack.callback(undo)

    @contextmanager
    def office(self, engine: str) -> Iterator[conftest.Office]:
        """A fresh office, not connected to; ``engine``: "sqlite" or "postgres"."""
        if engine == "sqlite":
            path = Path(tempfile.mkdtemp(dir=self.folder)) / "office.db"
            upgrade.create(address.of_file(path), author="anna")
            yield conftest.Office(engine, address.of_file(path), path=path)
            return
        if not self._on_server:
            self._on_server = self._stack.enter_context(conftest.office_template())
        with conftest.copied_office(self._on_server) as office:
            yield office


Scenario = Callable[[Stage], Outcome]
_registered: dict[str, Scenario] = {}


def scenario(name: str) -> Callable[[Scenario], Scenario]:
    """Register a function under the name by which it is asked for and printed."""

    def register(function: Scenario) -> Scenario:
        if name in _registered:
            raise ValueError(f"there are two scenarios {name!r}")
        _registered[name] = function
        return function

    return register


def all_of_them() -> dict[str, Scenario]:
    """Every scenario of the files in this folder, by name."""
    for module in pkgutil.iter_modules(endurance.__path__, "tests.endurance."):
        if not module.name.rpartition(".")[2].startswith(("__", "test_")):
            importlib.import_module(module.name)
    return dict(sorted(_registered.items()))


def verified(office: conftest.Office) -> str:
    """Go through the chain of an office, on a connection of its own; VALID and its length."""
    base.connect(office.url, password=office.password, key=office.key, author="anna")
    try:
        with base.may_take_long():
            flaws, links = history.verify(), history.last_link().seq
    finally:
        base.disconnect()
    if flaws:
        return f"BROKEN at link {flaws[0].seq}: {flaws[0].sentence}"
    return f"{VALID}, {links} links"
