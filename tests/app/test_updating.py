"""One click brings an outdated desk to the version of the office; what was typed goes along."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core import installed
from mcsys_desktop.core.installed import Installed
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import base
from mcsys_desktop.models.versions import SCHEMA
from mcsys_desktop.services import offices, updates
from tests.app.conftest import StartProgram, password_file
from tests.app.typing_in import offers, type_in
from tests.conftest import Office
from tests.services.updates.conftest import (
    NEW,
    Published,
    contents,
    here,
    published,
    started,
    stem,
)

__all__ = ["here", "published"]  # fixtures, used here as well
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the small program is a shell script")


@pytest.fixture
def engine() -> str:
    """A file has one desk, and no folder of updates."""
    return "postgres"


def outdated(
    office: Office, profile: Profile, start_program: StartProgram, published: Published | None
) -> Program:
    """The program in an office that other desks have upgraded."""
    if published is not None:
        offices.enter(office.login("carla"), office.password)
        with base.connected():
            updates.choose(str(published.folder), published.key)
        offices.close()
    office.pretend(version=SCHEMA + 1, min_writer=SCHEMA + 1)
    return start_program(office.login("bob"), password_file=password_file(office, profile))


def test_from_source_it_is_said_that_git_does_it(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    published: Published,
    qtbot: QtBot,
) -> None:
    program = outdated(office, profile, start_program, published)
    banner = program.window.banner
    qtbot.waitUntil(banner.button.isVisible)
    banner.button.click()
    qtbot.waitUntil(lambda: "git pull" in banner.title.text())
    assert program.window.isVisible()


def test_one_click_fetches_it_closes_the_window_and_goes_on_as_the_new_one(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    published: Published,
    here: Installed,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(installed, "here", lambda: here)
    program = outdated(office, profile, start_program, published)
    assert program.screens is not None
    program.window.new_requested.emit()
    type_in(program.screens.customers.form.fields["surname"], "Zonneveld")
    went_on: list[Installed] = []
    program.updating.brought.connect(went_on.append)
    banner = program.window.banner
    qtbot.waitUntil(banner.button.isVisible)
    banner.button.click()
    qtbot.waitUntil(lambda: "fetched and checked" in banner.title.text())
    qtbot.waitUntil(lambda: not program.window.isVisible())
    assert [one.version for one in went_on] == [NEW]
    assert started(here) == NEW
    program.end()
    office.pretend(version=SCHEMA, min_writer=SCHEMA)  # the new version is of the office's
    again = start_program(office.login("bob"), password_file=password_file(office, profile))
    qtbot.waitUntil(offers(again).isVisible)


def test_what_is_wrong_with_it_is_said_and_this_version_goes_on(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    published: Published,
    here: Installed,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(installed, "here", lambda: here)
    (published.folder / f"{stem()}.sig").write_text("00" * 64)
    before = contents(here.beside)
    program = outdated(office, profile, start_program, published)
    banner = program.window.banner
    qtbot.waitUntil(banner.button.isVisible)
    banner.button.click()
    qtbot.waitUntil(lambda: "not signed by this office" in banner.title.text())
    assert program.window.isVisible()
    assert contents(here.beside) == before


def test_without_a_folder_of_updates_it_is_said_who_chooses_one(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    here: Installed,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(installed, "here", lambda: here)
    program = outdated(office, profile, start_program, None)
    banner = program.window.banner
    qtbot.waitUntil(banner.button.isVisible)
    banner.button.click()
    qtbot.waitUntil(lambda: "No folder of updates" in banner.title.text())
