"""Every desk says when the last good backup is too old, and stops when there is a new one."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import backups
from tests.app.conftest import StartProgram
from tests.conftest import Office


def test_the_warning_is_shown_until_there_is_a_backup(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ["De laatste goede back-up is van 1 november."]
    monkeypatch.setattr(backups, "warning", lambda: said[0])
    banner = program.window.banner
    program.watches.backups.ask()
    qtbot.waitUntil(banner.isVisible)
    assert banner.title.text() == said[0]
    program.status.say("Iets anders, even.")
    assert banner.title.text() == "Iets anders, even."
    program.status._show_lasting()
    assert banner.title.text() == said[0]
    said[0] = ""
    program.live.hear("backup")
    qtbot.waitUntil(lambda: not banner.isVisible())


@pytest.mark.parametrize("engine", ["sqlite"])
def test_in_a_file_the_desk_makes_the_backup_that_is_due_itself(
    office: Office, start_program: StartProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    keys, shelf = backups.make_keys(), tmp_path / "shelf"
    shelf.mkdir()
    chosen = Settings(language="en", backup_recipients=keys.recipients, backup_folder=str(shelf))
    program = start_program(office.url, settings=chosen)
    program.watches.backups.look()
    qtbot.waitUntil(lambda: bool(list(shelf.glob("*.age"))), timeout=20_000)
    (made,) = shelf.glob("*.age")
    assert backups.prove(made, [keys.owner]).flaws == []
    with qtbot.assertNotEmitted(program.work.failed, wait=1000):
        program.watches.backups.look()
    assert list(shelf.iterdir()) == [made], "once a night"


@pytest.mark.parametrize("engine", ["postgres"])
def test_on_a_server_that_is_left_to_the_collector(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.settings.backup_recipients = backups.make_keys().recipients
    program.settings.backup_folder = str(tmp_path)
    before = sorted(tmp_path.iterdir())
    with qtbot.assertNotEmitted(program.work.failed, wait=1000):
        program.watches.backups.look()
    assert sorted(tmp_path.iterdir()) == before
