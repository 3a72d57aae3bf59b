"""Desks are killed at any point while they write: what they were told is true."""

import time

from tests.conftest import Office
from tests.endurance.account import settle
from tests.endurance.scenario import Outcome, Stage, scenario
from tests.endurance.writing import PATIENCE, Writers

TIMES = 250  # on each engine
DESKS = 3
ALIVE = 0.15  # seconds at most that a desk writes before one of them is killed


@scenario("desks killed, file")
def in_file(stage: Stage) -> Outcome:
    """Programs that share a file, each killed in turn."""
    with stage.office("sqlite") as office:
        return kill(stage, office, stage.times(TIMES))


@scenario("desks killed, server")
def on_server(stage: Stage) -> Outcome:
    """Programs at a server."""
    with stage.office("postgres") as office:
        return kill(stage, office, stage.times(TIMES))


def kill(stage: Stage, office: Office, times: int) -> Outcome:
    """Kill so many, and hold what they were told against what is there."""
    in_an_act = 0
    with Writers(office, DESKS) as writers:
        for time_ in range(times):
            number = stage.chance.randrange(DESKS)
            assert writers.desks[number].ready.wait(PATIENCE)
            time.sleep(stage.chance.uniform(0, ALIVE))
            desk = writers.desks[number]
            desk.kill()
            writers.replace(number)
            desk.join()
            in_an_act += desk.in_an_act
            if time_ % 25 == 24:
                stage.say(f"{time_ + 1} killed")
    account = settle(writers.journal, office, writers.shared, writers.first)
    return account.outcome(times, writers.journal, office, f"{in_an_act} died in an act")
