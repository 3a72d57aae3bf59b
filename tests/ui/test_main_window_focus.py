"""Where the keyboard is in the main window: somewhere that helps, and never on a surprise."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.main_window import MainWindow
from tests.ui.frames import CONTROL, Part, bring_up, press


class Entered(Part):
    """A page whose work begins at its second button."""

    def entry(self) -> QWidget:
        return self.two


def test_the_first_page_has_the_keyboard_as_soon_as_it_is_there(frame: MainWindow) -> None:
    bring_up(frame)
    page = Entered("start")

    frame.add_page("start", page)

    assert QApplication.focusWidget() is page.two


def test_who_is_typing_in_the_search_before_the_page_is_there_goes_on_typing(
    frame: MainWindow,
) -> None:
    bring_up(frame)
    frame.go_to_search()

    frame.add_page("start", Part("start"))

    assert frame.top_bar.search.hasFocus()


def test_a_key_to_a_page_brings_the_focus_there(frame: MainWindow) -> None:
    first, customers = Part("start"), Entered("customers")
    frame.add_page("start", first)
    frame.add_page("customers", customers)
    bring_up(frame)
    frame.go_to_search()

    press(frame, Qt.Key.Key_2, CONTROL)
    assert QApplication.focusWidget() is customers.two
    press(frame, Qt.Key.Key_1, CONTROL)
    assert QApplication.focusWidget() is first.one


def test_a_click_in_the_rail_leaves_the_keyboard_to_the_page(frame: MainWindow) -> None:
    bring_up(frame)
    frame.add_page("start", Part("start"))
    customers = Entered("customers")
    frame.add_page("customers", customers)

    QTest.mouseClick(frame.rail.buttons["customers"], Qt.MouseButton.LeftButton)

    assert QApplication.focusWidget() is customers.two


def test_arrows_in_the_rail_stay_in_the_rail(frame: MainWindow) -> None:
    for name in ("start", "customers"):
        frame.add_page(name, Part(name))
    bring_up(frame)
    frame.rail.buttons["start"].setFocus(Qt.FocusReason.TabFocusReason)

    press(frame, Qt.Key.Key_Down)

    assert frame.current_page == "customers"
    assert QApplication.focusWidget() is frame.rail.buttons["customers"]


def test_f6_finds_the_part_of_the_rail_that_is_on_the_screen(frame: MainWindow) -> None:
    for name in ("start", "customers"):
        frame.add_page(name, Part(name))
    bring_up(frame)
    frame.rail.buttons["start"].setFocus()
    press(frame, Qt.Key.Key_F6)
    press(frame, Qt.Key.Key_2, CONTROL)

    for _pane in range(10):
        press(frame, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        if focused is not None and frame.rail.isAncestorOf(focused):
            break

    assert QApplication.focusWidget() is frame.rail.buttons["customers"]


def test_a_panel_that_goes_away_gives_the_keyboard_to_the_page(
    frame: MainWindow, qtbot: QtBot
) -> None:
    page, dock = Entered("start"), Part("dock")
    frame.add_page("start", page)
    frame.set_dock(dock)
    bring_up(frame)
    dock.two.setFocus()

    with qtbot.waitSignal(frame.dock_shown):
        frame.resize(1366, 768)

    assert QApplication.focusWidget() is page.two
