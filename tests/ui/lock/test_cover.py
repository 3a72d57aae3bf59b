"""What is behind the cover can be neither seen nor asked for, and comes back as it was."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.lock.cover import TITLE, Cover
from mcsys_desktop.ui.popover import Popover
from tests.ui.lock.leaks import shown, spoken, written

CANARY = "Kanarie"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window that says the canary in every way."""
    made = QWidget()
    qtbot.addWidget(made)
    made.setWindowTitle(f"{CANARY} is open")
    layout = QVBoxLayout(made)
    layout.addWidget(QLabel(f"{CANARY} B.V."))
    layout.addWidget(QLineEdit(f"{CANARY} typed"))
    layout.addWidget(QPlainTextEdit(f"{CANARY} noted"))
    hidden = QLabel(f"{CANARY} hidden")
    layout.addWidget(hidden)
    hidden.hide()
    floating = QLabel(f"{CANARY} found", made)
    floating.setObjectName("floating")
    floating.show()
    made.resize(500, 400)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


@pytest.fixture
def cover(window: QWidget) -> Iterator[Cover]:
    made = Cover(window, lambda _other: False)
    yield made
    made.take_off()


def dialog_with_text(window: QWidget, text: str) -> tuple[QDialog, QLineEdit]:
    dialog = QDialog(window)
    dialog.setWindowTitle(f"{CANARY} dialog")
    field = QLineEdit(text)
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    return dialog, field


def test_nothing_of_the_window_is_left_to_see_or_to_hear(cover: Cover, window: QWidget) -> None:
    assert CANARY in written()
    assert CANARY in spoken()
    cover.put_on(QLabel("locked"))
    QApplication.processEvents()
    assert window.windowTitle() == TITLE
    assert CANARY not in written()
    assert CANARY not in spoken()
    assert "locked" in spoken()


def test_everything_comes_back_as_it_was(cover: Cover, window: QWidget) -> None:
    field = window.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    field.setSelection(2, 3)
    before = window.grab().toImage()
    cover.put_on(QLabel("locked"))
    QApplication.processEvents()
    assert window.grab().toImage() != before
    cover.take_off()
    QApplication.processEvents()
    assert window.windowTitle() == f"{CANARY} is open"
    assert window.grab().toImage() == before
    assert (field.hasFocus(), field.selectedText()) == (True, "nar")
    assert [label.text() for label in window.findChildren(QLabel) if label.isHidden()] == [
        f"{CANARY} hidden"
    ]


def test_a_dialog_goes_and_comes_back_with_what_was_typed(cover: Cover, window: QWidget) -> None:
    dialog, field = dialog_with_text(window, "half a sen")
    QTest.keyClicks(field, "t")
    field.setText("half a sent")
    field.setCursorPosition(4)
    finished: list[int] = []
    dialog.finished.connect(finished.append)
    cover.put_on(QLabel("locked"))
    QApplication.processEvents()
    assert not dialog.isVisible()
    assert dialog.windowHandle() is None  # no window of the system carries its title
    assert CANARY not in spoken() + written()
    cover.take_off()
    assert QTest.qWaitForWindowActive(dialog)
    assert dialog.isModal()
    assert finished == []
    assert (field.text(), field.cursorPosition(), field.selectedText()) == ("half a sent", 4, "")
    QTest.keyClicks(field, "!")
    assert field.text() == "half! a sent"
    dialog.close()


def test_dialogs_upon_dialogs_come_back_in_their_order(cover: Cover, window: QWidget) -> None:
    dialog, _field = dialog_with_text(window, "below")
    upper, _field = dialog_with_text(dialog, "above")
    cover.put_on(QLabel("locked"))
    cover.take_off()
    QApplication.processEvents()
    assert dialog.isVisible()
    assert upper.isVisible()
    assert QApplication.activeModalWidget() is upper
    upper.close()
    dialog.close()


def test_a_dialog_that_ended_meanwhile_stays_away(cover: Cover, window: QWidget) -> None:
    ended, _field = dialog_with_text(window, "ended")
    closed, _field = dialog_with_text(window, "closed")
    deleted = QWidget()
    deleted.show()
    cover.put_on(QLabel("locked"))
    ended.accept()
    closed.close()
    deleted.deleteLater()
    QTest.qWait(10)
    cover.take_off()
    assert not ended.isVisible()
    assert not closed.isVisible()


@pytest.mark.qt_log_ignore("grabbing the keyboard")  # off screen there is none
def test_menus_tooltips_and_small_windows_go_at_once(
    cover: Cover, window: QWidget, qtbot: QtBot
) -> None:
    menu = QMenu(window)
    menu.addAction(f"{CANARY} in a menu")
    menu.popup(window.pos())
    button = QPushButton("?", window)
    button.show()
    popover = Popover(button, CANARY, f"{CANARY} in a popover", CANARY)
    popover.open_below(button)
    QToolTip.showText(window.pos(), f"{CANARY} in a tooltip", window)
    qtbot.waitUntil(QToolTip.isVisible)
    cover.put_on(QLabel("locked"))
    assert shown() == [window]
    QApplication.processEvents()
    assert CANARY not in spoken() + written()
    cover.take_off()
    assert shown() == [window]


def test_what_opens_while_locked_is_never_drawn_and_waits(
    cover: Cover, window: QWidget, qtbot: QtBot
) -> None:
    cover.put_on(QLabel("locked"))
    box = QMessageBox(QMessageBox.Icon.Warning, CANARY, f"{CANARY} was lost", parent=window)
    box.open()
    assert box.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    qtbot.waitUntil(lambda: box.windowHandle() is None)
    assert CANARY not in spoken() + written()
    assert QApplication.activeModalWidget() is None  # the lock screen can be used
    cover.take_off()
    qtbot.waitUntil(box.isVisible)
    assert not box.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    box.close()


@pytest.mark.qt_log_ignore("grabbing the keyboard")  # off screen there is none
def test_the_menu_of_a_field_on_the_lock_screen_opens(cover: Cover, window: QWidget) -> None:
    field = QLineEdit()
    cover.put_on(field)
    QApplication.processEvents()
    menu = QMenu(field)
    menu.addAction("Paste")
    menu.popup(window.pos())
    assert menu.isVisible()
    assert not menu.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    menu.close()


def test_keys_of_the_screens_do_nothing(cover: Cover, window: QWidget) -> None:
    pressed: list[str] = []
    shortcuts.bind(window, "search", lambda: pressed.append("search"))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    cover.put_on(QLabel("locked"))
    QApplication.processEvents()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["search"]


def test_a_second_time_changes_nothing(cover: Cover, window: QWidget) -> None:
    first = QLabel("first")
    cover.put_on(first)
    cover.put_on(QLabel("second"))
    assert first.isVisible()
    cover.take_off()
    cover.take_off()
    assert window.findChild(QLineEdit) is not None
