"""The process without a window logs calls: alone, after others, and while the server is away."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Call, CallReport
from mcsys_desktop.telephony.asterisk.tracker import Tracker
from mcsys_desktop.telephony.events import CallEvent
from tests.app.collecting import collecting, inside, listen_to_asterisk
from tests.app.test_collector import KEEPER, until
from tests.app.test_collector import url as url
from tests.app.test_lost_office import give_back, take_away
from tests.conftest import Office
from tests.endurance.listening_desks import (
    all_listened_to,
    gap_of,
    judged,
    set_up,
    settled_down,
)
from tests.telephony.asterisk.exchange import PATIENCE, SmallAsterisk, manager
from tests.telephony.asterisk.listed import channels
from tests.telephony.asterisk.recordings import expected, packets, wire
from tests.telephony.mouths import Mouths, Planned

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGTERM")
ANSWERED, MISSED = "queue_simple", "ab_a_cancel"


@pytest.fixture
def asterisk(office: Office) -> Iterator[SmallAsterisk]:
    """A phone system that the office listens to."""
    with manager() as made:
        listen_to_asterisk(office, made.port)
        yield made


def logged(office: Office) -> list[tuple[str, str, str]]:
    """What stands in the log: called number, outcome, who answered."""

    def read() -> list[tuple[str, str, str]]:
        rows = Call.select().order_by(Call.id)
        return [(row.called, str(row.outcome), row.answered_by) for row in rows if row.ended_at]

    return inside(office, read, "anna")


def right(*names: str) -> list[tuple[str, str, str]]:
    calls = [call for name in names for call in expected(name)]
    return [(call["called"], call["outcome"], call["answered_by"]) for call in calls]


def in_the_middle(name: str) -> int:
    """After how many packets of a recording its call is well under way."""
    events: list[CallEvent] = []
    tracker = Tracker("ami:office.test", events.append)
    whole = packets(name)
    for place, packet in enumerate(whole):
        tracker.hear(packet, clock.now(), 0.0)
        if events:
            return (place + len(whole)) // 2
    raise ValueError(name)


def open_collectors(office: Office) -> int:
    """How many processes have a session to hear news and take turns in."""
    with office.administrator() as admin:
        found = admin.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name LIKE 'mcsys-desktop collect %'"
        ).fetchone()
    return int(found[0]) if found else 0


@pytest.mark.usefixtures("url")
def test_calls_are_logged_while_no_desk_is_open(
    office: Office, asterisk: SmallAsterisk, tmp_path: Path
) -> None:
    """By the narrow login that it has on the server of an office."""
    with collecting(office, tmp_path, KEEPER) as process:
        line = asterisk.there.get(timeout=PATIENCE)
        line.sendall(wire(packets(ANSWERED)))
        line.sendall(wire(packets(MISSED)))
        until(lambda: len(logged(office)) == 2)
        assert process.stop() == ""
    assert logged(office) == right(ANSWERED, MISSED)
    log = process.log.read_text("utf-8")
    assert "Traceback" not in log
    assert "geheim" not in log
    assert expected(ANSWERED)[0]["number"] not in log


@pytest.mark.parametrize("engine", ["postgres"])
@pytest.mark.parametrize("name", [ANSWERED, MISSED])
def test_another_process_takes_over_in_the_middle_of_a_call(
    office: Office, asterisk: SmallAsterisk, tmp_path: Path, name: str
) -> None:
    whole = packets(name)
    half = in_the_middle(name)
    with collecting(office, tmp_path, "bob") as first:
        asterisk.there.get(timeout=PATIENCE).sendall(wire(whole[:half]))
        until(lambda: inside(office, CallReport.select().count, "anna"))
        with collecting(office, tmp_path, "anna") as second:
            until(lambda: open_collectors(office) == 2)
            asterisk.channels = channels(whole[:half])
            first.kill()
            asterisk.there.get(timeout=PATIENCE).sendall(wire(whole[half:]))
            until(lambda: logged(office))
            assert second.stop() == ""
    assert logged(office) == right(name)
    assert inside(office, Call.select().count, "anna") == 1


@pytest.mark.parametrize("engine", ["postgres"])
def test_while_the_server_is_away_it_goes_on_hearing(
    office: Office, asterisk: SmallAsterisk, tmp_path: Path
) -> None:
    with collecting(office, tmp_path) as process:
        line = asterisk.there.get(timeout=PATIENCE)
        take_away(office)
        try:
            line.sendall(wire(packets(ANSWERED)))
            line.sendall(wire(packets(MISSED)))
        finally:
            give_back(office)
        until(lambda: len(logged(office)) == 2, 60)
        assert asterisk.there.empty(), "nobody else logged in there, and it did not do so again"
        process.stop()
    assert logged(office) == right(ANSWERED, MISSED)


@pytest.mark.parametrize("engine", ["postgres"])
def test_three_phone_systems_tell_of_the_same_calls_and_the_listener_is_killed(
    office: Office, tmp_path: Path
) -> None:
    """A little of the scenario in `tests/endurance/listening_desks.py`, without windows."""
    plan = [
        Planned(f"06{12000000 + number % 9}", number * 0.6, 2.5, 2.5 * (number % 3 > 0))
        for number in range(12)  # the first three ring twice
    ]
    said: list[str] = []
    with Mouths() as mouths:
        set_up(office, mouths)
        with collecting(office, tmp_path, "bob") as first:
            until(lambda: all_listened_to(mouths, 1))
            with collecting(office, tmp_path, "anna") as second:
                until(lambda: open_collectors(office) == 2)
                going = mouths.play(plan)
                time.sleep(plan[6].begins + 0.1)
                gap = gap_of(mouths, first.kill, lambda: mouths.asterisk.logins == 2)
                going.join()
                until(lambda: settled_down(office))
                assert second.stop() == ""
    found = judged(said.append, plan, office, gap)
    assert (found.lost, found.doubled, found.chain.startswith("valid")) == (0, 0, True), said
    assert "TOO LATE" not in found.note
    assert found.overwritten == 0, said
