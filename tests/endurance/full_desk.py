"""The disk of a desk is full: office, drafts, settings, log, keys, backups, upgrades, new offices.

The disk is a tmpfs of 12 MB that is filled but for a few pages; so many, that another write fails
each time. Whatever is done then either happens, or says why not and leaves nothing behind.
"""

import contextlib
import itertools
import logging
import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from unittest import mock

from mcsys_desktop.core import i18n, logs, pins, sealed, settings, vault
from mcsys_desktop.core.drafts import Drafts
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.patience import Patience
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import address, base, migrations, upgrade
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.services import backups, history, offices
from mcsys_desktop.services.backups import nightly
from tests import make
from tests.endurance.disks import PAGE, SmallDisk, small_disk
from tests.endurance.flipping import quietly
from tests.endurance.scenario import Outcome, Stage, scenario
from tests.models.newer import NEXT

PASSWORD = "kameel schuurpapier gordijn tuba"
OTHER = "walnoot dirigent sneeuwschep kwast"
_numbers = itertools.count(1)


@dataclass
class Tried:
    """What was tried with a full disk."""

    stage: Stage
    disk: SmallDisk
    done: int = 0
    said: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """How often."""
        return self.done + sum(self.said.values()) + len(self.wrong)

    def act(self, name: str, act: Callable[[], object], check: Callable[[bool], object]) -> None:
        """Do it with little room; then ``check`` with room, told whether it had worked."""
        self.disk.fill(self.stage.chance.choice([0, 1, 2, 4, 8, 16, 32, 64]) * PAGE)
        worked = False
        try:
            act()
            worked = True
        except UserError as error:
            sentence = str(error)
            if not sentence.endswith("."):
                self.wrong.append(f"{name}: no sentence: {sentence}")
        except Exception as error:  # what a person would see as a mistake of the program
            self.wrong.append(f"{name}: {type(error).__name__}: {error}"[:200])
            sentence = ""
        finally:
            self.disk.make_room()
        try:
            check(worked)
        except Exception as error:
            self.wrong.append(f"{name}, afterwards: {type(error).__name__}: {error}"[:200])
            return
        if worked:
            self.done += 1
        elif sentence:
            self.said[sentence] = self.said.get(sentence, 0) + 1


@scenario("disk full, desk")
def fill_a_desk(stage: Stage) -> Outcome:
    """Everything that a desk writes."""
    i18n.use("nl")
    with small_disk(stage.folder / "disk", "12m") as disk, quietly():
        tried = Tried(stage, disk)
        made = offices.create_file(disk.folder / "office.db", "Sanne Vis", PASSWORD)
        profile = Profile(disk.folder / "profile")
        profile.folder.mkdir()
        offices.enter(made.url, PASSWORD)
        for part in (_customers, _files, _backups):
            part(tried, profile)
        with base.connected():
            flaws, links = history.verify(), history.last_link().seq
        offices.close()
        for part in (_drafts, _log, _keys, _upgrades, _new_offices):
            part(tried, profile)
    for sentence, count in sorted(tried.said.items()):
        stage.say(f"{count:>4} times: {sentence}")
    for wrong, count in Counter(tried.wrong).items():
        stage.say(f"{count:>4} times WRONG: {wrong}")
    note = f"{tried.done} worked all the same, {sum(tried.said.values())} were refused in words"
    chain = "BROKEN" if flaws else f"valid, {links} links"
    return Outcome(tried.tried, lost=len(tried.wrong), chain=chain, note=note)


def _customers(tried: Tried, _profile: Profile) -> None:
    """Customers with two numbers each: all of one, or nothing of it."""
    kept: list[int] = []

    def check(worked: bool) -> None:
        with base.connected():
            assert Customer.select().count() == len(kept), "customers"
            assert PhoneNumber.select().count() == 2 * len(kept), "numbers"
            assert not worked or Customer.get_by_id(kept[-1]).notes.startswith("x")

    def act() -> None:
        with base.connected():
            notes = "x" * tried.stage.chance.randrange(1, 30_000)
            made = make.customer("Klant", numbers=["033 461 20 45", "06-12345678"], notes=notes)
            kept.append(made.id)

    for _time in range(tried.stage.times(120)):
        tried.act("customer", act, check)


def _files(tried: Tried, profile: Profile) -> None:
    """Settings, PIN, wrong passwords and the memory of history: as before, or as they are now."""
    chosen = settings.Settings(desk_name="Balie 0")
    chosen.save(profile.folder)
    memory = history.MemoryFile(profile.seen)
    with base.connected():
        history.look(memory)
    pin = pins.Pins(profile.pins)
    pin.set("who", "2580")

    def save() -> None:
        chosen.desk_name = f"Balie {next(_numbers)}" + "x" * 3000
        with contextlib.suppress(OSError):  # which the program turns into its sentence
            chosen.save(profile.folder)
            return
        raise UserError("De instellingen van deze werkplek konden niet worden bewaard.")

    def saved(worked: bool) -> None:
        found = settings.load(profile.folder)
        assert not found.complaint
        assert found.desk_name.startswith("Balie")
        assert not worked or found.desk_name == chosen.desk_name
        chosen.save(profile.folder)

    def look() -> None:
        with base.connected():
            assert history.look(memory)

    def looked(_worked: bool) -> None:
        with base.connected():
            assert memory.get() is not None
            assert history.look(memory)
            assert memory.get() == history.last_link()

    def count() -> None:
        Patience(profile.tries).failed("office")

    def pinned(_worked: bool) -> None:
        assert pins.Pins(profile.pins).check("who", "2580", password=True)

    for _time in range(tried.stage.times(25)):
        tried.act("settings", save, saved)
        tried.act("memory of history", look, looked)
        tried.act("wrong passwords", count, lambda _worked: Patience(profile.tries).count("office"))
        tried.act("PIN", lambda: pins.Pins(profile.pins).set("who", "2580"), pinned)


def _backups(tried: Tried, profile: Profile) -> None:
    """By hand and of the night, to the same full disk."""
    keys, shelf = backups.make_keys(), profile.folder / "shelf"
    shelf.mkdir()
    night = nightly.Night(shelf, keys.recipients)
    held = {"made": 0}

    def check(worked: bool) -> None:
        found = list(shelf.iterdir())
        # One may lie there that could not be noted in the office any more: whole, like the others.
        assert len(found) == held["made"] + worked or (not worked and len(found) > held["made"])
        held["made"] = len(found)
        for file in found:
            assert backups.prove(file, [keys.owner]).flaws == []

    def make_one() -> None:
        with base.connected():
            backups.make(shelf, keys.recipients)

    def of_the_night() -> None:
        with mock.patch.object(nightly, "due", return_value=True), base.connected():
            assert nightly.make_if_due(night) is not None

    for _time in range(tried.stage.times(15)):
        tried.act("backup", make_one, check)
        tried.act("backup of the night", of_the_night, check)
        shutil.rmtree(shelf)
        shelf.mkdir()
        held["made"] = 0
        tried.disk.folder.joinpath("office.turn").unlink(missing_ok=True)


def _drafts(tried: Tried, profile: Profile) -> None:
    """What somebody types is on the disk as soon as there is room, without another key pressed."""
    key = sealed.desk_key(profile.drafts)
    said: list[str] = []
    drafts = Drafts(said.append)
    drafts.open(profile.drafts, "office", "sanne", key)
    texts = {"notes": ""}

    def act() -> None:
        del said[:]
        texts["notes"] = f"{next(_numbers)} " + "x" * 20_000
        drafts.put("new", texts)
        time.sleep(0.4)
        if said:
            raise UserError(said[0])

    def is_on_the_disk() -> bool:
        other, copy = Drafts(), profile.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(profile.drafts, copy)
        found = other.open(copy, "office", "sanne", key)
        other.close()
        return [each.texts for each in found] == [texts]

    def check(_worked: bool) -> None:
        for _try in range(30):
            if is_on_the_disk():
                return
            time.sleep(0.1)
        raise AssertionError("what was typed last is not on the disk")

    for _time in range(tried.stage.times(25)):
        tried.act("drafts", act, check)
    drafts.close()
    assert not [path for path in profile.drafts.iterdir() if path.name.startswith(".")]


def _log(tried: Tried, profile: Profile) -> None:
    """The log stops without a word, and goes on."""
    own = logs.Logs(profile)
    own.start()
    logger = logging.getLogger("mcsys_desktop.proef")

    def write() -> None:
        for _line in range(300):
            logger.warning("x" * 400)

    def check(_worked: bool) -> None:
        mark = f"regel {next(_numbers)}"
        logger.warning(mark)
        assert mark in profile.log.read_text(encoding="utf-8")

    try:
        for _time in range(tried.stage.times(25)):
            tried.act("log", write, check)
    finally:
        own.stop()


def _keys(tried: Tried, profile: Profile) -> None:
    """Another password: the old one opens the office, or the new one does."""
    path = tried.disk.folder / "office.db"
    url = address.of_file(path)
    current = [PASSWORD]

    def change() -> None:
        offices.enter(url, current[0])
        try:
            following = OTHER if current[0] == PASSWORD else PASSWORD
            with base.connected():
                offices.choose_password(current[0], following)
            current[0] = following
        finally:
            offices.close()

    def check(_worked: bool) -> None:
        assert vault.load(vault.keys_file(path)).open(current[0])
        assert [each.name for each in path.parent.glob("office.keys*")] == ["office.keys"]

    for _time in range(tried.stage.times(10)):
        tried.act("another password", change, check)


def _upgrades(tried: Tried, _profile: Profile) -> None:
    """An upgrade copies the office first, and there is no room for two."""
    folder = tried.disk.folder / "old"

    def run() -> None:
        with (
            mock.patch.object(upgrade, "MIGRATIONS", (*migrations.MIGRATIONS, NEXT)),
            mock.patch.object(upgrade, "SCHEMA", NEXT.NUMBER),
        ):
            upgrade.upgrade(address.of_file(folder / "office.db"), author="anna")

    def check(worked: bool) -> None:
        left = {path.name for path in folder.iterdir()}
        assert worked or left <= {"office.db", "office.db-wal", "office.db-shm"}, left
        state = base.connect(address.of_file(folder / "office.db"), author="anna")
        base.disconnect()
        assert (state.version == NEXT.NUMBER) == worked

    for _time in range(tried.stage.times(25)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        upgrade.create(address.of_file(folder / "office.db"), author="anna")
        tried.act("upgrade", run, check)
    shutil.rmtree(folder)


def _new_offices(tried: Tried, _profile: Profile) -> None:
    """A new office is whole, or is not there."""
    folder = tried.disk.folder / "new"

    def run() -> None:
        offices.create_file(folder / "nieuw.db", "Piet", PASSWORD)

    def check(worked: bool) -> None:
        left = sorted(path.name for path in folder.iterdir())
        assert worked or left == [], left
        if worked:
            offices.enter(address.of_file(folder / "nieuw.db"), PASSWORD)
            offices.close()

    for _time in range(tried.stage.times(25)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        tried.act("new office", run, check)
