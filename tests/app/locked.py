"""What the tests of the lock share: to lock a desk, and to stand before it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.locking import Locking
from mcsys_desktop.app.program import Program
from mcsys_desktop.ui.lock.screen import LockScreen

PASSWORD = "kameel schuurpapier gordijn tuba"
PIN = "2580"
CTRL = Qt.KeyboardModifier.ControlModifier


def locking(program: Program) -> Locking:
    assert program.locking is not None
    return program.locking


def locked(program: Program) -> LockScreen:
    """The lock screen, which must be there."""
    screen = locking(program).screen
    assert screen is not None
    assert screen.isVisible()
    return screen


def unlocked(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not locking(program).is_locked, timeout=20_000)


def press_lock(program: Program, window: QWidget | None = None) -> None:
    QTest.keyClick((window or program.window).windowHandle(), Qt.Key.Key_L, CTRL)


def type_pin(program: Program, pin: str) -> None:
    screen = locked(program)
    QTest.keyClicks(screen.unlocking.pin, pin)
    QTest.keyClick(screen.unlocking.pin, Qt.Key.Key_Return)


def type_password(program: Program, password: str) -> None:
    screen = locked(program)
    QTest.keyClicks(screen.unlocking.password, password)
    QTest.keyClick(screen.unlocking.password, Qt.Key.Key_Return)
