"""More that a desk writes to a disk that is full: drafts, log, keys, upgrades, new offices."""

import itertools
import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from unittest import mock

from mcsys_desktop.core import logs, sealed, vault
from mcsys_desktop.core.drafts import Drafts
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import address, base, migrations, upgrade
from mcsys_desktop.services import offices
from tests.endurance.disks import PAGE, SmallDisk
from tests.endurance.scenario import Stage
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


def keep_drafts(tried: Tried, profile: Profile) -> None:
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


def write_the_log(tried: Tried, profile: Profile) -> None:
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


def change_keys(tried: Tried, profile: Profile) -> None:
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


def upgrade_offices(tried: Tried, _profile: Profile) -> None:
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


def make_offices(tried: Tried, _profile: Profile) -> None:
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
