"""The server ends sessions in the middle of their work: ``pg_terminate_backend``, any of them."""

import time

from tests.endurance.account import settle
from tests.endurance.scenario import Outcome, Stage, scenario
from tests.endurance.writing import Writers

TIMES = 100
DESKS = 4
APART = 0.25  # seconds at most between two
PATIENCE = 120.0  # seconds
SESSIONS = """
SELECT pid FROM pg_stat_activity
WHERE datname = %s AND backend_type = 'client backend' ORDER BY backend_start
"""


@scenario("backends terminated")
def terminate(stage: Stage) -> Outcome:
    """The desks work on; an act whose answer was lost is asked again by its request."""
    times, ended, busy = stage.times(TIMES), 0, 0
    with stage.office("postgres") as office, office.administrator() as admin:
        database = office.url.partition("?")[0].rpartition("/")[2]
        with Writers(office, DESKS) as writers:
            deadline = time.monotonic() + PATIENCE
            while ended < times:
                assert time.monotonic() < deadline, f"only {ended} could be ended"
                time.sleep(stage.chance.uniform(0, APART))
                own = admin.info.backend_pid
                found = [pid for (pid,) in admin.execute(SESSIONS, (database,)) if pid != own]
                if not found:
                    continue
                victim = stage.chance.choice(found)
                seen = "SELECT state <> 'idle', pg_terminate_backend(pid) FROM pg_stat_activity"
                for worked, done in admin.execute(f"{seen} WHERE pid = %s".encode(), (victim,)):
                    ended += done
                    busy += worked
        account = settle(writers.journal, office, writers.shared, writers.first)
        note = f"{busy} were at work just then"
        return account.outcome(ended, writers.journal, office, note)
