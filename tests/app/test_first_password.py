"""Who was given a password on a server chooses another before anything else, at every door."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.vault import WrongPassword
from mcsys_desktop.models import logins, server
from mcsys_desktop.models.base import Group
from mcsys_desktop.services import offices
from mcsys_desktop.services.servers import start_codes
from mcsys_desktop.ui import offices as questions
from tests.app.conftest import StartProgram
from tests.app.locked import locked, press_lock
from tests.conftest import Office
from tests.models.newcomers import asked as asks
from tests.services.people import OTHER

pytestmark = pytest.mark.parametrize("engine", ["postgres"])


@pytest.fixture
def given(office: Office) -> Iterator[tuple[str, str]]:
    """The address of somebody who was given a start code, and the code."""
    name, code = f"femke{os.getpid()}", start_codes.make()
    with office.raw("carla") as admin:
        logins.create(asks(admin), name, server.scram_verifier(code), Group.DESK)
    yield office.login(name), code
    with office.administrator() as admin:
        admin.execute(f"DROP ROLE IF EXISTS {name}".encode())


def choose(program: Program, qtbot: QtBot, code: str) -> None:
    """Answer the question that must be there: first with the code itself, then as one should."""
    qtbot.waitUntil(
        lambda: isinstance(program.entrance.dialog, questions.FirstPassword), timeout=20_000
    )
    first = program.entrance.dialog
    assert isinstance(first, questions.FirstPassword)
    assert program.office is None
    first.password.setText(code.lower())
    first.submit.click()
    qtbot.waitUntil(lambda: "of your own" in first.error.text(), timeout=20_000)
    first.password.setText(OTHER)
    first.submit.click()
    qtbot.waitUntil(lambda: program.screens is not None, timeout=20_000)


def lasts(office: Office, url: str) -> bool:
    """Whether the password counts for ever."""
    with office.administrator() as admin:
        asked = "SELECT rolvaliduntil = 'infinity' FROM pg_roles WHERE rolname = %s"
        return admin.execute(asked, (offices.look(url).login,)).fetchone() == (True,)


def test_at_the_entrance(
    office: Office, given: tuple[str, str], start_program: StartProgram, qtbot: QtBot
) -> None:
    url, code = given
    program = start_program(url, entered=False)
    qtbot.waitUntil(lambda: isinstance(program.entrance.dialog, questions.PasswordQuestion))
    asked = program.entrance.dialog
    assert isinstance(asked, questions.PasswordQuestion)
    asked.password.setText(code.lower().replace("-", " "))  # as it was heard
    asked.submit.click()
    choose(program, qtbot, code)
    assert program.office is not None
    assert program.office.login == offices.look(url).login
    assert lasts(office, url)


def test_at_a_desk_that_is_taken_over(
    given: tuple[str, str], program: Program, qtbot: QtBot
) -> None:
    url, code = given
    press_lock(program)
    screen = locked(program)
    screen.unlocking.other.click()
    QTest.keyClicks(screen.take_over.login, offices.look(url).login)
    QTest.keyClicks(screen.take_over.password, code)
    QTest.keyClick(screen.take_over.password, Qt.Key.Key_Return)
    choose(program, qtbot, code)
    assert program.office is not None
    assert program.office.login == offices.look(url).login


def test_the_old_password_is_worth_nothing_afterwards(
    office: Office, given: tuple[str, str], tmp_path: Path
) -> None:
    url, code = given
    tries = tmp_path / "tries.json"
    with pytest.raises(offices.MustChooseError):
        offices.enter(url, code, tries)
    with pytest.raises(WrongPassword):
        offices.enter_with_start_code(url, start_codes.make(), OTHER, tries)
    with pytest.raises(UserError, match="15"):
        offices.enter_with_start_code(url, code, "kort", tries)
    assert not lasts(office, url)
    assert offices.enter_with_start_code(url, code, OTHER, tries).writable
    offices.close()
    with pytest.raises(WrongPassword):
        offices.enter(url, code, tries)
    assert offices.enter(url, OTHER, tries).writable
    offices.close()
