"""Somebody double-clicks an invitation, types the code and a password, and is at work."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.cli import main
from mcsys_desktop.core.first_start import FirstStart, Step
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models.base import Group
from mcsys_desktop.services import servers
from mcsys_desktop.services.servers import start_codes
from mcsys_desktop.ui.offices import Joining, WhichOffice
from tests.app.conftest import StartProgram
from tests.servers import OwnServer, own_server

NEW = "walnoot dirigent sneeuwschep kwast"


@pytest.fixture(scope="module")
def server() -> Iterator[OwnServer]:
    with own_server() as made:
        made.prepare()
        yield made


def test_an_invitation_leads_into_the_office(
    server: OwnServer, start_program: StartProgram, profile: Profile, qtbot: QtBot, tmp_path: Path
) -> None:
    invited = server.invite("Sanne Vis", Group.DESK)
    file = tmp_path / "sanne.mcsys"
    servers.write_invitation(invited, file)
    FirstStart(Step.PLACE).save(profile.first_start)
    program = start_program(entered=False)
    entrance = program.entrance
    qtbot.waitUntil(lambda: isinstance(entrance.dialog, WhichOffice))

    program.handed.take({"join": str(file)})  # as a second start hands it over
    qtbot.waitUntil(lambda: isinstance(entrance.dialog, Joining), timeout=20_000)
    asked = entrance.dialog
    assert isinstance(asked, Joining)
    for code, password, problem in (
        ("", NEW, "start code"),
        (invited.code, "", "password"),
        ("7QX2", NEW, "16 letters"),
        (start_codes.make(), NEW, "do not belong together"),
        (invited.code, "kort", "at least 15"),
        (invited.code, invited.code, "of your own"),
    ):
        asked.code.setText(code)
        asked.password.setText(password)
        asked.submit.click()
        qtbot.waitUntil(asked.submit.isEnabled, timeout=20_000)
        assert problem in asked.error.text()
        assert asked.code.text() == code, "what was typed stays"
    asked.code.setText(invited.code.lower().replace("-", " "))
    asked.password.setText(NEW)
    QTest.keyClick(asked.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.is_ready, timeout=30_000)
    assert program.office is not None
    assert (program.office.login, program.office.name) == ("sanne", "Sanne Vis")
    assert program.office.writable
    assert program.settings.office.startswith("postgresql://sanne@127.0.0.1")
    assert NEW not in program.settings.office

    program.handed.take({"join": str(file)})
    assert "Close the program" in program.window.banner.title.text()


def test_what_is_no_invitation_is_said(
    start_program: StartProgram, profile: Profile, qtbot: QtBot, tmp_path: Path
) -> None:
    FirstStart(Step.PLACE).save(profile.first_start)
    file = tmp_path / "x.mcsys"
    file.write_text("<b>niets</b>")
    program = start_program(entered=False)
    program.entrance.join(file)
    entrance = program.entrance
    asked = entrance.dialog
    assert isinstance(asked, WhichOffice)
    qtbot.waitUntil(lambda: entrance.dialog is not asked, timeout=20_000)
    again = entrance.dialog
    assert isinstance(again, WhichOffice)
    assert again.error.isVisible()
    assert again.error.text()


@pytest.mark.parametrize(
    ("given", "left", "opened"),
    [
        (["a.mcsys"], [], "a.mcsys"),
        (["--profile", "x", "a.mcsys"], ["--profile", "x"], "a.mcsys"),
        (["join", "a.mcsys"], ["join", "a.mcsys"], None),
        (["server", "invite", "Bob", "--to", "a.mcsys"], None, None),
        (["demo"], ["demo"], None),
        ([], [], None),
    ],
)
def test_a_file_that_was_double_clicked_is_told_from_one_of_a_verb(
    given: list[str], left: list[str] | None, opened: str | None
) -> None:
    rest, file = main._without_invitation(given)
    assert rest == (given if left is None else left)
    assert (file.name if file else None) == opened
