"""Whoever looks after the office does it on the settings page: backups, keys, updates."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core import settings
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import base
from mcsys_desktop.models.safety import Backup
from mcsys_desktop.services import backups, updates
from mcsys_desktop.services.backups import nightly, standing
from mcsys_desktop.services.backups.nightly import Night
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.ui.backups import BackupCard
from mcsys_desktop.ui.settings_page import SettingsPage
from mcsys_desktop.ui.updates import UpdatesCard
from tests.app.conftest import StartProgram, password_file
from tests.conftest import Office

KEY = "0f" * 32
MOMENT = timedelta(milliseconds=1)


@pytest.fixture
def admin(office: Office, profile: Profile, start_program: StartProgram) -> Program:
    """The program of an administrator; in a file without people that is whoever works there."""
    return start_program(office.login("carla"), password_file=password_file(office, profile))


def page_of(program: Program) -> SettingsPage:
    program.window.show_page("settings")
    page = program.window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def backup_card(program: Program) -> BackupCard:
    return page_of(program).findChildren(BackupCard)[0]


def type_into(field: QWidget, words: str) -> None:
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("engine", ["sqlite"])
def test_from_no_backup_to_a_good_one(
    admin: Program, tmp_path: Path, profile: Profile, qtbot: QtBot
) -> None:
    card = backup_card(admin)
    qtbot.waitUntil(lambda: "No backup" in card.last.text())
    assert not card.make.isEnabled(), "without keys nothing is backed up"
    (tmp_path / "stick").mkdir()
    card.save_keys(tmp_path / "stick")
    assert len(list((tmp_path / "stick").iterdir())) == 2
    assert not card.new_keys.isVisible()
    card.save_keys(tmp_path / "stick")
    assert "already" in card.said.text(), "a key is never written over"

    card.make.click()
    qtbot.waitUntil(lambda: "in which folder" in card.said.text())
    type_into(card.folder, "backups")
    assert "whole path" in card._folder.note.text()
    card.folder.clear()
    (tmp_path / "shelf").mkdir()
    type_into(card.folder, str(tmp_path / "shelf"))
    card.make.click()
    qtbot.waitUntil(lambda: "is good" in card.said.text(), timeout=60_000)
    assert len(list((tmp_path / "shelf").iterdir())) == 1
    qtbot.waitUntil(lambda: "Last good backup" in card.last.text())
    assert card.make.isEnabled()
    admin.choices.save()
    kept = settings.load(profile.folder)
    assert kept.backup_folder == str(tmp_path / "shelf")
    assert len(kept.backup_recipients) == 2


@pytest.mark.parametrize("engine", ["postgres"])
def test_on_a_server_the_computer_that_collects_is_asked_and_makes_it(
    admin: Program, office: Office, qtbot: QtBot
) -> None:
    card = backup_card(admin)
    qtbot.waitUntil(card.make.isEnabled)
    card.make.click()
    qtbot.waitUntil(lambda: "mcsys-desktop collect" in card.said.text())
    night = Night(Path("/nowhere"), (), time(2, 30))
    with base.connected():
        assert standing.wanted() is None
    turn = nightly.turn_of(office.login("bob"), office.password)
    assert turn.take()
    try:
        card.make.click()
        qtbot.waitUntil(lambda: "within half a minute" in card.said.text())
        with base.connected():
            asked = standing.wanted()
            assert asked is not None
            for taken, is_due in ((asked - MOMENT, True), (asked + MOMENT, False)):
                with base.transaction():
                    Backup(
                        place="/x",
                        bytes=1,
                        sha256="0" * 64,
                        rows=1,
                        digest="0" * 64,
                        seq=1,
                        hash="0" * 64,
                        taken_at=taken,
                        proven_at=taken,
                    ).save()
                assert nightly.due(night) is is_due
    finally:
        turn.give_back()
    qtbot.waitUntil(lambda: "Last good backup" in card.last.text())


def test_who_keeps_the_keys_is_known_to_the_office(admin: Program, qtbot: QtBot) -> None:
    card = backup_card(admin)
    qtbot.waitUntil(lambda: bool(card.last.text()))
    type_into(card.holders, "de kluis, en de boekhouder")

    def told() -> bool:
        with base.connected():
            return backups.care().holders == "de kluis, en de boekhouder"

    qtbot.waitUntil(told)


@pytest.mark.parametrize("engine", ["postgres"])
def test_where_the_updates_lie_is_chosen_on_the_page(admin: Program, qtbot: QtBot) -> None:
    (card,) = page_of(admin).findChildren(UpdatesCard)
    card.folders.insertPlainText("updates")
    card.save.click()
    qtbot.waitUntil(lambda: "A folder looks like" in card.said.text())
    card.folders.show_text("\\\\server\\updates\n/srv/updates")
    card.save.click()
    qtbot.waitUntil(lambda: "Give the key" in card.said.text())
    type_into(card.key, KEY.upper())
    card.save.click()
    qtbot.waitUntil(lambda: "holds for every desk" in card.said.text())
    with base.connected():
        assert updates.chosen() == updates.Chosen(("\\\\server\\updates", "/srv/updates"), KEY)
    qtbot.waitUntil(lambda: card.key.text() == KEY)
    card.folders.insertPlainText("x")
    admin.live.changed.emit({"office_setting"})
    qtbot.wait(300)
    assert "x" in card.folders.text(), "what is being typed stays"


@pytest.mark.parametrize("engine", ["postgres"])
def test_nobody_else_sees_the_cards_and_whoever_is_no_administrator_any_more_neither(
    office: Office, profile: Profile, start_program: StartProgram, qtbot: QtBot
) -> None:
    program = start_program(office.login("bob"), password_file=password_file(office, profile))
    assert not backup_card(program).isVisible()
    assert program.screens is not None
    program.screens.set_rights(Rights(Group.ADMIN))
    assert backup_card(program).isVisible()
    program.screens.set_rights(Rights(Group.ACCOUNTING))
    assert not backup_card(program).isVisible()


@pytest.mark.parametrize("engine", ["sqlite"])
def test_an_office_in_a_file_has_no_folder_of_updates(plain: Program) -> None:
    assert not page_of(plain).findChildren(UpdatesCard)
