"""The disk of a desk is full: office, drafts, settings, log, keys, backups, upgrades, new offices.

The disk is a tmpfs of 12 MB that is filled but for a few pages; so many, that another write fails
each time. Whatever is done then either happens, or says why not and leaves nothing behind.
"""

import contextlib
import itertools
import shutil
from collections import Counter
from unittest import mock

from mcsys_desktop.core import i18n, pins, settings
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.patience import Patience
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import base
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.services import backups, history, offices
from mcsys_desktop.services.backups import nightly
from tests import make
from tests.endurance.disks import small_disk
from tests.endurance.flipping import quietly
from tests.endurance.full_desk_more import (
    PASSWORD,
    Tried,
    change_keys,
    keep_drafts,
    make_offices,
    upgrade_offices,
    write_the_log,
)
from tests.endurance.scenario import Outcome, Stage, scenario

_numbers = itertools.count(1)


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
        for part in (keep_drafts, write_the_log, change_keys, upgrade_offices, make_offices):
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
