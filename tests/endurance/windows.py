"""Whole programs with windows, while the other end falls silent or the server restarts."""

import time
from contextlib import ExitStack
from urllib.parse import urlsplit

from mcsys_desktop.models import base
from tests.conftest import Office
from tests.endurance.account import opened
from tests.endurance.scenario import Outcome, Stage, scenario, verified
from tests.faults.proxy import Proxy
from tests.faults.server import PASSWORD, own_server
from tests.faults.watching import Watched

SILENT = 12  # times
RESTARTS = 3
DESKS = 8
SAVED_WITHIN = 12.0  # seconds after the line is back; longer, and it was not saved
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHOWN_WITHIN = 15.0  # seconds until every desk shows what another one saved


class Freeze:
    """How long windows stood still, beyond what an idle process beside them missed."""

    def __init__(self, desks: list[Watched], control: Watched) -> None:
        self._desks, self._control = desks, control
        self.longest = 0.0

    def begin(self) -> None:
        """From now on it counts."""
        for each in (*self._desks, self._control):
            each.ask("gap", "gap")

    def end(self) -> float:
        """Until now: milliseconds."""
        gap = max(float(desk.ask("gap", "gap")) for desk in self._desks)
        seen = max(0.0, gap - float(self._control.ask("gap", "gap")))
        self.longest = max(self.longest, seen)
        return seen


def start_desk(stack: ExitStack, stage: Stage, url: str) -> Watched:
    """A whole program at ``url``, with a profile of its own."""
    folder = stage.folder / urlsplit(url).netloc.replace(":", "_")
    folder.mkdir()
    (folder / "password").write_text(PASSWORD + "\n")
    desk = stack.enter_context(Watched("tests.faults.desk", url, str(folder)))
    desk.wait_for("online", after=0.0, fits=bool)
    return desk


def count(office: Office, surname: str) -> int:
    """How many customers there are of that name."""
    with opened(office), base.connected():
        sql = "SELECT count(*) FROM customer WHERE name = %s"
        return int(base.rows(sql, (surname,))[0][0])


@scenario("silent peer")
def fall_silent(stage: Stage) -> Outcome:
    """A peer that accepts and never answers, while somebody types and, mostly, saves."""
    lost = doubled = saves = 0
    said: list[float] = []
    with ExitStack() as stack:
        server = stack.enter_context(own_server())
        office = Office("postgres", server.url(), password=PASSWORD)
        proxy = stack.enter_context(Proxy(server.host, server.port))
        control = stack.enter_context(Watched("tests.faults.heart"))
        desk = start_desk(stack, stage, server.url(port=proxy.port))
        freeze = Freeze([desk], control)
        for number in range(stage.times(SILENT)):
            desk.ask("new", "new")
            name = f"Stil{LETTERS[number % len(LETTERS)]}"
            desk.ask(f"type {name}", "typing")
            freeze.begin()
            began = time.monotonic()
            if number % 3 == 1:  # its question or its answer is lost on the way
                desk.ask("save", "saving")
                time.sleep(stage.chance.uniform(0, 0.03))
            broken = time.monotonic()
            proxy.say("silent")
            if number % 3 == 2:
                desk.ask("save", "saving")
            time.sleep(0.1)  # an answer that came through is on the screen
            seen = name
            if desk.ask("typed", "typed"):  # not saved yet, and somebody types on
                desk.ask("type x", "typing")
                seen = str(desk.ask("typed", "typed"))
            said.append(desk.wait_for("banner", after=broken, fits=bool).at - broken)
            time.sleep(stage.chance.uniform(1, 6))  # it dials meanwhile
            proxy.say("pass")
            mended = time.monotonic()
            desk.wait_for("fresh", after=mended)
            stage.say(f"{seen!r}: said after {said[-1]:.1f} s; {freeze.end():.0f} ms frozen")
            if number % 3:
                saves += 1
                there = _kept(desk, office, seen, began)
                lost += there == 0
                doubled += there > 1
            else:
                lost += desk.ask("typed", "typed") != seen
        assert desk.crashes == []
        chain = verified(office)
    note = f"{saves} of them while saving; said after {max(said):.1f} s at most"
    return Outcome(len(said), lost, doubled, chain=chain, freeze=freeze.longest, note=note)


def _kept(desk: Watched, office: Office, seen: str, began: float) -> int:
    """How often there is what somebody saw in the form; saved once more where it was not saved."""
    try:
        desk.wait_for("created", after=began, patience=SAVED_WITHIN)
    except AssertionError:
        if desk.ask("typed", "typed") != seen:
            return 0
        again = time.monotonic()
        desk.ask("save", "saving")
        desk.wait_for("created", after=again)
    return count(office, seen)


@scenario("server restart, 8 desks")
def restart(stage: Stage) -> Outcome:
    """Eight whole programs, each of somebody else: all come back, and show what is saved next."""
    back: list[float] = []
    lost = doubled = 0
    with ExitStack() as stack:
        server = stack.enter_context(own_server())
        office = Office("postgres", server.url(), password=PASSWORD)
        logins = ["anna", *(f"collega{number}" for number in range(2, DESKS + 1))]
        for login in logins[1:]:
            server.admit(login)
        control = stack.enter_context(Watched("tests.faults.heart"))
        desks = []
        for login in logins:
            desks.append(start_desk(stack, stage, server.url(login)))
            stage.say(f"{login} is at work")
        for desk in desks:
            desk.ask("new", "new")
        freeze = Freeze(desks, control)
        for number in range(stage.times(RESTARTS)):
            typed = [desk.ask("typed", "typed") for desk in desks]
            freeze.begin()
            began = time.monotonic()
            server.restart()
            up = time.monotonic()
            for desk in desks:
                desk.ask("type x", "typing")
            back += [desk.wait_for("fresh", after=began).at - up for desk in desks]
            time.sleep(2)  # the pages fetch again
            stage.say(f"all back after {max(back):.1f} s; {freeze.end():.0f} ms frozen")
            lost += sum(
                desk.ask("typed", "typed") != f"{before}x"
                for desk, before in zip(desks, typed, strict=True)
            )
            shown = _save_one(desks[number % DESKS])
            lost += sum(not _shows(desk, shown) for desk in desks)
            doubled += count(office, typed[number % DESKS] + "x") > 1
        assert not any(desk.crashes for desk in desks)
        chain = verified(office)
    tried = len(back)
    note = f"{tried // DESKS} restarts; the last desk was back {max(back):.1f} s after the server"
    return Outcome(tried, lost, doubled, chain=chain, freeze=freeze.longest, note=note)


def _save_one(desk: Watched) -> int:
    """Save what stands in its form; how many customers every desk shows then."""
    before = int(desk.ask("customers", "customers"))
    saving = time.monotonic()
    desk.ask("save", "saving")
    desk.wait_for("created", after=saving)
    desk.ask("new", "new")
    return before + 1


def _shows(desk: Watched, customers: int) -> bool:
    """Whether it comes to show so many, by itself."""
    deadline = time.monotonic() + SHOWN_WITHIN
    while desk.ask("customers", "customers") != customers:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
