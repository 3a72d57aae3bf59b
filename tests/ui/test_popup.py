"""Small windows beside a button, and what is pressed: one way to be placed, closed and pressed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.bell import BellList
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.facts import FactRow
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.lists.saved import SaveView
from mcsys_desktop.ui.popover import Popover
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tags import TagPicker
from mcsys_desktop.ui.tiles import Tile
from mcsys_desktop.ui.work import Work

# Off screen there is no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

Opened = Callable[[QWidget, Work], QWidget]


def tags(anchor: QWidget, _work: Work) -> QWidget:
    picker = TagPicker(anchor)
    picker.open_below(anchor)
    return picker


def explanation(anchor: QWidget, _work: Work) -> QWidget:
    popover = Popover(anchor, "Server", "All is well.", "Look")
    popover.open_below(anchor)
    return popover


def bell(anchor: QWidget, work: Work) -> QWidget:
    found = BellList(anchor, work)
    found.open_below(anchor)
    return found


def view(anchor: QWidget, _work: Work) -> QWidget:
    saving = SaveView(anchor, [])
    saving.open_below(anchor)
    return saving


@pytest.fixture(params=[tags, explanation, bell, view])
def opened(request: pytest.FixtureRequest) -> Opened:
    style().apply("light")
    found: Opened = request.param
    return found


@pytest.fixture
def anchor(qtbot: QtBot) -> Button:
    """A button in the corner at the bottom right of the screen."""
    button = Button("Open")
    button.setWindowFlags(Qt.WindowType.FramelessWindowHint)
    qtbot.addWidget(button)
    room = QGuiApplication.primaryScreen().availableGeometry()
    button.move(room.right() - 60, room.bottom() - 40)
    with qtbot.waitExposed(button):
        button.show()
    return button


def test_it_is_whole_on_the_screen_and_does_not_lie_on_what_was_pressed(
    opened: Opened, anchor: Button, work: Work
) -> None:
    popup = opened(anchor, work)

    assert anchor.screen().availableGeometry().contains(popup.geometry())
    assert not popup.geometry().intersects(anchor.geometry())
    popup.close()


def test_escape_closes_it_wherever_the_focus_is(
    opened: Opened, anchor: Button, work: Work, qtbot: QtBot
) -> None:
    popup = opened(anchor, work)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(popup)

    QTest.keyClick(popup.focusWidget() or popup, Qt.Key.Key_Escape)

    assert not popup.isVisible()


def pressables() -> list[QPushButton]:
    row = FactRow()
    row.show_fact("Bakkerij De Vries")
    return [Button("Open"), Tile("To call back"), row]


def test_enter_held_too_long_presses_once_in_a_dialog_as_well(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    buttons = pressables()
    dialog.setLayout(column(*buttons))
    dialog.show()
    for button in buttons:
        pressed: list[bool] = []
        button.clicked.connect(lambda _on=False, pressed=pressed: pressed.append(True))
        button.setFocus()
        for again in (False, True, True):
            key = QKeyEvent(
                QEvent.Type.KeyPress,
                Qt.Key.Key_Return,
                Qt.KeyboardModifier.NoModifier,
                "\r",
                autorep=again,
            )
            QApplication.sendEvent(button, key)
        assert len(pressed) == 1, type(button).__name__
