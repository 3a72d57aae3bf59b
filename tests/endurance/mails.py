"""Mail through a real server, cut off and killed anywhere: none lost, none doubled by itself.

What nobody can know is listed as uncertain; a mail is lost when it is said to be sent and is not,
or when it neither arrived nor waits for somebody's decision.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from mcsys_desktop.models import base
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import EmailAddress
from mcsys_desktop.models.outbox import Mail, MailState
from mcsys_desktop.services import outbox
from mcsys_desktop.services.outbox import Subject
from tests import billing
from tests.conftest import Office
from tests.endurance.account import opened
from tests.endurance.scenario import Outcome, Stage, scenario, verified
from tests.mailing import Cutter, MailServer

ROOT = Path(__file__).resolve().parents[2]
MAILS, CUTS, KILLS = 500, 50, 20
PATIENCE = 60.0  # seconds that a program may take to end
LONGEST = 1800.0  # seconds for all
BETWEEN = 2.5  # seconds at most between two kills
LEAST, MOST = 2500, 60_000  # bytes of a line before it is cut: signing in takes the first
DESKS = 2  # programs of one person at once


@scenario("mails, file")
def in_file(stage: Stage) -> Outcome:
    """On a file."""
    with stage.office("sqlite") as office:
        return post(stage, office)


@scenario("mails, server")
def on_server(stage: Stage) -> Outcome:
    """At a server."""
    with stage.office("postgres") as office:
        return post(stage, office)


def post(stage: Stage, office: Office) -> Outcome:
    """Send mails through a line that is cut, by programs that are killed; then count."""
    wanted, cuts, kills = map(stage.times, (MAILS, CUTS, KILLS))
    _queue(office, wanted)
    with (
        tempfile.TemporaryDirectory(prefix="mcsys-mails-") as folder,
        MailServer(Path(folder)) as server,
        Cutter(server.port, stage.chance, cuts, LEAST, MOST) as cutter,
    ):

        def start() -> subprocess.Popen[bytes]:
            told = ["anna", office.login("anna"), office.password]
            return subprocess.Popen(
                [
                    *(sys.executable, "-m", "tests.endurance.posting_desk"),
                    *(*told, str(cutter.port), str(server.authority)),
                ],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

        running = [start() for _number in range(DESKS)]
        killed, deadline = 0, time.monotonic() + LONGEST
        while _left(office):
            assert time.monotonic() < deadline, "they hardly get anything done"
            time.sleep(stage.chance.uniform(0, BETWEEN))
            if killed < kills:
                place = stage.chance.randrange(DESKS)
                running[place].kill()
                running[place].wait(PATIENCE)
                running[place] = start()
                killed += 1
        for each in running:
            each.terminate()
            assert each.wait(PATIENCE) == 0
        return _count(office, server.post.ids(), wanted, cutter.cut, killed)


def _queue(office: Office, wanted: int) -> None:
    base.connect(office.login("carla"), password=office.password, key=office.key, author="anna")
    try:
        with base.connected():
            billing.company()
            customer = billing.customer()
            with transaction():
                EmailAddress(customer=customer, address="jan@example.nl").save()
    finally:
        base.disconnect()
    with opened(office), base.connected():
        done = billing.final(customer)
        proposed = outbox.propose(done.id)
        outbox.queue(proposed)
        for number in range(1, wanted):  # the same papers: it is not the drawing that is tried
            about = Subject(invoice_id=done.id)
            letter = outbox.Letter(
                about, customer.id, proposed.to, f"Nr {number}", proposed.body, proposed.files
            )
            outbox.queue(letter)


def _left(office: Office) -> int:
    with opened(office), base.connected():
        still = (MailState.WAITING, MailState.SENDING)
        return int(Mail.select().where(Mail.state.in_(still)).count())


def _count(office: Office, ids: Counter[str], wanted: int, cut: int, killed: int) -> Outcome:
    with opened(office), base.connected():
        found = [(row.message_id, row.state) for row in Mail.select()]
        listed = sum(line.state is MailState.UNCERTAIN for line in outbox.lines())
    states = Counter(state for _id, state in found)
    lost = wanted - len(found)
    lost += sum(state is MailState.SENT and not ids[mail] for mail, state in found)
    lost += sum(state not in (MailState.SENT, MailState.UNCERTAIN) for _mail, state in found)
    doubled = sum(count - 1 for count in ids.values())
    assert listed == states[MailState.UNCERTAIN], "every uncertain one is listed"
    arrived = sum(state is MailState.UNCERTAIN and ids[mail] > 0 for mail, state in found)
    note = (
        f"{states[MailState.SENT]} sent, {states[MailState.UNCERTAIN]} uncertain of which"
        f" {arrived} had arrived; {cut} lines cut, {killed} programs killed"
    )
    return Outcome(wanted, lost=lost, doubled=doubled, chain=verified(office), note=note)
