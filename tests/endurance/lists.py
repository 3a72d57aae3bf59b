"""Lists of customers that are damaged, and lists whose reading in is cut short."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from mcsys_desktop.core import contact_files
from mcsys_desktop.core.contact_files import found
from mcsys_desktop.models import base
from mcsys_desktop.models.customers import Address, Customer, EmailAddress, Person
from mcsys_desktop.services import imports
from tests.benchmarks.imports import a_list
from tests.conftest import Office
from tests.core.contact_files import damaging
from tests.endurance.scenario import Outcome, Stage, scenario, verified

DAMAGED = 20_000  # files of each kind
LONGEST = 5.0  # seconds for one of these small files
KILLED, CUSTOMERS = 25, 1_500
_READ_IN = "from tests.endurance import lists; lists.read_in()"


@scenario("damaged lists, csv")
def damaged_tables(stage: Stage) -> Outcome:
    """Whatever happened to a CSV file, reading it raises nothing and takes no time."""
    return _read_damaged(stage, damaging.tables())


@scenario("damaged lists, vcard")
def damaged_cards(stage: Stage) -> Outcome:
    """As above, for address books."""
    return _read_damaged(stage, damaging.cards())


@scenario("killed imports, file")
def killed_on_file(stage: Stage) -> Outcome:
    """A desk that is killed while it reads a list in leaves nothing of it."""
    with stage.office("sqlite") as office:
        return _kill(stage, office)


@scenario("killed imports, server")
def killed_on_server(stage: Stage) -> Outcome:
    """As above, at a server."""
    with stage.office("postgres") as office:
        return _kill(stage, office)


def _read_damaged(stage: Stage, whole: list[bytes]) -> Outcome:
    many, raised, slow, slowest = stage.times(DAMAGED), 0, 0, 0.0
    for number in range(many):
        data = damaging.damaged(random.Random(f"{stage.seed} {number}"), whole)
        began = time.process_time()
        try:
            read = contact_files.read(data)
        except Exception as error:  # that is what is looked for
            raised += 1
            stage.say(f"file {number}: {type(error).__name__}")
            continue
        took = time.process_time() - began
        slowest, slow = max(slowest, took), slow + (took > LONGEST)
        held = sum(sum(map(len, row.cells)) for row in read.rows)
        raised += held > 4 * len(data) + found.LONGEST_CELL
    return Outcome(tried=many, lost=raised + slow, note=f"the slowest took {slowest * 1000:.0f} ms")


def _kill(stage: Stage, office: Office) -> Outcome:
    """Each list is killed on its way in, and then read in whole."""
    file, many = stage.folder / "klanten.csv", stage.times(KILLED)
    whole, before, half, doubled, gone = 0.0, _counted(office), 0, 0, 0
    for number in range(many + 1):
        file.write_bytes(a_list(CUSTOMERS, number * CUSTOMERS))
        if number:  # the first one only tells how long it takes
            _seconds(office, file, until=stage.chance.uniform(0.1, 1.0) * whole)
            after = _counted(office)
            half += after not in (before, [count + CUSTOMERS for count in before])
            gone += after == before
        took = _seconds(office, file, until=None)
        whole = whole or took
        expected = [count + CUSTOMERS for count in before]
        before = _counted(office)
        doubled += before != expected
    note = f"{gone} of {many} were cut short; a whole one takes {whole:.1f} s"
    return Outcome(many, lost=half, doubled=doubled, chain=verified(office), note=note)


def _seconds(office: Office, file: Path, until: float | None) -> float:
    """Let another process read ``file`` in; kill it after ``until`` seconds."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", _READ_IN, office.url, str(file)],
        stdin=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    try:
        process.communicate(office.password + "\n", timeout=until)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return time.monotonic() - began


def _counted(office: Office) -> list[int]:
    base.connect(office.url, password=office.password, author="anna")
    try:
        with base.connected():
            models = (Customer, Person, EmailAddress, Address)
            return [model.select().count() for model in models]
    finally:
        base.disconnect()


def read_in() -> None:
    """The process that is killed."""
    url, file = sys.argv[1:]
    base.connect(url, password=sys.stdin.readline().strip(), author="anna")
    with base.connected():
        read = imports.read_file(Path(file))
        imports.bring_in(read, imports.remembered(read))
