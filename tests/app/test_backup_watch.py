"""Every desk says when the last good backup is too old, and stops when there is a new one."""

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.services import backups


def test_the_warning_is_shown_until_there_is_a_backup(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ["De laatste goede back-up is van 1 november."]
    monkeypatch.setattr(backups, "warning", lambda: said[0])
    banner = program.window.banner
    program.backup_watch.ask()
    qtbot.waitUntil(banner.isVisible)
    assert banner.title.text() == said[0]
    program.status.say("Iets anders, even.")
    assert banner.title.text() == "Iets anders, even."
    program.status._show_lasting()
    assert banner.title.text() == said[0]
    said[0] = ""
    program.live.hear("backup")
    qtbot.waitUntil(lambda: not banner.isVisible())
