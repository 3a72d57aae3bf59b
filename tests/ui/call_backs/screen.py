"""What the tests of the call-back list share."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.calls import CallsPage


def titles(page: CallsPage) -> list[str]:
    return [page.waiters.look(row).title for row in page.waiters.list.rows]


def wait_for(page: CallsPage, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: titles(page) == list(names))


def choose(page: CallsPage, place: int) -> None:
    page.waiters.setFocus()
    page.waiters.setCurrentIndex(page.waiters.list.index(place, 0))


def press(page: CallsPage, key: Qt.Key) -> None:
    QTest.keyClick(page.waiters, key)
