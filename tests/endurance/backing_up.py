"""Backups are made while desks write: each is one moment of the office, whole and provable."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from mcsys_desktop.core import i18n
from mcsys_desktop.models import address, base, server
from mcsys_desktop.services import backups, history
from tests.conftest import Office
from tests.endurance.busy_desk import REFUSED
from tests.endurance.scenario import Outcome, Stage, scenario, verified

DESKS = ("anna", "bob", "carla")
KEEPER = "keeper_of_the_night"
BACKUPS = 20
HALF = (
    "SELECT count(*) FROM customer AS c WHERE"
    " 2 <> (SELECT count(*) FROM phone_number AS p WHERE p.customer_id = c.id)"
    " OR 1 <> (SELECT count(*) FROM customer_search AS s WHERE s.rowid = c.id)"
)


class Desk:
    """One that writes in a process of its own; ``told`` is what the office acknowledged."""

    def __init__(self, office: Office, name: str) -> None:
        self.told: list[str] = []
        self.refused: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.endurance.busy_desk", office.login(name), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdin is not None
        self._process.stdin.write(office.password + "\n")
        self._process.stdin.flush()
        self._ears = threading.Thread(target=self._listen)
        self._ears.start()

    def stop(self) -> None:
        """Let it finish what it does; raises when it had failed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._ears.join(30)
        self._process.stdout.close()
        if self._process.wait(30):
            raise AssertionError("a desk ended with an error")

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            refused = line.startswith(REFUSED)
            (self.refused if refused else self.told).append(line.strip())


@scenario("backup under load, file")
def back_up_a_file(stage: Stage) -> Outcome:
    """Three programs write to one file, and a fourth makes backups of it."""
    with stage.office("sqlite") as office:
        return _back_up(stage, office, "anna")


@scenario("backup under load, server")
def back_up_a_server(stage: Stage) -> Outcome:
    """The same, on a server."""
    with stage.office("postgres") as office, office.administrator() as admin:
        server.create_login(admin, KEEPER, office.password, server.BACKUP, iterations=4096)
        try:
            return _back_up(stage, office, KEEPER)
        finally:
            admin.execute(f"DROP ROLE {KEEPER}".encode())


def _back_up(stage: Stage, office: Office, login: str) -> Outcome:
    i18n.use("nl")
    keys, shelf = backups.make_keys(), stage.folder / "shelf"
    shelf.mkdir()
    made: list[tuple[backups.Made, set[str]]] = []
    wrong: list[str] = []
    longest = 0.0
    desks = [Desk(office, name) for name in DESKS]
    try:
        while not all(desk.told for desk in desks):
            time.sleep(0.05)
        for _time in range(stage.times(BACKUPS)):
            before = {name for desk in desks for name in desk.told}
            began = time.monotonic()
            with _inside(office.login(login), office.password):
                made.append((backups.make(shelf, keys.recipients), before))
            longest = max(longest, time.monotonic() - began)
    finally:
        for desk in desks:
            desk.stop()
    written = {name for desk in desks for name in desk.told}
    for number, (one, before) in enumerate(made):
        wrong += _judged(stage, one, before, written, keys, number)
    with _inside(office.login(login), office.password):
        there = [name for (name,) in base.rows("SELECT name FROM customer")]
    lost = len(written - set(there)) + len(wrong)
    for sentence in wrong[:10]:
        stage.say(sentence)
    meanwhile = len(made[-1][1]) - len(made[0][1])
    note = f"{len(written)} customers by {len(desks)} desks, {meanwhile} between the first and the"
    note += f" last backup; the slowest took {longest:.1f} s with its proof; "
    note += f"{sum(len(desk.refused) for desk in desks)} refused in words"
    doubled = len(there) - len(set(there))
    return Outcome(len(made), lost=lost, doubled=doubled, chain=verified(office), note=note)


def _judged(
    stage: Stage,
    one: backups.Made,
    before: set[str],
    written: set[str],
    keys: backups.Keys,
    number: int,
) -> list[str]:
    """Put it back into a file, and look at it as at an office."""
    url = address.of_file(stage.folder / f"back {number}.db")
    done = backups.restore(one.path, url, [keys.owner], backups.Wanted(plain=True))
    wrong = [] if done.totals == one.totals else [f"backup {number}: other rows than were taken"]
    with _inside(url, ""):
        names = {name for (name,) in base.rows("SELECT name FROM customer")}
        if base.rows(HALF) != [(0,)]:
            wrong.append(f"backup {number}: half a customer")
        if history.verify():
            wrong.append(f"backup {number}: the chain does not hold")
    if missing := before - names:
        wrong.append(f"backup {number}: {len(missing)} are missing that were there before it began")
    if len(names - written) > len(DESKS):  # one that each desk had not been told of yet
        wrong.append(f"backup {number}: customers that nobody wrote")
    return wrong


@contextmanager
def _inside(url: str, password: str) -> Iterator[None]:
    base.connect(url, password=password, author="anna")
    try:
        with base.connected():
            yield
    finally:
        base.disconnect()
