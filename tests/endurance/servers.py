"""The whole server dies under writing desks, and is started again: what was told saved is there."""

import time

from tests.conftest import Office
from tests.endurance.account import settle
from tests.endurance.scenario import Outcome, Stage, scenario
from tests.endurance.writing import Writers
from tests.faults.server import PASSWORD, own_server

TIMES = 25
DESKS = 4
LIVES = (0.5, 2.0)  # seconds that they work in between


@scenario("server killed")
def kill(stage: Stage) -> Outcome:
    """SIGKILL for the postmaster and all its children, or an immediate stop, by turns.

    The server keeps its promises to the disk (fsync). The computer itself lives on: what the
    system holds for the disk is not lost, as it would be when the power goes.
    """
    times, began = stage.times(TIMES), time.monotonic()
    away: list[float] = []
    with own_server(durable=True) as server:
        office = Office("postgres", server.url(), password=PASSWORD)
        with Writers(office, DESKS, logins=("anna",)) as writers:
            for number in range(times):
                before = len(writers.journal.makes)
                while len(writers.journal.makes) < before + DESKS:  # they are all back at work
                    time.sleep(0.02)
                    assert time.monotonic() - began < 60 * times, "they do not come back"
                time.sleep(stage.chance.uniform(*LIVES))
                gone = time.monotonic()
                if number % 2:
                    server.stop_at_once()
                else:
                    server.kill_all()
                server.start()
                away.append(time.monotonic() - gone)
                stage.say(f"{number + 1} times dead; back after {away[-1]:.1f} s")
        account = settle(writers.journal, office, writers.shared, writers.first)
        note = f"{(times + 1) // 2} by SIGKILL of all its processes, {times // 2} immediate stops"
        note += f"; back after at most {max(away):.1f} s"
        return account.outcome(times, writers.journal, office, note)
