"""Many programs make invoices final at once, fail and are killed: no gap, no double, in order."""

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from mcsys_desktop.models import base
from mcsys_desktop.models.invoices import Invoice, NumberSeries
from mcsys_desktop.services import invoices
from tests import billing
from tests.conftest import Office
from tests.endurance.account import opened
from tests.endurance.finishing_desk import ASKING, FAILED, GOT, READY
from tests.endurance.scenario import Outcome, Stage, scenario, verified

ROOT = Path(__file__).resolve().parents[2]
INVOICES = 2000
PATIENCE = 60.0  # seconds that a program may take to start, or to end
LONGEST = 1800.0  # seconds for all
ALIVE = 1.5  # seconds at most between two kills


class Finisher:
    """One program, and what it told."""

    def __init__(self, name: str, office: Office, customer: int) -> None:
        login = name.partition("-")[0]
        arguments = [name, office.login(login), office.password, str(customer)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.endurance.finishing_desk", *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
        )
        self.ready = threading.Event()
        self.told: dict[str, tuple[str, str]] = {}  # by request: the last that was told, a number
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def end(self, *, kill: bool) -> int:
        """kill -9 wherever it is, or let it end after its act; its exit code."""
        if kill:
            self._process.kill()
        else:
            self._process.terminate()
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
            said = json.loads(line)
            if said["what"] == READY:
                self.ready.set()
            else:
                self.told[said["request"]] = said["what"], said["number"]


@scenario("numbers, file")
def in_file(stage: Stage) -> Outcome:
    """Four programs on one file."""
    with stage.office("sqlite") as office:
        return finish(stage, office, 4, stage.times(INVOICES))


@scenario("numbers, server")
def on_server(stage: Stage) -> Outcome:
    """Eight programs at a server."""
    with stage.office("postgres") as office:
        return finish(stage, office, 8, stage.times(INVOICES))


def finish(stage: Stage, office: Office, programs: int, wanted: int) -> Outcome:
    """Let ``programs`` make ``wanted`` invoices final and kill some; then count."""
    customer = _prepare(office)
    logins = ("anna", "bob")

    def start(number: int) -> Finisher:
        return Finisher(f"{logins[number % 2]}-{number}", office, customer)

    running = [start(number) for number in range(programs)]
    ended: list[Finisher] = []
    killed, deadline = 0, time.monotonic() + LONGEST
    for each in running:
        assert each.ready.wait(PATIENCE)
    while sum(_got(each) for each in (*running, *ended)) < wanted:
        assert time.monotonic() < deadline, "they hardly get anything done"
        time.sleep(stage.chance.uniform(0, ALIVE))
        place = stage.chance.randrange(programs)
        victim = running[place]
        if victim.ready.is_set():
            victim.end(kill=True)
            ended.append(victim)
            killed += 1
            running[place] = start(programs + killed)
    for each in running:
        each.ready.wait(PATIENCE)
    codes = [each.end(kill=False) for each in running]
    assert not any(codes), f"programs ended with {codes}"
    told: dict[str, tuple[str, str]] = {}
    for each in (*running, *ended):
        told |= each.told
    return _count(office, told, killed)


def _got(desk: Finisher) -> int:
    return sum(what == GOT for what, _number in list(desk.told.values()))


def _prepare(office: Office) -> int:
    base.connect(office.login("carla"), password=office.password, key=office.key, author="anna")
    try:
        with base.connected():
            billing.company()
            return int(billing.customer().id)
    finally:
        base.disconnect()


def _count(office: Office, told: dict[str, tuple[str, str]], killed: int) -> Outcome:
    with opened(office), base.connected():
        flaws = invoices.flaws()
        query = Invoice.select().where(Invoice.number.is_null(False)).order_by(Invoice.seq)
        found = {row.request: (row.number, row.seq, row.dated) for row in query}
        last = NumberSeries.get().last_seq
    seqs = [seq for _number, seq, _dated in found.values()]
    days = [str(dated) for _number, _seq, dated in found.values()]
    assert flaws == [], flaws
    assert days == sorted(days), "dates do not follow the numbers"
    gaps = last - len(set(seqs))
    doubled = sum(count - 1 for count in Counter(seqs).values())
    lost = sum(
        what == GOT and (request not in found or found[request][0] != number)
        for request, (what, number) in told.items()
    )
    undone = sum(what == FAILED and request in found for request, (what, _n) in told.items())
    assert undone == 0, "what failed has a number"
    unsure = sum(what == ASKING for what, _number in told.values())
    failed = sum(what == FAILED for what, _number in told.values())
    note = f"{len(found)} numbers, {failed} failed, {killed} killed, {unsure} of them in an act"
    return Outcome(len(told), lost=lost + gaps, doubled=doubled, chain=verified(office), note=note)
