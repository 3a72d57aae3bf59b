"""The status bar of the main window: how things are, and what can be done about it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.privacy import Privacy
from tests.ui.frames import CONTROL, bring_up, press

# Popups take the keyboard, which the plug-in without a screen cannot do and says so.
no_grabs = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@no_grabs
def test_a_status_item_explains_and_offers_to_repair(frame: MainWindow, qtbot: QtBot) -> None:
    frame.show()
    item = frame.status_bar.telephone
    item.show_state("bad", "Telephone not reached", "The port is taken by 192.0.2.7.", "Try again")

    popover = item.explain()
    qtbot.addWidget(popover)
    assert popover.action is not None
    assert popover.accessibleDescription() == "The port is taken by 192.0.2.7."
    with qtbot.waitSignal(item.repair):
        popover.action.click()
    assert not popover.isVisible()


@no_grabs
def test_escape_closes_an_explanation(frame: MainWindow, qtbot: QtBot) -> None:
    frame.show()
    popover = frame.status_bar.database.explain()
    popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(popover)
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_the_status_bar_says_how_things_are(frame: MainWindow) -> None:
    frame.show_user("Sanne Visser")
    frame.show_desk("Balie 1")
    frame.status_bar.show_updated("10:42:08")
    bar = frame.status_bar
    assert [item.text() for item in bar.items() if not item.isHidden()] == [
        "Opening the office",
        "Balie 1",
        "Updated 10:42:08",
        "Sanne Visser",
    ]


def test_a_counter_says_whether_names_are_hidden_and_shows_them_when_asked(qtbot: QtBot) -> None:
    frame = MainWindow(Privacy(counter=True))
    qtbot.addWidget(frame)
    bring_up(frame)
    item = frame.status_bar.privacy
    assert item.text() == "Counter: names hidden"

    press(frame, Qt.Key.Key_H, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert item.text() == "Counter: names shown"
    item.repair.emit()
    assert item.text() == "Counter: names hidden"
