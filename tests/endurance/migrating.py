"""An upgrade is killed at every statement, on both engines: the office is wholly old or wholly new.

The upgrades are the real one (version 1 to this program's) and one more on top of an office that is
in use. Each is also killed at moments that fall where they will, inside a statement or the COMMIT.
"""

import itertools
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from mcsys_desktop.core import clock
from mcsys_desktop.models import address, base, migrations, sqlcipher, upgrade, upgrade_file
from tests import make
from tests.conftest import MIGRATOR, PASSWORD, Office, _administrator, _url
from tests.endurance.offices import copy_opens, leftovers, state_of
from tests.endurance.scenario import Outcome, Stage, scenario, verified
from tests.models.newer import NEXT

KILLED = -signal.SIGKILL
ALL = (*migrations.MIGRATIONS, NEXT)
AT_RANDOM = 60  # kills at no statement in particular, for each upgrade
AGAIN = 7  # after one in so many kills at a server, the upgrade is done once more, to its end
_names = itertools.count(1)


@dataclass
class Case:
    """One office before its upgrade, of which copies are made."""

    name: str
    engine: str
    steps: tuple[Any, ...]  # the migrations that the upgrading program knows
    original: str  # a file, or a database


@scenario("migration killed, file")
def kill_in_a_file(stage: Stage) -> Outcome:
    """Every statement of every upgrade of a file."""
    return _kill_all(stage, "sqlite")


@scenario("migration killed, server")
def kill_on_a_server(stage: Stage) -> Outcome:
    """Every statement of every upgrade on a server."""
    return _kill_all(stage, "postgres")


def _kill_all(stage: Stage, engine: str) -> Outcome:
    with stage.office(engine) as office:
        cases = [_used(office), _first(stage, engine)]
        done = [Killing(stage, case).run() for case in cases]
        chain = verified(office)
    wrong = [sentence for each in done for sentence in each.wrong]
    for sentence in wrong[:20]:
        stage.say(sentence)
    through = sum(each.new for each in done)
    note = f"{through} were wholly new, the others wholly old"
    return Outcome(sum(each.tried for each in done), lost=len(wrong), chain=chain, note=note)


class Killing:
    """Kills one upgrade again and again."""

    def __init__(self, stage: Stage, case: Case) -> None:
        self.stage, self.case = stage, case
        self.tried = self.new = 0
        self.wrong: list[str] = []

    def run(self) -> "Killing":
        """At every statement, and at random."""
        case = self.case
        with _copied(case) as office:
            self.old = state_of(office)
        with _copied(case) as office:
            began = time.monotonic()
            statements = _upgraded(office, case.steps, 0)
            whole = time.monotonic() - began
            self.after = state_of(office)
        count = -statements
        every = max(1, round(1 / self.stage.scale))
        self.stage.say(f"{case.name}: {count} statements, {whole:.2f} s")
        for at in range(1, count + 1):
            if at % every == 0 or at > count - 8:
                self._kill(at, 0.0)
        for _time in range(self.stage.times(AT_RANDOM)):
            self._kill(0, self.stage.chance.uniform(0, whole * 1.1))
        return self

    def _kill(self, at: int, seconds: float) -> None:
        case = self.case
        self.tried += 1
        where = f"{case.name}, statement {at}" if at else f"{case.name}, {seconds:.3f} s"
        with _copied(case) as office:
            _upgraded(office, case.steps, at, seconds)
            state = state_of(office)
            if state not in (self.old, self.after):
                self.wrong.append(f"{where}: neither old nor new")
                return
            self.new += state == self.after
            if state == self.after and not copy_opens(office, self.old):
                self.wrong.append(f"{where}: no good copy from before")
            if case.engine == "postgres" and at and self.tried % AGAIN:
                return  # a database takes longer than a file
            _upgraded(office, case.steps, 0)
            if state_of(office) != self.after:
                self.wrong.append(f"{where}: could not be upgraded afterwards")
            if left := leftovers(office):
                self.wrong.append(f"{where}: left {left}")


def _used(office: Office) -> Case:
    """An office that people work in."""
    base.connect(office.url, password=office.password, author="anna")
    with base.connected():
        for number in range(20):
            make.customer(f"Klant {number}", numbers=[f"06123456{number:02}"])
    base.disconnect()
    if office.path is not None:
        return Case("file in use", office.engine, ALL, str(office.path))
    return Case("server in use", office.engine, ALL, address.parse(office.url).database)


def _first(stage: Stage, engine: str) -> Case:
    """An office as the first version made it, with somebody in it."""
    with (
        mock.patch.object(upgrade, "MIGRATIONS", migrations.MIGRATIONS[:1]),
        mock.patch.object(upgrade, "lay_rules", return_value=None),
    ):
        if engine == "sqlite":
            path = stage.folder / "first.db"
            upgrade.create(address.of_file(path), author="anna")
            connection = sqlcipher.connect(path)
            connection.install("anna", 1)
            connection.execute(
                "INSERT INTO colleague (login, name, extension) VALUES ('anna', 'Anna', '12')"
            )
            connection.close()
            return Case("file of version 1", engine, migrations.MIGRATIONS, str(path))
        name = f"mcsys_test_{os.getpid()}_first"
        with _administrator() as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
        stage.after(lambda: _drop(name))
        from mcsys_desktop.models import server

        with _administrator(name) as admin:
            admin.autocommit = False
            server.prepare(admin)
        upgrade.create(_url(name, MIGRATOR), password=PASSWORD)
    with _administrator(name) as admin:
        admin.execute(
            "INSERT INTO app.colleague (login, name, extension, version, created_by, changed_by,"
            " created_at, changed_at)"
            " VALUES ('anna', 'Anna', '12', 1, 'anna', 'anna', now(), now())"
        )
    return Case("server of version 1", engine, migrations.MIGRATIONS, name)


@contextmanager
def _copied(case: Case) -> Iterator[Office]:
    if case.engine == "sqlite":
        folder = Path(case.original).parent / f"copy {next(_names)}"
        folder.mkdir()
        path = folder / "office.db"
        shutil.copy(case.original, path)
        path.with_suffix(".keys").write_text("the keys")
        yield Office("sqlite", address.of_file(path), path=path)
        shutil.rmtree(folder)
        return
    from mcsys_desktop.models import server

    name = f"mcsys_test_{os.getpid()}_killed_{next(_names)}"
    with _administrator() as admin:
        admin.execute(
            f"CREATE DATABASE {name} TEMPLATE {case.original} STRATEGY file_copy".encode()
        )
    with _administrator(name) as admin:
        server.admit(admin)
    yield Office("postgres", _url(name, "anna"), password=PASSWORD)
    _drop(name)


def _drop(name: str) -> None:
    with _administrator() as admin:
        admin.execute(f"DROP DATABASE {name} (FORCE)".encode())


def _upgraded(office: Office, steps: tuple[Any, ...], at: int, seconds: float = 0.0) -> int:
    """Upgrade in a child: killed at its statement ``at`` or after ``seconds``, or not at all.

    Gives how it ended: KILLED, or minus the number of statements when it came to its end.
    """
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(tells, str(_upgrade(office, steps, at)).encode())
        except BaseException:
            os._exit(3)
        os._exit(0)
    os.close(tells)
    if seconds:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(told) as answer:
        said = answer.read()
    ended = os.waitstatus_to_exitcode(status)
    if ended not in (0, KILLED):
        raise AssertionError(f"the upgrade ended with {ended}")
    return KILLED if ended == KILLED else -int(said)


def _upgrade(office: Office, steps: tuple[Any, ...], at: int) -> int:
    """In the child."""
    import psycopg

    counted = itertools.count(1)
    last = [0]

    def tick() -> None:
        last[0] = next(counted)
        if last[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def watched(*arguments: Any, **named: Any) -> Any:
            tick()
            result = real(*arguments, **named)
            if name in ("commit", "rename", "copy2") or "COMMIT" in arguments:
                tick()
            return result

        setattr(owner, name, watched)

    if not at:  # whoever tries again does so later
        later = clock.now() + timedelta(minutes=1)
        vars(clock).update(now=lambda: later)
    vars(upgrade).update(MIGRATIONS=steps, SCHEMA=steps[-1].NUMBER)
    around(sqlcipher.Connection, "execute")
    around(psycopg.Connection, "execute")
    around(psycopg.Connection, "commit")
    around(sqlcipher, "copy")
    around(upgrade_file, "synced")
    around(Path, "rename")
    around(shutil, "copy2")
    who = office.url if office.path else office.login(MIGRATOR)
    upgrade.upgrade(who, password=office.password, author="anna")
    return last[0]
