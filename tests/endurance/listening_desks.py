"""Four desks, three phone systems that tell of the same calls; the desk that listens is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from mcsys_desktop.core import settings
from mcsys_desktop.models import base, desks
from mcsys_desktop.models.calls import Call, CallReport, CallState, Outcome
from mcsys_desktop.services import offices, phone_systems
from mcsys_desktop.services.phone_systems import PhoneSystem
from tests.conftest import Office
from tests.endurance.scenario import Outcome as Result
from tests.endurance.scenario import Stage, scenario, verified
from tests.telephony.asterisk.exchange import LOOPBACK
from tests.telephony.mouths import Mouths, Planned
from tests.telephony.tr064_box import LOGIN, PASSWORD

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
CALLS = 100
A_SECOND = 2.0  # calls
LOGINS = ("anna", "bob", "carla", "anna")  # of the four desks; one person works at two
PATIENCE = 60.0  # seconds
LIMIT = 15.0  # seconds in which another desk must listen
TWICE = 5  # every so many calls, the same caller rings again after a while
AGAIN = 6.0  # seconds later
LAST_WORDS = 0.5  # seconds that may lie between hearing something and its being in the office


@dataclass(slots=True)
class Gap:
    """While nobody listened. Moments of ``time.monotonic()``."""

    killed: float = 0.0
    turned: float = 0.0  # another desk has the turn
    back: dict[str, float] = field(default_factory=dict)  # and each phone system has it

    @property
    def ends(self) -> float:
        """When all three were listened to again."""
        return max(self.back.values())

    def holds(self, moment: float) -> bool:
        """Whether what happened then was heard by nobody, or only by the desk that died with it."""
        return self.killed - LAST_WORDS <= moment <= self.ends


@scenario("listening desk killed")
def killed(stage: Stage) -> Result:
    """The desk that listens dies by SIGKILL in the middle of the calls."""
    return play(stage, lambda desk: desk.kill())


@scenario("listening desk frozen")
def frozen(stage: Stage) -> Result:
    """It stands still, as a computer whose cable was pulled: nobody hangs up for it."""
    return play(stage, lambda desk: desk.freeze())


def play(stage: Stage, lose: Callable[["Desk"], None]) -> Result:
    """Let the calls come, lose the desk that listens, and look what is in the log."""
    plan = planned(stage)
    with stage.office("postgres") as office, Mouths() as mouths:
        set_up(office, mouths)
        with open_desks(office, stage.folder, LOGINS) as opened:
            until(lambda: listener(office) and all_listened_to(mouths, 1))
            stage.say(f"{listener(office)} listens; {len(opened)} desks are open")
            going = mouths.play(plan)
            time.sleep(plan[len(plan) // 2].begins + 0.1)
            gap = lose_listener(office, mouths, opened, lose)
            stage.say(f"another has the turn after {gap.turned - gap.killed:.1f} s")
            going.join()
            until(lambda: settled_down(office), soft=True)
        return judged(stage.say, plan, office, gap)


def planned(stage: Stage) -> list[Planned]:
    """Calls as an office gets them, in a minute; some people ring twice."""
    calls: list[Planned] = []
    due = 0.0
    chance = stage.chance
    for number in range(stage.times(CALLS)):
        rings = chance.uniform(3.0, 9.0)
        talks = chance.uniform(3.0, 12.0) if chance.random() < 0.6 else 0.0
        caller = f"06{12000000 + number}"
        earlier = number - round(AGAIN * A_SECOND)
        if number % TWICE == 0 and earlier >= 0:
            caller = calls[earlier].number
        calls.append(Planned(caller, due, rings, talks))
        due += chance.uniform(0.5, 1.5) / A_SECOND
    return calls


def set_up(office: Office, mouths: Mouths) -> None:
    """Let the office listen to all three."""
    chosen: dict[str, dict[str, object]] = {
        "sip": {"sip_server": f"{LOOPBACK}:{mouths.sip.port}", "sip_user": "201"},
        "asterisk": {
            "asterisk_server": f"{LOOPBACK}:{mouths.asterisk.port}",
            "asterisk_user": "mcsys",
        },
        "fritzbox": {
            "fritzbox_address": LOOPBACK,
            "fritzbox_port": mouths.box.port,
            "fritzbox_tr064_port": mouths.box.written.port,
            "fritzbox_login": LOGIN,
        },
    }
    passwords = {"sip": "geheim", "asterisk": "geheim", "fritzbox": PASSWORD}

    def keep() -> None:
        for kind, settings_ in chosen.items():
            told = PhoneSystem(kind, {f"{kind}_enabled": True, **settings_})
            phone_systems.keep(told, passwords[kind])

    inside(office, keep, "carla")


class Desk:
    """A real program with a window nobody sees, and a profile of its own."""

    def __init__(self, office: Office, folder: Path, number: int, login: str) -> None:
        self.name = f"Balie {number}"
        profile = folder / f"desk-{number}"
        settings.Settings(language="nl", desk_name=self.name).save(profile)
        secret = folder / f"secret-{number}"
        secret.write_text(f"{office.password}\n")
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "mcsys_desktop", "--profile", str(profile)),
                *("--office", office.login(login), "--password-file", str(secret)),
            ],
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """As the system does that has no memory left."""
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """It stands still with all its lines open."""
        self._process.send_signal(signal.SIGSTOP)


@contextmanager
def open_desks(office: Office, folder: Path, logins: Sequence[str]) -> Iterator[list[Desk]]:
    opened = [Desk(office, folder, number + 1, login) for number, login in enumerate(logins)]
    try:
        yield opened
    finally:
        for desk in opened:
            desk.kill()


def lose_listener(
    office: Office, mouths: Mouths, opened: list[Desk], lose: Callable[[Desk], None]
) -> Gap:
    """Lose the desk that listens, and wait for the next one."""
    before = listener(office)
    listening = next(desk for desk in opened if desk.name == before)
    return gap_of(mouths, lambda: lose(listening), lambda: listener(office) not in ("", before))


def gap_of(mouths: Mouths, lose: Callable[[], None], turned: Callable[[], bool]) -> Gap:
    """Lose who listens; what passed until all three phone systems were listened to again."""
    gap = Gap()
    came = {"SIP": len(mouths.sip.came), "FRITZ!Box": len(mouths.box.came)}
    logins = mouths.asterisk.logins
    gap.killed = time.monotonic()
    lose()
    until(turned)
    gap.turned = time.monotonic()
    until(lambda: mouths.asterisk.logins > logins)
    gap.back["Asterisk"] = time.monotonic()
    until(lambda: len(mouths.sip.came) > came["SIP"] and len(mouths.box.came) > came["FRITZ!Box"])
    gap.back |= {"SIP": mouths.sip.came[-1], "FRITZ!Box": mouths.box.came[-1]}
    return gap


def judged(say: Callable[[str], None], plan: list[Planned], office: Office, gap: Gap) -> Result:
    """Hold what happened against the log."""
    rows = inside(office, lambda: list(Call.select().order_by(Call.rang_at)), "anna")
    reports = inside(office, lambda: list(CallReport.select().order_by(CallReport.id)), "anna")
    sources, rows_left = Counter(said.call_id for said in reports), list(rows)
    lost = wrong = unheard = 0
    in_gap: Counter[str] = Counter()
    amiss: Counter[str] = Counter()
    found = {call.id: taken(rows_left, call) for call in plan}
    for call in plan:  # of some only the box's list tells, which knows no seconds
        row = found[call.id] or taken(rows_left, call, 60 + AGAIN)
        right = Outcome.MISSED if call.missed else Outcome.ANSWERED
        moments = {what: round(at - gap.killed, 2) for what, at in call.told.items()}
        if row is None:
            whole = gap.holds(call.told["begin"]) and gap.holds(call.told["end"])
            unheard, lost = unheard + whole, lost + (not whole)
            say(f"not in the log: {moments}")
        elif (row.state, row.outcome) != (CallState.ENDED, right):
            inside_ = gap.holds(call.told["end"])
            (in_gap if inside_ else amiss)[f"{right} is {row.outcome or row.state}"] += 1
            wrong += not inside_
            ours = [one for one in reports if one.call_id == row.id]
            said = [f"{one.source.partition('@')[0]} {one.last_kind}" for one in ours]
            say(f"{right} is {row.outcome or row.state}: {moments}, {', '.join(said)}")
    doubled = len(rows_left)
    ended = sum(gap.holds(call.told["end"]) for call in plan)
    began = sum(gap.holds(call.told["begin"]) for call in plan)
    took = gap.ends - gap.killed
    note = (
        f"{len(rows)} rows, {sum(count >= 3 for count in sources.values())} heard by three; the"
        f" turn after {gap.turned - gap.killed:.1f} s, all three heard again after {took:.1f} s"
        f"{'' if took <= LIMIT else ' (TOO LATE)'}; in the gap {began} began, {ended}"
        f" ended, and {unheard} did both unheard"
        f"{': ' + json.dumps(in_gap) if in_gap else ''}"
        f"{'; WRONG: ' + json.dumps(amiss) if amiss else ''}"
    )
    late = 0 if took <= LIMIT else 1
    return Result(len(plan), lost, doubled, wrong + late, verified(office), note=note)


def taken(rows: list[Call], call: Planned, apart: float = AGAIN / 2) -> Call | None:
    """The row of a call, taken out of ``rows``; None where there is none within so many seconds."""
    began = time.time() - (time.monotonic() - call.told["begin"])
    ours = [row for row in rows if row.number_raw == call.number]
    near = min(ours, key=lambda row: abs(row.rang_at.timestamp() - began), default=None)
    if near is None or abs(near.rang_at.timestamp() - began) > apart:
        return None
    rows.remove(near)
    return near


def listener(office: Office) -> str:
    """Which desk listens; empty for none."""
    with office.administrator() as admin:
        held = desks.holders(lambda sql, values: admin.execute(sql.encode(), values).fetchall())
    return held[desks.LISTENS].desk if desks.LISTENS in held else ""


def all_listened_to(mouths: Mouths, times: int) -> bool:
    """Whether each phone system had so many that listen."""
    return min(mouths.asterisk.logins, len(mouths.box.came), len(mouths.sip.came)) >= times


def settled_down(office: Office) -> bool:
    """Whether no call is under way in the log."""
    with office.administrator() as admin:
        found = admin.execute("SELECT count(*) FROM app.call WHERE state < '3'").fetchone()
    return found == (0,)


def inside(office: Office, job: Callable[[], T], login: str) -> T:
    """Do something in the office, and leave it."""
    offices.enter(office.login(login), office.password)
    try:
        with base.connected():
            return job()
    finally:
        offices.close()


def until(happened: Callable[[], object], *, soft: bool = False) -> None:
    """Wait for it; with ``soft`` it need not come."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            assert soft, "it does not happen"
            return
        time.sleep(0.05)
