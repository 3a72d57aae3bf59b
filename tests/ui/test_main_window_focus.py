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
    page = Entered("customers")

    frame.add_page("customers", page)

    assert QApplication.focusWidget() is page.two


def test_who_is_typing_in_the_search_before_the_page_is_there_goes_on_typing(
    frame: MainWindow,
) -> None:
    bring_up(frame)
    frame.go_to_search()

    frame.add_page("customers", Part("customers"))

    assert frame.top_bar.search.hasFocus()


def test_a_key_to_a_page_brings_the_focus_there(frame: MainWindow) -> None:
    customers, calls = Part("customers"), Entered("calls")
    frame.add_page("customers", customers)
    frame.add_page("calls", calls)
    bring_up(frame)
    frame.go_to_search()

    press(frame, Qt.Key.Key_2, CONTROL)
    assert QApplication.focusWidget() is calls.two
    press(frame, Qt.Key.Key_1, CONTROL)
    assert QApplication.focusWidget() is customers.one


def test_a_click_in_the_rail_leaves_the_keyboard_to_the_page(frame: MainWindow) -> None:
    bring_up(frame)
    frame.add_page("customers", Part("customers"))
    calls = Entered("calls")
    frame.add_page("calls", calls)

    QTest.mouseClick(frame.rail.buttons["calls"], Qt.MouseButton.LeftButton)

    assert QApplication.focusWidget() is calls.two


def test_arrows_in_the_rail_stay_in_the_rail(frame: MainWindow) -> None:
    for name in ("customers", "calls"):
        frame.add_page(name, Part(name))
    bring_up(frame)
    frame.rail.buttons["customers"].setFocus(Qt.FocusReason.TabFocusReason)

    press(frame, Qt.Key.Key_Down)

    assert frame.current_page == "calls"
    assert QApplication.focusWidget() is frame.rail.buttons["calls"]


def test_f6_finds_the_part_of_the_rail_that_is_on_the_screen(frame: MainWindow) -> None:
    for name in ("customers", "calls"):
        frame.add_page(name, Part(name))
    bring_up(frame)
    frame.rail.buttons["customers"].setFocus()
    press(frame, Qt.Key.Key_F6)
    press(frame, Qt.Key.Key_2, CONTROL)

    for _pane in range(10):
        press(frame, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        if focused is not None and frame.rail.isAncestorOf(focused):
            break

    assert QApplication.focusWidget() is frame.rail.buttons["calls"]


def test_a_panel_that_goes_away_gives_the_keyboard_to_the_page(
    frame: MainWindow, qtbot: QtBot
) -> None:
    page, dock = Entered("customers"), Part("dock")
    frame.add_page("customers", page)
    frame.set_dock(dock)
    bring_up(frame)
    dock.two.setFocus()

    with qtbot.waitSignal(frame.dock_shown):
        frame.resize(1366, 768)

    assert QApplication.focusWidget() is page.two
