"""Setting up a telephone in a test: the window, its questions, and what is typed there."""

import threading
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.phone_setups import PhoneSetups
from mcsys_desktop.app.program import Program
from mcsys_desktop.ui.fields import LineField
from mcsys_desktop.ui.phone_setup import AccountStep, SystemStep
from tests.telephony.boxes import Monitor

Q = TypeVar("Q", bound=QWidget)
LONG = 30_000  # ms


def setups(program: Program) -> PhoneSetups:
    assert program.screens is not None
    (found,) = program.screens.findChildren(PhoneSetups)
    return found


def begin(program: Program, qtbot: QtBot) -> SystemStep:
    """Open the window as the button in the settings does."""
    assert program.screens is not None
    program.screens.phone_setup_wanted.emit()
    return asked(program, SystemStep, qtbot)


def asked(program: Program, kind: type[Q], qtbot: QtBot) -> Q:
    """The question of this kind, once it is asked."""

    def there() -> bool:
        wizard = setups(program).wizard
        return wizard is not None and isinstance(wizard.question, kind)

    qtbot.waitUntil(there, timeout=LONG)
    found = setups(program).wizard.question  # type: ignore[union-attr]
    assert isinstance(found, kind)
    return found


def take(box: Monitor, qtbot: QtBot) -> None:
    """Let the box take a connection, while the program goes on."""
    taking = threading.Thread(target=box.accept)
    taking.start()
    qtbot.waitUntil(lambda: not taking.is_alive(), timeout=LONG)


def fill(step: AccountStep, name: str, text: str) -> None:
    field = step.fields[name]
    assert isinstance(field, LineField)
    field.selectAll()
    QTest.keyClicks(field, text)
