"""The frame: what it shows where there is room, and how people move about in it."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.delegates import RowLook
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.results import Result
from mcsys_desktop.ui.style import style

# Popups take the keyboard, which the plug-in without a screen cannot do and says so.
no_grabs = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
FOUND = [
    Result(
        "customer:1", RowLook("Anna Smit", "Baarn", "035 541 27 38", avatar=("Anna Smit", False))
    ),
    Result("customer:2", RowLook("Bakkerij De Vries", "Soest", avatar=("Bakkerij", True))),
    Result("customer:3", RowLook("Cor Vries", "Leusden", avatar=("Cor Vries", False))),
]


class Part(QWidget):
    """A page or panel with two buttons."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.one, self.two = QPushButton(f"{name} one"), QPushButton(f"{name} two")
        layout = QVBoxLayout(self)
        layout.addWidget(self.one)
        layout.addWidget(self.two)


@pytest.fixture
def frame(qtbot: QtBot) -> Iterator[MainWindow]:
    style().apply("light", "normal", 1.0)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1600, 960)
    yield window
    style().apply("light", "normal", 1.0)


def bring_up(window: MainWindow) -> None:
    painted = QSignalSpy(window.first_painted)
    window.show()
    assert painted.count() or painted.wait(5000)  # keys work from the first frame on
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_a_wide_window_has_words_in_the_rail_and_the_telephone_panel(frame: MainWindow) -> None:
    dock = Part("dock")
    frame.set_dock(dock)
    frame.show()

    assert (frame.rail.width(), dock.width()) == (208, 328)
    assert frame.dock_visible
    assert frame.top_bar.dock.isHidden()


def test_a_small_window_has_icons_and_leaves_the_calls_to_the_small_caller_window(
    frame: MainWindow, qtbot: QtBot
) -> None:
    dock = Part("dock")
    frame.set_dock(dock)
    frame.show()

    with qtbot.waitSignal(frame.dock_shown) as told:
        frame.resize(1366, 768)

    assert told.args == [False]
    assert frame.rail.width() == 64
    assert frame.rail.buttons["customers"].toolTip() == "Customers (Ctrl 1)"
    assert not frame.dock_visible


def test_the_panel_can_be_asked_for_in_a_small_window_and_put_away_in_a_wide_one(
    frame: MainWindow, qtbot: QtBot
) -> None:
    frame.set_dock(Part("dock"))
    frame.resize(1366, 768)
    frame.show()
    with qtbot.waitSignal(frame.dock_chosen) as told:
        frame.top_bar.dock.click()
    assert told.args == [True]
    assert frame.dock_visible

    frame.resize(1600, 960)
    assert frame.dock_visible
    frame.show_dock(False)
    assert not frame.dock_visible
    assert not frame.top_bar.dock.isHidden()


def test_the_rail_can_be_kept_narrow(frame: MainWindow) -> None:
    frame.show()
    frame.set_rail_narrow(True)
    assert frame.rail.width() == 64
    frame.set_rail_narrow(False)
    assert frame.rail.width() == 208


def test_a_page_that_comes_late_is_shown_if_it_is_the_one_that_was_chosen(
    frame: MainWindow,
) -> None:
    frame.show_page("calls")
    calls, customers = Part("calls"), Part("customers")
    frame.add_page("customers", customers)
    frame.add_page("calls", calls)
    frame.show()

    assert calls.isVisible()
    assert not customers.isVisible()
    assert frame.rail.buttons["calls"].isChecked()


def test_a_page_can_be_made_when_it_is_first_shown(frame: MainWindow, qtbot: QtBot) -> None:
    made: list[Part] = []

    def make() -> Part:
        made.append(Part("settings"))
        return made[-1]

    frame.add_page("settings", make)
    assert made == []
    with qtbot.waitSignal(frame.page_shown) as told:
        frame.show_page("settings")
    frame.show_page("customers")
    frame.show_page("settings")

    assert told.args == ["settings"]
    assert len(made) == 1
    assert frame.page("settings") is made[0]


def test_a_page_that_no_rail_entry_leads_to_is_refused(frame: MainWindow) -> None:
    with pytest.raises(KeyError):
        frame.add_page("invoices", Part("invoices"))


def test_keys_lead_to_every_part_of_the_rail(frame: MainWindow) -> None:
    for name in ("customers", "calls", "settings"):
        frame.add_page(name, Part(name))
    bring_up(frame)

    seen = []
    for key in (Qt.Key.Key_2, Qt.Key.Key_Comma, Qt.Key.Key_1):
        press(frame, key, CONTROL)
        seen.append(frame.current_page)

    assert seen == ["calls", "settings", "customers"]


def test_other_keys_ask_the_program(frame: MainWindow, qtbot: QtBot) -> None:
    bring_up(frame)
    for key, modifier, signal in (
        (Qt.Key.Key_N, CONTROL, frame.new_requested),
        (Qt.Key.Key_T, CONTROL, frame.compact_requested),
        (Qt.Key.Key_F5, None, frame.refresh_requested),
    ):
        with qtbot.waitSignal(signal):
            press(frame, key, modifier)


def test_f6_goes_round_the_parts_and_comes_back_to_the_same_place(frame: MainWindow) -> None:
    page, dock = Part("page"), Part("dock")
    frame.add_page("customers", page)
    frame.set_dock(dock)
    bring_up(frame)
    page.two.setFocus()

    places = []
    for _ in range(5):
        press(frame, Qt.Key.Key_F6)
        places.append(QApplication.focusWidget())

    assert places == [
        dock.one,
        frame.status_bar.database,
        frame.rail.buttons["customers"],
        frame.top_bar.search,
        page.two,
    ]
    press(frame, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is frame.top_bar.search


def test_searching_by_keyboard_from_first_letter_to_the_customer(
    frame: MainWindow, qtbot: QtBot
) -> None:
    frame.add_page("customers", Part("customers"))
    bring_up(frame)
    press(frame, Qt.Key.Key_K, CONTROL)
    assert frame.top_bar.search.hasFocus()

    with qtbot.waitSignal(frame.search_requested) as asked:
        QTest.keyClicks(frame.top_bar.search, "vries")
    assert asked.args == ["vries"]
    frame.show_results(FOUND, "vries")
    results = frame.top_bar.results
    assert results is not None
    assert results.isVisible()

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        press(frame, key)
    with qtbot.waitSignal(frame.result_chosen) as chosen:
        press(frame, Qt.Key.Key_Return)

    assert chosen.args == ["customer:3"]
    assert not results.isVisible()
    assert frame.top_bar.search.text() == ""


def test_a_result_can_be_clicked(frame: MainWindow, qtbot: QtBot) -> None:
    bring_up(frame)
    frame.go_to_search()
    QTest.keyClicks(frame.top_bar.search, "vries")
    frame.show_results(FOUND)
    results = frame.top_bar.results
    assert results is not None
    place = results.list.visualRect(results.model.index(1)).center()

    with qtbot.waitSignal(frame.result_chosen) as chosen:
        QTest.mouseClick(results.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen.args == ["customer:2"]


def test_enter_never_chooses_from_the_results_of_an_earlier_text(
    frame: MainWindow, qtbot: QtBot
) -> None:
    bring_up(frame)
    frame.go_to_search()
    QTest.keyClicks(frame.top_bar.search, "vries")
    frame.show_results(FOUND, "vries")
    QTest.keyClicks(frame.top_bar.search, " hoogland")

    with (
        qtbot.assertNotEmitted(frame.result_chosen),
        qtbot.waitSignal(frame.search_requested) as asked,
    ):
        press(frame, Qt.Key.Key_Return)
    assert asked.args == ["vries hoogland"]


def test_results_of_what_is_no_longer_asked_are_dropped(frame: MainWindow) -> None:
    bring_up(frame)
    frame.go_to_search()
    QTest.keyClicks(frame.top_bar.search, "bakker")
    frame.show_results(FOUND, "bak")
    assert frame.top_bar.results is None

    frame.show_results([], "bakker")
    assert frame.top_bar.results is not None
    words = {getattr(child, "text", str)() for child in frame.top_bar.results.children()}
    assert "Nothing found for “bakker”." in words


def test_escape_empties_the_search_and_then_goes_back_to_the_page(frame: MainWindow) -> None:
    page = Part("page")
    frame.add_page("customers", page)
    bring_up(frame)
    frame.go_to_search()
    QTest.keyClicks(frame.top_bar.search, "vries")
    frame.show_results(FOUND, "vries")

    press(frame, Qt.Key.Key_Escape)
    assert frame.top_bar.search.text() == ""
    assert frame.top_bar.results is not None
    assert not frame.top_bar.results.isVisible()
    press(frame, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.one


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


def test_a_lasting_state_is_said_across_the_page(frame: MainWindow, qtbot: QtBot) -> None:
    frame.show()
    frame.banner.say("bad", "circle-alert", "The office cannot be reached.", "Try again")
    assert frame.banner.isVisible()
    with qtbot.waitSignal(frame.banner.acted):
        frame.banner.button.click()
    frame.banner.hide()
    assert not frame.banner.isVisible()


def test_the_first_frame_is_told_once(frame: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(frame.first_painted):
        frame.show()
    with qtbot.assertNotEmitted(frame.first_painted, wait=50):
        frame.repaint()


def test_closing_the_window_is_told(frame: MainWindow, qtbot: QtBot) -> None:
    frame.show()
    with qtbot.waitSignal(frame.closed):
        frame.close()


def test_the_frame_loads_neither_services_nor_a_database() -> None:
    code = (
        "import sys, mcsys_desktop.ui.main_window\n"
        "heavy = ('peewee', 'psycopg', 'phonenumbers', 'fpdf', 'mcsys_desktop.services',"
        " 'mcsys_desktop.models', 'mcsys_desktop.telephony', 'mcsys_desktop.ui.delegates',"
        " 'mcsys_desktop.ui.shortcuts', 'mcsys_desktop.ui.fields')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
