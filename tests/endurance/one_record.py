"""Two desks change one customer at the same moment, a thousand times: nobody overwrites anybody."""

import time
from collections import Counter

from tests.conftest import Office
from tests.endurance.account import settle
from tests.endurance.scenario import Outcome, Stage, scenario
from tests.endurance.writing import Writers
from tests.endurance.writing_desk import CONFLICT, SAVED

TIMES = 1000
PATIENCE = 240.0  # seconds


@scenario("one record, file")
def in_file(stage: Stage) -> Outcome:
    """Two programs on one file."""
    with stage.office("sqlite") as office:
        return fight(office, stage.times(TIMES))


@scenario("one record, server")
def on_server(stage: Stage) -> Outcome:
    """Two people at a server."""
    with stage.office("postgres") as office:
        return fight(office, stage.times(TIMES))


def fight(office: Office, times: int) -> Outcome:
    """Both save on top of what they see; whoever was second must be told so, every time."""
    with Writers(office, 2, "change") as writers:
        deadline = time.monotonic() + PATIENCE
        while len(writers.journal.changes) < times:
            assert time.monotonic() < deadline, "two desks hardly get anything done"
            time.sleep(0.01)
    account = settle(writers.journal, office, writers.shared, writers.first)
    told = Counter(writers.journal.changes.values())
    tried = len(writers.journal.changes)
    assert told[SAVED] + told[CONFLICT] == tried, told
    assert told[CONFLICT] > tried / 50, "they never met"
    note = f"{told[SAVED]} saves + {told[CONFLICT]} conflicts = {tried} tries"
    return account.outcome(tried, writers.journal, office, note)
