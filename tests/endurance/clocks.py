"""The clock of a desk is 400 days behind, 3 days ahead, 20 years ahead; then it is set right.

On both engines: numbers, chain, calls, typing, wrong passwords, backups and their warning. The
server's own clock stays right, as all of this computer would move with it; what certificates do
when time passes is in ``tests/services/servers/test_renewing.py``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

from mcsys_desktop.core import clock, i18n, sealed
from mcsys_desktop.core import drafts as drafts_module
from mcsys_desktop.core.drafts import Drafts
from mcsys_desktop.core.patience import LONGEST_WAIT, Patience
from mcsys_desktop.models import base, server
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import backups, calls, history, offices
from mcsys_desktop.services.backups import nightly
from tests import make
from tests.conftest import Office
from tests.endurance.scenario import Outcome, Stage, scenario, verified

OFFSETS = {"-400 days": -400, "+3 days": 3, "+20 years": 7305}
CUSTOMERS = 20
KEEPER = "keeper_of_the_clocks"


class Judge:
    """Counts what was tried, and what was not as it should be."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.tried = self.said = 0
        self.wrong: list[str] = []

    def that(self, holds: object, what: str) -> None:
        """One thing that must hold."""
        self.tried += 1
        if not holds:
            self.wrong.append(what)
            self._stage.say(f"WRONG {what}")

    def says(self, sentence: str, what: str) -> None:
        """One thing that people must be told."""
        self.that(sentence.endswith("."), what)
        self.said += 1


@contextmanager
def moved(days: int) -> Iterator[None]:
    """All that the program asks of the time is so many days off."""
    off = timedelta(days=days)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Any:
            del tz
            return datetime.now(UTC) + off

    real = clock.now
    with (
        mock.patch.object(clock, "now", side_effect=lambda: real() + off),
        mock.patch.object(drafts_module, "datetime", Clock),
    ):
        yield


@scenario("clock wrong, file")
def wrong_beside_a_file(stage: Stage) -> Outcome:
    """An office in a file has no other clock than that of its desks."""
    return _wrong(stage, "sqlite", "anna")


@scenario("clock wrong, server")
def wrong_beside_a_server(stage: Stage) -> Outcome:
    """On a server the rows are dated there."""
    return _wrong(stage, "postgres", KEEPER)


def _wrong(stage: Stage, engine: str, login: str) -> Outcome:
    i18n.use("nl")
    judge, chains = Judge(stage), []
    for name, days in OFFSETS.items():
        with stage.office(engine) as office:
            if office.path is None:
                with office.administrator() as admin:
                    server.create_login(admin, KEEPER, office.password, server.BACKUP)
            try:
                _work(stage, judge, office, login, name, days)
                chains.append(verified(office))
            finally:
                if office.path is None:
                    with office.administrator() as admin:
                        admin.execute(f"DROP ROLE {KEEPER}".encode())
    worst = next((chain for chain in chains if not chain.startswith("valid")), chains[-1])
    note = f"{len(OFFSETS)} clocks; {judge.said} times people were told"
    return Outcome(judge.tried, lost=len(judge.wrong), chain=worst, note=note)


def _work(stage: Stage, judge: Judge, office: Office, login: str, name: str, days: int) -> None:
    about = f"{office.engine}, {name}"
    shelf = stage.folder / f"shelf {about}"
    shelf.mkdir()
    keys = backups.make_keys()
    night = nightly.Night(shelf, keys.recipients)
    memory = history.MemoryFile(stage.folder / f"seen {about}")
    typing = stage.folder / f"drafts {about}"
    tries = Patience(stage.folder / f"tries {about}")
    numbers: list[int | None] = []

    def customers() -> None:
        for _time in range(CUSTOMERS):
            numbers.append(make.customer("Klant", numbers=["0612345678"]).number)
        judge.that(history.look(memory), f"{about}: a false alarm")

    def typed(word: str) -> None:
        drafts = Drafts()
        drafts.open(typing, "office", "anna", sealed.desk_key(typing))
        drafts.put(word, {"notes": word})
        drafts.close()

    # While all is well.
    with _inside(office, login):
        customers()
        old = clock.now() - timedelta(days=30)
        with base.transaction():
            Call(rang_at=old, e164="+31612345678").save()
        backups.make(shelf, keys.recipients)
        typed("goed")
    for _time in range(6):
        tries.failed("office")
    # The clock is wrong.
    with moved(days):
        with _inside(office, login):
            said = offices.clock_warning()
            if days > 180 or days < 0 or base.shared():
                judge.says(said, f"{about}: nothing is said of the clock")
            customers()
            calls.forget_old()
            judge.that(Call.select().count() == 1, f"{about}: a call of last month is forgotten")
            if days > 0:
                judge.that(calls.today() == [], f"{about}: a call of last month is of today")
            if not base.shared() and days < 0:
                judge.that(nightly.due(night), f"{about}: no backup is due for {-days} days")
                judge.says(_warning(), f"{about}: no warning of the backups")
            backups.make(shelf, keys.recipients)
            typed("verkeerd")
        judge.that(tries.wait("office") <= LONGEST_WAIT, f"{about}: locked out")
    # It is set right.
    with _inside(office, login):
        customers()
        judge.that(numbers == list(range(1001, 1001 + 3 * CUSTOMERS)), f"{about}: {numbers}")
        judge.that(Customer.select().count() == 3 * CUSTOMERS, f"{about}: customers")
        judge.that(history.verify() == [], f"{about}: the chain")
        if not base.shared() and days > 0:
            judge.that(nightly.due(night), f"{about}: no backup is due until {name}")
            judge.says(_warning(), f"{about}: no warning of the backups")
        made = backups.make(shelf, keys.recipients)
        judge.that(backups.last_good().taken_at == made.taken_at, f"{about}: the last good backup")  # type: ignore[union-attr]
        judge.that(not nightly.due(night), f"{about}: a backup is due at once")
        judge.that(_warning() == "", f"{about}: a warning stays")
    drafts = Drafts()
    found = drafts.open(typing, "office", "anna", sealed.desk_key(typing))
    drafts.close()
    kept = {draft.texts["notes"] for draft in found}
    judge.that(kept == {"goed", "verkeerd"}, f"{about}: what was typed: {kept}")
    for file in shelf.glob("*.age"):
        judge.that(backups.prove(file, [keys.owner]).flaws == [], f"{about}: {file.name}")


def _warning() -> str:
    """As for an office with a key, which people are warned of."""
    with mock.patch("mcsys_desktop.services.backups.standing.keyed", return_value=True):
        return backups.warning()


@contextmanager
def _inside(office: Office, login: str) -> Iterator[None]:
    base.connect(office.login(login), password=office.password, author="anna")
    try:
        with base.connected():
            yield
    finally:
        base.disconnect()
