"""Going through a first start by keyboard: what is asked, and keys where the focus is."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core import settings
from mcsys_desktop.core.first_start import FirstStart, Step
from mcsys_desktop.core.profile import Profile, url_of
from mcsys_desktop.ui.first_start import Wizard
from tests.app.conftest import StartProgram

Q = TypeVar("Q", bound=QWidget)
PASSWORD = "kameel schuurpapier gordijn tuba"
LONG = 30_000  # ms, for what makes keys and offices


def asked(program: Program, kind: type[Q], qtbot: QtBot) -> Q:
    """The question of this kind, once it is on the screen."""
    qtbot.waitUntil(lambda: isinstance(program.entrance.dialog, kind), timeout=LONG)
    found = program.entrance.dialog
    assert isinstance(found, kind)
    part: QWidget | None = wizard(program).question
    assert part is found
    return found


def wizard(program: Program) -> Wizard:
    found = program.entrance.asking.wizard
    assert found is not None
    return found


def keys(program: Program, *pressed: str | Qt.Key) -> None:
    """Press keys where the focus is."""
    for each in pressed:
        window = wizard(program)
        target = window.focusWidget() or window
        if isinstance(each, str):
            QTest.keyClicks(target, each)
        else:
            QTest.keyClick(target, each)
        QApplication.processEvents()


def kill(program: Program) -> None:
    """End the program without anybody having gone on: what is on the disk by now is what stays."""
    program.leaving.agree()
    program.window.close()
    program.end()


def again(profile: Profile, start_program: StartProgram, *, office: str = "") -> Program:
    chosen = settings.load(profile.folder)
    return start_program(office or chosen.office, settings=chosen, entered=False)


RETURN, ESC, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space


def at_step(profile: Profile, step: Step) -> str:
    """An office without a key, in the middle of a first start; its address."""
    from mcsys_desktop.services import offices

    offices.create_file(profile.own_office, "Joris Vos", None)
    url = url_of(profile.own_office)
    FirstStart(step, url).save(profile.first_start)
    return url
